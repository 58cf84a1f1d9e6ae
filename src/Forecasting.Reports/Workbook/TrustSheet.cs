using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>How far each SKU-location can be trusted, and why: what to mend first comes first.</summary>
internal static class TrustSheet
{
    public const string Name = "Trust";

    public const int SkuColumn = 1;

    public const int LocationColumn = 3;

    public const int GradeColumn = 4;

    private const int HeaderRow = 4;

    /// <summary>Column of the reasons.</summary>
    public static int ReasonsColumn => Columns.Length;

    /// <summary>Columns of a table of SKU-locations by trust; the reasons come last, where they may run on to the right.</summary>
    public static readonly TableColumn<TrustedLine>[] Columns =
    [
        new("SKU", 26, Looks.Code, l => CellContent.Text(l.Key.Sku.Code)),
        new("Name", 26, Looks.Code, l => CellContent.Text(l.ItemName)),
        new("Location", 12, Looks.Code, l => CellContent.Text(l.Key.Location.Code)),
        new("Grade", 7, Looks.Grade, l => CellContent.Text(l.Trust.Grade.ToString())),
        new("Money at risk", 11, Looks.Money, l => CellContent.Number(l.MoneyAtRisk)),
        new("Cur.", 7, Looks.Code, l => CellContent.Text(l.Currency)),
        new("Last good plan of", 11, Looks.Date, l => CellContent.Date(l.LastGood?.AsOf)),
        new("its order (units)", 11, Looks.Units, l => CellContent.Number(l.LastGood?.Quantity)),
        new("Why", 130, Looks.Code, l => CellContent.Text(l.Reasons)),
    ];

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="ranked">Its SKU-locations by trust.</param>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, ImmutableArray<TrustedLine> ranked)
    {
        var (shown, more) = Table.Limit(ranked, Table.RowLimit, "SKU-location", "SKU-locations", "the database");
        var draft = SheetFrame.Begin(
            workbook, Name, "How far each SKU-location can be trusted",
            "A: nothing known against its data · B: something was corrected or assumed · C: look before ordering · "
            + "D: the data contradicts itself, the last good plan stands. " + more,
            report);
        Table.SetWidths(draft, Columns);
        draft.Layout.Column(SkuColumn).Width = Table.WidthFor(shown.Select(l => l.Key.Sku.Code), 12, 30);
        draft.Layout.Column(LocationColumn).Width = Table.WidthFor(shown.Select(l => l.Key.Location.Code), 10, 24);
        var last = Table.Place(draft, HeaderRow, Columns, shown);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, Columns.Length, GradeColumn);
        GradeColours.Add(draft, HeaderRow + 1, last, GradeColumn);
        return draft;
    }

    /// <summary>The rows of the table that <see cref="Add"/> places; null when there are none.</summary>
    public static TableRange? RangeOf(ImmutableArray<TrustedLine> ranked) =>
        ranked.IsEmpty ? null : new TableRange(Name, HeaderRow + 1, HeaderRow + Math.Min(ranked.Length, Table.RowLimit));
}
