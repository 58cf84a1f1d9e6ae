namespace Forecasting.Inventory.Theory;

/// <summary>One season's buy, told in prices: what a unit sells for, costs, and brings when it is left over.</summary>
/// <param name="Level">S, units to buy.</param>
/// <param name="Profit">Expected profit of the season.</param>
public readonly record struct NewsvendorProfit(double Level, double Profit)
{
    /// <summary>The buy with the highest expected profit, normal demand.</summary>
    /// <param name="revenue">r: price that a unit sells for, above its cost.</param>
    /// <param name="purchaseCost">c: cost of a unit, above its salvage value.</param>
    /// <param name="salvageValue">v: what a unit left over brings; below 0 it costs to be rid of it.</param>
    /// <param name="mean">Demand of the season, units, any finite number.</param>
    /// <param name="deviation">Its standard deviation, units, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>A unit short costs r − c, a unit left c − v; the profit is (r − c)·μ less the cost of missing demand.
    /// Snyder &amp; Shen, 2nd ed., 4.3.2.4.</remarks>
    /// <example>r = 25, c = 12, v = 4, mean 1000, deviation 300: 1090.894 units, profit 10599.415.</example>
    public static NewsvendorProfit Normal(double revenue, double purchaseCost, double salvageValue, double mean, double deviation)
    {
        Require.Finite(revenue);
        Require.Finite(purchaseCost);
        Require.Finite(salvageValue);
        Require.Positive(revenue - purchaseCost, nameof(revenue));
        Require.Positive(purchaseCost - salvageValue, nameof(purchaseCost));
        var missed = Newsvendor.Normal(purchaseCost - salvageValue, revenue - purchaseCost, mean, deviation);
        return new NewsvendorProfit(missed.Level, (revenue - purchaseCost) * mean - missed.Cost);
    }
}
