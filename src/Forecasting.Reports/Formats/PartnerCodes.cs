using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>A partner's codes by ours. What is not named keeps our code, to the last code point.</summary>
public sealed record PartnerCodes
{
    private static readonly string[] Header = ["kind", "ours", "theirs"];

    /// <summary>No code differs.</summary>
    public static PartnerCodes None { get; } = new();

    // Dictionaries that compare ordinally and keep their order: a sorted one would take composed and decomposed accents for one code.

    /// <summary>SKUs; no two of ours are one of theirs.</summary>
    public IReadOnlyDictionary<string, string> Sku { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Units of measure: <c>each</c> → <c>EA</c>.</summary>
    public IReadOnlyDictionary<string, string> Unit { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Places, as receiver and as sender.</summary>
    public IReadOnlyDictionary<string, string> Location { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Suppliers.</summary>
    public IReadOnlyDictionary<string, string> Supplier { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a CSV of the columns <c>kind,ours,theirs</c>; kind is <c>sku</c>, <c>unit</c>, <c>location</c> or <c>supplier</c>.</summary>
    /// <exception cref="FormatException">Anything else; the message names the line.</exception>
    public static PartnerCodes Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string[] kinds = ["sku", "unit", "location", "supplier"];
        var maps = kinds.ToDictionary(kind => kind, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        var hasHeader = false;
        try
        {
            foreach (var (line, fields) in StrictCsv.Read(stream))
            {
                if (line == 1 ? !fields.SequenceEqual(Header) : fields.Length != Header.Length)
                    throw new FormatException($"line {CsvText.Whole(line)} should have the columns kind,ours,theirs.");
                hasHeader = true;
                if (line == 1)
                    continue;
                if (!maps.TryGetValue(fields[0], out var map))
                    throw new FormatException($"line {CsvText.Whole(line)}: kind is \"{fields[0]}\"; it should be sku, unit, location or supplier.");
                if (!map.TryAdd(fields[1], fields[2]))
                    throw new FormatException($"line {CsvText.Whole(line)}: the {fields[0]} \"{fields[1]}\" stands above already.");
            }
        }
        catch (CsvFormatException fault)
        {
            throw new FormatException($"line {CsvText.Whole(fault.Line)}: {fault.Message}", fault);
        }

        if (!hasHeader)
            throw new FormatException("line 1 should have the columns kind,ours,theirs.");
        return new PartnerCodes { Sku = maps["sku"], Unit = maps["unit"], Location = maps["location"], Supplier = maps["supplier"] };
    }

    /// <summary>These codes, and of others those that are not named here.</summary>
    public PartnerCodes Over(PartnerCodes others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new PartnerCodes
        {
            Sku = Merge(Sku, others.Sku),
            Unit = Merge(Unit, others.Unit),
            Location = Merge(Location, others.Location),
            Supplier = Merge(Supplier, others.Supplier),
        };
    }

    /// <summary>A line with the partner's codes.</summary>
    internal OrderLine Of(OrderLine line) => line with
    {
        Sku = new Sku(Of(Sku, line.Sku.Code)),
        Unit = Of(Unit, line.Unit),
        ShipTo = new Location(Of(Location, line.ShipTo.Code)),
        ShipFrom = Of(Location, line.ShipFrom),
        SupplierId = Of(Supplier, line.SupplierId),
    };

    /// <summary>A forecast with the partner's codes.</summary>
    internal ForecastRow Of(ForecastRow row) => row with { Key = Of(row.Key), Unit = Of(Unit, row.Unit), SupplierId = Of(Supplier, row.SupplierId) };

    /// <summary>A rule with the partner's codes.</summary>
    internal StockRule Of(StockRule rule) => rule with { Key = Of(rule.Key) };

    /// <summary>Our codes of one of theirs, for a message to whoever knows ours.</summary>
    internal SkuLocation Ours(SkuLocation theirs) => new(new Sku(Back(Sku, theirs.Sku.Code)), new Location(Back(Location, theirs.Location.Code)));

    /// <summary>What is wrong with the codes, each as the end of a sentence.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach (var (kind, map) in new[] { ("sku", Sku), ("unit", Unit), ("location", Location), ("supplier", Supplier) })
        {
            foreach (var (ours, theirs) in map)
            {
                if (ours.Length == 0 || theirs.Length == 0)
                    yield return $"codes.{kind} has an empty code.";
            }
        }

        foreach (var twins in Sku.GroupBy(p => p.Value, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            yield return $"codes.sku makes {string.Join(" and ", twins.Select(t => $"\"{t.Key}\""))} one product, \"{twins.Key}\".";
    }

    private SkuLocation Of(SkuLocation key) => new(new Sku(Of(Sku, key.Sku.Code)), new Location(Of(Location, key.Location.Code)));

    private static string Of(IReadOnlyDictionary<string, string> map, string code) => map.GetValueOrDefault(code, code);

    private static string Back(IReadOnlyDictionary<string, string> map, string code)
    {
        foreach (var (ours, theirs) in map)
        {
            if (string.Equals(theirs, code, StringComparison.Ordinal))
                return ours;
        }

        return code;
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
    {
        var merged = new Dictionary<string, string>(second, StringComparer.Ordinal);
        foreach (var (ours, theirs) in first)
            merged[ours] = theirs;
        return merged;
    }
}
