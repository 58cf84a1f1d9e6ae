using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>A box to ask about one SKU: type a code and a place, read its grade and the reasons.</summary>
internal static class TrustLookup
{
    /// <summary>The row after the heading.</summary>
    public static readonly string[] Headers = ["SKU", "Location", "Grade", "Why"];

    private const int SkuColumn = 1;

    private const int LocationColumn = 2;

    private const int GradeColumn = 3;

    /// <summary>Adds the box, filled in with the SKU-location that most needs a look.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">Row of the heading.</param>
    /// <param name="example">What it is filled in with: the first row of <paramref name="table"/>.</param>
    /// <param name="table">Every SKU-location, the worst first, with the columns of <see cref="TrustSheet"/>.</param>
    /// <returns>The row after it.</returns>
    public static int Add(SheetDraft draft, int row, TrustedLine example, TableRange table)
    {
        draft.Put(row, 1, "Can I trust this SKU? Type its code here, and the location; without a location its worst one is shown.", Looks.Heading);
        for (var i = 0; i < Headers.Length; i++)
            draft.Put(row + 1, i + 1, Headers[i], Looks.Header);
        draft.Put(row + 2, SkuColumn, example.Key.Sku.Code, Looks.Input);
        draft.Put(row + 2, LocationColumn, example.Key.Location.Code, Looks.Input);
        draft.Put(row + 2, GradeColumn, Answer(TrustSheet.GradeColumn, example.Trust.Grade.ToString()), Looks.Grade);
        draft.Put(row + 2, GradeColumn + 1, Answer(TrustSheet.ReasonsColumn, example.Reasons), Looks.Code);
        GradeColours.Add(draft, row + 2, row + 2, GradeColumn);
        return row + 3;

        CellContent Answer(int column, string text) => CellContent.Calculated(
            SheetFormula.Lookup(
                (row + 2, SkuColumn), (row + 2, LocationColumn), table, TrustSheet.SkuColumn, TrustSheet.LocationColumn, column),
            text);
    }
}
