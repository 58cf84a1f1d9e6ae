using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Segmentation;

namespace Forecasting.Planning;

/// <summary>What a SKU-location with too little history of its own learns from others: its style, its group's season, products like
/// it.</summary>
/// <remarks>Too little is fewer buckets than a season has; for a variant of a style also fewer than 12 with a sale. Everything else is
/// forecast from
/// its own history alone: seldom sold products gain nothing from the season of their group (docs/benchmarks/new-items.md).</remarks>
internal sealed class RelatedDemand
{
    /// <summary>Why a SKU-location without a sale and without products like it is not planned.</summary>
    public const string NoHistory = "No sales history: there is nothing to learn from yet.";

    private const int FewestSales = 12;
    private const int DaysAhead = 91;

    private readonly PlanInput input;
    private readonly int horizon;
    private readonly Lazy<GroupSeasons> seasons;
    private readonly Lazy<AnalogueChoice> analogues;
    private readonly Lazy<StyleDemand> styles;

    /// <summary>Makes ready what is shared; it is computed when first asked for.</summary>
    /// <param name="input">What is planned, new products included.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    public RelatedDemand(PlanInput input, int horizon)
    {
        (this.input, this.horizon) = (input, horizon);
        seasons = new Lazy<GroupSeasons>(() => new GroupSeasons(input));
        analogues = new Lazy<AnalogueChoice>(() => new AnalogueChoice(input));
        styles = new Lazy<StyleDemand>(() => new StyleDemand(input, seasons, horizon));
    }

    /// <summary>The series to plan with those of new products, ordered by key: of those kept or listed at a place with a launch date there
    /// in the
    /// last 26 weeks or the next 13, and without a sale. Nothing was observed of them.</summary>
    public static ImmutableArray<DemandSeries> WithNew(PlanInput input)
    {
        var sold = input.Series.Select(s => s.Key).ToHashSet();
        var places = input.Series.Select(s => s.Key.Location).Distinct().Take(2).ToArray();
        // Where there is one place only, nobody says where a product will be sold.
        var known = places is [var only] ? input.Terms.Items.Select(i => new SkuLocation(i.Sku, only)) : [];
        var fresh = input.Positions.Keys.Concat(input.Terms.ItemLocations).Concat(known)
            .Where(k => !sold.Contains(k) && IsNew(input, k)).Distinct().Order()
            .Select(k => NotObserved(k, input)).ToArray();
        return fresh.Length == 0 ? input.Series : [.. input.Series.Concat(fresh).OrderBy(s => s.Key)];
    }

    /// <summary>First day on sale of a product that is about to be sold for the first time; null for any other.</summary>
    /// <param name="series">What it sold.</param>
    /// <param name="launch">Its launch date; null = not given.</param>
    public static DateOnly? LaunchOf(DemandSeries series, DateOnly? launch) =>
        series.Quantities.All(double.IsNaN) ? launch ?? (series.Length == 0 ? series.End : null) : null;

    /// <summary>The forecast of a SKU-location.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="history">Units per bucket as learnt from; NaN = not observed.</param>
    /// <param name="end">First day after it.</param>
    /// <param name="launch">First day on sale, if it is yet to sell for the first time.</param>
    public Outcome<SeriesForecast> Forecast(SkuLocation key, ImmutableArray<double> history, DateOnly end, DateOnly? launch)
    {
        var levels = SkuLocationPlan.QuantileLevels.AsSpan();
        if (IsYoung(history) && styles.Value.Forecast(key, levels) is { } shared)
            return new Outcome<SeriesForecast>.Done(shared);
        if (history.Any(u => !double.IsNaN(u)))
            return Forecast(history, input.Terms.ItemOf(key.Sku), seasons, horizon, input);
        if (launch is { } first && analogues.Value.Forecast(key, first, end, horizon, levels) is { } like)
            return new Outcome<SeriesForecast>.Done(like);
        return new Outcome<SeriesForecast>.Skipped(history.IsEmpty || launch is null ? "No bucket was observed." : NoHistory);
    }

    /// <summary>Whether a SKU-location is forecast from its own history alone.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="history">Units per bucket as learnt from; NaN = not observed.</param>
    public bool StandsAlone(SkuLocation key, ImmutableArray<double> history) =>
        !IsShort(history, input.Bucket)
        && history.Any(u => !double.IsNaN(u))
        && !(IsYoung(history) && styles.Value.Forecast(key, []) is not null);

    /// <summary>The forecast of a history with the season of its group, where it is too short to show its own and the group shows
    /// one.</summary>
    internal static Outcome<SeriesForecast> Forecast(
        ImmutableArray<double> history, Item item, Lazy<GroupSeasons> seasons, int horizon, PlanInput input)
    {
        var (length, settings) = (input.Bucket.SeasonLength, input.Settings.Forecast);
        var levels = SkuLocationPlan.QuantileLevels.AsSpan();
        return IsShort(history, input.Bucket) && seasons.Value.For(item) is var (season, source)
            ? SeasonedForecast.Create(history, season, source, length, horizon, settings, levels)
            : SeriesForecast.Create(history, length, horizon, settings, levels);
    }

    private bool IsYoung(ImmutableArray<double> history) => IsShort(history, input.Bucket) || history.Count(u => u > 0) < FewestSales;

    private static bool IsShort(ImmutableArray<double> history, TimeBucket bucket)
    {
        var first = 0;
        while (first < history.Length && double.IsNaN(history[first]))
            first++;
        return history.Length - first < bucket.SeasonLength;
    }

    private static bool IsNew(PlanInput input, SkuLocation key) =>
        input.Terms.ColumnsOf(key) is { LaunchDate: { } launch } columns
        && launch > input.AsOf.AddDays(-7 * LifeCycleRules.NewWeeks)
        && launch < input.AsOf.AddDays(DaysAhead)
        && !(columns.EndDate < input.AsOf);

    // At least one bucket, so that every planned line has a history to show, even if nothing was observed in it.
    private static DemandSeries NotObserved(SkuLocation key, PlanInput input)
    {
        var end = input.Bucket.StartOf(input.AsOf);
        var buckets = Math.Max(1, input.Bucket.Between(input.Bucket.StartOf(input.Terms.ColumnsOf(key).LaunchDate!.Value), end));
        return new DemandSeries(key, input.Bucket, input.Bucket.Add(end, -buckets), [.. Enumerable.Repeat(double.NaN, buckets)], [], []);
    }
}
