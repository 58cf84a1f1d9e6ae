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
        var advised = new AdvisedDecisions(report);

        return
        [
            .. report.Lines
                .Select(line => orders.GetValueOrDefault(line.Key) is { } order ? Order(line, order, report) : advised.Of(line))
                .OfType<Decision>()
                .OrderByDescending(d => d.MoneyAtRisk ?? 0)
                .ThenByDescending(d => d.Line.Recommendation.ExpectedShortageWithoutOrder)
                .ThenBy(d => d.Line.Key)
                .Take(count)
                .Select((decision, index) => decision with { Rank = index + 1 }),
        ];
    }

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
