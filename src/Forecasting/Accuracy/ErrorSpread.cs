using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>How far demand has been from its forecast, bucket by bucket ahead, learnt from a backtest.</summary>
/// <param name="Scale">Deviation of the error at each bucket of the horizon, units at the reference level; non-decreasing, and widened
/// where few origins were seen.</param>
/// <param name="LevelExponent">How the deviation follows the level of the forecast: 0 not at all, 0.5 as a count does, 1 in
/// proportion.</param>
/// <param name="ReferenceLevel">Level at which <paramref name="Scale"/> holds, units per bucket, &gt; 0.</param>
/// <param name="Shape">Quantiles of (actual − forecast) ÷ deviation, at <see cref="ShapeLevels"/> equally spaced probabilities; mean
/// 0.</param>
/// <param name="Correlation">For sums over the first 1, 2, … buckets: the correlation between the errors of two of them, 0..1.</param>
/// <param name="NonNegative">True when demand cannot fall below 0, because it never did.</param>
/// <param name="Origins">Past origins this was learnt from; 0 = assumed, not learnt.</param>
public sealed record ErrorSpread(
    ImmutableArray<double> Scale,
    double LevelExponent,
    double ReferenceLevel,
    ImmutableArray<double> Shape,
    ImmutableArray<double> Correlation,
    bool NonNegative,
    int Origins)
{
    /// <summary>The last values of demand, ascending: how it was distributed lately, whatever was forecast.</summary>
    /// <value>Default empty: quantiles come from the errors alone.</value>
    public ImmutableArray<double> Recent { get; init; } = [];

    /// <summary>Weight of <see cref="Recent"/> in a quantile, 0..1: the share of buckets without a sale.</summary>
    /// <remarks>Errors around a mean that hardly moves are the demand itself, blurred by that mean: where most buckets are empty the lower quantiles are exactly 0, and the
    /// demand knows it.</remarks>
    public double RecentWeight { get; init; }

    /// <summary>The largest demand of a bucket that was ever observed, units.</summary>
    /// <value>Default infinite: not known.</value>
    public double Largest { get; init; } = double.PositiveInfinity;

    /// <summary>Deviation of demand from its own level, one bucket ahead, units at the reference level, ≥ 0.</summary>
    public double OwnDeviation { get; init; }

    /// <summary>Weight of <see cref="OwnDeviation"/> in the variance of demand, 0..1.</summary>
    /// <remarks>A few horizons of errors know little; and when a part that is wanted once a year was not wanted at the past origins, the errors are the forecast itself.</remarks>
    public double OwnWeight { get; init; }

    /// <summary>How <see cref="OwnDeviation"/> follows the level of the forecast, 0..½.</summary>
    public double OwnExponent { get; init; }

    /// <summary>Number of entries of <see cref="Shape"/>: probabilities (i + ½) / 200.</summary>
    public const int ShapeLevels = 200;

    /// <summary>Levels below this share of the reference count as that share: a forecast near zero is not certain.</summary>
    private const double SmallestLevel = 0.1;

    /// <summary>Deviation of actual − forecast.</summary>
    /// <param name="bucket">0-based bucket of the horizon.</param>
    /// <param name="mean">Forecast of that bucket, units.</param>
    public double Deviation(int bucket, double mean) => Scale[bucket] * LevelFactor(mean, ReferenceLevel, LevelExponent);

    /// <summary>Deviation of demand itself around the forecast: what the errors say, and the demand's own deviation beside few of them; where demand cannot fall
    /// below 0, at most what its range allows.</summary>
    /// <param name="bucket">0-based bucket of the horizon.</param>
    /// <param name="mean">Forecast of that bucket, units.</param>
    /// <remarks>No demand between 0 and <em>M</em> with mean <em>μ</em> has a variance above <em>μ(M − μ)</em> (Bhatia, Davis, A better bound on the variance,
    /// American Mathematical Monthly 107, 2000). <em>M</em> is the largest demand seen, or twice the mean where that is more. Errors in proportion to the level can say far more
    /// when they were made while the forecast was near zero, as after a product's return to the shelf, and then a distribution with that mean and deviation has a tail
    /// that never was.</remarks>
    public double DemandDeviation(int bucket, double mean)
    {
        var error = Deviation(bucket, mean);
        var own = OwnDeviation * LevelFactor(mean, ReferenceLevel, OwnExponent);
        var deviation = Math.Sqrt((1 - OwnWeight) * error * error + OwnWeight * own * own);
        return NonNegative && mean > 0 ? Math.Min(deviation, Math.Sqrt(mean * (Math.Max(Largest, 2 * mean) - mean))) : deviation;
    }

    /// <summary>The value not exceeded with probability <paramref name="probability"/>.</summary>
    /// <param name="bucket">0-based bucket of the horizon.</param>
    /// <param name="mean">Forecast of that bucket, units.</param>
    /// <param name="probability">Strictly between 0 and 1.</param>
    public double Quantile(int bucket, double mean, double probability)
    {
        var value = mean + Deviation(bucket, mean) * ShapeQuantile(probability);
        value = NonNegative ? Math.Max(0, value) : value;
        return Recent.IsEmpty ? value : value + RecentWeight * (SampleQuantile.Of(Recent.AsSpan(), probability) - value);
    }

    internal static double LevelFactor(double mean, double referenceLevel, double exponent) => exponent switch
    {
        0 => 1,
        0.5 => Math.Sqrt(Math.Max(mean / referenceLevel, SmallestLevel)),
        1 => Math.Max(mean / referenceLevel, SmallestLevel),
        _ => Math.Pow(Math.Max(mean / referenceLevel, SmallestLevel), exponent),
    };

    internal double ShapeQuantile(double probability)
    {
        var position = Math.Clamp(probability * ShapeLevels - 0.5, 0, ShapeLevels - 1);
        var below = Math.Min((int)position, ShapeLevels - 2);
        return Shape[below] + (position - below) * (Shape[below + 1] - Shape[below]);
    }
}
