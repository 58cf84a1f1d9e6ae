using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Cleansing;

/// <summary>What demand was where the shelf could not show it: each bucket's rate is believed to be near what its neighbours and its season
/// say, and what was sold while it could be bought corrects that belief.</summary>
/// <param name="Estimates">Units per bucket: what was sold where customers could buy throughout, else the expectation of demand; NaN where
/// the bucket was not observed, or nothing tells.</param>
/// <param name="Deviations">Standard deviation of each estimate, units; 0 where demand was seen whole.</param>
/// <remarks>
/// <para>Rate λ of a bucket: gamma with mean μ and variance v·μ². Sales s in the share e of the bucket: Poisson with mean e·λ. Then
/// λ given s and e is gamma with shape 1/v + s and rate 1/(v·μ) + e, and demand is s + (1 − e)·(1/v + s)/(1/(v·μ) + e) on average (Gelman
/// et al., Bayesian Data Analysis, 3rd ed., 2.6). That the stock ran out because of the sales changes nothing: the likelihood of a bucket
/// that sold s and stopped at e is the same, λˢ·exp(−e·λ) (Berger and Wolpert, The Likelihood Principle, 1988).</para>
/// <para>μ is level · season · promotion: the level is the mean of the neighbours' demand, the nearer the heavier, the bucket itself left
/// out; season and promotion are ratios of demand to level drawn towards 1. Demand of neighbours that were out of stock is their own
/// estimate, and so the steps are repeated: expectation and maximisation (Dempster, Laird and Rubin, JRSS B 39 (1977) 1–38). Without that
/// the level would be that of the buckets that did not run out, which is too low.</para>
/// </remarks>
internal sealed record CensoredDemand(double[] Estimates, double[] Deviations)
{
    // Buckets at which a neighbour's weight is halved; 2.5 to 8 give the same bias within 0.3 % of demand.
    private const double HalfLife = 4;

    // Steps of expectation and maximisation: 40 change no figure of docs/benchmarks/cleansing.md by 0.1 %.
    private const int Steps = 12;

    // Units of demand by which a season's or a promotion's ratio is drawn towards 1: three sales of a phase are not yet a season.
    private const double Prior = 10;

    /// <summary>Estimates the demand of a series.</summary>
    /// <param name="sold">Units sold per bucket, ≥ 0; NaN = not observed.</param>
    /// <param name="exposure">Share of each bucket in which customers could buy, 0..1. Where it is 0 and something was sold, the
    /// share is not known.</param>
    /// <param name="promotions">True in promotions; same length or empty.</param>
    /// <param name="seasonLength">Buckets in a season.</param>
    /// <param name="usual">Most units of each bucket that others may learn from; +∞ where it is no outlier.</param>
    public static CensoredDemand Of(
        ReadOnlySpan<double> sold,
        ReadOnlySpan<double> exposure,
        ImmutableArray<bool> promotions,
        int seasonLength,
        ReadOnlySpan<double> usual)
    {
        var n = sold.Length;
        var estimates = new double[n];
        var deviations = new double[n];
        var expected = new double[n];
        var weights = new double[n];
        for (var i = 0; i < n; i++)
        {
            var isSilent = double.IsNaN(sold[i]) || exposure[i] <= 0;
            estimates[i] = isSilent ? double.NaN : Math.Min(sold[i], usual[i]);
            weights[i] = isSilent ? 0 : exposure[i];
        }

        double variation = 1;
        var factors = new double[n];
        Array.Fill(factors, 1);
        for (var step = 0; step < Steps; step++)
        {
            Level(estimates, weights, factors, expected);
            Factors(estimates, weights, expected, promotions, seasonLength, factors);
            for (var i = 0; i < n; i++)
                expected[i] *= factors[i];
            variation = Variation(sold, exposure, usual, expected);
            for (var i = 0; i < n; i++)
            {
                (estimates[i], deviations[i]) = Estimate(sold[i], exposure[i], expected[i], variation);
                weights[i] = exposure[i] > 0 || sold[i] > 0 ? 1 : 0;
                if (double.IsNaN(estimates[i]))
                    weights[i] = 0;
                estimates[i] = Math.Min(estimates[i], usual[i]);
            }
        }

        for (var i = 0; i < n; i++)
            (estimates[i], deviations[i]) = Estimate(sold[i], exposure[i], expected[i], variation);
        return new CensoredDemand(estimates, deviations);
    }

    /// <summary>Demand of one bucket and its standard deviation, units.</summary>
    /// <param name="sold">Units sold; NaN = not observed.</param>
    /// <param name="exposure">Share of the bucket open to customers.</param>
    /// <param name="expected">μ.</param>
    /// <param name="variation">v, &gt; 0.</param>
    internal static (double Mean, double Deviation) Estimate(double sold, double exposure, double expected, double variation)
    {
        if (double.IsNaN(sold) || exposure >= 1)
            return (sold, 0);
        if (!(expected > 0))
            return (exposure > 0 || sold > 0 ? sold : expected, 0);
        if (exposure <= 0 && sold > 0)
            return AtLeast(sold, expected, variation);
        var hidden = 1 - exposure;
        var rate = 1 / (variation * expected) + exposure;
        var mean = hidden * (1 / variation + sold) / rate;
        return (sold + mean, Math.Sqrt(mean * (1 + hidden / rate)));
    }

    // Gone at an unknown time: demand was what was sold or more. Gamma with the mean and variance of demand, from half a unit below on.
    private static (double Mean, double Deviation) AtLeast(double sold, double expected, double variation)
    {
        var scale = 1 + variation * expected;
        var shape = expected / scale;
        var from = Math.Max(0, sold - 0.5) / scale;
        var beyond = 1 - GammaDistribution.Cumulative(shape, from);
        if (beyond < 1e-6)
            return (sold + scale, scale);
        var mean = expected * (1 - GammaDistribution.Cumulative(shape + 1, from)) / beyond;
        var square = scale * expected * (shape + 1) * (1 - GammaDistribution.Cumulative(shape + 2, from)) / beyond;
        return (Math.Max(mean, sold), Math.Sqrt(Math.Max(0, square - mean * mean)));
    }

    // One pass from either side: each sum is the one before, halved every HalfLife buckets, plus the
    // newcomer. The bucket itself is left out.
    private static void Level(double[] estimates, double[] weights, double[] factors, double[] level)
    {
        var n = level.Length;
        var fade = Math.Pow(0.5, 1 / HalfLife);
        var units = new double[n];
        var buckets = new double[n];
        for (var side = 0; side < 2; side++)
        {
            double sum = 0, weight = 0;
            for (var k = 0; k < n; k++)
            {
                var i = side == 0 ? k : n - 1 - k;
                units[i] += sum;
                buckets[i] += weight;
                sum = fade * (sum + (weights[i] > 0 ? estimates[i] : 0));
                weight = fade * (weight + weights[i] * factors[i]);
            }
        }

        for (var i = 0; i < n; i++)
            level[i] = buckets[i] > 0 ? units[i] / buckets[i] : double.NaN;
    }

    private static void Factors(
        double[] estimates, double[] weights, double[] level, ImmutableArray<bool> promotions, int seasonLength, double[] factors)
    {
        var n = factors.Length;
        var hasSeason = seasonLength > 1 && n >= 2 * seasonLength;
        var season = hasSeason ? seasonLength : 1;
        var units = new double[season];
        var usual = new double[season];
        double promotionUnits = 0, promotionUsual = 0;
        for (var i = 0; i < n; i++)
        {
            if (!(weights[i] > 0) || double.IsNaN(level[i]))
                continue;
            if (IsPromotion(i))
            {
                promotionUnits += estimates[i];
                promotionUsual += weights[i] * level[i];
            }
            else if (hasSeason)
            {
                units[i % season] += estimates[i];
                usual[i % season] += weights[i] * level[i];
            }
        }

        var lift = (promotionUnits + Prior) / (promotionUsual + Prior);
        for (var i = 0; i < n; i++)
        {
            var ratio = hasSeason ? (units[i % season] + Prior) / (usual[i % season] + Prior) : 1;
            factors[i] = IsPromotion(i) ? ratio * lift : ratio;
        }

        bool IsPromotion(int i) => !promotions.IsDefaultOrEmpty && promotions[i];
    }

    // v by moments, from what was seen: the squared error of e·μ is e·μ + v·(e·μ)² on average. It holds what the level does
    // not know, since no bucket is in its own. Estimates have no say in it: where most buckets are estimates, they and v
    // would drive each other up without end.
    private static double Variation(ReadOnlySpan<double> sold, ReadOnlySpan<double> exposure, ReadOnlySpan<double> usual, double[] expected)
    {
        double excess = 0, squares = 0;
        for (var i = 0; i < sold.Length; i++)
        {
            var mean = exposure[i] * expected[i];
            if (double.IsNaN(sold[i]) || !(mean > 0))
                continue;
            var error = Math.Min(sold[i], usual[i]) - mean;
            excess += error * error - mean;
            squares += mean * mean;
        }

        return Math.Clamp(squares > 0 ? excess / squares : 1, 0.01, 4);
    }
}
