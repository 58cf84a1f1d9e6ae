using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Loss functions of normal demand.</summary>
public static class NormalLoss
{
    /// <summary>The four losses at a level.</summary>
    /// <param name="level">x, units, any finite number.</param>
    /// <param name="mean">μ, units, any finite number.</param>
    /// <param name="deviation">σ, units, ≥ 0; 0 is demand that is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>n = σ(φ(z) − z(1 − Φ(z))), n₂ = ½σ²((z² + 1)(1 − Φ(z)) − zφ(z)), z = (x − μ)/σ; the other side is n and n₂ at −z.
    /// Snyder &amp; Shen, 2nd ed., appendix C.3.1.</remarks>
    /// <example>Level 18, mean 20, deviation 4: shortage 2.791186, surplus 0.791186.</example>
    public static DemandLoss At(double level, double mean, double deviation)
    {
        Require.Finite(level);
        Require.Finite(mean);
        Require.NotNegative(deviation);
        if (deviation == 0)
        {
            var (above, below) = (Math.Max(0, mean - level), Math.Max(0, level - mean));
            return new DemandLoss(above, below, above * above / 2, below * below / 2);
        }

        var z = (level - mean) / deviation;
        return new DemandLoss(
            deviation * First(z),
            deviation * First(-z),
            deviation * deviation * Second(z),
            deviation * deviation * Second(-z));
    }

    // Differences of almost equal numbers in the far tail: rounding must not make a loss negative.
    private static double First(double z) => Math.Max(0, NormalDistribution.Density(z) - z * NormalDistribution.Cumulative(-z));

    private static double Second(double z) =>
        Math.Max(0, 0.5 * ((z * z + 1) * NormalDistribution.Cumulative(-z) - z * NormalDistribution.Density(z)));
}
