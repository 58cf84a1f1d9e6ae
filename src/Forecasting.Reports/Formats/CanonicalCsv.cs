using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>The lines of one partner as <c>reorder.csv</c> has them, with that partner's codes.</summary>
public static class CanonicalCsv
{
    // No code has a limit of its own here; this is the longest cell that a spreadsheet keeps.
    private const int Longest = 32_767;

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "csv",
        Version = CsvText.Whole(ReorderFile.LayoutVersion),
        Extension = ".csv",
        HasHeads = false,
        Types = [OrderType.Purchase, OrderType.Transfer],
        Actions = [OrderAction.Create, OrderAction.Change, OrderAction.Cancel],
        Characters = [Repertoire.Json],
        Fields =
        [
            .. new[] { "line_id", "order_id", "ship_to_location", "sku", "unit" }.Select(name => Rules.Line(name, name, Rules.Required(Longest))),
            .. new[] { "supplier_id", "ship_from", "supplier_sku", "gtin", "currency" }.Select(name => Rules.Line(name, name, Rules.Text(Longest))),
        ],
        Write = (stream, interchange, lines) => ReorderFile.Write(stream, lines, interchange.RunId),
    };
}
