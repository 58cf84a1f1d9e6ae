using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Statistics;
using Forecasting.Tests.Cleansing;

namespace Forecasting.Benchmarks.Cleansing;

/// <summary>How many injected level shifts are found, how soon, and how many are found where there is none. The tables of
/// docs/benchmarks/cleansing.md.</summary>
internal static class LevelShiftTable
{
    private const int Length = 156;
    private static readonly DateOnly Start = new(2023, 1, 2);
    private static readonly double[] Ratios = [1, 0.5, 1.5, 2, 3];

    /// <summary>Simulates, searches, and prints.</summary>
    /// <param name="series">Series per kind and cell.</param>
    /// <param name="seed">Seed of the first.</param>
    /// <param name="output">Where the tables go.</param>
    public static int Print(int series, ulong seed, TextWriter output)
    {
        output.WriteLine("\n| demand | mean | alarms per SKU-year | × 0.5 | × 1.5 | × 2 | × 3 |\n|---|---|---|---|---|---|---|");
        foreach (var variation in (double[])[0, 0.1, 0.3, 0.6])
        {
            var name = variation == 0 ? "Poisson" : FormattableString.Invariant($"negative binomial, v = {variation}");
            double alarms = 0, years = 0;
            foreach (var mean in (double[])[5, 10, 20, 50, 100])
            {
                var cells = Ratios.Select(ratio => Measure(variation, mean, ratio, series, seed)).ToList();
                (alarms, years) = (alarms + cells[0][0] * 4 * series, years + 4 * series);
                output.WriteLine(FormattableString.Invariant($"| {name} | {mean} | {cells[0][0]:0.000} | ") + string.Join(" | ", cells.Zip(Ratios).Skip(1).Select(c =>
                    FormattableString.Invariant($"{100 * c.First[0]:0} / {100 * c.First[1]:0} / {100 * c.First[2]:0} ({100 * Possible(variation, mean, c.Second):0})"))) + " |");
            }

            // Of so many counted, as many may be expected with 95 % confidence: the quantile of a gamma with shape count + 1.
            var bound = (alarms + 1) * GammaDistribution.Quantile(0.95, 1 / (alarms + 1)) / years;
            output.WriteLine(FormattableString.Invariant($"| {name} | all | {alarms / years:0.000}, at most {bound:0.000} | | | | |"));
        }

        return 0;
    }

    // Without a shift: alarms of a look a week in the last year. With one: share found after 3, after 8 buckets and at the end.
    private static double[] Measure(double variation, double mean, double ratio, int series, ulong seed)
    {
        var sums = new double[3];
        var count = 0;
        for (var shape = 0; shape < 4; shape++)
        {
            for (var number = 0; number < series; number++, count++)
            {
                var at = 104 + (number * 7 + shape) % 40;
                var demand = ShiftedDemand.Of(mean, variation, hasSeason: shape % 2 == 1, hasTrend: shape >= 2, ratio, at, Length, (seed << 32) + (ulong)(count * 1000 + (int)mean + (int)(10 * ratio)));
                if (ratio == 1)
                {
                    sums[0] += Alarms(demand);
                }
                else
                {
                    sums[0] += IsFound(demand, at, at + 3);
                    sums[1] += IsFound(demand, at, at + 8);
                    sums[2] += IsFound(demand, at, Length);
                }
            }
        }

        return [.. sums.Select(s => s / count)];
    }

    private static int Alarms(double[] demand)
    {
        var (alarms, last) = (0, -Length);
        foreach (var bucket in Enumerable.Range(105, 52).SelectMany(seen => Find(demand, seen)))
        {
            if (bucket - last < 13)
                continue;
            alarms++;
            last = bucket;
        }

        return alarms;
    }

    // The sum of three buckets is all they say of their level (it is sufficient). Who knows level and variation alarms at its exact quantiles:
    // once in 100 years of weeks, half of it above.
    private static double Possible(double variation, double mean, double ratio)
    {
        const double Alarm = 0.01 / 52 / 2;
        var before = Cumulative(3 * mean, variation / 3);
        var after = Cumulative(3 * mean * ratio, variation / 3);
        if (ratio < 1)
        {
            var low = Array.FindLastIndex(before, p => p <= Alarm);
            return low < 0 ? 0 : after[Math.Min(after.Length - 1, low)];
        }

        return 1 - after[Math.Min(after.Length - 1, Array.FindIndex(before, p => 1 - p <= Alarm))];
    }

    private static double[] Cumulative(double mean, double variation) =>
        NegativeBinomialDistribution.Cumulative(mean, mean + variation * mean * mean, 1 - 1e-9);

    private static int IsFound(double[] demand, int at, int seen) => Find(demand, seen).Exists(bucket => Math.Abs(bucket - at) <= 3) ? 1 : 0;

    private static List<int> Find(double[] demand, int seen)
    {
        var raw = new DemandSeries(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. demand[..seen]], [], []);
        return [.. LevelShift.Find(raw, demand.AsSpan(0, seen)).Select(s => TimeBucket.Week.Between(Start, s.BucketStart))];
    }
}
