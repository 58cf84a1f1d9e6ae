using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>The live columns of the sheet <em>Why</em>: the sum, the order, and the cells that it is computed from.</summary>
internal static class WhySum
{
    /// <summary>From expected demand to the cut by a maximum.</summary>
    public static IEnumerable<TableColumn<WhyRow>> Terms(WhyFormulas formulas) =>
    [
        new("Expected demand over the protection interval (units)", 12, Looks.Units, r => r.FromTable(formulas.Expected, r.Why.ExpectedDemand)),
        Live("+ Safety stock (units)", formulas.Safety, r => r.Why.SafetyStock),
        Live("+ Lot allowance (units)", formulas.Allowance, r => r.Why.LotAllowance),
        Live("− On hand (units)", formulas.OnHand, r => -r.Why.OnHand),
        Live("+ Allocated (units)", formulas.Allocated, r => r.Why.Allocated),
        Live("+ Back-ordered (units)", formulas.Backordered, r => r.Why.Backordered),
        Live("− On order (units)", formulas.OnOrder, r => -r.Why.OnOrder),
        Live("Nothing needed (units)", formulas.NotNeeded, r => r.Why.NotNeeded),
        Live("+ Up to minimum order (units)", formulas.UpToMinimum, r => r.Why.MinimumOrderRounding),
        Live("+ To fill the last pack (units)", formulas.LastPack, r => r.Why.PackRounding),
        Live("− Cut by a maximum (units)", formulas.MaximumCut, r => -r.Why.MaximumCut),
    ];

    /// <summary>The order, now and as published.</summary>
    public static IEnumerable<TableColumn<WhyRow>> Order(WhyFormulas formulas) =>
    [
        new("= Order (units)", 11, Looks.UnitsTotal, r => CellContent.Calculated(SheetFormula.Of(formulas.Order, r.Number), r.Why.Quantity)),
        new("Order as published (units)", 10, Looks.Units, r => CellContent.Number(r.Why.Quantity)),
        new("Change (0 = as published)", 10, Looks.Units, r => CellContent.Calculated(SheetFormula.Of(formulas.Change, r.Number), 0)),
    ];

    /// <summary>The cells that the planner may change, the rules, and what the row makes of them.</summary>
    public static IEnumerable<TableColumn<WhyRow>> Inputs(WhyFormulas formulas) =>
    [
        new("Lead time (days)", 9, Looks.InputNumber, r => CellContent.Number(r.Line.Terms.LeadTime.MeanDays)),
        new("Target (fill rate, cycle service, or critical ratio)", 12, Looks.InputShare, r => r.Target is { } target ? CellContent.Number(target) : CellContent.Blank),
        new("On hand (units)", 10, Looks.InputNumber, r => CellContent.Number(r.Why.OnHand)),
        new("Allocated (units)", 10, Looks.InputNumber, r => CellContent.Number(r.Why.Allocated)),
        new("Back-ordered (units)", 10, Looks.InputNumber, r => CellContent.Number(r.Why.Backordered)),
        new("On order, all (units)", 10, Looks.InputNumber, r => CellContent.Number(r.OnOrder)),
        new("Minimum order (units)", 10, Looks.Units, r => CellContent.Number(r.Line.Terms.Moq)),
        new("In lots of (units)", 9, Looks.Units, r => r.HasLots ? r.FromTable(formulas.Lot, r.Lot) : CellContent.Number(r.Lot)),
        new("Largest order (units)", 10, Looks.Units, r => CellContent.Number(r.Line.Terms.MaxOrder)),
        new("Largest stock (units)", 10, Looks.Units, r => CellContent.Number(r.Line.Terms.MaxStock)),
        new("Levels are", 17, Looks.Code, r => r.Table is null || !r.IsLive ? CellContent.Text("as published") : CellContent.Calculated(SheetFormula.Of(formulas.Basis, r.Number), "computed")),
        new("Stays as published", 22, Looks.Code, r => CellContent.Text(r.Stays)),
        Live("Reorder point (units)", formulas.ReorderPoint, r => r.Why.ReorderPoint),
        Live("Order-up-to level (units)", formulas.UpTo, r => r.Why.OrderUpToLevel),
        Live("Inventory position (units)", formulas.Position, r => r.Why.InventoryPosition),
    ];

    private static TableColumn<WhyRow> Live(string header, RowFormula formula, Func<WhyRow, decimal> value) =>
        new(header, 10, Looks.Units, r => r.Live(formula, value(r)));
}
