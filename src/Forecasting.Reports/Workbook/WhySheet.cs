using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Why each quantity is what it is: one row per SKU-location, whose columns add up to the order, and compute it again for other lead times, targets and stocks.</summary>
internal static class WhySheet
{
    public const string Name = "Why";

    public const int SkuColumn = 2;

    public const int FirstRow = HeaderRow + 1;

    private const int HeaderRow = 5;

    private const int GradeColumn = 5;

    private const int FrozenColumns = 5;

    /// <summary>Rows up to which each may show its table of levels.</summary>
    private const int TablesForAll = 10_000;

    /// <summary>Tables of levels on a sheet with more rows.</summary>
    private const int MostTables = 5_000;

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="shown">Which of its lines.</param>
    /// <param name="decisions">The decisions, to lead back to.</param>
    /// <param name="firstDecisionRow">Row of the first of them on their sheet.</param>
    public static SheetDraft Add(
        XLWorkbook workbook, PlanReport report, ShownLines shown, ImmutableArray<Decision> decisions, int firstDecisionRow)
    {
        var ranks = decisions.ToDictionary(d => d.Line.Key, d => d.Rank);
        var tables = WithTables(shown.Lines, TablesForAll, MostTables);
        var rows = shown.Lines
            .Select((line, i) => new WhyRow(line, FirstRow + i, ranks.TryGetValue(line.Key, out var rank) ? rank : null, tables.Contains(line.Key))).ToList();
        // Columns for what few plans know: items ordered together, a better price for more, a source that has not enough.
        Kept[] offers =
        [
            .. Rare(rows, new("+ With other items of the supplier (units)", 11, r => r.Why.Joined)),
            .. Rare(rows, new("+ For a better price, full layers or pallets (units)", 12, r => r.Why.OfferRounding)),
        ];
        Kept[] cuts = [.. Rare(rows, new("− Cut: the source has not enough (units)", 10, r => -r.Why.SourceCut))];
        Kept[] kept =
        [
            .. offers,
            new("+ Order as a whole: supplier's minimum, one delivery, room at the place (units)", 14, r => r.Why.SharedRounding),
            new("− Cut by the budget (units)", 9, r => -r.Why.BudgetCut),
            .. cuts,
        ];
        var derived = Derived(shown.Lines);
        var at = new WhyLayout(offers.Length, cuts.Length, derived.Length);
        var formulas = new WhyFormulas(at);
        TableColumn<WhyRow>[] columns =
        [
            .. Who(shown.Lines),
            .. WhySum.Terms(formulas),
            .. kept.Select((term, n) => new TableColumn<WhyRow>(term.Header, term.Width, Looks.Units, r => term.Size(r) is not 0 and var units
                ? r.Live(n == 0 && r.Why.Joined != 0 ? formulas.Joined : formulas.Kept[n], units)
                : CellContent.Number(0m))),
            .. WhySum.Order(formulas),
            .. WhySum.Inputs(formulas),
            .. derived,
            .. WhyTable.Columns(at, formulas, [.. kept.Select(k => k.Size)]),
        ];
        var draft = SheetFrame.Begin(
            workbook, Name, "Why each quantity is what it is",
            $"Columns {CellName.Column(WhyLayout.FirstTerm)} to {CellName.Column(at.LastTerm)} carry their sign and add up to the order, row by row. " + shown.Note,
            report);
        draft.Put(
            3, 1,
            $"What if? Change the pale cells, columns {CellName.Column(at.LeadTime.Column)} to {CellName.Column(at.OnOrder.Column)}: the row computes its order again, and {CellName.Column(at.Change.Column)} says by how much it changes. "
            + $"Levels are the plan's own for the lead times and targets of its table, which is folded away after column {CellName.Column(at.LastDerived)}.",
            Looks.Subtitle);
        Table.SetWidths(draft, columns);
        Band(draft, WhyLayout.FirstTerm, at.Allowance.Column, "Order-up-to level =");
        Band(draft, at.Stock.First, at.Stock.Last, "less inventory position");
        Band(draft, at.NotNeeded.Column, at.LastTerm, "and the rules of ordering");
        Band(draft, at.Order.Column, at.Order.Column, "= order");
        Band(draft, at.Published.Column, at.Change.Column, "against the plan");
        Band(draft, at.LeadTime.Column, at.OnOrder.Column, "What if? Change these");
        Band(draft, at.Moq.Column, at.MaxStock.Column, "Rules of ordering");
        Band(draft, at.Basis, at.LastDerived, "What it was derived from");
        Band(draft, at.LastDerived + 1, columns.Length, "Steps of the formulas, and the table of levels");
        var last = Table.Place(draft, HeaderRow, columns, rows);
        draft.Layout.Row(HeaderRow).Height = 74;
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Length, FrozenColumns);
        // On paper the sum, which then fits a page.
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, Math.Max(FirstRow, last), at.Order.Column);
        draft.Layout.PageSetup.SetRowsToRepeatAtTop(HeaderRow - 1, HeaderRow);
        draft.Layout.Columns(at.LastDerived + 1, columns.Length).Group(true);
        draft.Layout.Range(FirstRow, at.Change.Column, Math.Max(FirstRow, last), at.Change.Column).AddConditionalFormat()
            .WhenNotEquals(0).Fill.SetBackgroundColor(Palette.Colour(Palette.Coral));
        GradeColours.Add(draft, FirstRow, last, GradeColumn);
        foreach (var row in rows.Where(r => r.Rank is not null))
            draft.Link(row.Number, 1, DecisionsSheet.Name, firstDecisionRow + row.Rank!.Value - 1, 3);
        return draft;
    }

    /// <summary>The lines whose table of levels is shown: all, or of very many those with most at risk. A workbook of more than 200 MB would not be read when it comes back.</summary>
    /// <param name="lines">The lines of the sheet.</param>
    /// <param name="forAll">Lines up to which each may show its table.</param>
    /// <param name="most">Tables where there are more.</param>
    internal static HashSet<SkuLocation> WithTables(ImmutableArray<PlanLine> lines, int forAll, int most)
    {
        var its = lines.Where(l => l.Levels is not null);
        return [.. (lines.Length <= forAll ? its : its.OrderByDescending(l => l.Recommendation.MoneyAtRisk).ThenBy(l => l.Key).Take(most)).Select(l => l.Key)];
    }

    private static IEnumerable<Kept> Rare(List<WhyRow> rows, Kept term) => rows.Any(r => term.Size(r) != 0) ? [term] : [];

    private static TableColumn<WhyRow>[] Who(ImmutableArray<PlanLine> lines) =>
    [
        new("Deci-\nsion", 6, Looks.CodeLink, r => CellContent.Number(r.Rank)),
        new("SKU", Table.WidthFor(lines.Select(l => l.Key.Sku.Code), 10, 24), Looks.Code, r => CellContent.Text(r.Line.Key.Sku.Code)),
        new("Name", Table.WidthFor(lines.Select(l => l.Item.Name), 12, 24), Looks.Code, r => CellContent.Text(r.Line.Item.Name)),
        new("Location", Table.WidthFor(lines.Select(l => l.Key.Location.Code), 10, 20), Looks.Code, r => CellContent.Text(r.Line.Key.Location.Code)),
        new("Trust", 6, Looks.Grade, r => CellContent.Text(r.Line.Trust.Grade.ToString())),
        new("Supplier or source", 13, Looks.Code, r => CellContent.Text(r.Line.Terms.SourceLocation?.Code ?? r.Line.Terms.Supplier)),
        new("Unit", 7, Looks.Code, r => CellContent.Text(r.Line.Item.Unit)),
    ];

    private static TableColumn<WhyRow>[] Derived(ImmutableArray<PlanLine> lines) =>
    [
        new("Safety stock for demand (units)", 11, Looks.Units, r => CellContent.Number(r.Why.DemandSafety)),
        new("for lead time (units)", 11, Looks.Units, r => CellContent.Number(r.Why.LeadTimeSafety)),
        new("for least stock, whole units, joint target (units)", 15, Looks.Units, r => CellContent.Number(r.Why.ServiceSafety)),
        new("Service target", Table.WidthFor(lines.Select(l => l.Recommendation.ServiceTarget), 16, 46), Looks.Code, r => CellContent.Text(r.Line.Recommendation.ServiceTarget)),
        new("Expected fill rate if ordered", 10, Looks.Percent, r => CellContent.Number(r.Line.Recommendation.ExpectedService)),
        new("Stockout risk if not ordered", 10, Looks.Percent, r => CellContent.Number(r.Line.Recommendation.StockoutProbabilityWithoutOrder)),
        new("Stock gone on (if not ordered)", 12, Looks.Date, r => CellContent.Date(r.Line.Recommendation.ExpectedStockoutDate)),
        new("Lead time deviation (days)", 10, Looks.Units, r => CellContent.Number(r.Line.Terms.LeadTime.StandardDeviationDays)),
        new("Lead time from", Table.WidthFor(lines.Select(l => l.Terms.LeadTimeSource), 13, 60), Looks.Code, r => CellContent.Text(r.Line.Terms.LeadTimeSource)),
        new("Protection interval (days)", 10, Looks.Units, r => CellContent.Number(r.Line.Recommendation.ProtectionIntervalDays)),
        new("Demand deviation over it (units)", 11, Looks.Units, r => CellContent.Number(r.Line.Recommendation.DemandDeviation)),
        new("Order date", 12, Looks.Date, r => CellContent.Date(r.Line.Recommendation.OrderDate)),
        new("Requested delivery", 12, Looks.Date, r => CellContent.Date(r.Line.Recommendation.RequestedDelivery)),
        new("Money at risk", 12, Looks.Money, r => CellContent.Number(r.Line.Recommendation.MoneyAtRisk)),
        new("Worth of the order", 12, Looks.Money, r => CellContent.Number(r.Line.Recommendation.Worth)),
        new("Worth of one pack more", 12, Looks.Money, r => CellContent.Number(r.Line.Recommendation.NextPackWorth)),
        new("Cost of rounding up", 12, Looks.Money, r => CellContent.Number(r.Line.Recommendation.RoundingCost)),
        new("Cur.", 7, Looks.Code, r => CellContent.Text(r.Line.Terms.Currency)),
        new("Excess (units)", 10, Looks.Units, r => CellContent.Number(r.Line.Recommendation.ExcessUnits)),
        new("ABC", 6, Looks.Code, r => CellContent.Text(r.Line.AbcClass == ' ' ? "" : r.Line.AbcClass.ToString())),
        new("Demand pattern", 13, Looks.Code, r => CellContent.Text(r.Line.Pattern.Name())),
        new(
            "Why this trust", 40, Looks.Code,
            r => CellContent.Text(string.Join(" · ", r.Line.Trust.Reasons.Select(t => t.Text)))),
        new("Notes", 80, Looks.Code, r => CellContent.Text(string.Join(" ", r.Line.Recommendation.Notes.Concat(r.Line.Terms.Assumptions).Concat(Shift(r.Line)).Distinct()))),
    ];

    /// <summary>The latest change of level of the last year: what the forecast has had to follow.</summary>
    private static IEnumerable<string> Shift(PlanLine line)
    {
        var bucket = line.History.Raw.Bucket;
        if (line.History.LevelShifts.LastOrDefault(s => s.BucketStart >= line.History.Raw.End.AddDays(-364)) is { } shift)
        {
            yield return FormattableString.Invariant(
                $"Since the {bucket} of {shift.BucketStart:yyyy-MM-dd} it sells {shift.To:0.#} a {bucket}, before {shift.From:0.#}.");
        }
    }

    private static void Band(SheetDraft draft, int first, int last, string words)
    {
        draft.Put(HeaderRow - 1, first, words, Looks.Band);
        for (var column = first + 1; column <= last; column++)
            Looks.Band(draft.Layout.Cell(HeaderRow - 1, column).Style);
        if (last > first)
            draft.Layout.Range(HeaderRow - 1, first, HeaderRow - 1, last).Merge();
    }

    /// <summary>A term that keeps its published size, because it follows from other lines of the plan.</summary>
    private sealed record Kept(string Header, double Width, Func<WhyRow, decimal> Size);
}
