using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>A level and what it costs.</summary>
/// <param name="Level">S, units: the inventory position after ordering.</param>
/// <param name="Cost">Expected holding and stockouts, per period.</param>
public readonly record struct BaseStock(double Level, double Cost);

/// <summary>The level that balances a unit left against a unit short: one season's buy, or the base stock of a product that is ordered
/// every period.</summary>
/// <remarks>
/// The demand handed in is that of the whole protection interval. For one season it is the season's. For periodic review with a lead
/// time of L periods it is the demand of L + 1 periods: an order placed now is followed by another one that arrives L + 1 periods from
/// now. Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., 4.3.2 and 4.3.4; Arrow, Harris and Marschak, Econometrica 19
/// (1951) 250–272.
/// </remarks>
public static class Newsvendor
{
    /// <summary>p/(p + h): the probability of no stockout at the best level.</summary>
    /// <param name="holdingCost">h: cost of one unit left, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not positive or not finite.</exception>
    public static double CriticalRatio(double holdingCost, double stockoutCost)
    {
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        return stockoutCost / (holdingCost + stockoutCost);
    }

    /// <summary>Normal demand.</summary>
    /// <param name="holdingCost">h: cost of one unit left at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short at the end of a period, &gt; 0.</param>
    /// <param name="mean">Demand of one period, units, any finite number.</param>
    /// <param name="deviation">Standard deviation of the demand of one period, units, ≥ 0.</param>
    /// <param name="protectionPeriods">Periods that the level covers, &gt; 0: lead time + 1 under periodic review. Periods are
    /// independent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen (4.24), (4.30), (4.37).</remarks>
    /// <example>h = 0.18, p = 0.70, mean 50, deviation 8: level 56.604, cost 1.9976.</example>
    public static BaseStock Normal(
        double holdingCost, double stockoutCost, double mean, double deviation, double protectionPeriods = 1)
    {
        var z = NormalDistribution.Quantile(CriticalRatio(holdingCost, stockoutCost));
        Require.Finite(mean);
        Require.NotNegative(deviation);
        Require.Positive(protectionPeriods);
        var level = mean * protectionPeriods + z * deviation * Math.Sqrt(protectionPeriods);
        return new BaseStock(level, NormalCost(level, holdingCost, stockoutCost, mean, deviation, protectionPeriods));
    }

    /// <summary>Cost per period of any level, normal demand.</summary>
    /// <param name="level">S, units, any finite number.</param>
    /// <param name="holdingCost">h: cost of one unit left at the end of a period, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short at the end of a period, ≥ 0.</param>
    /// <param name="mean">Demand of one period, units, any finite number.</param>
    /// <param name="deviation">Standard deviation of the demand of one period, units, ≥ 0.</param>
    /// <param name="protectionPeriods">Periods that the level covers, &gt; 0: lead time + 1 under periodic review.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double NormalCost(
        double level, double holdingCost, double stockoutCost, double mean, double deviation, double protectionPeriods = 1)
    {
        Require.Positive(protectionPeriods);
        return NormalLoss.At(level, mean * protectionPeriods, deviation * Math.Sqrt(protectionPeriods)).Cost(holdingCost, stockoutCost);
    }

    /// <summary>Poisson demand.</summary>
    /// <param name="holdingCost">h: cost of one unit left at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short at the end of a period, &gt; 0.</param>
    /// <param name="mean">Demand of one period, units, ≥ 0; over the protection interval at most 1e5.</param>
    /// <param name="protectionPeriods">Periods that the level covers, &gt; 0: lead time + 1 under periodic review.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The smallest level whose probability of no stockout is at least the critical ratio: Snyder &amp; Shen (4.35).</remarks>
    /// <example>h = 1, p = 4, mean 20: level 24, cost 6.438.</example>
    public static BaseStock Poisson(double holdingCost, double stockoutCost, double mean, double protectionPeriods = 1)
    {
        Require.NotNegative(mean);
        Require.Positive(protectionPeriods);
        var level = DiscreteDemand.Poisson(mean * protectionPeriods).Quantile(CriticalRatio(holdingCost, stockoutCost));
        return new BaseStock(level, CountLoss.Poisson(level, mean * protectionPeriods).Cost(holdingCost, stockoutCost));
    }

    /// <summary>Demand in whole units from a table.</summary>
    /// <param name="holdingCost">h: cost of one unit left at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short at the end of a period, &gt; 0.</param>
    /// <param name="demand">Demand of one period.</param>
    /// <param name="protectionPeriods">Whole periods that the level covers, ≥ 1: lead time + 1 under periodic review.</param>
    /// <exception cref="ArgumentNullException"><paramref name="demand"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen (4.6), (4.35).</remarks>
    public static BaseStock Discrete(double holdingCost, double stockoutCost, DiscreteDemand demand, int protectionPeriods = 1)
    {
        ArgumentNullException.ThrowIfNull(demand);
        var ratio = CriticalRatio(holdingCost, stockoutCost);
        var covered = demand.Over(protectionPeriods);
        var level = covered.Quantile(ratio);
        return new BaseStock(level, covered.LossAt(level).Cost(holdingCost, stockoutCost));
    }

    /// <summary>Gamma demand of the whole protection interval.</summary>
    /// <param name="holdingCost">h: cost of one unit left, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short, &gt; 0.</param>
    /// <param name="shape">Shape of the demand of the interval, at least 0.001. n periods of one product have n times the shape of
    /// one.</param>
    /// <param name="scale">Scale, units, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static BaseStock Gamma(double holdingCost, double stockoutCost, double shape, double scale)
    {
        Require.AtLeast(1e-3, shape);
        Require.Positive(scale);
        var level = shape * scale * GammaDistribution.Quantile(CriticalRatio(holdingCost, stockoutCost), 1 / shape);
        return new BaseStock(level, GammaLoss.At(level, shape, scale).Cost(holdingCost, stockoutCost));
    }

    /// <summary>Lognormal demand of the whole protection interval.</summary>
    /// <param name="holdingCost">h: cost of one unit left, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short, &gt; 0.</param>
    /// <param name="logMean">Mean of the logarithm of demand, any finite number.</param>
    /// <param name="logDeviation">Standard deviation of the logarithm, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static BaseStock Lognormal(double holdingCost, double stockoutCost, double logMean, double logDeviation)
    {
        Require.Positive(logDeviation);
        var level = LognormalDistribution.Quantile(CriticalRatio(holdingCost, stockoutCost), logMean, logDeviation);
        return new BaseStock(level, LognormalLoss.At(level, logMean, logDeviation).Cost(holdingCost, stockoutCost));
    }
}
