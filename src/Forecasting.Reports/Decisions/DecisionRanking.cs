using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using static Forecasting.Reports.Decisions.Wording;

namespace Forecasting.Reports.Decisions;

/// <summary>The decisions that matter, most money first.</summary>
public static class DecisionRanking
{
    /// <summary>The <paramref name="count"/> decisions with most money at risk that can still be acted on; at most one a SKU-location.</summary>
    /// <returns>Ordered by money at risk, then by units at risk, then by key. Amounts in different currencies are compared as numbers.</returns>
    public static ImmutableArray<Decision> Rank(PlanReport report, int count)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var orders = report.Orders
            .Where(o => o.Action != OrderAction.Cancel)
            .GroupBy(o => new SkuLocation(o.Sku, o.ShipTo))
            .ToDictionary(g => g.Key, g => g.First());

        return
        [
            .. report.Lines
                .Select(line => Decide(line, orders.GetValueOrDefault(line.Key), report))
                .OfType<Decision>()
                .OrderByDescending(d => d.MoneyAtRisk ?? 0)
                .ThenByDescending(d => d.Line.Recommendation.ExpectedShortageWithoutOrder)
                .ThenBy(d => d.Line.Key)
                .Take(count)
                .Select((decision, index) => decision with { Rank = index + 1 }),
        ];
    }

    private static Decision? Decide(PlanLine line, OrderLine? order, PlanReport report) =>
        order is not null ? Order(line, order, report) : Expedite(line, report) ?? Postpone(line, report);

    private static Decision Order(PlanLine line, OrderLine order, PlanReport report)
    {
        var gone = line.Recommendation.ExpectedStockoutDate;
        var comesLate = gone < order.RequestedDelivery;
        var what = $"Order {Units(order.Quantity)} {order.Unit} from {Sender(order, report)}, delivery {Day(order.RequestedDelivery)}.";
        if (comesLate)
            what += $" Ask for it sooner: stock is expected to be gone on {Day(gone!.Value)}.";
        return new Decision(
            0, comesLate ? DecisionKind.OrderAndExpedite : DecisionKind.Order, line, what, order.Quantity, order.Quantity * order.UnitPrice, order.OrderDate,
            ShortageAtRisk(line), Shortage(line));
    }

    private static Decision? Expedite(PlanLine line, PlanReport report)
    {
        if (line.Recommendation.ExpectedStockoutDate is not { } gone || line.Recommendation.ExpectedShortageWithoutOrder <= 0)
            return null;
        var late = line.Position.Arrivals.FirstOrDefault(a => a.Day > gone);
        if (late is null)
            return null;
        var what = $"Ask for order {late.OrderId} ({Units(late.Quantity)} {line.Item.Unit}, due {Day(late.Day)}) to come by {Day(gone)}.";
        return new Decision(
            0, DecisionKind.Expedite, line, what, late.Quantity, late.Quantity * line.Terms.UnitCost, report.Identity.AsOf, ShortageAtRisk(line), Shortage(line));
    }

    private static Decision? Postpone(PlanLine line, PlanReport report)
    {
        var excess = line.Recommendation.ExcessUnits;
        var coming = line.Position.Arrivals.Where(a => a.Day > report.Identity.AsOf).ToList();
        var units = Math.Min(excess, coming.Sum(a => a.Quantity));
        if (units <= 0)
            return null;

        // The latest arrivals are the easiest to stop.
        var first = coming.Count;
        for (var open = units; open > 0; open -= coming[first].Quantity)
            first--;
        var weeks = line.Forecast.Horizon * line.History.Raw.Bucket.MeanDays / 7;
        var names = string.Join(", ", coming.Skip(first).Select(a => $"{a.OrderId} due {Day(a.Day)}"));
        return new Decision(
            0, DecisionKind.Postpone, line,
            $"Postpone or cancel {Units(units)} {line.Item.Unit} on order ({names}).",
            units, units * line.Terms.UnitCost, coming[first].Day, units * line.Terms.HoldingCostPerWeek * (decimal)weeks,
            $"The position of {Units(line.Position.InventoryPosition)} is {Units(excess)} more than the order-up-to level and the forecast can explain.");
    }

    /// <summary>A plan says 0 both for no risk and for an unknown value; units short tell the two apart.</summary>
    internal static decimal? ShortageAtRisk(PlanLine line) =>
        line.Recommendation is { MoneyAtRisk: 0, ExpectedShortageWithoutOrder: > 0 } ? null : line.Recommendation.MoneyAtRisk;

    private static string Shortage(PlanLine line)
    {
        var (recommendation, why) = (line.Recommendation, line.Recommendation.Explanation);
        return $"Position {Units(why.InventoryPosition)} v. reorder point {Units(why.ReorderPoint)}; expected demand {Units(why.ExpectedDemand)} in "
            + $"{Days(recommendation.ProtectionIntervalDays)}. Without an order: {Percent(recommendation.StockoutProbabilityWithoutOrder)} chance of "
            + $"running out, {Units(recommendation.ExpectedShortageWithoutOrder)} short."
            + (line.Source is { } source ? " " + source.Words : "");
    }

    private static string Sender(OrderLine order, PlanReport report)
    {
        if (order.Type == OrderType.Transfer)
            return order.ShipFrom;
        var name = report.Suppliers.GetValueOrDefault(order.SupplierId)?.Name ?? "";
        return name.Length > 0 ? name : order.SupplierId.Length > 0 ? order.SupplierId : "the supplier (none is on record)";
    }
}
