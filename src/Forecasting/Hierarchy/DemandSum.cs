using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Statistics;

namespace Forecasting.Hierarchy;

/// <summary>Demand of several SKU-locations over the next buckets, as one distribution.</summary>
/// <remarks>
/// <para>The mean is the exact sum of the means, rounded once: in any order, and of sums as of their parts, it is the same to the last bit.</para>
/// <para>The variance is (1 − ρ)·Σv + ρ·(Σ√v)², v being the variance of each SKU-location over its buckets and ρ the correlation of any two
/// of them: with ρ = 0 the root of the squares, with ρ = 1 the sum of the spreads. Quantiles are those of the gamma distribution with that mean
/// and variance, or of the normal one when a part of it may be negative.</para>
/// </remarks>
public sealed class DemandSum
{
    private readonly ExactSum mean = new();
    private readonly ExactSum variance = new();
    private readonly ExactSum deviation = new();
    private bool nonNegative = true;

    /// <summary>SKU-locations in it.</summary>
    public int Members { get; private set; }

    /// <summary>Expected units.</summary>
    public double Mean => mean.Value;

    /// <summary>Adds a SKU-location.</summary>
    /// <param name="forecast">Its forecast.</param>
    /// <param name="spread">How far its demand has been from its forecast; null = not known, and then the sum has no quantiles.</param>
    /// <param name="first">0-based bucket of its forecast to begin with.</param>
    /// <param name="buckets">Buckets, ≥ 1; those beyond its horizon count nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public void Add(DemandForecast forecast, ErrorSpread? spread, int first, int buckets)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        var end = Math.Min(first + buckets, forecast.Horizon);
        for (var bucket = first; bucket < end; bucket++)
            mean.Add(forecast.Mean[bucket]);
        var v = spread is null ? double.NaN : Variance(forecast, spread, first, end);
        variance.Add(v);
        deviation.Add(Math.Sqrt(v));
        nonNegative &= spread?.NonNegative ?? true;
        Members++;
    }

    /// <summary>Adds another sum of other SKU-locations over the same buckets.</summary>
    /// <param name="other">The other; it stays as it is.</param>
    public void Add(DemandSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        mean.Add(other.mean);
        variance.Add(other.variance);
        deviation.Add(other.deviation);
        nonNegative &= other.nonNegative;
        Members += other.Members;
    }

    /// <summary>Variance, units²; NaN when the spread of a part is not known.</summary>
    /// <param name="correlation">Between any two SKU-locations, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The correlation is out of its range.</exception>
    public double Variance(double correlation)
    {
        if (!(correlation >= 0 && correlation <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "must be in 0..1.");
        return Members == 1 ? variance.Value : (1 - correlation) * variance.Value + correlation * deviation.Value * deviation.Value;
    }

    /// <summary>The value not exceeded with a probability, units; NaN when the spread of a part is not known.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="correlation">Between any two SKU-locations, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public double Quantile(double probability, double correlation)
    {
        var (center, square) = (Mean, Variance(correlation));
        if (double.IsNaN(square))
            return double.NaN;
        if (!nonNegative)
            return center + Math.Sqrt(square) * NormalDistribution.Quantile(probability);
        return center <= 0 ? 0 : center * GammaDistribution.Quantile(probability, square / (center * center));
    }

    // As a path is drawn (DemandPaths): any two of its buckets have the correlation that holds for so many buckets.
    private static double Variance(DemandForecast forecast, ErrorSpread spread, int first, int end)
    {
        if (end <= first)
            return 0;
        double sum = 0, squares = 0;
        for (var bucket = first; bucket < end; bucket++)
        {
            // Where nothing is expected of what cannot be negative, nothing is sold: before its launch, after its end.
            var s = spread.NonNegative && forecast.Mean[bucket] <= 0 ? 0 : spread.Deviation(bucket, forecast.Mean[bucket]);
            sum += s;
            squares += s * s;
        }

        var correlation = spread.Correlation[end - first - 1];
        return (1 - correlation) * squares + correlation * sum * sum;
    }
}
