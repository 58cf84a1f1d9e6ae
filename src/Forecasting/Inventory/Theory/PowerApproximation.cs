namespace Forecasting.Inventory.Theory;

/// <summary>(s,S) from the mean and deviation of demand alone: a formula fitted to many optima.</summary>
/// <param name="ReorderPoint">s, units: a position at or below it is raised to S.</param>
/// <param name="OrderUpToLevel">S, units, ≥ s.</param>
public readonly record struct PowerApproximation(double ReorderPoint, double OrderUpToLevel)
{
    // Ehrhardt and Mosier: below this many periods of demand in a lot, the levels are capped.
    private const double SmallLot = 1.5;

    /// <summary>The levels by the formula alone.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, &gt; 0.</param>
    /// <param name="mean">μ: demand of one period, units, &gt; 0.</param>
    /// <param name="deviation">σ: its standard deviation, units, &gt; 0.</param>
    /// <param name="protectionPeriods">Periods that an order covers, ≥ 1: lead time + 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Ehrhardt and Mosier, Management Science 30 (1984) 618–622; Snyder &amp; Shen, 2nd ed., (4.77)–(4.80). The exponents and
    /// coefficients are theirs, from a regression on computed optima.</remarks>
    /// <example>K = 2.5, h = 0.18, p = 0.70, μ = 50, σ = 8: s = 40.195, S = 74.290.</example>
    public static PowerApproximation Compute(
        double orderCost, double holdingCost, double stockoutCost, double mean, double deviation, double protectionPeriods = 1)
    {
        Require.Positive(orderCost);
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        Require.Positive(mean);
        Require.Positive(deviation);
        Require.AtLeast(1, protectionPeriods);
        var spread = deviation * Math.Sqrt(protectionPeriods);
        var lot = 1.30 * Math.Pow(mean, 0.494) * Math.Pow(orderCost / holdingCost, 0.506)
            * Math.Pow(1 + spread * spread / (mean * mean), 0.116);
        var z = Math.Sqrt(lot * holdingCost / (spread * stockoutCost));
        var reorderPoint = 0.973 * mean * protectionPeriods + spread * (0.183 / z + 1.063 - 2.192 * z);
        return new PowerApproximation(reorderPoint, reorderPoint + lot);
    }

    /// <summary>The levels by the formula, and where a lot is at most 1.5 periods of demand, neither above the best level without an order
    /// cost.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, &gt; 0.</param>
    /// <param name="mean">μ: demand of one period, units, &gt; 0.</param>
    /// <param name="deviation">σ: its standard deviation, units, &gt; 0.</param>
    /// <param name="protectionPeriods">Periods that an order covers, ≥ 1: lead time + 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The rule of Ehrhardt and Mosier for small lots, where the fit was made on larger ones. The book leaves it out.</remarks>
    public static PowerApproximation ComputeCapped(
        double orderCost, double holdingCost, double stockoutCost, double mean, double deviation, double protectionPeriods = 1)
    {
        var levels = Compute(orderCost, holdingCost, stockoutCost, mean, deviation, protectionPeriods);
        if (levels.OrderUpToLevel - levels.ReorderPoint > SmallLot * mean)
            return levels;
        var cap = Newsvendor.Normal(holdingCost, stockoutCost, mean, deviation, protectionPeriods).Level;
        return new PowerApproximation(Math.Min(levels.ReorderPoint, cap), Math.Min(levels.OrderUpToLevel, cap));
    }
}
