using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;

namespace Forecasting.Planning;

/// <summary>Who replaces whom at each place on the morning of the plan, and what passes from one to the other: history and stock.</summary>
/// <remarks>
/// A successor is on sale at a place from its launch date there; without one from its first sale, or from today where stock, an order or an
/// <c>item_locations</c> row shows that it is kept there. From that day on it inherits; a successor whose day is still to come is planned
/// for the time
/// from that day, and its predecessor for the time before.
/// </remarks>
internal sealed class Succession
{
    private const int DaysAhead = 91;

    private readonly Dictionary<SkuLocation, DemandSeries> series;
    private readonly Dictionary<SkuLocation, Sku> heirs = [];
    private readonly Dictionary<SkuLocation, Heritage> heritages = [];
    private readonly Dictionary<SkuLocation, SaleWindow> windows = [];
    private readonly PlanInput input;

    private Succession(PlanInput input)
    {
        this.input = input;
        series = input.Series.ToDictionary(s => s.Key);
    }

    /// <summary>Every series to be planned, successors' with what they inherit, ordered by key.</summary>
    public ImmutableArray<DemandSeries> Series { get; private set; }

    /// <summary>Links of the master data that were ignored, and why.</summary>
    public ImmutableArray<string> Warnings { get; private set; } = [];

    /// <summary>Reads who replaces whom.</summary>
    public static Succession Of(PlanInput input)
    {
        var succession = new Succession(input) { Series = input.Series };
        if (!input.Terms.Items.Any(i => i.Replaces is not null))
            return succession;

        var keys = succession.series.Keys.Concat(input.Positions.Keys).ToArray();
        var known = input.Terms.Items.Select(i => i.Sku).Concat(keys.Select(k => k.Sku)).ToHashSet();
        var links = ReplacementLinks.Of(input.Terms.Items, known.Contains);
        var places = keys.Select(k => k.Location).Distinct().Order().ToArray();
        foreach (var chain in links.Chains)
        {
            foreach (var place in places)
                succession.Settle(chain, place);
        }

        succession.Warnings = links.Warnings;
        succession.Series = [.. succession.series.Values.OrderBy(s => s.Key)];
        return succession;
    }

    /// <summary>What a SKU-location inherits; null when it replaces nothing there.</summary>
    public InheritedHistory? HistoryOf(SkuLocation key) => heritages.GetValueOrDefault(key)?.History;

    /// <summary>First day on sale of the oldest predecessor whose history was inherited; null when not given.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="own">Its own first day.</param>
    public DateOnly? LaunchOf(SkuLocation key, DateOnly? own) => heritages.TryGetValue(key, out var heritage) ? heritage.Launch : own;

    /// <summary>The days on which it sells, where another takes its place or it takes another's within the horizon.</summary>
    public SaleWindow WindowOf(SkuLocation key) => windows.GetValueOrDefault(key);

    /// <summary>Its stock and what is on its way, with that of the products that it has replaced.</summary>
    public StockPosition PositionOf(SkuLocation key) => PositionOf(key, input.Positions);

    /// <summary>The same, were this the stock.</summary>
    internal StockPosition PositionOf(SkuLocation key, StockPositions positions)
    {
        var position = positions.Of(key);
        foreach (var old in StockPassedTo(key, positions))
        {
            position = new StockPosition(
                position.OnHand + old.OnHand,
                position.Allocated + old.Allocated,
                position.Backordered + old.Backordered,
                [.. position.Arrivals.Concat(old.Arrivals).OrderBy(a => a.Day).ThenBy(a => a.OrderId, StringComparer.Ordinal)],
                position.IsKnown || old.IsKnown);
        }

        return position;
    }

    /// <summary>What a planner must know of a SKU-location that replaces another; null for any other.</summary>
    public string? NoteOf(SkuLocation key)
    {
        if (!heritages.TryGetValue(key, out var heritage))
            return null;
        var stock = StockPassedTo(key, input.Positions).Sum(p => p.OnHand + p.OnOrder);
        var predecessors = string.Join(", ", heritage.Predecessors);
        return FormattableString.Invariant(
                $"Replaces {predecessors}: {heritage.History.Record.Length} buckets of its demand count as its own")
            + (stock > 0 ? FormattableString.Invariant($", and its {stock:0.##} units in stock or on order as well.") : ".");
    }

    /// <summary>Why a SKU-location is not planned any more: another has taken its place; null when none has.</summary>
    public string? WhyReplaced(SkuLocation key)
    {
        if (!heirs.TryGetValue(key, out var heir))
            return null;
        var stock = input.Positions.Of(key).OnHand;
        return stock > 0
            ? FormattableString.Invariant($"Replaced by {heir}: its stock of {stock:0.##} is used up first.")
            : $"Replaced by {heir}.";
    }

    private IEnumerable<StockPosition> StockPassedTo(SkuLocation key, StockPositions positions) => heritages.TryGetValue(key, out var heritage)
        ? heritage.Predecessors.Select(p => new SkuLocation(p, key.Location)).Where(heirs.ContainsKey).Select(positions.Of)
        : [];

    private void Settle(ImmutableArray<Sku> chain, Location place)
    {
        for (var i = 1; i < chain.Length; i++)
        {
            var key = new SkuLocation(chain[i], place);
            if (FirstDayOf(key) is not { } first || first >= input.AsOf.AddDays(DaysAhead))
                continue;
            var predecessors = chain[..i]
                .Where(s => new SkuLocation(s, place) is var old && (series.ContainsKey(old) || input.Positions.Of(old).IsKnown))
                .ToImmutableArray();
            if (!TryInherit(key, predecessors))
                continue;
            if (first > input.AsOf)
            {
                windows[key] = windows.GetValueOrDefault(key) with { First = first };
                var before = new SkuLocation(predecessors[^1], place);
                windows[before] = windows.GetValueOrDefault(before) with { After = first };
                continue;
            }

            foreach (var old in predecessors)
                heirs[new SkuLocation(old, place)] = key.Sku;
        }
    }

    private bool TryInherit(SkuLocation key, ImmutableArray<Sku> predecessors)
    {
        // The last predecessor with a history has inherited from those before it already.
        var withHistory = predecessors.Where(p => series.ContainsKey(new SkuLocation(p, key.Location))).ToImmutableArray();
        if (withHistory.IsEmpty)
            return false;
        var last = new SkuLocation(withHistory[^1], key.Location);
        var before = HistoryOf(last)?.AsSold ?? series[last];
        var own = series.GetValueOrDefault(key) ?? new DemandSeries(key, input.Bucket, before.End, [], [], []);
        var launch = LaunchOf(last, input.Terms.ColumnsOf(last).LaunchDate);
        var heritage = new Heritage(predecessors, InheritedHistory.Join(own, before, last.Sku), launch);
        heritages[key] = heritage;
        series[key] = heritage.History.Own;
        return true;
    }

    private DateOnly? FirstDayOf(SkuLocation key)
    {
        if (input.Terms.ColumnsOf(key).LaunchDate is { } launch)
            return launch;
        if (series.TryGetValue(key, out var own))
            return own.Start;
        return input.Positions.Of(key) is { IsKnown: true } or { Arrivals.Length: > 0 } || input.Terms.IsListed(key) ? input.AsOf : null;
    }

    private sealed record Heritage(ImmutableArray<Sku> Predecessors, InheritedHistory History, DateOnly? Launch);
}
