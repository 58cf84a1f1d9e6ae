using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;

namespace Forecasting.Tests.Inventory.LeadTimes;

/// <summary>Orders of a supplier made by hand, one a week before the morning of the plan.</summary>
internal sealed class Deliveries
{
    public static readonly DateOnly AsOf = new(2026, 3, 2);

    private readonly List<Receipt> receipts = [];
    private readonly List<OpenOrder> open = [];
    private readonly Dictionary<string, DateRange> closed = [];
    private int number;

    public IReadOnlyList<Receipt> Receipts => receipts;

    public IReadOnlyList<OpenOrder> Open => open;

    public Func<SkuLocation, string> SenderOf { get; init; } = _ => "";

    public static SkuLocation Key(string sku = "A", string place = "NORTH") => new(new Sku(sku), new Location(place));

    /// <summary>Orders that took so many days each, the last ordered so many weeks ago; promised for the day given.</summary>
    public Deliveries Took(string supplier, string place, string sku, IReadOnlyList<int> days, int lastWeeksAgo = 20, int? promised = null)
    {
        for (var i = 0; i < days.Count; i++)
        {
            var ordered = AsOf.AddDays(-7 * (lastWeeksAgo + days.Count - 1 - i));
            Came($"PO-{++number}", supplier, Key(sku, place), 10, ordered, ordered.AddDays(days[i]), promised is { } p ? ordered.AddDays(p) : null);
        }

        return this;
    }

    public Deliveries Came(string order, string supplier, SkuLocation key, decimal units, DateOnly? ordered, DateOnly received, DateOnly? promised = null)
    {
        receipts.Add(new Receipt(order, key, units, received, ordered, promised, supplier));
        return this;
    }

    public Deliveries Awaits(string order, string supplier, SkuLocation key, decimal units, DateOnly? ordered, DateOnly due)
    {
        open.Add(new OpenOrder(order, key, units, due, supplier, ordered));
        return this;
    }

    public Deliveries Closes(string supplier, DateOnly first, DateOnly last)
    {
        closed[supplier] = new DateRange(first, last);
        return this;
    }

    public LeadTimeLearning Learn(DateOnly? asOf = null) => Learn(receipts, open, asOf);

    public LeadTimeLearning Learn(IEnumerable<Receipt> came, IEnumerable<OpenOrder> awaited, DateOnly? asOf = null) => new(
        new DeliveryRecords(came, awaited, SenderOf, sender => closed.TryGetValue(sender, out var days) ? [days] : []), asOf ?? AsOf);
}
