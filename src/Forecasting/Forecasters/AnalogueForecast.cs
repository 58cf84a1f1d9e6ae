using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>A product that a new one is expected to sell like.</summary>
/// <param name="Name">What it is called in the reason.</param>
/// <param name="Units">Units per bucket: where the analogues are aligned to their launches as many as the horizon, from the same age on;
/// else any
/// number of recent buckets. NaN = not observed.</param>
public sealed record Analogue(string Name, ImmutableArray<double> Units);

/// <summary>The demand of a product that has not sold yet, from products like it.</summary>
/// <remarks>
/// <para>The mean over analogues; the deviation is that of a further product around that mean, bucket by bucket, which holds both how
/// products
/// differ and how each varies. The part that is the same in all buckets of a product is the correlation between buckets, so that sums over
/// a
/// protection interval are as uncertain as the product's level is.</para>
/// <para>Kahn, <em>New Product Forecasting: An Applied Approach</em>, 2006, chapter 4 (looks-like analysis).</para>
/// </remarks>
public static class AnalogueForecast
{
    /// <summary>Name of the model in files.</summary>
    public const string ModelName = "analogue";

    /// <summary>Fewest analogues: two differ too little by chance too often.</summary>
    public const int Fewest = 3;

    // Buckets to either side over which the curve after launch is averaged: single weeks of a few products are noise.
    private const int CurveReach = 2;

    private const double LargestVariation = 5;

    /// <summary>Forecasts from analogues.</summary>
    /// <param name="analogues">At least two, each with an observed bucket.</param>
    /// <param name="isAligned">True when their buckets are those of the same age after launch; false when only their level counts.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1.</param>
    /// <param name="reason">Why analogues are used, and which.</param>
    public static SeriesForecast Create(
        IReadOnlyList<Analogue> analogues, bool isAligned, int horizon, ReadOnlySpan<double> quantileLevels, string reason)
    {
        var level = LevelOf(analogues);
        var means = isAligned ? Curve(analogues, horizon, level) : [.. Enumerable.Repeat(level, horizon)];
        var (variation, correlation) = Spread(analogues, h => isAligned ? means[h] : level);
        var spread = BorrowedSpread.Of([.. means], [.. means.Select(mean => variation * mean)], correlation, analogues.Count);
        var kind = isAligned ? "weeks since launch" : "recent level";
        var parameters = FormattableString.Invariant($"{analogues.Count} analogues, {kind}, variation {variation:0.00}");
        var quantiles = BorrowedSpread.Quantiles(spread, means, quantileLevels);
        return new SeriesForecast(
            new DemandForecast(ModelName, parameters, reason, [.. means], [.. quantileLevels], quantiles), null, spread);
    }

    private static double LevelOf(IReadOnlyList<Analogue> analogues) => analogues.Average(a => Mean(a.Units));

    private static double Mean(IEnumerable<double> units) => units.Where(u => !double.IsNaN(u)).DefaultIfEmpty(0).Average();

    // Where too few are observed, the curve goes on as it was.
    private static double[] Curve(IReadOnlyList<Analogue> analogues, int horizon, double level)
    {
        var curve = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            double sum = 0;
            var observed = 0;
            foreach (var analogue in analogues)
            {
                var near = analogue.Units.AsSpan()[Math.Max(0, h - CurveReach)..Math.Min(horizon, h + CurveReach + 1)];
                double own = 0;
                var count = 0;
                foreach (var units in near)
                {
                    own += double.IsNaN(units) ? 0 : units;
                    count += double.IsNaN(units) ? 0 : 1;
                }

                sum += count > 0 ? own / count : 0;
                observed += count > 0 ? 1 : 0;
            }

            curve[h] = observed >= Math.Min(Fewest, analogues.Count) ? sum / observed : h > 0 ? curve[h - 1] : level;
        }

        return curve;
    }

    // Deviation of one more product relative to the mean, and the share of its variance that is the product's own level. The mean of n is
    // itself
    // uncertain by an nth of that, n products estimate the variance of all with n - 1 degrees of freedom, and as levels are skewed most
    // samples of them
    // understate it further: (n + 2) / (n - 1), with which 80 % intervals of generated products hold 75 % of them (4 analogues) to 79 %
    // (20): docs/benchmarks/new-items.md.
    private static (double Variation, double Correlation) Spread(IReadOnlyList<Analogue> analogues, Func<int, double> mean)
    {
        double total = 0, between = 0;
        var (cells, n) = (0, analogues.Count);
        foreach (var analogue in analogues)
        {
            double sold = 0, expected = 0, within = 0;
            var count = 0;
            for (var h = 0; h < analogue.Units.Length; h++)
            {
                if (double.IsNaN(analogue.Units[h]) || mean(h) <= 0)
                    continue;
                sold += analogue.Units[h];
                expected += mean(h);
                within += Square(analogue.Units[h] / mean(h) - 1);
                count++;
            }

            total += within;
            cells += count;
            between += expected > 0 ? Square(sold / expected - 1) / n : 0;
        }

        if (cells == 0 || total <= 0)
            return (1, 0.5);
        total /= cells;
        var predictive = (n + 2.0) / (n - 1);
        return (Math.Min(LargestVariation, Math.Sqrt(total * predictive)), Math.Clamp(between / total, 0.1, 0.95));
    }

    private static double Square(double x) => x * x;
}
