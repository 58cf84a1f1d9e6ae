using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Forecasting.Planning;

namespace Forecasting.Reports.Files;

/// <summary>One published file as the manifest lists it.</summary>
/// <param name="Name">File name within the folder of the publication.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal; null for a file that is not the same in every run.</param>
/// <param name="Bytes">Its size; null where <paramref name="Sha256"/> is.</param>
/// <param name="Rows">Its data rows; null where it has none.</param>
public sealed record ManifestFile(string Name, string? Sha256, long? Bytes, long? Rows)
{
    /// <summary>Whom the file is for; null = for all.</summary>
    public ManifestPartner? Partner { get; init; }
}

/// <summary><c>manifest.json</c>: what a machine reader checks before it believes a publication. Written after every file it lists.</summary>
/// <param name="RunId">The run.</param>
/// <param name="AsOf">Morning of the plan.</param>
/// <param name="Cycle">First day of the plan cycle that the lines belong to.</param>
/// <param name="Sequence">Number of the publication in its database, from 1.</param>
/// <param name="IsTest">True when no receiver may act on it.</param>
/// <param name="Totals">Control totals of <c>reorder.csv</c>.</param>
/// <param name="Files">Every file, in the order written.</param>
/// <remarks><c>run.json</c> is listed without hash and size: it holds timings, so it is the one file that differs when the same run is done twice,
/// and the manifest itself must not.</remarks>
public sealed record Manifest(
    string RunId, DateOnly AsOf, DateOnly Cycle, long Sequence, bool IsTest, ControlTotals Totals, ImmutableArray<ManifestFile> Files)
{
    /// <summary>File name.</summary>
    public const string Name = "manifest.json";

    /// <summary>Version of this layout; a receiver refuses one it does not know.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Number of the publication of the same cycle that this one replaces: its lines stand, changed by the lines of this one; its
    /// workbook is out of date. Null = none.</summary>
    public long? Supersedes { get; init; }

    /// <summary>The manifest of a report, before any file is written.</summary>
    public static Manifest For(PlanReport report, bool isTest)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Manifest(report.Identity.RunId, report.Identity.AsOf, report.Cycle, report.Sequence, isTest, ControlTotals.Of(report.Orders), [])
        {
            Supersedes = report.Supersedes,
        };
    }

    /// <summary>Writes the manifest. The stream stays open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonText.Write(stream, json =>
        {
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("run", RunId);
            json.WriteString("as_of", CsvText.Date(AsOf));
            json.WriteString("cycle", CsvText.Date(Cycle));
            json.WriteNumber("sequence", Sequence);
            if (Supersedes is { } earlier)
                json.WriteNumber("supersedes", earlier);
            json.WriteBoolean("test", IsTest);
            json.WriteObjects("files", Files, file =>
            {
                json.WriteString("name", file.Name);
                json.WriteString("sha256", file.Sha256);
                WriteCount(json, "bytes", file.Bytes);
                WriteCount(json, "rows", file.Rows);
                file.Partner?.Write(json);
            });
            json.WriteStartObject("control_totals");
            json.WriteString("file", ReorderFile.Name);
            json.WriteNumber("layout_version", ReorderFile.LayoutVersion);
            WriteTotals(json, Totals);
            json.WriteEndObject();
        });
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="FormatException">Not a manifest of this <see cref="SchemaVersion"/>.</exception>
    public static Manifest Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var version = root.GetProperty("schema_version").GetInt32();
            if (version != SchemaVersion)
                throw new FormatException($"{Name}: schema version {version} is not known here (expected {SchemaVersion}).");

            return new Manifest(
                Text(root, "run"),
                Day(root, "as_of"),
                Day(root, "cycle"),
                root.GetProperty("sequence").GetInt64(),
                root.GetProperty("test").GetBoolean(),
                ReadTotals(root.GetProperty("control_totals")),
                [
                    .. root.GetProperty("files").EnumerateArray().Select(file => new ManifestFile(
                        Text(file, "name"), file.GetProperty("sha256").GetString(), Count(file, "bytes"), Count(file, "rows"))
                    {
                        Partner = file.TryGetProperty("partner", out var partner) ? ManifestPartner.Read(partner) : null,
                    }),
                ])
            {
                Supersedes = root.TryGetProperty("supersedes", out var earlier) ? earlier.GetInt64() : null,
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"{Name}: not a manifest ({fault.Message})", fault);
        }
    }

    /// <summary>The properties of control totals.</summary>
    internal static void WriteTotals(Utf8JsonWriter json, ControlTotals totals)
    {
        json.WriteNumber("lines", totals.Lines);
        json.WriteExact("quantity", totals.Quantity);
        json.WriteNumber("lines_without_price", totals.LinesWithoutPrice);
        json.WriteStartObject("value_by_currency");
        foreach (var (currency, value) in totals.ValueByCurrency)
            json.WriteExact(currency, value);
        json.WriteEndObject();
    }

    /// <summary>The control totals that <see cref="WriteTotals"/> wrote.</summary>
    internal static ControlTotals ReadTotals(JsonElement totals) => new(
        totals.GetProperty("lines").GetInt64(),
        totals.GetProperty("quantity").GetDecimal(),
        totals.GetProperty("value_by_currency").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetDecimal(), StringComparer.Ordinal),
        totals.GetProperty("lines_without_price").GetInt64());

    private static void WriteCount(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static long? Count(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    private static DateOnly Day(JsonElement element, string name) =>
        DateOnly.ParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{Name}: \"{name}\" is null.");
}
