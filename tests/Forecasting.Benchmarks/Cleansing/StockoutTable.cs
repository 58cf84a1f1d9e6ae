using System.Collections.Concurrent;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Tests.Cleansing;

namespace Forecasting.Benchmarks.Cleansing;

/// <summary>What stockouts do to the mean of demand and to the forecast that follows, and what cleansing leaves of that, on series whose true demand
/// is known. The tables of docs/benchmarks/cleansing.md.</summary>
internal static class StockoutTable
{
    private static readonly string[] Histories = ["sold", "left out", "deleted", "cleansed", "true demand"];
    private static readonly double[] Shares = [0.1, 0.3, 0.5];
    private static readonly (string Name, TimeBucket Bucket, int Length, int Future, double Level)[] Grains =
        [("weekly", TimeBucket.Week, 156, 13, 20), ("daily", TimeBucket.Day, 364, 28, 6)];

    /// <summary>Simulates, cleanses, forecasts, and prints.</summary>
    /// <param name="series">Series per cell.</param>
    /// <param name="seed">Seed of the first.</param>
    /// <param name="output">Where the tables go.</param>
    public static int Print(int series, ulong seed, TextWriter output)
    {
        var results = new ConcurrentDictionary<(int Grain, DemandKind Kind, Shortage Shortage, double Share, int Number), Result>();
        var cells =
            from grain in Enumerable.Range(0, Grains.Length)
            from kind in Enum.GetValues<DemandKind>()
            from shortage in Enum.GetValues<Shortage>()
            from share in Shares
            from number in Enumerable.Range(0, series)
            select (grain, kind, shortage, share, number);
        Parallel.ForEach(cells, cell => results[cell] = Measure(cell.grain, cell.kind, cell.shortage, cell.share, Seed(seed, cell)));

        for (var grain = 0; grain < Grains.Length; grain++)
        {
            output.WriteLine(FormattableString.Invariant($"\nBias of mean demand, {Grains[grain].Name}, % of demand: as sold → cleansed\n"));
            output.WriteLine("| demand | stockouts | " + string.Join(" | ", Shares.Select(s => FormattableString.Invariant($"{100 * s:0} % of buckets"))) + " |\n|---|---|" + string.Concat(Shares.Select(_ => "---|")));
            foreach (var kind in Enum.GetValues<DemandKind>())
            {
                foreach (var shortage in Enum.GetValues<Shortage>())
                {
                    var cellsOfRow = Shares.Select(share => results.Where(r => r.Key.Grain == grain && r.Key.Kind == kind && r.Key.Shortage == shortage && r.Key.Share == share).Select(r => r.Value).ToList());
                    output.WriteLine($"| {kind} | {shortage} | " + string.Join(" | ", cellsOfRow.Select(c => FormattableString.Invariant($"{100 * Bias(c, 0):0.0} → {100 * Bias(c, 3):0.0}"))) + " |");
                }
            }
        }

        output.WriteLine("\nForecast that follows, against true demand: MASE, and in brackets RMSSE\n");
        output.WriteLine("| series | " + string.Join(" | ", Histories) + " |\n|---|" + string.Concat(Histories.Select(_ => "---|")));
        for (var grain = 0; grain < Grains.Length; grain++)
        {
            var all = results.Where(r => r.Key.Grain == grain).ToList();
            Row(output, Grains[grain].Name, all.Select(r => r.Value));
            foreach (var group in all.GroupBy(r => r.Key.Kind).OrderBy(g => g.Key))
                Row(output, $"{Grains[grain].Name}, {group.Key}", group.Select(r => r.Value));
            foreach (var group in all.GroupBy(r => r.Key.Shortage).OrderBy(g => g.Key))
                Row(output, $"{Grains[grain].Name}, {group.Key}", group.Select(r => r.Value));
            foreach (var group in all.GroupBy(r => r.Key.Share).OrderBy(g => g.Key))
                Row(output, FormattableString.Invariant($"{Grains[grain].Name}, {100 * group.Key:0} % of buckets"), group.Select(r => r.Value));
        }

        return 0;
    }

    private static void Row(TextWriter output, string name, IEnumerable<Result> results)
    {
        var all = results.ToList();
        output.WriteLine($"| {name} | " + string.Join(" | ", Enumerable.Range(0, Histories.Length).Select(h => FormattableString.Invariant(
            $"{all.Average(r => r.Mase[h]):0.000} ({all.Average(r => r.Rmsse[h]):0.000})"))) + " |");
    }

    private static double Bias(List<Result> cell, int history) =>
        (cell.Sum(r => r.Mean[history]) - cell.Sum(r => r.Mean[^1])) / cell.Sum(r => r.Mean[^1]);

    private static Result Measure(int grain, DemandKind kind, Shortage shortage, double share, ulong seed)
    {
        var (_, bucket, length, future, level) = Grains[grain];
        var shelf = SimulatedShelf.Of(kind, shortage, share, length, future, bucket.SeasonLength, level, seed);
        var raw = new DemandSeries(new SkuLocation(new Sku("A"), Location.Only), bucket, new DateOnly(2023, 1, 2), [.. shelf.Sold], [], [.. shelf.Availability]);
        double[][] histories =
        [
            shelf.Sold,
            [.. shelf.Sold.Select((sold, i) => shelf.Availability[i] < 1 ? double.NaN : sold)],
            [.. shelf.Sold.Where((_, i) => shelf.Availability[i] >= 1)],
            [.. Cleanse.Apply(raw, [CleansingRules.UncensorStockouts([], 6)]).Quantities],
            shelf.Demand[..length],
        ];
        var truth = shelf.Demand;
        var errors = Enumerable.Range(bucket.SeasonLength, length - bucket.SeasonLength).Select(i => truth[i] - truth[i - bucket.SeasonLength]).ToList();
        var (absolute, square) = (Math.Max(0.01, errors.Average(Math.Abs)), Math.Max(0.01, Math.Sqrt(errors.Average(e => e * e))));
        var result = new Result(new double[histories.Length], new double[histories.Length], new double[histories.Length]);
        for (var h = 0; h < histories.Length; h++)
        {
            result.Mean[h] = histories[h].Where(q => !double.IsNaN(q)).DefaultIfEmpty(0).Average();
            var mean = SeriesForecast.Create([.. histories[h]], bucket.SeasonLength, future, new ForecastSettings(), [0.5]) is Outcome<SeriesForecast>.Done { Value: var answer }
                ? [.. answer.Forecast.Mean] : new double[future];
            result.Mase[h] = mean.Select((m, i) => Math.Abs(m - truth[length + i])).Average() / absolute;
            result.Rmsse[h] = Math.Sqrt(mean.Select((m, i) => (m - truth[length + i]) * (m - truth[length + i])).Average()) / square;
        }

        return result;
    }

    private static ulong Seed(ulong seed, (int Grain, DemandKind Kind, Shortage Shortage, double Share, int Number) cell) =>
        (seed << 32) + (ulong)((((cell.Number * 10) + (cell.Share * 10)) * 10 + (int)cell.Kind) * 10 + (int)cell.Shortage) * 10 + (ulong)cell.Grain;

    private sealed record Result(double[] Mean, double[] Mase, double[] Rmsse);
}
