using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Benchmarks.Events;

/// <summary>Is it worth taking events out of history? Errors with and without, on public sets whose promotions are marked.</summary>
internal static class EventLiftAccuracy
{
    /// <summary>Writes a table, one row a set.</summary>
    /// <param name="folder">Folder that holds the sets.</param>
    /// <param name="output">Where to.</param>
    /// <param name="back">Horizons before the last one at which the history ends: 0 = the usual split, more = for tuning.</param>
    public static int Print(string folder, int back, TextWriter output)
    {
        output.WriteLine("| set | series | buckets marked | MASE, events ignored | taken out only | taken out and put back | marked buckets: ignored | put back | bias: ignored | put back |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var set in EventSet.All)
            output.WriteLine(Row(set, [.. set.Read(folder).Select(d => (Until(d.Series, back * set.Horizon), d.Events))]));
        return 0;
    }

    private static string Row(EventSet set, ImmutableArray<(DemandSeries Series, ImmutableArray<CalendarEvent> Events)> data)
    {
        var tasks = data.Select(d => (Train: Until(d.Series, set.Horizon), Test: d.Series.Quantities.Skip(d.Series.Length - set.Horizon).ToArray(), d.Events)).ToArray();
        var input = new PlanInput(
            data.Min(d => d.Series.Bucket.Add(d.Series.End, -set.Horizon)), set.Bucket, [.. tasks.Select(t => t.Train)], Terms(), Positions(), [.. tasks.SelectMany(t => t.Events)], [], new PlanSettings());
        var priors = LiftLearning.Learn(input, Environment.ProcessorCount, CancellationToken.None);
        var scores = new Score[tasks.Length];
        Parallel.For(0, tasks.Length, i => scores[i] = ScoreOf(set, tasks[i].Train, tasks[i].Test, tasks[i].Events, priors));
        var scored = scores.Where(s => s.All.All(double.IsFinite)).ToArray();
        var inEvents = scored.Where(s => s.Marked.All(double.IsFinite)).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {set.Name} | {scored.Length} | {scored.Average(s => s.MarkedShare):P0} | {scored.Average(s => s.All[0]):0.000} | {scored.Average(s => s.All[1]):0.000} | {scored.Average(s => s.All[2]):0.000} | {inEvents.Average(s => s.Marked[0]):0.000} | {inEvents.Average(s => s.Marked[2]):0.000} | {scored.Sum(s => s.Bias[0]) / scored.Sum(s => s.Sold):+0.0%;-0.0%} | {scored.Sum(s => s.Bias[2]) / scored.Sum(s => s.Sold):+0.0%;-0.0%} |");
    }

    private static Score ScoreOf(EventSet set, DemandSeries train, double[] test, ImmutableArray<CalendarEvent> events, LiftPriors priors)
    {
        var marked = test.Select((_, h) => events.Any(e => e.ShareOf(set.Bucket.Add(train.End, h), set.Bucket.Add(train.End, h + 1)) > 0)).ToArray();
        var ignored = Forecast(set, train, events, LiftPriors.None, out _);
        var known = Forecast(set, train, events, priors, out var baseOnly);
        var scale = Enumerable.Range(set.Season, train.Length - set.Season)
            .Select(i => Math.Abs(train.Quantities[i] - train.Quantities[i - set.Season])).Where(double.IsFinite).Average();
        double[][] means = [ignored, baseOnly, known];
        return new Score(
            [.. means.Select(m => Error(m, _ => true))],
            [.. means.Select(m => Error(m, h => marked[h]))],
            [.. means.Select(m => test.Select((x, h) => double.IsNaN(x) ? 0 : m[h] - x).Sum())],
            test.Where(x => !double.IsNaN(x)).Sum(),
            marked.Average(m => m ? 1.0 : 0));

        double Error(double[] mean, Func<int, bool> isWanted) =>
            test.Select((x, h) => isWanted(h) ? Math.Abs(x - mean[h]) : double.NaN).Where(e => !double.IsNaN(e)).DefaultIfEmpty(double.NaN).Average() / scale;
    }

    private static double[] Forecast(EventSet set, DemandSeries train, ImmutableArray<CalendarEvent> events, LiftPriors priors, out double[] baseOnly)
    {
        var lift = new EventLift(train, events, "", priors);
        var marked = train with { Promotions = [.. Marks(train, events)] };
        var history = Cleanse.Apply(marked, Cleanse.HouseRules(new CleansingSettings(), null, null, []).Add(lift.TakeOut));
        if (SeriesForecast.Create(history.Quantities, set.Bucket.SeasonLength, set.Horizon, new ForecastSettings(), []) is not Outcome<SeriesForecast>.Done { Value: var fitted })
        {
            baseOnly = [.. Enumerable.Repeat(double.NaN, set.Horizon)];
            return baseOnly;
        }

        baseOnly = [.. fitted.Forecast.Mean];
        return [.. DemandAdjustments.Apply(fitted.Forecast, train.End, set.Bucket, train.End, train.Key, events, lift, [], []).Mean];
    }

    // Every event of these sets is one bucket long.
    private static bool[] Marks(DemandSeries train, ImmutableArray<CalendarEvent> events)
    {
        var marks = new bool[train.Length];
        foreach (var e in events.Where(e => e.Days.First < train.End))
            marks[train.Bucket.Between(train.Start, e.Days.First)] = true;
        return marks;
    }

    private static DemandSeries Until(DemandSeries series, int heldBack) => series with { Quantities = [.. series.Quantities.Take(series.Length - heldBack)] };

    private static SupplyTermsResolution Terms() => new(
        ImmutableDictionary<Catalog.Sku, Catalog.Item>.Empty,
        ImmutableDictionary<Catalog.SkuLocation, Catalog.PlanningColumns>.Empty,
        ImmutableDictionary<Catalog.Location, Catalog.StockingPlace>.Empty,
        ImmutableDictionary<string, Catalog.Supplier>.Empty,
        new LeadTimeLearning([], DateOnly.MaxValue),
        new InventorySettings());

    private static StockPositions Positions() => new(DateOnly.MaxValue, [], null, [], DateOnly.MaxValue);

    /// <summary>Errors of one series: events ignored, taken out only, taken out and put back.</summary>
    private sealed record Score(double[] All, double[] Marked, double[] Bias, double Sold, double MarkedShare);
}
