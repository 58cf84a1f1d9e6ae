namespace Forecasting.Jobs.Demo;

/// <summary>What a real export contains and nobody admits to: rows that are set aside, and rows that read well and are wrong. None stops the run.</summary>
/// <remarks>Bad rows are added beside the good ones, never instead of one. Only one product contradicts itself: its sales are counted in dozens of late.</remarks>
internal static class DemoFaults
{
    /// <summary>Pieces in the unit that one product is counted in by mistake.</summary>
    public const int Dozen = 12;

    /// <summary>Days, up to the plan, on which it is.</summary>
    public const int DaysInDozens = 21;

    private const string Exact = "exact duplicate";

    // What is done to a good sales row "date,location,sku,quantity,unit_price,promotion".
    private static readonly (string Kind, Func<string[], string[]> Spoil)[] SalesFaults =
    [
        ("30 February", row => [row[0][..5] + "02-30", .. row[1..]]),
        ("text in a number", row => [.. row[..3], "three", .. row[4..]]),
        ("quantity unknown", row => [.. row[..3], "", .. row[4..]]),
        ("quantity n/a", row => [.. row[..3], "n/a", .. row[4..]]),
        ("product unknown", row => [.. row[..2], "", .. row[3..]]),
        ("too large for a number", row => [.. row[..3], "1e400", .. row[4..]]),
        ("row cut short", row => row[..3]),
        ("two faults in one row", row => ["yesterday", row[1], row[2], "??", .. row[4..]]),
        (Exact, row => row),
    ];

    /// <summary>True for the product whose newest sales are a dozen times too large: the tills of all places got a new unit for it.</summary>
    public static bool IsCountedInDozens(DemoProduct product) => product.Name == "Tape measure 3 m";

    /// <summary>True for the product whose GTIN was typed wrong.</summary>
    public static bool HasWrongGtin(DemoProduct product) => product.Name == "Spirit level 60 cm";

    /// <summary>A GTIN with its last digit one too high.</summary>
    public static string Mistyped(string gtin) => gtin[..^1] + (char)('0' + (gtin[^1] - '0' + 1) % 10);

    /// <summary>A fault in a sales file, after a good row, or null where this row has none.</summary>
    /// <param name="random">Decides where.</param>
    /// <param name="next">Which fault is due: the kinds take turns, so that every kind is there.</param>
    /// <param name="row">The good row.</param>
    /// <returns>The faulty row, and whether it is an exact duplicate.</returns>
    public static (string Line, bool IsDuplicate)? InSales(SplitMix64 random, ref int next, string row)
    {
        // About one row in four thousand: 0.025 %, a twentieth of what the workbook warns about.
        if (!random.Chance(1 / 4000.0))
            return null;
        var (kind, spoil) = SalesFaults[next++ % SalesFaults.Length];
        return (string.Join(',', spoil(row.Split(','))), kind == Exact);
    }
}
