using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Why each quantity is what it is: one row per SKU-location, whose columns add up to the order.</summary>
internal static class WhySheet
{
    public const string Name = "Why";

    public const int SkuColumn = 2;

    public const int FirstRow = HeaderRow + 1;

    private const int HeaderRow = 5;

    private const int FirstTerm = 8;

    private const int OrdinaryTerms = 13;

    private const int GradeColumn = 5;

    private const int FrozenColumns = 5;

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
        var rows = shown.Lines.Select((line, i) => new WhyRow(line, FirstRow + i, ranks.TryGetValue(line.Key, out var rank) ? rank : null)).ToList();
        // Columns for what few plans know: items ordered together, a better price for more, a source that has not enough.
        var joined = Rare(shown.Lines, e => e.Joined, "+ With other items of the supplier (units)");
        TableColumn<WhyRow>[] offers = [.. joined, .. Rare(shown.Lines, e => e.OfferRounding, "+ For a better price, full layers or pallets (units)")];
        var cuts = Rare(shown.Lines, e => -e.SourceCut, "− Cut: the source has not enough (units)");
        var lastTerm = FirstTerm + OrdinaryTerms + offers.Length + cuts.Length - 1;
        var orderColumn = lastTerm + 1;
        var columns = Columns(shown.Lines, offers, cuts, lastTerm);
        var draft = SheetFrame.Begin(
            workbook, Name, "Why each quantity is what it is",
            $"Columns {CellName.Of(HeaderRow, FirstTerm)[..1]} to {CellName.Of(HeaderRow, lastTerm)[..1]} carry their sign and add up to the order, row by row; "
            + "the check column does the sum again. " + shown.Note,
            report);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), FrozenColumns);
        Band(draft, FirstTerm, 10, "Order-up-to level =");
        Band(draft, 11, 14, "less inventory position");
        Band(draft, 15, lastTerm, "and the rules of ordering");
        Band(draft, orderColumn, orderColumn + 1, "= the order");
        Band(draft, orderColumn + 2, columns.Length, "What it was derived from");
        var last = Table.Place(draft, HeaderRow, columns, rows);
        draft.Layout.Row(HeaderRow).Height = 52;
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Length, FrozenColumns);
        draft.Layout.Range(FirstRow, orderColumn + 1, Math.Max(FirstRow, last), orderColumn + 1).AddConditionalFormat()
            .WhenNotEquals(0).Fill.SetBackgroundColor(Palette.Colour(Palette.Coral));
        GradeColours.Add(draft, FirstRow, last, GradeColumn);
        foreach (var row in rows.Where(r => r.Rank is not null))
            draft.Link(row.Number, 1, DecisionsSheet.Name, firstDecisionRow + row.Rank!.Value - 1, 3);
        return draft;
    }

    private static TableColumn<WhyRow>[] Rare(ImmutableArray<PlanLine> lines, Func<Inventory.OrderExplanation, decimal> term, string header) =>
        lines.Any(l => term(l.Recommendation.Explanation) != 0) ? [new(header, 11, Looks.Units, r => CellContent.Number(term(r.Why)))] : [];

    private static TableColumn<WhyRow>[] Columns(ImmutableArray<PlanLine> lines, TableColumn<WhyRow>[] offers, TableColumn<WhyRow>[] cuts, int lastTerm) =>
    [
        new("Deci-\nsion", 7, Looks.CodeLink, r => CellContent.Number(r.Rank)),
        new("SKU", Table.WidthFor(lines.Select(l => l.Key.Sku.Code), 12, 30), Looks.Code, r => CellContent.Text(r.Line.Key.Sku.Code)),
        new("Name", Table.WidthFor(lines.Select(l => l.Item.Name), 12, 30), Looks.Code, r => CellContent.Text(r.Line.Item.Name)),
        new("Location", Table.WidthFor(lines.Select(l => l.Key.Location.Code), 10, 24), Looks.Code, r => CellContent.Text(r.Line.Key.Location.Code)),
        new("Trust", 7, Looks.Grade, r => CellContent.Text(r.Line.Trust.Grade.ToString())),
        new("Supplier or source", 14, Looks.Code, r => CellContent.Text(r.Line.Terms.SourceLocation?.Code ?? r.Line.Terms.Supplier)),
        new("Unit", 8, Looks.Code, r => CellContent.Text(r.Line.Item.Unit)),
        new("Expected demand over the protection interval (units)", 15, Looks.Units, r => CellContent.Number(r.Why.ExpectedDemand)),
        new("+ Safety stock (units)", 11, Looks.Units, r => CellContent.Number(r.Why.SafetyStock)),
        new("+ Lot allowance (units)", 11, Looks.Units, r => CellContent.Number(r.Why.LotAllowance)),
        new("− On hand (units)", 11, Looks.Units, r => CellContent.Number(-r.Why.OnHand)),
        new("+ Allocated (units)", 11, Looks.Units, r => CellContent.Number(r.Why.Allocated)),
        new("+ Back-ordered (units)", 11, Looks.Units, r => CellContent.Number(r.Why.Backordered)),
        new("− On order (units)", 11, Looks.Units, r => CellContent.Number(-r.Why.OnOrder)),
        new("Nothing needed (units)", 11, Looks.Units, r => CellContent.Number(r.Why.NotNeeded)),
        new("+ Up to minimum order (units)", 11, Looks.Units, r => CellContent.Number(r.Why.MinimumOrderRounding)),
        new("+ To fill the last pack (units)", 11, Looks.Units, r => CellContent.Number(r.Why.PackRounding)),
        new("− Cut by a maximum (units)", 11, Looks.Units, r => CellContent.Number(-r.Why.MaximumCut)),
        .. offers,
        new("+ Order as a whole: supplier's minimum, one delivery, room at the place (units)", 17, Looks.Units, r => CellContent.Number(r.Why.SharedRounding)),
        new("− Cut by the budget (units)", 11, Looks.Units, r => CellContent.Number(-r.Why.BudgetCut)),
        .. cuts,
        new("= Order (units)", 11, Looks.UnitsTotal, r => CellContent.Number(r.Why.Quantity)),
        new("Check: sum − order (must be 0)", 11, Looks.Units, r => Check(r, lastTerm)),
        new("Reorder point (units)", 11, Looks.Units, r => CellContent.Number(r.Why.ReorderPoint)),
        new("Order-up-to level (units)", 11, Looks.Units, r => CellContent.Number(r.Why.OrderUpToLevel)),
        new("Inventory position (units)", 11, Looks.Units, r => CellContent.Number(r.Why.InventoryPosition)),
        new("Safety stock for demand (units)", 11, Looks.Units, r => CellContent.Number(r.Why.DemandSafety)),
        new("for lead time (units)", 11, Looks.Units, r => CellContent.Number(r.Why.LeadTimeSafety)),
        new("for least stock, whole units, joint target (units)", 15, Looks.Units, r => CellContent.Number(r.Why.ServiceSafety)),
        new("Service target", Table.WidthFor(lines.Select(l => l.Recommendation.ServiceTarget), 16, 46), Looks.Code, r => CellContent.Text(r.Line.Recommendation.ServiceTarget)),
        new("Expected fill rate if ordered", 10, Looks.Percent, r => CellContent.Number(r.Line.Recommendation.ExpectedService)),
        new("Stockout risk if not ordered", 10, Looks.Percent, r => CellContent.Number(r.Line.Recommendation.StockoutProbabilityWithoutOrder)),
        new("Stock gone on (if not ordered)", 12, Looks.Date, r => CellContent.Date(r.Line.Recommendation.ExpectedStockoutDate)),
        new("Lead time (days)", 9, Looks.Units, r => CellContent.Number(r.Line.Terms.LeadTime.MeanDays)),
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

    private static CellContent Check(WhyRow row, int lastTerm)
    {
        var why = row.Why;
        var sum = why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
            + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut;
        return CellContent.Calculated(SheetFormula.SumMinus(row.Number, FirstTerm, lastTerm, lastTerm + 1), decimal.Round(sum - why.Quantity, 6));
    }

    private static void Band(SheetDraft draft, int first, int last, string words)
    {
        draft.Put(HeaderRow - 1, first, words, Looks.Band);
        for (var column = first + 1; column <= last; column++)
            Looks.Band(draft.Layout.Cell(HeaderRow - 1, column).Style);
        draft.Layout.Range(HeaderRow - 1, first, HeaderRow - 1, last).Merge();
    }

    private sealed record WhyRow(PlanLine Line, int Number, int? Rank)
    {
        public Inventory.OrderExplanation Why => Line.Recommendation.Explanation;
    }
}
