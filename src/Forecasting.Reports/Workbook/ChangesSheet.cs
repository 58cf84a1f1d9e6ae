using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What is different from the plan before, and why: the money by cause, the settings, and each order with parts that add up to its difference.</summary>
internal static class ChangesSheet
{
    public const string Name = "Changes";

    private const int FirstRow = 4;

    private const int FirstPart = 9;

    private const int FrozenColumns = 3;

    private static readonly ImmutableArray<ChangeCause> Causes = [.. Enum.GetValues<ChangeCause>()];

    // Rounded, because a spreadsheet adds in binary: 0.1 + 0.2 − 0.3 is not 0 there.
    private static readonly RowFormula Sum = new($"ROUND(SUM({new RowCells(FirstPart, FirstPart + Causes.Length - 1)})-{new RowCell(FirstPart - 2)},6)");

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, PlanChanges? changes)
    {
        if (changes is null)
        {
            var first = SheetFrame.Begin(workbook, Name, "What changed since the plan before", "", report);
            first.Put(FirstRow, 1, "No plan was published before this one: from the next run on, this sheet says what is different and why.", Looks.Subtitle);
            return first;
        }

        var (shown, more) = Table.Limit(changes.Lines, Table.RowLimit, "order", "orders", "the database");
        var draft = SheetFrame.Begin(
            workbook, Name, $"What changed since the plan of {Wording.Day(changes.Previous.AsOf)}",
            $"Compared with run {changes.Previous.RunId}, publication {Wording.Count(changes.Previous.Sequence)}. Money is what purchases cost at today's unit costs; transfers are "
            + "not bought again. The causes of a row add up to its difference; the check column does the sum again. " + more,
            report);
        var columns = Columns(shown);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), FrozenColumns);
        var row = AddValues(draft, FirstRow, changes);
        row = AddSettings(draft, row, changes.Settings);
        draft.Put(row, 1, "Orders that changed", Looks.Heading);
        var header = row + 1;
        var last = Table.Place(draft, header, columns, [.. shown.Select((change, i) => new Row(change, header + 1 + i))]);
        draft.Layout.Row(header).Height = 39;
        draft.Layout.Range(header, 1, Math.Max(last, header + 1), columns.Length).SetAutoFilter();
        draft.Layout.SheetView.FreezeColumns(FrozenColumns);
        if (shown.Count == 0)
            draft.Put(header + 1, 1, "None.", Looks.Subtitle);
        return draft;
    }

    /// <summary>One row for each currency, in the columns of the causes below.</summary>
    private static int AddValues(SheetDraft draft, int row, PlanChanges changes)
    {
        draft.Put(row, 1, "Recommended purchases by cause, money", Looks.Heading);
        if (changes.Values.IsEmpty)
        {
            draft.Put(row + 1, 1, "Nothing was bought in either plan, or no unit cost is known.", Looks.Subtitle);
            return row + 3;
        }

        string[] heads = ["Currency", "", "", "", "Before", "Now", "Difference", "", .. Causes.Select(c => c.Name())];
        for (var column = 1; column <= heads.Length; column++)
        {
            if (heads[column - 1].Length > 0)
                draft.Put(row + 1, column, heads[column - 1], Looks.Header);
        }

        draft.Layout.Row(row + 1).Height = 39;
        row += 2;
        foreach (var value in changes.Values)
        {
            draft.Put(row, 1, value.Currency.Length > 0 ? value.Currency : "not known", Looks.Code);
            draft.Put(row, 5, CellContent.Number(value.Before), Looks.Money);
            draft.Put(row, 6, CellContent.Number(value.Now), Looks.Money);
            draft.Put(row, 7, CellContent.Number(value.Difference), Looks.Money);
            for (var i = 0; i < Causes.Length; i++)
                draft.Put(row, FirstPart + i, Part(value.Parts[i]), Looks.Money);
            row++;
        }

        return row + 1;
    }

    private static int AddSettings(SheetDraft draft, int row, ImmutableArray<SettingChange> settings)
    {
        if (settings.IsEmpty)
            return row;
        draft.Put(row, 1, "Settings that changed", Looks.Heading);
        foreach (var (column, head) in new[] { (1, "Setting"), (5, "Before"), (FirstPart, "Now") })
            draft.Put(row + 1, column, head, Looks.Header);
        row += 2;
        foreach (var setting in settings)
        {
            draft.Put(row, 1, setting.Name, Looks.Code);
            draft.Put(row, 5, SheetText.Cut(setting.Before.Length > 0 ? setting.Before : "none", 60, NotesSheet.Name), Looks.Code);
            draft.Put(row++, FirstPart, SheetText.Cut(setting.Now.Length > 0 ? setting.Now : "none", 160, NotesSheet.Name), Looks.Code);
        }

        return row + 1;
    }

    private static TableColumn<Row>[] Columns(IReadOnlyList<LineChange> lines) =>
    [
        new("SKU", Table.WidthFor(lines.Select(l => l.Key.Sku.Code), 14, 30), Looks.Code, r => CellContent.Text(r.Change.Key.Sku.Code)),
        new("Location", Table.WidthFor(lines.Select(l => l.Key.Location.Code), 10, 24), Looks.Code, r => CellContent.Text(r.Change.Key.Location.Code)),
        new("Name", Table.WidthFor(lines.Select(l => l.Line?.Item.Name ?? ""), 12, 30), Looks.Code, r => CellContent.Text(r.Change.Line?.Item.Name ?? "")),
        new("Unit", 8, Looks.Code, r => CellContent.Text(r.Change.Line?.Item.Unit ?? "")),
        new("Order before (units)", 12, Looks.Units, r => CellContent.Number(r.Change.Before)),
        new("Order now (units)", 12, Looks.Units, r => CellContent.Number(r.Change.Now)),
        new("Difference (units)", 12, Looks.UnitsTotal, r => CellContent.Number(r.Change.Difference)),
        new("Mainly because of", 24, Looks.Code, r => CellContent.Text(r.Change.Main.Name())),
        .. Causes.Select(cause => new TableColumn<Row>(cause.Name() + " (units)", 12, Looks.Units, r => Part(r.Change[cause]))),
        new("Check: sum − difference (must be 0)", 12, Looks.Units, r => Check(r)),
        new("Difference (money)", 13, Looks.Money, r => CellContent.Number(r.Change.Difference * r.Change.Line?.Terms.UnitCost)),
        new("Cur.", 7, Looks.Code, r => CellContent.Text(r.Change.Line?.Terms.Currency ?? "")),
    ];

    // Most causes of a row are none.
    private static CellContent Part(decimal units) => units == 0 ? CellContent.Blank : CellContent.Number(units);

    private static CellContent Check(Row row) => CellContent.Calculated(
        SheetFormula.Of(Sum, row.Number),
        decimal.Round(row.Change.Parts.Sum() - row.Change.Difference, 6));

    private sealed record Row(LineChange Change, int Number);
}
