namespace Forecasting.Statistics;

/// <summary>Counts of events that come one by one and independently: variance equals mean.</summary>
public static class PoissonDistribution
{
    /// <summary>P(N = <paramref name="count"/>).</summary>
    /// <param name="count">Any whole number; below 0 the probability is 0.</param>
    /// <param name="mean">Mean, 0..1e5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is out of its range.</exception>
    /// <remarks>e^(−λ)·λⁿ/n! in logarithms, which do not underflow where λ is above 745.</remarks>
    /// <example>Count 2 and mean 3 give 0.224042.</example>
    public static double Probability(int count, double mean)
    {
        if (!(mean >= 0 && mean <= 1e5))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "must be in 0..100000.");
        if (count < 0 || mean == 0)
            return count == 0 ? 1 : 0;
        return Math.Exp(count * Math.Log(mean) - mean - GammaDistribution.LogGamma(count + 1.0));
    }
}
