using Forecasting.Statistics;

namespace Forecasting.Tests.Forecasters;

/// <summary>Made-up demand with a known truth, the same on every machine.</summary>
internal sealed class GeneratedCounts(ulong seed)
{
    private SplitMix64 random = new(seed);

    /// <summary>A uniform number in 0..1.</summary>
    public double Uniform() => random.NextUniform();

    /// <summary>A gamma number with mean 1.</summary>
    public double Gamma(double variance) => GammaDistribution.Quantile(random.NextUniform(), variance);

    /// <summary>A Poisson count: exponential waiting times until the mean is used up.</summary>
    public double Poisson(double mean)
    {
        var count = -1;
        for (var left = mean; left >= 0; count++)
            left += Math.Log(1 - random.NextUniform());
        return count;
    }
}
