using ClosedXML.Excel;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What planners said against the forecast, what it does and how good it was, with room for more: the sheet that comes back.</summary>
/// <remarks>Protected without a password, so that nobody writes where nothing is read. Which words are read back, <see cref="OverrideForm"/>
/// says.</remarks>
internal static class OverridesSheet
{
    private const int RunRow = 3;

    private const int HeaderRow = 4;

    private const int FrozenColumns = 4;

    private static readonly TableColumn<OverrideLine?>[] Columns =
    [
        new(OverrideForm.Reference, 13, Looks.Code, Text(o => o.Effect.Override.Reference)),
        new("State", 24, Looks.Code, Text(o => InWords(o.Effect.State))),
        new("SKU", 18, Looks.Input, Text(o => o.Effect.Override.Sku.Code)),
        new("Location", 14, Looks.Input, Text(o => o.Effect.Override.Location?.Code ?? "")),
        new("Start", 12, Looks.InputDate, o => CellContent.Date(o?.Effect.Override.Days.First)),
        new("End", 12, Looks.InputDate, o => CellContent.Date(o?.Effect.Override.Days.Last)),
        new("Kind", 11, Looks.Input, Text(o => o.Effect.Override.Kind.ToString().ToLowerInvariant())),
        new("Value", 11, Looks.InputNumber, o => o is null ? CellContent.Blank : CellContent.Number(o.Effect.Override.Value)),
        new("Reason", 40, Looks.Input, Text(o => o.Effect.Override.Reason)),
        new("Author", 18, Looks.Input, Text(o => o.Effect.Override.Author)),
        new("Expires", 12, Looks.InputDate, o => CellContent.Date(o?.Effect.Override.Expires)),
        new(OverrideForm.ApprovedBy, 18, Looks.Input, Text(o => o.Effect.Override.ApprovedBy)),
        new(OverrideForm.Withdraw, 11, Looks.Input, Text(o => o.Effect.Override.IsWithdrawn ? "yes" : "")),
        new("Effect, units", 12, Looks.Change, o => Changes(o) ? CellContent.Number(o!.Effect.Units) : CellContent.Blank),
        new("Worth, money", 13, Looks.Money, o => Changes(o) ? CellContent.Number(o!.Effect.Money) : CellContent.Blank),
        new("Buckets known", 10, Looks.Whole, o => o is { Score.Buckets: > 0 } ? CellContent.Number((decimal)o.Score.Buckets) : CellContent.Blank),
        new("Nearer by, units", 12, Looks.Change, o => o is { Score.Buckets: > 0 } ? CellContent.Number(o.Score.Gain) : CellContent.Blank),
        new("Given by", 18, Looks.Code, Text(o => o.GivenBy)),
        new("Given on", 12, Looks.Date, o => CellContent.Date(o?.GivenOn)),
    ];

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var (shown, more) = Table.Limit(report.Overrides, Table.RowLimit, "override", "overrides", "the database");
        var draft = SheetFrame.Begin(
            workbook, OverrideForm.Sheet, $"Planners' overrides of the forecast, units per {report.Bucket}",
            $"Write into a pale row, or change one; then `forecasting import {PlanWorkbook.Name} --by NAME`. yes under {OverrideForm.Withdraw} takes an "
            + "override back; a row that is deleted still stands. " + more,
            report);
        draft.Put(RunRow, 1, OverrideForm.RunMark + report.Identity.RunId, Looks.Subtitle);
        Table.SetWidths(draft, Columns);
        OverrideLine?[] rows = [.. shown, .. new OverrideLine?[OverrideForm.EmptyRows]];
        var last = Table.Place(draft, HeaderRow, Columns, rows);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, Columns.Length, FrozenColumns);
        SheetFrame.FitWidth(draft, Columns.Sum(c => c.Width), FrozenColumns);
        Choose(draft, "Kind", OverrideForm.Kinds, last, "Write set, add or multiply: the units of each bucket, units more or less, or a factor.");
        Choose(draft, OverrideForm.Withdraw, OverrideForm.Marks, last, "Write yes to take the override back, else nothing.");
        draft.Layout.Protect()
            .AllowElement(XLSheetProtectionElements.AutoFilter | XLSheetProtectionElements.Sort | XLSheetProtectionElements.InsertRows
                | XLSheetProtectionElements.FormatColumns | XLSheetProtectionElements.FormatRows);
        return draft;
    }

    private static void Choose(SheetDraft draft, string header, string choices, int last, string message)
    {
        var column = 1 + Array.FindIndex(Columns, c => c.Header == header);
        var choice = draft.Layout.Range(HeaderRow + 1, column, last, column).SetDataValidation();
        choice.List($"\"{choices}\"", inCellDropdown: true);
        choice.ErrorTitle = header;
        choice.ErrorMessage = message;
    }

    private static string InWords(OverrideState state) => state switch
    {
        OverrideState.Applied => "applied",
        OverrideState.Waiting => "waits for a second person",
        OverrideState.NotYet => "not yet",
        OverrideState.Expired => "expired",
        OverrideState.Withdrawn => "withdrawn",
        _ => "not planned",
    };

    private static bool Changes(OverrideLine? line) => line?.Effect.State is OverrideState.Applied or OverrideState.Waiting;

    private static Func<OverrideLine?, CellContent> Text(Func<OverrideLine, string> text) =>
        line => line is null ? CellContent.Blank : CellContent.Text(text(line));
}
