using Forecasting.Reports.Spreadsheet;
using Forecasting.Trust;

namespace Forecasting.Reports.Workbook;

/// <summary>The ground of trust grades, by rule: it follows the letter wherever somebody sorts it.</summary>
internal static class GradeColours
{
    /// <summary>Colours the grades in a column.</summary>
    public static void Add(SheetDraft draft, int firstRow, int lastRow, int column)
    {
        var cells = draft.Layout.Range(firstRow, column, Math.Max(firstRow, lastRow), column);
        foreach (var grade in Enum.GetValues<TrustGrade>())
            cells.AddConditionalFormat().WhenEquals(grade.ToString()).Fill.SetBackgroundColor(Palette.Colour(Palette.Of(grade)));
    }
}
