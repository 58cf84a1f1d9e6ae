using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;
using Forecasting.Planning;
using Forecasting.Sensing;
using Forecasting.Statistics;

namespace Forecasting.Benchmarks.Sensing;

/// <summary>How many spikes and collapses real daily sales give, and how many of them go on.</summary>
internal static class SensingTable
{
    private const int Origins = 6;
    private const int DaysApart = 21;
    private const int Horizon = 3;
    private const int LongestWeeks = 156;

    /// <summary>Writes a table, one row a set.</summary>
    /// <param name="folder">Folder that holds the sets.</param>
    /// <param name="output">Where to.</param>
    public static int Print(string folder, TextWriter output)
    {
        output.WriteLine("| set | SKU-weeks | spikes in 1,000 | week after above the 90 % quantile | of all | collapses in 1,000 | week after below the 10 % quantile | of all |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, file) in new[]
        {
            ("M5, foods of one store", "m5-tx3-foods3-odd/train.csv.gz"), ("M5, hobbies of one store", "m5-ca3-hobbies2/train.csv.gz"), ("pasta of one grocer", "pasta/all.csv.gz"),
        })
        {
            output.WriteLine(Row(name, Read(Path.Combine(folder, file))));
        }

        return 0;
    }

    private static string Row(string name, ImmutableArray<DemandSeries> series)
    {
        var last = series.Max(s => s.End).AddDays(-14);
        var newest = last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
        var seen = Enumerable.Range(0, Origins).SelectMany(o => Watch(series, newest.AddDays(-DaysApart * o))).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {seen.Length:#,0} | {PerThousand(SignalKind.Spike)} | {Share(SignalKind.Spike)} | {seen.Average(s => s.BaseAbove ? 1.0 : 0):0%} | {PerThousand(SignalKind.Collapse)} | {Share(SignalKind.Collapse)} | {seen.Average(s => s.BaseBelow ? 1.0 : 0):0%} |");

        string PerThousand(SignalKind kind) => string.Create(CultureInfo.InvariantCulture, $"{1000.0 * seen.Count(s => s.Kind == kind) / seen.Length:0.0}");

        string Share(SignalKind kind) => seen.Where(s => s.Kind == kind).ToArray() is { Length: > 0 } its
            ? string.Create(CultureInfo.InvariantCulture, $"{its.Average(s => s.GoesOn ? 1.0 : 0):0%}")
            : "-";
    }

    private static IEnumerable<Seen> Watch(ImmutableArray<DemandSeries> all, DateOnly plan)
    {
        DemandSeries[] known = [.. all.Where(s => s.Start < plan.AddDays(-7 * 20) && s.End >= plan.AddDays(14))];
        var promises = new PromisedDemand?[known.Length];
        Parallel.For(0, known.Length, i => promises[i] = Promise(known[i], plan));
        var watched = promises.OfType<PromisedDemand>().OrderBy(p => p.Key).ToImmutableArray();
        var sold = known.ToDictionary(s => s.Key);
        var alarms = new Dictionary<SkuLocation, (SignalKind Kind, DateOnly AsOf)>();
        for (var asOf = plan.AddDays(1); asOf <= plan.AddDays(7); asOf = asOf.AddDays(1))
        {
            foreach (var signal in Look(known, watched, plan, asOf).Signals)
                alarms.TryAdd(signal.Concerns[0], (signal.Kind, asOf));
        }

        foreach (var promise in watched)
        {
            var (kind, goesOn) = alarms.TryGetValue(promise.Key, out var alarm)
                ? (alarm.Kind, alarm.Kind == SignalKind.Spike ? After(promise, sold[promise.Key], alarm.AsOf) > 0 : After(promise, sold[promise.Key], alarm.AsOf) < 0)
                : ((SignalKind?)null, false);
            var usual = After(promise, sold[promise.Key], plan.AddDays(4));
            yield return new Seen(kind, goesOn, usual > 0, usual < 0);
        }
    }

    private static SensingReport Look(DemandSeries[] known, ImmutableArray<PromisedDemand> watched, DateOnly plan, DateOnly asOf)
    {
        var deliveries = new DeliveryRecords([], [], _ => "", _ => []);
        var terms = new SupplyTermsResolution(
            ImmutableDictionary<Sku, Item>.Empty, ImmutableDictionary<SkuLocation, PlanningColumns>.Empty, ImmutableDictionary<Location, StockingPlace>.Empty,
            ImmutableDictionary<string, Supplier>.Empty, new LeadTimeLearning(deliveries, asOf), new InventorySettings());
        return DemandSensing.Look(new SensingInput(
            asOf, new PublishedPromise("r", plan, TimeBucket.Week, watched, watched),
            [.. known.Select(s => SensingInput.Recent(s with
            {
                Quantities = s.Quantities[..(asOf.DayNumber - s.Start.DayNumber)],
                Promotions = s.Promotions[..(asOf.DayNumber - s.Start.DayNumber)],
            }, SensingInput.HistoryStart(plan)))],
            new StockPositions(asOf, [], null, [], DateOnly.MaxValue), [], deliveries, terms, [], UnmetDemand.Backordered,
            new SensingSettings { FalseAlarmsPerWeek = watched.Length / 1000.0 }));
    }

    private static PromisedDemand? Promise(DemandSeries days, DateOnly plan)
    {
        var weeks = Math.Min(LongestWeeks, (plan.DayNumber - days.Start.DayNumber) / 7);
        var first = plan.DayNumber - 7 * weeks - days.Start.DayNumber;
        ImmutableArray<double> history = [.. Enumerable.Range(0, weeks).Select(w => days.Quantities.AsSpan().Slice(first + 7 * w, 7).ToArray().Sum())];
        if (SeriesForecast.Create(history, 52, Horizon, new ForecastSettings(), SkuLocationPlan.QuantileLevels.AsSpan()) is not Outcome<SeriesForecast>.Done { Value.Forecast: var forecast })
            return null;
        var levels = forecast.QuantileLevels;
        return new PromisedDemand(days.Key, [.. Enumerable.Range(0, Horizon).Select(w => DemandSpan.Of(
            TimeBucket.Week, plan.AddDays(7 * w), forecast.Mean[w], levels.AsSpan(), forecast.Quantiles.AsSpan().Slice(w * levels.Length, levels.Length)))]);
    }

    // 1 above the 90 % quantile of seven days that the plan promised, −1 below the 10 % quantile, 0 between.
    private static int After(PromisedDemand promise, DemandSeries days, DateOnly from)
    {
        var (mean, size, sold) = (0.0, CountSize.Poisson, 0.0);
        for (var d = 0; d < 7; d++)
        {
            var day = from.AddDays(d);
            var span = promise.Spans.Single(s => s.Start <= day && day < s.After);
            (mean, size) = (mean + span.Mean / 7, Math.Min(size, span.Size));
            sold += days.Quantities[day.DayNumber - days.Start.DayNumber];
        }

        if (mean <= 0)
            return sold > 0 ? 1 : 0;
        var cumulative = NegativeBinomialDistribution.Cumulative(mean, mean + mean * mean / size, 0.95);
        var high = Array.FindIndex(cumulative, p => p >= 0.9);
        var low = Array.FindIndex(cumulative, p => p >= 0.1);
        return sold > high ? 1 : sold < low ? -1 : 0;
    }

    private static ImmutableArray<DemandSeries> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var rows = new SortedDictionary<string, List<(DateOnly Day, double Units, bool Promoted)>>(StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (!rows.TryGetValue(cells[0], out var its))
                rows.Add(cells[0], its = []);
            its.Add((DateOnly.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture), cells is [_, _, _, "1"]));
        }

        return [.. rows.Select(r => Series(r.Key, r.Value))];
    }

    // From the first sale on; a day that is not there is 0, as the shop was shut or nobody bought.
    private static DemandSeries Series(string code, List<(DateOnly Day, double Units, bool Promoted)> rows)
    {
        var start = rows.Where(r => r.Units > 0).Min(r => r.Day);
        var (units, promoted) = (new double[rows.Max(r => r.Day).DayNumber - start.DayNumber + 1], new bool[rows.Max(r => r.Day).DayNumber - start.DayNumber + 1]);
        foreach (var row in rows.Where(r => r.Day >= start))
            (units[row.Day.DayNumber - start.DayNumber], promoted[row.Day.DayNumber - start.DayNumber]) = (row.Units, row.Promoted);
        return new DemandSeries(new SkuLocation(new Sku(code), Location.Only), TimeBucket.Day, start, [.. units], [.. promoted], []);
    }

    private sealed record Seen(SignalKind? Kind, bool GoesOn, bool BaseAbove, bool BaseBelow);
}
