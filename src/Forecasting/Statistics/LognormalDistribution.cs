namespace Forecasting.Statistics;

/// <summary>A positive variable whose logarithm is normal.</summary>
public static class LognormalDistribution
{
    /// <summary>The value not exceeded with this probability.</summary>
    /// <param name="probability">0..1; 0 gives 0 and 1 infinity.</param>
    /// <param name="logMean">Mean of the logarithm, any finite number.</param>
    /// <param name="logDeviation">Standard deviation of the logarithm, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Quantile(double probability, double logMean, double logDeviation)
    {
        Check(logMean, logDeviation);
        var z = NormalDistribution.Quantile(probability);
        return logDeviation == 0 ? Math.Exp(logMean) : Math.Exp(logMean + logDeviation * z);
    }

    /// <summary>E[Xⁿ].</summary>
    /// <param name="order">n, ≥ 0.</param>
    /// <param name="logMean">Mean of the logarithm, any finite number.</param>
    /// <param name="logDeviation">Standard deviation of the logarithm, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <example>Order 1, log mean 0 and log deviation 1 give e^0.5.</example>
    public static double Moment(int order, double logMean, double logDeviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        Check(logMean, logDeviation);
        return Math.Exp(order * logMean + 0.5 * order * order * logDeviation * logDeviation);
    }

    private static void Check(double logMean, double logDeviation)
    {
        if (!double.IsFinite(logMean))
            throw new ArgumentOutOfRangeException(nameof(logMean), logMean, "must be finite.");
        if (!(logDeviation >= 0 && double.IsFinite(logDeviation)))
            throw new ArgumentOutOfRangeException(nameof(logDeviation), logDeviation, "must be finite and ≥ 0.");
    }
}
