using System.Collections.Immutable;
using Forecasting.Accuracy;

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

    /// <summary>Draws paths around a forecast, as <see cref="PathDraws"/> does.</summary>
    /// <param name="forecast">Mean per bucket.</param>
    /// <param name="spread">Deviations and their correlation, learnt from the same model's backtest.</param>
    /// <param name="buckets">Buckets per path, 1..the forecast's horizon: the protection interval.</param>
    /// <param name="paths">Number of paths, ≥ 1; 500 give a 95 % quantile to about one percent of probability.</param>
    /// <param name="seed">Same seed, same paths.</param>
    /// <param name="isCount">True for units sold in pieces: whole numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DemandPaths Simulate(DemandForecast forecast, ErrorSpread spread, int buckets, int paths, ulong seed, bool isCount) =>
        new PathDraws(forecast, spread, paths, seed, isCount).Paths(buckets);
}
