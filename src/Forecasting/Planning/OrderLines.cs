using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>From recommendations to the reorder lines of a cycle: only what differs from what is already out.</summary>
public static class OrderLines
{
    /// <summary>The lines to publish, ordered by order id, then line number.</summary>
    /// <param name="lines">What was planned.</param>
    /// <param name="published">Every line that went out.</param>
    /// <param name="cycle">First day of the plan cycle.</param>
    /// <param name="asOf">Morning of the plan.</param>
    /// <returns>A <c>create</c> for what is new, a <c>change</c> (its quantity is the new whole) for what differs, a <c>cancel</c> for what
    /// is no longer wanted. What was not planned this time is left as it is.</returns>
    public static ImmutableArray<OrderLine> Difference(
        IEnumerable<PlanLine> lines, IEnumerable<PublishedLine> published, DateOnly cycle, DateOnly asOf)
    {
        var alreadyOut = PublishedLine.Latest(published).Where(p => p.Cycle == cycle).ToDictionary(p => (p.Key, p.Source));
        var nextNumber = alreadyOut.Values
            .GroupBy(p => p.OrderId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => p.LineNumber) + 1, StringComparer.Ordinal);
        var orders = ImmutableArray.CreateBuilder<OrderLine>();
        foreach (var line in lines.OrderBy(l => l.Key))
        {
            var parts = OrderPart.Of(line, asOf);
            foreach (var elsewhere in alreadyOut.Values.Where(p => p.Key == line.Key && p.Quantity > 0 && parts.All(x => x.Source != p.Source)).ToArray())
                orders.Add(Compose(line, OrderPart.Of(elsewhere, line), elsewhere, elsewhere.OrderId, elsewhere.LineNumber, asOf));

            foreach (var part in parts)
            {
                if (alreadyOut.TryGetValue((line.Key, part.Source), out var was))
                {
                    if (was.Quantity != part.Quantity || (part.Quantity > 0 && was.RequestedDelivery != part.RequestedDelivery))
                        orders.Add(Compose(line, part, was, was.OrderId, was.LineNumber, asOf));
                }
                else if (part.Quantity > 0)
                {
                    var orderId = OrderId(part, line.Key.Location, cycle);
                    var number = nextNumber.GetValueOrDefault(orderId, 1);
                    nextNumber[orderId] = number + 1;
                    orders.Add(Compose(line, part, null, orderId, number, asOf));
                }
            }
        }

        orders.Sort((a, b) =>
            string.CompareOrdinal(a.OrderId, b.OrderId) is not 0 and var byOrder ? byOrder : a.LineNumber.CompareTo(b.LineNumber));
        return orders.ToImmutable();

        OrderLine Compose(PlanLine line, OrderPart part, PublishedLine? was, string orderId, int number, DateOnly today) => new(
            LineId(line.Key, part.Source, cycle, was is null ? 0 : was.Revision + 1),
            orderId,
            number,
            part.Type,
            part.Quantity == 0 ? OrderAction.Cancel : was is null or { Quantity: 0 } ? OrderAction.Create : OrderAction.Change,
            part.OrderDate,
            part.Type == OrderType.Purchase ? part.Source : "",
            part.Type == OrderType.Purchase ? "" : part.Source,
            line.Key.Location,
            line.Key.Sku,
            line.Item.SupplierSku,
            line.Item.Gtin,
            part.Quantity,
            line.Item.Unit,
            part.Quantity / line.Terms.PackSize,
            line.Terms.PalletQuantity is { } pallet ? Math.Round(part.Quantity / pallet, 4) : null,
            part.RequestedDelivery,
            part.Type == OrderType.Purchase ? line.Terms.UnitCostAt(part.Quantity) : line.Terms.UnitCost,
            line.Terms.Currency,
            Priority(line, today),
            part.Quantity == 0 ? "NO_LONGER_NEEDED"
                : was is not null ? "PLAN_CHANGED"
                : line.Recommendation.Explanation.Joined > 0 ? "JOINED_ORDER"
                : line.Position.OnHand <= 0 ? "STOCKOUT" : "BELOW_REORDER_POINT");
    }

    private static string LineId(SkuLocation key, string source, DateOnly cycle, int revision) =>
        RunIdentity.HashOf($"{key.Location.Code}\n{key.Sku.Code}\n{source}\n{Iso(cycle)}"
            + (revision == 0 ? "" : "\n" + revision.ToString(CultureInfo.InvariantCulture)))[..20];

    // One order per supplier or sending place, receiving place and order day of a cycle.
    private static string OrderId(OrderPart part, Location place, DateOnly cycle) =>
        $"{cycle.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-" + RunIdentity.HashOf(
            $"{(part.Type == OrderType.Purchase ? "purchase" : "transfer")}\n{part.Source}\n{place.Code}\n{Iso(cycle)}\n{Iso(part.OrderDate)}")[..8];

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Priority(PlanLine line, DateOnly today) => line.Recommendation switch
    {
        { ExpectedStockoutDate: { } date } when date < line.Recommendation.RequestedDelivery || date <= today => "urgent",
        { StockoutProbabilityWithoutOrder: >= 0.5 } => "high",
        _ => "normal",
    };
}
