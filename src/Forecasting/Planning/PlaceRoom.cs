using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.SharedOrders;

namespace Forecasting.Planning;

/// <summary>What places can take in on a day, and have room for: limits on what is ordered to them, each with its sentence for a line that it cuts.</summary>
internal sealed class PlaceRoom
{
    private readonly List<OrderLimit> limits = [];
    private readonly List<string> words = [];
    private readonly List<string> warnings = [];

    /// <summary>The limits of all places that name some.</summary>
    /// <param name="lines">What was planned, each line alone.</param>
    /// <param name="input">What it was planned from.</param>
    public PlaceRoom(IReadOnlyList<PlanLine> lines, PlanInput input)
    {
        var stocked = input.Positions.Keys.ToLookup(k => k.Location);
        foreach (var place in Enumerable.Range(0, lines.Count).GroupBy(i => lines[i].Key.Location))
        {
            var facts = input.Terms.PlaceOf(place.Key);
            if (facts is { ReceivingCapacity: null, StorageCapacity: null })
                continue;
            int[] its = [.. place];
            StockOutlook[] outlooks = [.. its.Select(i => StockAdvice.Outlook(lines[i], input))];
            var planned = its.Select(i => lines[i].Key).ToHashSet();
            SkuLocation[] unplanned = [.. stocked[place.Key].Where(k => !planned.Contains(k)).Order()];
            var days = its.Select(i => lines[i].Recommendation.RequestedDelivery).Distinct().Order().ToArray();
            if (facts.ReceivingCapacity is { } receiving)
            {
                foreach (var day in days)
                    Receive(facts, (double)receiving, day, its, lines, unplanned, input);
            }

            if (facts.StorageCapacity is { } storage)
                Store(facts, (double)storage, days, its, outlooks, lines, unplanned, input);
        }
    }

    /// <summary>The limits.</summary>
    public IReadOnlyList<OrderLimit> Limits => limits;

    /// <summary>What the planner must know of them.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>What the lines are told that a limit cut; of several, the last holds.</summary>
    /// <param name="rules">What was made of the limits.</param>
    public IEnumerable<(int Line, string Note)> Notes(SharedRules rules)
    {
        for (var l = 0; l < limits.Count; l++)
        {
            if (!rules.KeptPlaces[l])
                continue;
            foreach (var i in limits[l].Lines.Where(i => rules.BeforeBudget[i] < rules.BeforePlaces[i]))
                yield return (i, Text($"Cut from {rules.BeforePlaces[i]:0.###} to {rules.BeforeBudget[i]:0.###}: {words[l]}."));
        }
    }

    // Units on their way to the place that day come first: they cannot be stopped by not ordering.
    private void Receive(
        StockingPlace place, double capacity, DateOnly day, int[] its, IReadOnlyList<PlanLine> lines, SkuLocation[] unplanned, PlanInput input)
    {
        var coming = its.Sum(i => Arriving(lines[i].Position, day) + lines[i].Transfers.Where(t => t.Delivery == day).Sum(t => t.Quantity))
            + unplanned.Sum(k => Arriving(input.Positions.Of(k), day));
        int[] ordered = [.. its.Where(i => lines[i].Recommendation.RequestedDelivery == day)];
        limits.Add(new OrderLimit(ordered, [.. ordered.Select(_ => 1.0)], Math.Max(0, capacity - (double)coming)));
        words.Add(Text($"{place.Location} takes in {capacity:0.###} units a day, and {coming:0.###} arrive on {day:yyyy-MM-dd} already"));
    }

    // What lies there on the day of a delivery, without what is ordered now: stock and arrivals until then, less what is expected to be taken.
    private void Store(
        StockingPlace place,
        double capacity,
        DateOnly[] days,
        int[] its,
        StockOutlook[] outlooks,
        IReadOnlyList<PlanLine> lines,
        SkuLocation[] unplanned,
        PlanInput input)
    {
        var unknown = its.Count(i => lines[i].Item.Volume is null) + unplanned.Count(k => input.Terms.ItemOf(k.Sku).Volume is null);
        if (unknown > 0)
            warnings.Add(Text($"{unknown} products at {place.Location} have no volume: they are not counted in its storage_capacity."));
        foreach (var day in days)
        {
            var ahead = day.DayNumber - input.AsOf.DayNumber;
            var lies = its.Select((i, k) => Volume(lines[i].Item) * Math.Max(0, (double)Units(lines[i].Position, day)
                    + (double)lines[i].Transfers.Where(t => t.Delivery <= day).Sum(t => t.Quantity) - outlooks[k].DemandUntil(ahead))).Sum()
                + unplanned.Sum(k => Volume(input.Terms.ItemOf(k.Sku)) * Math.Max(0, (double)Units(input.Positions.Of(k), day)));
            int[] ordered = [.. its.Where(i => lines[i].Recommendation.RequestedDelivery <= day)];
            limits.Add(new OrderLimit(ordered, [.. ordered.Select(i => Volume(lines[i].Item))], Math.Max(0, capacity - lies)));
            words.Add(Text($"{place.Location} has room for a volume of {capacity:0.###}, and {lies:0.###} is expected to lie there on {day:yyyy-MM-dd}"));
        }
    }

    private static decimal Arriving(StockPosition position, DateOnly day) => position.Arrivals.Where(a => a.Day == day).Sum(a => a.Quantity);

    private static decimal Units(StockPosition position, DateOnly day) =>
        position.OnHand - position.Backordered + position.Arrivals.Where(a => a.Day <= day).Sum(a => a.Quantity);

    private static double Volume(Item item) => (double)(item.Volume ?? 0);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
