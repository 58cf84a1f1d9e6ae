using Forecasting.Catalog;
using Forecasting.Inventory.Clearance;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Inventory.StockHealth;
using Forecasting.Planning;
using static Forecasting.Reports.Decisions.Wording;

namespace Forecasting.Reports.Decisions;

/// <summary>What the plan advises about stock that is there and orders that are on their way, as decisions: the same words and money as on the sheet of risks.</summary>
internal sealed class AdvisedDecisions
{
    private readonly DateOnly today;
    private readonly ILookup<SkuLocation, OpenOrderAdvice> openOrders;
    private readonly ILookup<SkuLocation, Transfer> transfers;
    private readonly ILookup<SkuLocation, StockFinding> findings;

    /// <summary>Sorts the advice of a plan by product and place.</summary>
    /// <param name="report">The plan. Transfers that are already among its orders need no decision.</param>
    public AdvisedDecisions(PlanReport report)
    {
        today = report.Identity.AsOf;
        openOrders = report.Advice.OpenOrders.ToLookup(a => a.Key);
        findings = report.Advice.Stock.ToLookup(f => f.Key);
        var ordered = report.Orders.Where(o => o.Type == OrderType.Transfer).Select(o => (o.Sku, o.ShipFrom, o.ShipTo)).ToHashSet();
        transfers = report.Advice.Transfers.Where(t => !ordered.Contains((t.Sku, t.From.Code, t.To))).ToLookup(t => new SkuLocation(t.Sku, t.From));
    }

    /// <summary>The advice that is worth most; null when there is none.</summary>
    /// <param name="line">About whom.</param>
    public Decision? Of(PlanLine line) => openOrders[line.Key].Select(a => Of(line, a))
        .Concat(transfers[line.Key].Select(t => Of(line, t)))
        .Concat(findings[line.Key].Select(f => Of(line, f)).OfType<Decision>())
        .MaxBy(d => d.MoneyAtRisk ?? -1);

    private Decision Of(PlanLine line, OpenOrderAdvice advice)
    {
        var order = advice.Order;
        var its = $"order {order.OrderId} ({Units(order.Quantity)} {line.Item.Unit}, due {Day(order.Day)})";
        var (kind, what) = advice switch
        {
            OpenOrderAdvice.Expedite e => (DecisionKind.Expedite, $"Ask for {its} to come by {Day(e.To)}."),
            OpenOrderAdvice.Postpone p => (DecisionKind.Postpone, $"Ask for {its} to come on {Day(p.To)}."),
            OpenOrderAdvice.Cancel => (DecisionKind.Cancel, $"Cancel {its}."),
            OpenOrderAdvice.Reroute r => (DecisionKind.Reroute, $"Have {its} delivered to {r.To.Code}, by {Day(r.Arrives)}."),
            _ => throw new InvalidOperationException("The family of advice is closed."),
        };
        // What comes too late is asked for today; what comes too early can be put off until it comes.
        var by = kind is DecisionKind.Postpone or DecisionKind.Cancel ? order.Day : today;
        return new Decision(0, kind, line, what, order.Quantity, order.Quantity * line.Terms.UnitCost, by, advice.Money, advice.Reason);
    }

    private Decision Of(PlanLine line, Transfer transfer) => new(
        0, DecisionKind.Transfer, line,
        $"Send {Units(transfer.Units)} {line.Item.Unit} to {transfer.To.Code}, to be there by {Day(transfer.Arrives)}.",
        transfer.Units, transfer.Units * line.Terms.UnitCost, today, transfer.MoneySaved, transfer.Reason);

    // Money that lies still is not lost: only what a price cut brings, or what would be thrown away, is at risk.
    private Decision? Of(PlanLine line, StockFinding finding)
    {
        var cut = finding.Clearance is Outcome<ClearanceHint>.Done { Value: { Discount: > 0 } hint } ? hint : null;
        var waste = finding.WriteOffUnits > 0 ? finding.WriteOffMoney : null;
        var atRisk = cut?.Gain is { } gain && gain > (waste ?? 0) ? gain : waste;
        if (atRisk is not > 0 || finding.Action is not (StockAction.Discount or StockAction.Return))
            return null;
        var expected = cut is null ? Math.Max(finding.Units, finding.WriteOffUnits) : cut.Sells;
        var units = line.Terms.IsDivisible ? expected : decimal.Round(expected, MidpointRounding.AwayFromZero);
        var what = (finding.Action, cut) switch
        {
            (StockAction.Return, _) => $"Return {Units(units)} {line.Item.Unit} to the supplier.",
            (_, null) => $"Sell {Units(units)} {line.Item.Unit} cheaper.",
            _ => $"Sell at {Units(cut.Price)}, {Percent(cut.Discount)} off, by {Day(cut.By)}: {Units(units)} {line.Item.Unit} should go.",
        };
        return new Decision(
            0, DecisionKind.Clear, line, what, units, units * line.Terms.UnitCost, cut?.By ?? finding.WriteOffDay ?? today, atRisk, finding.Reason);
    }
}
