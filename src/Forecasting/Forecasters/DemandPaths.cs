using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>Possible futures: many equally likely courses of demand over the next buckets.</summary>
/// <param name="Buckets">Buckets in a path.</param>
/// <param name="Paths">Number of paths.</param>
/// <param name="Values">Paths × buckets, row by row, units; whole numbers when the demand is a count.</param>
public sealed record DemandPaths(int Buckets, int Paths, ImmutableArray<double> Values)
{
    /// <summary>Demand along path number <paramref name="path"/> (0-based).</summary>
    public ReadOnlySpan<double> Path(int path) => Values.AsSpan().Slice(path * Buckets, Buckets);

    /// <summary>Demand summed over the first buckets of each path: lead-time demand.</summary>
    /// <param name="buckets">1..<see cref="Buckets"/>.</param>
    /// <returns>One sum per path, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buckets"/> is out of its range.</exception>
    public double[] SortedSums(int buckets)
    {
        if (buckets < 1 || buckets > Buckets)
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, $"must be in 1..{Buckets}.");

        var sums = new double[Paths];
        for (var path = 0; path < Paths; path++)
        {
            foreach (var value in Path(path)[..buckets])
                sums[path] += value;
        }

        Array.Sort(sums);
        return sums;
    }

    /// <summary>Draws paths around a forecast.</summary>
    /// <param name="forecast">Mean per bucket.</param>
    /// <param name="spread">Deviations and their correlation, learnt from the same model's backtest.</param>
    /// <param name="buckets">Buckets per path, 1..the forecast's horizon: the protection interval.</param>
    /// <param name="paths">Number of paths, ≥ 1; 500 give a 95 % quantile to about one percent of probability.</param>
    /// <param name="seed">Same seed, same paths.</param>
    /// <param name="isCount">True for units sold in pieces: whole numbers.</param>
    /// <remarks>
    /// <para>Each bucket has the forecast's mean and the backtest's deviation at that distance, within what the range of demand allows
    /// (<see cref="ErrorSpread.DemandDeviation"/>): gamma for divisible demand, negative
    /// binomial for counts, the backtest's own shape where demand may be negative. Buckets of a path share one normal factor, as strong
    /// as makes the variance of the sum over <paramref name="buckets"/> that of the backtest's cumulative errors.</para>
    /// <para>Stratified: every bucket, and the shared factor, takes one value from each of <paramref name="paths"/> equally likely
    /// slices (Latin hypercube), so that few paths suffice.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DemandPaths Simulate(DemandForecast forecast, ErrorSpread spread, int buckets, int paths, ulong seed, bool isCount)
    {
        if (buckets < 1 || buckets > forecast.Horizon)
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, $"must be in 1..{forecast.Horizon}, the horizon of the forecast.");
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);

        var random = new SplitMix64(seed);
        var shared = Scores(paths, ref random);
        var correlation = spread.Correlation[buckets - 1];
        var sharedWeight = Math.Sqrt(correlation);
        var ownWeight = Math.Sqrt(1 - correlation);
        var values = new double[paths * buckets];
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var own = Scores(paths, ref random);
            var mean = forecast.Mean[bucket];
            var demand = DemandMarginal.At(mean, spread.DemandDeviation(bucket, mean), spread, isCount);
            for (var path = 0; path < paths; path++)
                values[path * buckets + bucket] = demand.FromNormalScore(sharedWeight * shared[path] + ownWeight * own[path], ref random);
        }

        return new DemandPaths(buckets, paths, [.. values]);
    }

    /// <summary>Standard normal numbers, one from each equally likely slice, in random order.</summary>
    private static double[] Scores(int count, ref SplitMix64 random)
    {
        var scores = new double[count];
        for (var i = 0; i < count; i++)
            scores[i] = NormalDistribution.Quantile((i + random.NextUniform()) / count);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.NextBelow(i + 1);
            (scores[i], scores[j]) = (scores[j], scores[i]);
        }

        return scores;
    }
}
