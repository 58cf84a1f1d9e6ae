using System.Runtime.InteropServices;
using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>The random numbers behind the possible futures of one forecast. Paths of any length are made of the same ones, so what was drawn for a
/// short lead time serves a long one.</summary>
/// <remarks>
/// <para>Each bucket has the forecast's mean and the backtest's deviation at that distance, within what the range of demand allows
/// (<see cref="ErrorSpread.DemandDeviation"/>): gamma for divisible demand, negative
/// binomial for counts, the backtest's own shape where demand may be negative. Buckets of a path share one normal factor, as strong
/// as makes the variance of the sum over all its buckets that of the backtest's cumulative errors.</para>
/// <para>Stratified: every bucket, and the shared factor, takes one value from each of the equally likely
/// slices (Latin hypercube), so that few paths suffice.</para>
/// </remarks>
internal sealed class PathDraws
{
    private readonly DemandForecast forecast;
    private readonly ErrorSpread spread;
    private readonly bool isCount;
    private readonly double[] shared;
    private readonly List<BucketDraws> drawn = [];
    private SplitMix64 random;

    /// <summary>Draws what all lengths share.</summary>
    /// <param name="forecast">Mean per bucket.</param>
    /// <param name="spread">Deviations and their correlation, learnt from the same model's backtest.</param>
    /// <param name="paths">Number of paths, ≥ 1.</param>
    /// <param name="seed">Same seed, same paths.</param>
    /// <param name="isCount">True for units sold in pieces: whole numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="paths"/> is below 1.</exception>
    public PathDraws(DemandForecast forecast, ErrorSpread spread, int paths, ulong seed, bool isCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        (this.forecast, this.spread, this.isCount) = (forecast, spread, isCount);
        random = new SplitMix64(seed);
        shared = Scores(paths);
    }

    /// <summary>The paths over the next buckets.</summary>
    /// <param name="buckets">1..the forecast's horizon.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buckets"/> is out of its range.</exception>
    public DemandPaths Paths(int buckets)
    {
        if (buckets < 1 || buckets > forecast.Horizon)
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, $"must be in 1..{forecast.Horizon}, the horizon of the forecast.");
        while (drawn.Count < buckets)
            drawn.Add(Next());
        var correlation = spread.Correlation[buckets - 1];
        var sharedWeight = Math.Sqrt(correlation);
        var ownWeight = Math.Sqrt(1 - correlation);
        var values = new double[shared.Length * buckets];
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var (own, demand, roundings) = drawn[bucket];
            for (var path = 0; path < own.Length; path++)
            {
                var score = sharedWeight * shared[path] + ownWeight * own[path];
                values[path * buckets + bucket] = demand.FromNormalScore(score, roundings.Length > 0 ? roundings[path] : 0);
            }
        }

        return new DemandPaths(buckets, shared.Length, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private BucketDraws Next()
    {
        var bucket = drawn.Count;
        var own = Scores(shared.Length);
        var mean = forecast.Mean[bucket];
        var demand = DemandMarginal.At(mean, spread.DemandDeviation(bucket, mean), spread, isCount);
        var roundings = new double[demand.IsRounded ? own.Length : 0];
        for (var path = 0; path < roundings.Length; path++)
            roundings[path] = random.NextUniform();
        return new BucketDraws(own, demand, roundings);
    }

    /// <summary>Standard normal numbers, one from each equally likely slice, in random order.</summary>
    private double[] Scores(int count)
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

    /// <summary>One bucket: its own normal numbers, its distribution, and where continuous demand is rounded, by what.</summary>
    private readonly record struct BucketDraws(double[] Own, DemandMarginal Demand, double[] Roundings);
}
