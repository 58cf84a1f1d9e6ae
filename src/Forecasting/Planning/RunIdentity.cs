using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Forecasting.Planning;

/// <summary>What makes a run that run: scope, date, settings, input and the version of the program. The same five
/// give the same bytes.</summary>
/// <param name="AsOf">Morning of the plan: nothing from this day on is known.</param>
/// <param name="Scope">What is planned: <c>all</c>, or the subset in words.</param>
/// <param name="SettingsHash">SHA-256 of the effective settings, lower-case hexadecimal.</param>
/// <param name="InputHashes">File name and SHA-256 of every input, ordered by name; then of each feed (<c>profile:sales</c>) what earlier
/// imports had learnt of how it is written, where the files were read by it.</param>
/// <param name="EngineVersion">Version of the program.</param>
public sealed record RunIdentity(
    DateOnly AsOf, string Scope, string SettingsHash, ImmutableArray<KeyValuePair<string, string>> InputHashes, string EngineVersion)
{
    /// <summary>The first 12 hexadecimal digits of the hash of all five.</summary>
    public string RunId { get; } = Hash(AsOf, Scope, SettingsHash, InputHashes, EngineVersion);

    private static string Hash(
        DateOnly asOf, string scope, string settingsHash, ImmutableArray<KeyValuePair<string, string>> inputs, string version)
    {
        var text = new StringBuilder();
        text.Append(asOf.ToString("O", CultureInfo.InvariantCulture))
            .Append('\n').Append(scope).Append('\n').Append(settingsHash).Append('\n').Append(version);
        foreach (var (name, hash) in inputs)
            text.Append('\n').Append(name).Append('\t').Append(hash);
        return HashOf(text.ToString())[..12];
    }

    /// <summary>SHA-256 of a text in UTF-8, lower-case hexadecimal: how what stands in no file becomes part of an identity.</summary>
    /// <param name="text">The text.</param>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
