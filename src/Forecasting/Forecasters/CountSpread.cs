using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>What a model of counts claims about the final forecast: in each bucket a negative binomial around its mean.</summary>
/// <param name="Unit">One piece, in the units of the forecast: 1, or a power of two where those are scaled.</param>
/// <param name="Variances">Variance of each bucket, pieces².</param>
public sealed record CountSpread(double Unit, ImmutableArray<double> Variances)
{
    /// <summary>Beyond so many pieces counts are continuous for every purpose.</summary>
    private const double LargestCount = 1e4;

    /// <summary>The value not exceeded with a probability, in the units of the forecast: whole pieces, or of the gamma distribution above ten
    /// thousand.</summary>
    /// <param name="bucket">0-based bucket.</param>
    /// <param name="mean">Mean of the bucket, ≥ 0.</param>
    /// <param name="probability">Strictly between 0 and 1.</param>
    public double Quantile(int bucket, double mean, double probability)
    {
        var (pieces, variance) = (mean / Unit, Variances[bucket]);
        if (pieces <= 0)
            return 0;
        return pieces > LargestCount
            ? mean * GammaDistribution.Quantile(probability, variance / (pieces * pieces))
            : Unit * (NegativeBinomialDistribution.Cumulative(pieces, variance, probability).Length - 1);
    }
}
