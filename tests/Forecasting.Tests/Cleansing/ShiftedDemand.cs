using Forecasting.Statistics;

namespace Forecasting.Tests.Cleansing;

/// <summary>Weekly counts with a shift of the level at a known bucket.</summary>
public static class ShiftedDemand
{
    /// <summary>Simulates one series.</summary>
    /// <param name="mean">Units per week before the shift.</param>
    /// <param name="variation">0 = Poisson; otherwise negative binomial: variance of the rate ÷ its squared mean.</param>
    /// <param name="hasSeason">True for a yearly wave of ± 40 %.</param>
    /// <param name="hasTrend">True for growth from 0.7 to 1.3 times the mean.</param>
    /// <param name="ratio">New level ÷ old level.</param>
    /// <param name="at">First week at the new level.</param>
    /// <param name="length">Weeks.</param>
    /// <param name="seed">Any number.</param>
    public static double[] Of(double mean, double variation, bool hasSeason, bool hasTrend, double ratio, int at, int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        var phase = random.NextUniform();
        var demand = new double[length];
        for (var i = 0; i < length; i++)
        {
            var rate = mean * (i >= at ? ratio : 1);
            rate *= hasSeason ? 1 + 0.4 * Math.Sin(2 * Math.PI * (i / 52.0 + phase)) : 1;
            rate *= hasTrend ? 0.7 + 0.6 * i / length : 1;
            rate *= variation > 0 ? GammaDistribution.Quantile(random.NextUniform(), variation) : 1;
            for (var time = -Math.Log(random.NextUniform()); time < rate; time -= Math.Log(random.NextUniform()))
                demand[i]++;
        }

        return demand;
    }
}
