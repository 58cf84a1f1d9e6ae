using System.Collections.Immutable;
using Forecasting.Reports.Formats;

namespace Forecasting.Jobs.Settings;

/// <summary>Brings the codes of <c>codesFile</c> into the settings, so that they are part of a run's identity and kept with it.</summary>
internal static class PartnerCodeFiles
{
    /// <summary>The profiles with the codes of their files; what the profile says itself goes before.</summary>
    /// <param name="partners">The profiles.</param>
    /// <param name="folder">Folder of the settings file.</param>
    /// <exception cref="SettingsException">A file is not there or cannot be read.</exception>
    public static ImmutableArray<PartnerProfile> Read(ImmutableArray<PartnerProfile> partners, string folder) =>
        partners.All(p => p.CodesFile is null) ? partners : [.. partners.Select(p => p.CodesFile is { } file ? Read(p, Path.Combine(folder, file)) : p)];

    private static PartnerProfile Read(PartnerProfile profile, string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return profile with { Codes = profile.Codes.Over(PartnerCodes.Read(stream)) };
        }
        catch (FormatException fault)
        {
            throw new SettingsException($"partners.{profile.Name}.codesFile, {path}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"partners.{profile.Name}.codesFile: {path} cannot be read ({fault.Message}).");
        }
    }
}
