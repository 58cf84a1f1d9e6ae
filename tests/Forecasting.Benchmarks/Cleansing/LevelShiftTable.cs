using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
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
        output.WriteLine("\n| demand | mean | alarms per SKU-year, one look | alarms per SKU-year, weekly looks | × 0.5 | × 1.5 | × 2 | × 3 |\n|---|---|---|---|---|---|---|---|");
        foreach (var variation in (double[])[0, 0.1, 0.3])
        {
            foreach (var mean in (double[])[5, 10, 20, 50, 100])
            {
                var name = variation == 0 ? "Poisson" : FormattableString.Invariant($"negative binomial, v = {variation}");
                var cells = Ratios.Select(ratio => Measure(variation, mean, ratio, series, seed)).ToList();
                output.WriteLine(FormattableString.Invariant($"| {name} | {mean} | {cells[0][0]:0.000} | {cells[0][1]:0.000} | ")
                    + string.Join(" | ", cells.Skip(1).Select(c => FormattableString.Invariant($"{100 * c[0]:0} / {100 * c[1]:0} / {100 * c[2]:0}"))) + " |");
            }
        }

        return 0;
    }

    // Without a shift: alarms per year of one look, and of a look a week in the last year. With one: share found after 3, after 8 buckets and at the end.
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
                    sums[0] += Find(demand, Length).Count / 3.0;
                    sums[1] += Enumerable.Range(105, 52).SelectMany(seen => Find(demand, seen)).Select(bucket => bucket / 13).Distinct().Count();
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

    private static int IsFound(double[] demand, int at, int seen) => Find(demand, seen).Exists(bucket => Math.Abs(bucket - at) <= 3) ? 1 : 0;

    private static List<int> Find(double[] demand, int seen)
    {
        var raw = new DemandSeries(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. demand[..seen]], [], []);
        return [.. LevelShift.Find(raw, demand.AsSpan(0, seen)).Select(s => TimeBucket.Week.Between(Start, s.BucketStart))];
    }
}
