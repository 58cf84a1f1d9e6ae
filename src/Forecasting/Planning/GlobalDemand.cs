using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Hierarchy;
using Forecasting.Inventory;

namespace Forecasting.Planning;

/// <summary>What all SKU-locations with a history of their own learn together.</summary>
/// <remarks>Told of each: its cleansed demand, where it stands in the calendar, its category, subcategory, supplier and place. What events did
/// is out of the demand before and comes back after, as for any forecast.</remarks>
internal sealed class GlobalDemand
{
    private readonly SeriesChoices? choices;
    private readonly Dictionary<SkuLocation, int> places = [];

    private GlobalDemand(SeriesChoices? choices, IReadOnlyList<SkuLocation> keys)
    {
        this.choices = choices;
        for (var i = 0; i < keys.Count; i++)
            places.Add(keys[i], i);
    }

    /// <summary>For each way to learn from others and each kind of demand, whether it takes part, and why; empty where none was asked.</summary>
    public ImmutableArray<AdmissionDecision> Decisions => choices?.Decisions ?? [];

    /// <summary>Learns once, where the settings ask for it.</summary>
    /// <param name="input">Everything shared.</param>
    /// <param name="learnt">The demand of each of <see cref="PlanInput.Series"/>, in their order.</param>
    /// <param name="related">Who is forecast with the help of others already.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    /// <param name="options">Threads and cancellation; the result does not depend on the threads.</param>
    /// <param name="done">Told of each SKU-location that is forecast, from any thread.</param>
    public static GlobalDemand Learn(
        PlanInput input, Outcome<LearntDemand>[] learnt, RelatedDemand related, int horizon, ParallelOptions options, Action done)
    {
        var settings = input.Settings.Forecast;
        var model = settings.Global ? input.Global : null;
        if (settings.Model is not ForecastModel.Auto || (model is null && !settings.Groups))
            return new GlobalDemand(null, []);

        var (keys, series) = Gather(input, learnt, related, horizon);
        if (series.Count == 0)
            return new GlobalDemand(null, []);
        var choices = SeriesChoices.Local(series, settings, options, done, input.LocalForecasts);
        if (model is not null)
            choices = choices.Join(model.Name, model.Words, model.Forecast(series, options.MaxDegreeOfParallelism, options.CancellationToken), options);
        var groups = settings.Groups ? DemandGroups.Of(keys, input.Terms) : [];
        var reconciled = groups.Count == 0 ? [] : GroupForecasts.Make(series, choices, groups, settings, options);
        if (!reconciled.IsEmpty)
            choices = choices.Join(GroupForecasts.Name, GroupForecasts.Words, reconciled, options);
        return new GlobalDemand(choices, keys);
    }

    /// <summary>Whether a SKU-location is forecast in this way.</summary>
    /// <param name="key">Product and place.</param>
    public bool Knows(SkuLocation key) => places.ContainsKey(key);

    /// <summary>The forecast of a SKU-location; null where it is not forecast in this way.</summary>
    /// <param name="key">Product and place.</param>
    public Outcome<SeriesForecast>? Forecast(SkuLocation key) => choices is not null && places.TryGetValue(key, out var place)
        ? new Outcome<SeriesForecast>.Done(choices.Forecast(place, SkuLocationPlan.QuantileLevels.AsSpan()))
        : null;

    private static (List<SkuLocation> Keys, List<GlobalSeries> Series) Gather(
        PlanInput input, Outcome<LearntDemand>[] learnt, RelatedDemand related, int horizon)
    {
        var settings = input.Settings.Forecast;
        var categories = new Categories();
        var series = new List<GlobalSeries>();
        var keys = new List<SkuLocation>();
        var end = input.Series.IsEmpty ? default : input.Series.Max(s => s.End);
        var longest = settings.Groups ? learnt.Max(l => l is Outcome<LearntDemand>.Done { Value: var d } ? Observed(d.History.Quantities) : 0) : 0;
        for (var i = 0; i < learnt.Length; i++)
        {
            var key = input.Series[i].Key;
            if (input.Series[i].End != end
                || learnt[i] is not Outcome<LearntDemand>.Done { Value: { FirstSale: null } demand }
                || !related.StandsAlone(key, demand.History.Quantities)
                || GivenForecast.TaskOf(demand.History.Quantities, input.Bucket.SeasonLength, horizon, settings, longest)
                    is not Outcome<ForecastTask>.Done { Value: var task })
            {
                continue;
            }

            keys.Add(key);
            series.Add(new GlobalSeries($"{key.Location.Code}\n{key.Sku.Code}", task)
            {
                KnownAhead = settings.Global ? CalendarPhases.Of(input.Bucket, end, task.History.Length, horizon) : [],
                Categories = settings.Global ? categories.Of(key, input.Terms) : [],
            });
        }

        return (keys, series);
    }

    /// <summary>Buckets from the first observed one on.</summary>
    private static int Observed(ImmutableArray<double> history)
    {
        var first = 0;
        while (first < history.Length && !double.IsFinite(history[first]))
            first++;
        return history.Length - first;
    }

    /// <summary>Numbers for names, by their first use: keys come in order, so that the numbers are those of any other run of the same data.</summary>
    private sealed class Categories
    {
        private readonly Dictionary<(int Kind, string Name), int> numbers = [];
        private readonly int[] used = new int[4];

        public ImmutableArray<int> Of(SkuLocation key, SupplyTermsResolution terms)
        {
            var item = terms.ItemOf(key.Sku);
            string[] names = [item.Category, $"{item.Category}\n{item.Subcategory}", terms.ColumnsOf(key).Supplier ?? "", key.Location.Code];
            return [.. names.Select((name, kind) => Number(kind, name))];
        }

        private int Number(int kind, string name)
        {
            if (!numbers.TryGetValue((kind, name), out var number))
                numbers.Add((kind, name), number = used[kind]++);
            return number;
        }
    }
}
