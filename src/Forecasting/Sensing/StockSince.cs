using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Sensing;

/// <summary>Stock and orders brought up to the morning of a look: a count may be days old, and an order that went out with the plan may not be in the
/// open-order feed yet.</summary>
public static class StockSince
{
    /// <summary>Each newest count, less what was sold since, plus what was received.</summary>
    /// <param name="counts">The newest count of each SKU-location, at the end of its day; one of the morning itself stays as it is.</param>
    /// <param name="days">Sales by day.</param>
    /// <param name="receipts">Units that came.</param>
    /// <param name="asOf">The morning.</param>
    public static IReadOnlyList<StockLevel> Count(
        IEnumerable<StockLevel> counts, IEnumerable<DemandSeries> days, IEnumerable<Receipt> receipts, DateOnly asOf)
    {
        var sold = days.ToDictionary(d => d.Key);
        var came = receipts.Where(r => r.ReceivedAt < asOf).ToLookup(r => r.Key);
        return
        [
            .. counts.Select(count =>
            {
                var on = count.OnHand + came[count.Key].Where(r => r.ReceivedAt > count.Date).Sum(r => r.Quantity);
                if (sold.TryGetValue(count.Key, out var series))
                {
                    for (var day = Math.Max(0, count.Date.DayNumber + 1 - series.Start.DayNumber); day < series.Length; day++)
                        on -= double.IsNaN(series.Quantities[day]) ? 0 : (decimal)Math.Clamp(series.Quantities[day], -1e15, 1e15);
                }

                return count with { OnHand = Math.Max(0, on) };
            }),
        ];
    }

    /// <summary>The open-order feed, and what went out with the newest plans and is not in it yet.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="published">Every line that went out.</param>
    /// <param name="cycle">Cycle of the newest plan: its lines and later ones count although the feed does not show them.</param>
    /// <param name="asOf">The morning: what should have come is for the feed to say.</param>
    public static IReadOnlyList<OpenOrder> OnTheirWay(IReadOnlyCollection<OpenOrder> feed, IEnumerable<PublishedLine> published, DateOnly cycle, DateOnly asOf)
    {
        var named = feed.Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        var alike = feed.Select(o => (o.Key, o.Quantity, o.DueDate)).ToHashSet();
        var ours = PublishedLine.Latest(published)
            .Where(l => l.Cycle >= cycle && l.Expected > 0 && l.RequestedDelivery >= asOf && !named.Contains(l.OrderId) && !alike.Contains((l.Key, l.Quantity, l.RequestedDelivery)))
            .Select(l => new OpenOrder(l.OrderId, l.Key, l.Expected, l.RequestedDelivery, l.Type == OrderType.Purchase ? l.Source : "", l.AsOf));
        return [.. feed, .. ours.OrderBy(o => o.Key).ThenBy(o => o.OrderId, StringComparer.Ordinal)];
    }
}
