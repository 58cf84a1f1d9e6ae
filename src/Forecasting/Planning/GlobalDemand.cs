using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;

namespace Forecasting.Planning;

/// <summary>What all SKU-locations with a history of their own learn together.</summary>
/// <remarks>Told of each: its cleansed demand, where it stands in the calendar, its category, subcategory, supplier and place. What events did
/// is out of the demand before and comes back after, as for any forecast.</remarks>
internal sealed class GlobalDemand
{
    private readonly JointForecasts? joint;
    private readonly Dictionary<SkuLocation, int> places = [];

    private GlobalDemand(JointForecasts? joint, IReadOnlyList<SkuLocation> keys)
    {
        this.joint = joint;
        for (var i = 0; i < keys.Count; i++)
            places.Add(keys[i], i);
    }

    /// <summary>For each kind of demand, whether the model of all takes part, and why; empty where it was not asked.</summary>
    public ImmutableArray<AdmissionDecision> Decisions => joint?.Decisions ?? [];

    /// <summary>Trains it once, where the settings ask for it.</summary>
    /// <param name="input">Everything shared.</param>
    /// <param name="learnt">The demand of each of <see cref="PlanInput.Series"/>, in their order.</param>
    /// <param name="related">Who is forecast with the help of others already.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    /// <param name="threads">Threads, ≥ 1.</param>
    /// <param name="cancellation">Stops between two SKU-locations.</param>
    public static GlobalDemand Learn(
        PlanInput input, Outcome<LearntDemand>[] learnt, RelatedDemand related, int horizon, int threads, CancellationToken cancellation)
    {
        var settings = input.Settings.Forecast;
        if (input.Global is not { } model || !settings.Global || settings.Model is not ForecastModel.Auto)
            return new GlobalDemand(null, []);

        var categories = new Categories();
        var series = new List<GlobalSeries>();
        var keys = new List<SkuLocation>();
        for (var i = 0; i < learnt.Length; i++)
        {
            var key = input.Series[i].Key;
            if (learnt[i] is not Outcome<LearntDemand>.Done { Value: { FirstSale: null } demand }
                || !related.StandsAlone(key, demand.History.Quantities)
                || GivenForecast.TaskOf(demand.History.Quantities, input.Bucket.SeasonLength, horizon, settings)
                    is not Outcome<ForecastTask>.Done { Value: var task })
            {
                continue;
            }

            keys.Add(key);
            series.Add(new GlobalSeries($"{key.Location.Code}\n{key.Sku.Code}", task)
            {
                KnownAhead = CalendarPhases.Of(input.Bucket, input.Series[i].End, task.History.Length, horizon),
                Categories = categories.Of(key, input.Terms),
            });
        }

        return new GlobalDemand(JointForecasts.Make(series, model, settings, threads, cancellation), keys);
    }

    /// <summary>The forecast of a SKU-location; null where it is not forecast in this way.</summary>
    /// <param name="key">Product and place.</param>
    public Outcome<SeriesForecast>? Forecast(SkuLocation key) => joint is not null && places.TryGetValue(key, out var place)
        ? new Outcome<SeriesForecast>.Done(joint.Forecast(place, SkuLocationPlan.QuantileLevels.AsSpan()))
        : null;

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
