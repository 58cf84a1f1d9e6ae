using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;
using Forecasting.Trust;
using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Reports.Workbook;

/// <summary>How many SKU-locations have which trust grade, side by side.</summary>
internal static class TrustTiles
{
    /// <summary>First and last column of the tiles.</summary>
    private static readonly (int First, int Last)[] Places = [(1, 1), (2, 2), (3, 6), (7, 10)];

    /// <summary>Adds the tiles.</summary>
    /// <returns>The row after them.</returns>
    public static int Add(SheetDraft draft, int row, PlanReport report)
    {
        foreach (var (total, (first, last)) in GradeTotal.Of(report).Zip(Places))
        {
            draft.Put(row, first, $"{total.Grade}   {Wording.Count(total.SkuLocations)}", style =>
            {
                Looks.Font(style, 16, Navy);
                style.Font.Bold = true;
                style.Alignment.Indent = 1;
            });
            var value = double.IsFinite(total.OrderValueShare) ? $", {Wording.Percent(total.OrderValueShare)} of order value" : "";
            draft.Put(row + 1, first, $"{Meaning(total.Grade)}: {Wording.Percent(total.Share)} of SKU-locations{value}", style =>
            {
                Looks.Font(style, 8, DarkGrey);
                style.Alignment.Indent = 1;
                style.Alignment.WrapText = true;
                style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
            });
            foreach (var part in new[] { row, row + 1 })
            {
                var range = draft.Layout.Range(part, first, part, last);
                if (last > first)
                    range.Merge();
                range.Style.Fill.BackgroundColor = Colour(Of(total.Grade));
                range.FirstColumn().Style.Border.LeftBorder = XLBorderStyleValues.Thick;
                range.FirstColumn().Style.Border.LeftBorderColor = Colour("FFFFFF");
            }
        }

        draft.Layout.Row(row).Height = 26;
        draft.Layout.Row(row + 1).Height = 26;
        return row + 2;
    }

    private static string Meaning(TrustGrade grade) => grade switch
    {
        TrustGrade.A => "Nothing known against the data",
        TrustGrade.B => "Something corrected or assumed",
        TrustGrade.C => "Look before ordering",
        _ => "Not planned, the last good plan stands",
    };
}
