using ClosedXML.Excel;
using Forecasting.Reports.Decisions;
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
        var tiles = KeyFigureTile.Of(figures);
        for (var i = 0; i < tiles.Length; i++)
        {
            var row = firstRow + 3 * (i / Places.Length);
            var (first, last) = Places[i % Places.Length];
            Add(draft, row, first, last, tiles[i]);
        }

        return firstRow + tiles.Length;
    }

    private static void Add(SheetDraft draft, int row, int first, int last, KeyFigureTile tile)
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
}
