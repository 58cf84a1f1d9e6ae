using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;
using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Reports.Workbook;

/// <summary>The run in nine numbers, three by three, left of the chart.</summary>
internal static class KeyFigureTiles
{
    /// <summary>First and last column of the tiles side by side.</summary>
    private static readonly (int First, int Last)[] Places = [(1, 3), (4, 5), (6, 6)];

    /// <summary>Adds the tiles from <paramref name="firstRow"/> on.</summary>
    /// <returns>The row after the last tile.</returns>
    public static int Add(SheetDraft draft, int firstRow, KeyFigures figures)
    {
        var tiles = Tiles(figures);
        for (var i = 0; i < tiles.Length; i++)
        {
            var row = firstRow + 3 * (i / Places.Length);
            var (first, last) = Places[i % Places.Length];
            Add(draft, row, first, last, tiles[i]);
        }

        return firstRow + tiles.Length;
    }

    private static Tile[] Tiles(KeyFigures figures)
    {
        var accuracy = figures.Accuracy;
        var bias = double.IsFinite(accuracy.BiasShare) ? $"; bias {(accuracy.BiasShare > 0 ? "+" : "")}{Wording.Percent(accuracy.BiasShare)} (+ = too much)" : "";
        return
        [
            Money((figures.Purchases ?? figures.Orders).ValueByCurrency, Ordered(figures)),
            new(CellContent.Number((decimal)figures.Planned), "#,##0", $"SKU-locations planned, {Wording.Count(figures.NotPlanned)} not planned"),
            Share(accuracy.Wape, $"forecast error (WAPE, backtested){bias}"),
            Money(figures.StockValue, "stock value at unit cost"),
            new(Known(figures.MedianDaysOfCover), "#,##0.0", "days of cover, median"),
            Share(figures.ExpectedFillRate, "expected fill rate with these orders"),
            Money(figures.ExcessValue, "excess stock at unit cost"),
            Share(figures.StockoutShare, "of SKU-locations out of stock now"),
            Share(figures.FallbackShare, "of SKU-locations on a fallback model"),
        ];
    }

    private static void Add(SheetDraft draft, int row, int first, int last, Tile tile)
    {
        draft.Put(row, first, tile.Value, style =>
        {
            Looks.Font(style, 14, Navy);
            style.Font.Bold = true;
            style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
            style.Alignment.Indent = 1;
            style.NumberFormat.Format = tile.Format;
        });
        draft.Put(row + 1, first, tile.Label, style =>
        {
            Looks.Font(style, 8, Grey);
            style.Alignment.Indent = 1;
            style.Alignment.WrapText = true;
            style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        });
        foreach (var part in new[] { row, row + 1 })
        {
            var range = draft.Layout.Range(part, first, part, last);
            if (last > first)
                range.Merge();
            range.Style.Fill.BackgroundColor = Colour(Mist);
            range.FirstColumn().Style.Border.LeftBorder = XLBorderStyleValues.Thick;
            range.FirstColumn().Style.Border.LeftBorderColor = Colour("FFFFFF");
        }

        draft.Layout.Row(row).Height = 26;
        draft.Layout.Row(row + 1).Height = 27;
        draft.Layout.Row(row + 2).Height = 6;
    }

    private static string Ordered(KeyFigures figures) => figures.Purchases is not { } bought
        ? $"ordered in this run, {Wording.Plural(figures.Orders.Lines, "line", "lines")}"
        : $"bought in this run, {Wording.Plural(bought.Lines, "line", "lines")}, and {Wording.Plural(figures.Orders.Lines - bought.Lines, "transfer", "transfers")}";

    private static Tile Share(double share, string label) => new(Known(share), "0.0%", label);

    private static Tile Money(ImmutableSortedDictionary<string, decimal> values, string label) =>
        values.Count == 1 && values.Keys.Single() is var currency && currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)
            ? new(CellContent.Number(values[currency]), currency == ControlTotals.NoCurrency ? "#,##0" : $"\"{currency}\" #,##0", label)
            : new(CellContent.Text(Wording.Money(values)), "@", label);

    private static CellContent Known(double value) => double.IsFinite(value) ? CellContent.Number(value) : CellContent.Text("n/a");

    private sealed record Tile(CellContent Value, string Format, string Label);
}
