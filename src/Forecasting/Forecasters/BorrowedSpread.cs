using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>The spread of a forecast that was not backtested on the product itself: gamma, with deviations and a correlation learnt
/// elsewhere.</summary>
internal static class BorrowedSpread
{
    private const double LeastLevel = 1e-6;
    private const double LeastVariation = 0.05;

    /// <summary>The spread.</summary>
    /// <param name="means">Expected units per bucket, ≥ 0.</param>
    /// <param name="deviations">Standard deviation of each, units, ≥ 0.</param>
    /// <param name="correlation">Correlation between the errors of two buckets, 0..1.</param>
    /// <param name="sources">Products it was learnt from.</param>
    public static ErrorSpread Of(ImmutableArray<double> means, ImmutableArray<double> deviations, double correlation, int sources)
    {
        // In proportion to the level, so that a planner's override of the mean carries the deviation with it.
        var level = Math.Max(LeastLevel, means.Average());
        var scale = means.Select((mean, h) => deviations[h] / ErrorSpread.LevelFactor(mean, level, 1)).ToImmutableArray();
        var variation = Math.Max(LeastVariation, scale.Average() / level);
        var shape = Enumerable.Range(0, ErrorSpread.ShapeLevels)
            .Select(i => (GammaDistribution.Quantile((i + 0.5) / ErrorSpread.ShapeLevels, variation * variation) - 1) / variation)
            .ToArray();
        var centre = shape.Average();
        return new ErrorSpread(
            scale,
            1,
            level,
            [.. shape.Select(value => value - centre)],
            [.. Enumerable.Range(0, means.Length).Select(h => h == 0 ? 0 : correlation)],
            true,
            sources);
    }

    /// <summary>Buckets × levels.</summary>
    public static ImmutableArray<double> Quantiles(ErrorSpread spread, IReadOnlyList<double> means, ReadOnlySpan<double> levels)
    {
        var quantiles = ImmutableArray.CreateBuilder<double>(means.Count * levels.Length);
        for (var h = 0; h < means.Count; h++)
        {
            foreach (var level in levels)
                quantiles.Add(spread.Quantile(h, means[h], level));
        }

        return quantiles.MoveToImmutable();
    }
}
