using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>One period of a season that ends.</summary>
/// <param name="Demand">Demand of the period, independent of the others.</param>
/// <param name="OrderCost">K: cost of an order placed in it, ≥ 0.</param>
/// <param name="HoldingCost">h: cost of one unit in stock at its end, ≥ 0.</param>
/// <param name="StockoutCost">p: cost of one unit on backorder at its end, ≥ 0.</param>
/// <param name="PurchaseCost">c: cost of one unit bought in it, ≥ 0.</param>
public sealed record FiniteHorizonPeriod(
    DiscreteDemand Demand, double OrderCost, double HoldingCost, double StockoutCost, double PurchaseCost);

/// <summary>The best levels of each period of a season that ends, by dynamic programming over whole units.</summary>
/// <remarks>An order arrives at once and serves the demand of its own period: the protection interval is one period. Unmet demand
/// waits.</remarks>
public sealed class FiniteHorizon
{
    private FiniteHorizon(ImmutableArray<int> reorderPoints, ImmutableArray<int> orderUpToLevels, double cost)
    {
        ReorderPoints = reorderPoints;
        OrderUpToLevels = orderUpToLevels;
        Cost = cost;
    }

    /// <summary>s of each period, units: the largest stock from which it pays to order up to S. Equal to S where orders cost nothing; one
    /// below the lowest stock that can occur where it pays from none.</summary>
    public ImmutableArray<int> ReorderPoints { get; }

    /// <summary>S of each period, units: the cheapest stock after ordering.</summary>
    public ImmutableArray<int> OrderUpToLevels { get; }

    /// <summary>Expected cost of all periods and of the end, discounted to the first period.</summary>
    public double Cost { get; }

    /// <summary>The optimum.</summary>
    /// <param name="periods">The periods in order, at least one.</param>
    /// <param name="endHoldingCost">Cost of one unit in stock after the last period, ≥ 0.</param>
    /// <param name="endStockoutCost">Cost of one unit on backorder after the last period, ≥ 0.</param>
    /// <param name="initialLevel">Stock less backorders before the first order, units.</param>
    /// <param name="discountFactor">Worth today of money of the next period, above 0, at most 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="periods"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no period, or one of them is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen, 2nd ed., 4.3.3 and 4.4.3 (4.66), algorithm 4.1; Scarf 1960 for why (s,S) is optimal, which needs
    /// order costs that do not rise. Where they do rise, the cost is still that of the best decision at every stock. Work grows with the
    /// periods, the largest total demand and the largest demand of a period.</remarks>
    public static FiniteHorizon Optimize(
        IReadOnlyList<FiniteHorizonPeriod> periods,
        double endHoldingCost,
        double endStockoutCost,
        int initialLevel = 0,
        double discountFactor = 1)
    {
        ArgumentNullException.ThrowIfNull(periods);
        if (periods.Count == 0)
            throw new ArgumentException("Needs at least one period.", nameof(periods));
        foreach (var period in periods)
            Check(period);
        Require.NotNegative(endHoldingCost);
        Require.NotNegative(endStockoutCost);
        Require.Share(discountFactor);

        // Stock that all demand to come cannot use is never ordered; stock cannot fall below the start less all demand so far.
        var most = periods.Sum(period => period.Demand.Largest);
        var low = Math.Min(0, initialLevel) - most;
        var size = Math.Max(initialLevel, most) - low + 1;
        var toCome = new double[size];
        for (var i = 0; i < size; i++)
            toCome[i] = endHoldingCost * Math.Max(0.0, low + i) + endStockoutCost * Math.Max(0.0, -(double)(low + i));

        var reorderPoints = new int[periods.Count];
        var levels = new int[periods.Count];
        var least = 0;
        for (var t = periods.Count - 1; t >= 0; t--)
        {
            // The lowest index that the stock can have in period t: from it, the period's demand leads to the lowest of the next.
            least += periods[t].Demand.Largest;
            var costs = CostAfterOrdering(periods[t], toCome, low, least, discountFactor);
            (reorderPoints[t], levels[t]) = Levels(periods[t].OrderCost, costs, low, least);
            toCome = CostBeforeOrdering(periods[t], costs, low, least);
        }

        return new FiniteHorizon([.. reorderPoints], [.. levels], toCome[initialLevel - low]);
    }

    // c·y + holding and backorders + discounted cost to come, for each stock y after ordering.
    private static double[] CostAfterOrdering(FiniteHorizonPeriod period, double[] toCome, int low, int least, double discountFactor)
    {
        var probabilities = period.Demand.Probabilities.AsSpan();
        var costs = new double[toCome.Length];
        for (var i = least; i < costs.Length; i++)
        {
            double later = 0;
            for (var d = 0; d < probabilities.Length; d++)
                later += probabilities[d] * toCome[i - d];
            costs[i] = period.PurchaseCost * (low + i)
                + period.Demand.LossAt(low + i).Cost(period.HoldingCost, period.StockoutCost)
                + discountFactor * later;
        }

        return costs;
    }

    private static double[] CostBeforeOrdering(FiniteHorizonPeriod period, double[] costs, int low, int least)
    {
        var before = new double[costs.Length];
        var best = double.PositiveInfinity;
        for (var i = costs.Length - 1; i >= least; i--)
        {
            before[i] = Math.Min(costs[i], period.OrderCost + best) - period.PurchaseCost * (low + i);
            best = Math.Min(best, costs[i]);
        }

        return before;
    }

    private static (int ReorderPoint, int Level) Levels(double orderCost, double[] costs, int low, int least)
    {
        var level = least;
        for (var i = least + 1; i < costs.Length; i++)
        {
            if (costs[i] < costs[level])
                level = i;
        }

        var reorderPoint = level;
        while (reorderPoint >= least && costs[reorderPoint] < orderCost + costs[level])
            reorderPoint--;
        return (low + reorderPoint, low + level);
    }

    private static void Check(FiniteHorizonPeriod period)
    {
        if (period?.Demand is null)
            throw new ArgumentException("A period is missing, or its demand.", nameof(period));
        Require.NotNegative(period.OrderCost);
        Require.NotNegative(period.HoldingCost);
        Require.NotNegative(period.StockoutCost);
        Require.NotNegative(period.PurchaseCost);
    }
}
