using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory.LeadTimes;

namespace Forecasting.Sensing;

/// <summary>Open orders that are later than their senders usually are.</summary>
internal sealed class LateOrders
{
    // Where fewer than five lines of a sender tell: the same week that the lead times take for usual.
    private const int FewestLines = 5;
    private const int UnknownDaysLate = 7;

    private readonly SensingInput input;
    private readonly ILookup<string, DeliveredLine> came;
    private readonly ImmutableArray<LateOrder> orders;

    /// <summary>Finds them.</summary>
    public LateOrders(SensingInput input)
    {
        this.input = input;

        // What is still awaited is what is asked about, and no measure of what is usual.
        came = input.Terms.LeadTimes.Lines.Where(l => l is { Came: not null, Promised: not null }).ToLookup(l => l.Sender, StringComparer.Ordinal);
        orders =
        [
            .. input.OpenOrders.Where(o => o.Quantity > 0 && o.DueDate < input.AsOf).Select(Of).OfType<LateOrder>()
                .OrderBy(o => o.Order.DueDate).ThenBy(o => o.Order.OrderId, StringComparer.Ordinal).ThenBy(o => o.Order.Key),
        ];
        Ids = orders.Select(o => o.Order.OrderId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Their numbers: nobody counts on them.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>A signal for each sender and place.</summary>
    /// <param name="places">The stock of the SKU-locations that are known.</param>
    /// <param name="multiple">What demand is expected to be of the promise, by what came.</param>
    public IEnumerable<Signal> Find(IReadOnlyDictionary<SkuLocation, WatchedPlace> places, Func<SkuLocation, double> multiple)
    {
        foreach (var group in orders.GroupBy(o => (o.Sender, o.Order.Key.Location)).OrderBy(g => g.Key.Location).ThenBy(g => g.Key.Sender, StringComparer.Ordinal))
        {
            LateOrder[] its = [.. group];
            var (units, money, endangered, currency) = (0.0, (decimal?)null, new List<SkuLocation>(), "");
            foreach (var key in its.Select(o => o.Order.Key).Distinct().Order())
            {
                if (places.GetValueOrDefault(key) is not { Position.IsKnown: true } place)
                    continue;
                var until = place.Window.Delivery > input.AsOf ? place.Window.Delivery : place.Window.NextDelivery;
                var missing = place.OutBefore(until, multiple(key), Ids).Units - place.OutBefore(until, multiple(key)).Units;
                if (missing < 0.05)
                    continue;
                endangered.Add(key);
                units += missing;
                if (DemandSignals.Money(missing, place.Shortage) is { } each)
                    (money, currency) = ((money ?? 0) + each, place.Terms.Currency);
            }

            yield return Signal(group.Key.Sender, group.Key.Location, its, units, money, endangered, currency);
        }
    }

    private Signal Signal(string sender, Location place, LateOrder[] its, double units, decimal? money, List<SkuLocation> endangered, string currency)
    {
        var name = sender.Length > 0 ? sender : "An unnamed sender";
        var named = string.Join(", ", its.Select(o => o.Order.OrderId).Distinct(StringComparer.Ordinal).Take(5));
        var worst = its.MaxBy(o => o.DaysLate)!;
        var usual = its[0].UsualDays is { } days
            ? FormattableString.Invariant($"{name} is at most {days} days late with {input.Settings.LateQuantile * 100:0.#} of 100 orders.")
            : FormattableString.Invariant($"Too few orders tell how late {name} usually is; beyond {UnknownDaysLate} days it is told.");
        return new Signal(
            SignalKind.LateSupplier, $"{sender} to {place}", input.Plan.RunId, its.Min(o => o.Order.DueDate),
            FormattableString.Invariant($"{its.Length} order lines are awaited beyond their day ({named}), the latest by {worst.DaysLate} days. {usual} ")
            + (endangered.Count > 0 ? FormattableString.Invariant($"Without them {units:0.#} units of {Listed(endangered)} will be missing.") : "No stock that is known runs out because of it."),
            $"Ask {name} for a day, and order elsewhere what cannot wait.")
        {
            Concerns = endangered.Count > 0 ? [.. endangered] : [.. its.Select(o => o.Order.Key).Distinct().Order()],
            UnitsAtRisk = units,
            MoneyAtRisk = money,
            Currency = currency,
        };
    }

    private static string Listed(List<SkuLocation> keys) => string.Join(", ", keys.Take(5).Select(k => k.Sku.Code))
        + (keys.Count > 5 ? FormattableString.Invariant($" and {keys.Count - 5} more") : "");

    private LateOrder? Of(OpenOrder order)
    {
        var sender = input.Deliveries.SenderOf(order);
        var late = input.AsOf.DayNumber - order.DueDate.DayNumber;
        var usual = UsualDays(came[sender].Where(l => l.Key.Location == order.Key.Location)) ?? UsualDays(came[sender]);
        return late > (usual ?? UnknownDaysLate) ? new LateOrder(order, sender, late, usual) : null;
    }

    private int? UsualDays(IEnumerable<DeliveredLine> lines)
    {
        int[] late = [.. lines.Select(l => Math.Max(0, l.Came!.Value.DayNumber - l.Promised!.Value.DayNumber)).Order()];
        return late.Length < FewestLines ? null : late[(int)Math.Ceiling(input.Settings.LateQuantile * late.Length) - 1];
    }

    private sealed record LateOrder(OpenOrder Order, string Sender, int DaysLate, int? UsualDays);
}
