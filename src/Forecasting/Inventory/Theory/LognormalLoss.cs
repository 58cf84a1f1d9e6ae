using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Loss functions of lognormal demand.</summary>
public static class LognormalLoss
{
    /// <summary>The four losses at a level.</summary>
    /// <param name="level">x, units, any finite number.</param>
    /// <param name="logMean">Mean of the logarithm of demand, any finite number.</param>
    /// <param name="logDeviation">Standard deviation of the logarithm, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>E[Xᵏ; X &gt; x] = E[Xᵏ]·Φ(kσ − z), z = (ln x − μ)/σ. Snyder &amp; Shen, 2nd ed., appendix C.3.2.</remarks>
    /// <example>Level 2, log mean 2, log deviation 0.3: shortage 5.729200.</example>
    public static DemandLoss At(double level, double logMean, double logDeviation)
    {
        Require.Finite(level);
        Require.Finite(logMean);
        Require.Positive(logDeviation);
        var mean = LognormalDistribution.Moment(1, logMean, logDeviation);
        var square = LognormalDistribution.Moment(2, logMean, logDeviation);
        var gap = level - mean;
        var both = 0.5 * (square - 2 * level * mean + level * level);
        if (level <= 0)
            return new DemandLoss(-gap, 0, both, 0);

        var z = (Math.Log(level) - logMean) / logDeviation;
        var above = NormalDistribution.Cumulative(-z);
        var once = mean * NormalDistribution.Cumulative(logDeviation - z);
        var twice = square * NormalDistribution.Cumulative(2 * logDeviation - z);
        var first = Math.Max(0, once - level * above);
        var second = Math.Max(0, 0.5 * (twice - 2 * level * once + level * level * above));
        return new DemandLoss(first, Math.Max(0, first + gap), second, Math.Max(0, both - second));
    }
}
