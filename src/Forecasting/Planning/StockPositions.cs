using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;

namespace Forecasting.Planning;

/// <summary>What every SKU-location has, owes and expects, from the stock and open-order feeds and from what we published before.</summary>
/// <remarks>
/// The open-order feed, where there is one, is the truth about orders of earlier cycles; without it, our own ledger is. Orders of the plan's
/// own cycle are left out either way: the plan computes the cycle's whole quantity, and only its difference to what is out is published.
/// </remarks>
public sealed class StockPositions
{
    private static readonly StockPosition Unknown = new(0, 0, 0, [], false);

    private readonly Dictionary<SkuLocation, StockPosition> positions = [];
    private readonly Dictionary<(SkuLocation Key, string Source), decimal> sentThisCycle = [];

    /// <summary>Positions on the morning of the plan.</summary>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="stock">Latest stock level of each SKU-location.</param>
    /// <param name="openOrders">The open-order feed; null = the firm sends none.</param>
    /// <param name="published">Every line that went out.</param>
    /// <param name="cycle">The plan's cycle.</param>
    /// <param name="promises">How promises are kept; null = open orders come on their day.</param>
    public StockPositions(
        DateOnly asOf,
        IEnumerable<StockLevel> stock,
        IReadOnlyCollection<OpenOrder>? openOrders,
        IEnumerable<PublishedLine> published,
        DateOnly cycle,
        PromiseKeeping? promises = null)
    {
        var arrivals = new Dictionary<SkuLocation, List<Arrival>>();
        var standing = PublishedLine.Latest(published).ToArray();
        var ofThisCycle = standing.Where(p => p.Cycle == cycle && p.Quantity > 0).ToLookup(p => p.Key);
        foreach (var line in ofThisCycle.SelectMany(g => g).Where(p => p.Type == OrderType.Transfer))
            sentThisCycle[(line.Key, line.Source)] = line.Expected;
        var echoed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in openOrders ?? [])
        {
            echoed.Add(order.OrderId);
            if (order.Quantity <= 0 || ofThisCycle[order.Key].Any(p => IsSame(p, order)))
                continue;
            var later = promises?.Expect(order);
            Add(order.Key, later is null
                ? new Arrival(order.DueDate < asOf ? asOf : order.DueDate, order.Quantity, order.OrderId)
                : new Arrival(later.Day, order.Quantity, order.OrderId) { Promised = order.DueDate, WhyLater = later.Why });
            Overdue += order.DueDate < asOf ? 1 : 0;
            OverdueToday += order.DueDate < asOf && later is null ? 1 : 0;
        }

        foreach (var line in standing.Where(p => p.Cycle != cycle && p.Quantity > 0 && p.Expected > 0 && p.RequestedDelivery >= asOf))
        {
            if (openOrders is null)
                Add(line.Key, new Arrival(line.RequestedDelivery, line.Expected, line.OrderId));
            else if (!echoed.Contains(line.OrderId))
                NotInFeed++;
        }

        foreach (var level in stock)
        {
            if (level.OnHand < 0)
                NegativeStock++;
            positions[level.Key] = new StockPosition(
                Math.Max(0, level.OnHand), level.Allocated, level.Backordered, Sorted(level.Key), true);
        }

        foreach (var key in arrivals.Keys.Where(k => !positions.ContainsKey(k)).ToArray())
            positions[key] = Unknown with { Arrivals = Sorted(key) };

        void Add(SkuLocation key, Arrival arrival)
        {
            if (!arrivals.TryGetValue(key, out var list))
                arrivals.Add(key, list = []);
            list.Add(arrival);
        }

        ImmutableArray<Arrival> Sorted(SkuLocation key) => arrivals.TryGetValue(key, out var list)
            ? [.. list.OrderBy(a => a.Day).ThenBy(a => a.OrderId, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Positions that are known already.</summary>
    /// <param name="known">The position of each SKU-location.</param>
    public StockPositions(IEnumerable<KeyValuePair<SkuLocation, StockPosition>> known)
    {
        foreach (var (key, position) in known)
            positions.Add(key, position);
    }

    /// <summary>Open orders whose day has passed.</summary>
    public int Overdue { get; }

    /// <summary>Those of them that are expected today; the others when late orders of their senders usually come.</summary>
    public int OverdueToday { get; }

    /// <summary>Stock counts below zero, planned as zero.</summary>
    public int NegativeStock { get; }

    /// <summary>Lines of earlier cycles that the open-order feed does not show although they are not due yet.</summary>
    public int NotInFeed { get; }

    /// <summary>Every SKU-location with stock or units on their way.</summary>
    public IEnumerable<SkuLocation> Keys => positions.Keys;

    /// <summary>Units that go to a place from another by the lines of the plan's own cycle; 0 where the line was rejected.</summary>
    /// <param name="key">Product and receiving place.</param>
    /// <param name="from">Sending place.</param>
    public decimal SentThisCycle(SkuLocation key, Location from) => sentThisCycle.GetValueOrDefault((key, from.Code));

    /// <summary>The position; nothing known and nothing on its way where no feed speaks of it.</summary>
    public StockPosition Of(SkuLocation key) => positions.GetValueOrDefault(key, Unknown);

    // By our own number where the feed carries it; else an order for the same units on the same day is the same order.
    private static bool IsSame(PublishedLine line, OpenOrder order) =>
        string.Equals(line.OrderId, order.OrderId, StringComparison.Ordinal)
        || (line.Quantity == order.Quantity && line.RequestedDelivery == order.DueDate);
}
