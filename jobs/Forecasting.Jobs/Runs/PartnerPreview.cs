using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Runs;

/// <summary>What to show of which publication.</summary>
/// <param name="Published">A published folder, or the id of a run.</param>
/// <param name="OutFolder">Folder of the reports, where a run is looked for; null = not given.</param>
/// <param name="Target">Where the file goes, into the partner's own folder.</param>
/// <param name="Partner">Name of the partner.</param>
internal sealed record PartnerPreviewRequest(string Published, string? OutFolder, string Target, string Partner);

/// <summary>The file that a partner would get for a publication, marked as a test. Nothing is sent, and the ledger hears nothing of it.</summary>
internal static class PartnerPreview
{
    /// <summary>Writes the file.</summary>
    /// <param name="request">What to show.</param>
    /// <param name="settings">Settings with the partner.</param>
    /// <param name="plan">Makes the plan of a run once more, for formats that are not made from order lines.</param>
    /// <returns>What to tell.</returns>
    /// <exception cref="SettingsException">There is no such partner or publication.</exception>
    /// <exception cref="FormatRefusedException">Something does not fit into the format; nothing is written.</exception>
    /// <exception cref="InputException">The reorder file cannot be read.</exception>
    /// <exception cref="IOException">The publication is not whole, or the file cannot be written.</exception>
    public static string Execute(PartnerPreviewRequest request, ProgramSettings settings, Func<string, PlanReport> plan)
    {
        var profile = settings.Partners.FirstOrDefault(p => string.Equals(p.Name, request.Partner, StringComparison.Ordinal))
            ?? throw new SettingsException(settings.Partners.IsEmpty
                ? $"There is no partner {request.Partner}: the settings have no partners. Name the settings with --data or --settings."
                : $"There is no partner {request.Partner}; there are {string.Join(", ", settings.Partners.Select(p => p.Name))}.");
        var folder = FolderOf(request);
        var manifest = Publication.Verify(folder);

        // A published folder has the order lines; forecasts and stock rules need the plan once more.
        var source = PartnerFormats.All[profile.Format] is OrderFormat
            ? new PartnerSource(Lines(Path.Combine(folder, ReorderFile.Name)), null, null)
            : PartnerSource.Of(plan(manifest.RunId));
        var interchange = PartnerFile.InterchangeOf(profile, NumberIn(manifest, profile), manifest.AsOf, manifest.RunId, isTest: true);
        if (PartnerFile.Of(profile, source, interchange) is not { } artefact)
            return $"Run {manifest.RunId} has nothing for {profile.Name}: no line is of its suppliers, places, kinds and actions.";

        var target = Directory.CreateDirectory(Path.Combine(request.Target, profile.Folder ?? profile.Name)).FullName;
        var path = Path.Combine(target, artefact.Name);
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
            artefact.Write(stream);
        var marked = PartnerFormats.All[profile.Format].HasTestIndicator ? "marked as a test" : $"not marked as a test, which {profile.Format} cannot say";
        return string.Create(CultureInfo.InvariantCulture, $"{path}\n{artefact.Rows:#,0} rows of run {manifest.RunId} for {profile.Name}, {marked}. Nothing was sent.");
    }

    // The number that the file has there, or the one that a first file would have.
    private static ControlNumber NumberIn(Manifest manifest, PartnerProfile profile) =>
        manifest.Files.FirstOrDefault(f => f.Partner?.Name == profile.Name)?.Partner?.Number ?? new ControlNumber(profile.FirstNumber ?? 1);

    private static string FolderOf(PartnerPreviewRequest request)
    {
        if (Directory.Exists(request.Published))
            return request.Published;
        var runs = request.OutFolder is { } reports && Directory.Exists(reports)
            ? Directory.GetDirectories(reports).Where(f => Path.GetFileName(f).EndsWith("_" + request.Published, StringComparison.Ordinal)).ToArray()
            : [];
        return runs.Length == 1
            ? runs[0]
            : throw new SettingsException($"{request.Published} is neither a folder nor a run with a folder in --out. The folder of a publication ends with its run.");
    }

    private static ImmutableArray<OrderLine> Lines(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return ReorderFile.Read(stream).Lines;
        }
        catch (ReorderFileException fault)
        {
            throw new InputException(fault.Message);
        }
    }
}
