namespace Forecasting.Statistics;

/// <summary>Counts that vary more than Poisson's: the negative binomial by its mean and variance.</summary>
/// <remarks>P(0) = (μ/v)^(μ²/(v − μ)), P(n + 1) = P(n)·(1 − μ/v)·(size + n)/(n + 1). With a variance at or below the mean it is
/// Poisson.</remarks>
public static class NegativeBinomialDistribution
{
    /// <summary>Cumulative probabilities P(N ≤ 0), P(N ≤ 1), …, until <paramref name="enough"/> is reached.</summary>
    /// <param name="mean">Mean, 0..1e5: beyond, counts are continuous for every purpose (<see cref="GammaDistribution"/>).</param>
    /// <param name="variance">Variance, ≥ 0; below the mean it counts as the mean.</param>
    /// <param name="enough">Probability at which the list ends, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static double[] Cumulative(double mean, double variance, double enough)
    {
        if (!(mean >= 0 && mean <= 1e5))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "must be in 0..100000.");
        if (!(variance >= 0 && variance < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "must be finite and ≥ 0.");
        if (!(enough > 0 && enough < 1))
            throw new ArgumentOutOfRangeException(nameof(enough), enough, "must be strictly between 0 and 1.");
        if (mean == 0)
            return [1];

        // Logarithms, because P(0) underflows for means above 745. Near Poisson the size is so large that 1 + excess would lose its digits.
        var excess = variance / mean - 1;
        var isPoisson = excess < 1e-6;
        var size = mean / excess;
        var growth = excess / (1 + excess);
        var logTerm = isPoisson ? -mean : -size * Math.Log(1 + excess);
        var limit = mean + 60 * Math.Sqrt(Math.Max(variance, mean)) + 60 * (1 + Math.Max(0, excess));
        var cumulative = new List<double>();
        var sum = 0.0;
        for (var n = 0; ; n++)
        {
            sum = Math.Min(1, sum + Math.Exp(logTerm));
            cumulative.Add(sum);
            if (sum >= enough || n >= limit)
                return [.. cumulative];
            logTerm += Math.Log((isPoisson ? mean : growth * (size + n)) / (n + 1));
        }
    }

    /// <summary>P(N = <paramref name="count"/>), N the failures before the success number <paramref name="size"/>.</summary>
    /// <param name="count">Any whole number; below 0 the probability is 0.</param>
    /// <param name="size">Successes waited for, &gt; 0, whole or not. The mean is size·(1 − p)/p.</param>
    /// <param name="success">p, the probability of a success: above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static double Probability(int count, double size, double success)
    {
        if (!(size > 0 && double.IsFinite(size)))
            throw new ArgumentOutOfRangeException(nameof(size), size, "must be finite and positive.");
        if (!(success > 0 && success <= 1))
            throw new ArgumentOutOfRangeException(nameof(success), success, "must be above 0 and at most 1.");
        if (count < 0 || success == 1)
            return count == 0 ? 1 : 0;
        var ways = GammaDistribution.LogGamma(size + count) - GammaDistribution.LogGamma(size) - GammaDistribution.LogGamma(count + 1.0);
        return Math.Exp(ways + size * Math.Log(success) + count * Math.Log(1 - success));
    }
}
