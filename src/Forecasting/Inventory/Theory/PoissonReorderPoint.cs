namespace Forecasting.Inventory.Theory;

/// <summary>Reorder point and lot in whole units under continuous review, Poisson demand.</summary>
/// <param name="ReorderPoint">r, units: at this inventory position (or below) a lot is ordered; may be negative.</param>
/// <param name="Quantity">Q, units, ≥ 1.</param>
/// <param name="Cost">Ordering, holding and backorders, per unit of time.</param>
public readonly record struct PoissonReorderPoint(int ReorderPoint, int Quantity, double Cost)
{
    /// <summary>The cheapest reorder point and lot.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder for one unit of time, &gt; 0.</param>
    /// <param name="demandRate">λ: units per unit of time, &gt; 0.</param>
    /// <param name="leadTime">L: in the same unit of time, ≥ 0; λL at most 1e5. The protection interval is L alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The best Q positions are taken in one by one, cheapest first, as long as the next one costs less than the average so far;
    /// equal costs go to the smaller lot. Federgruen and Zheng, Operations Research 40 (1992) 808–813; Snyder &amp; Shen, 2nd ed.,
    /// 5.5.</remarks>
    /// <example>K = 100, h = 20, p = 150, λ = 1.5, L = 2: r = 3, Q = 5, cost 107.924.</example>
    public static PoissonReorderPoint Optimize(
        double orderCost, double holdingCost, double stockoutCost, double demandRate, double leadTime)
    {
        Require.NotNegative(orderCost);
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        Require.Positive(demandRate);
        Require.NotNegative(leadTime);
        var mean = demandRate * leadTime;
        var best = (int)Newsvendor.Poisson(holdingCost, stockoutCost, demandRate * leadTime).Level;
        var (low, high) = (best - 1, best + 1);
        var (costLow, costHigh) = (At(low), At(high));
        var total = orderCost * demandRate + At(best);
        while (Math.Min(costLow, costHigh) < total / (high - low - 1))
        {
            if (costLow <= costHigh)
            {
                total += costLow;
                costLow = At(--low);
            }
            else
            {
                total += costHigh;
                costHigh = At(++high);
            }
        }

        var quantity = high - low - 1;
        return new PoissonReorderPoint(low, quantity, total / quantity);

        double At(int position) => CountLoss.Poisson(position, mean).Cost(holdingCost, stockoutCost);
    }

    /// <summary>Exact cost per unit of time of any reorder point and lot: (Kλ + Σ g(y))/Q over the positions y = r + 1, …, r + Q.</summary>
    /// <param name="reorderPoint">r, units, any.</param>
    /// <param name="quantity">Q, units, ≥ 1.</param>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder for one unit of time, ≥ 0.</param>
    /// <param name="demandRate">λ: units per unit of time, ≥ 0.</param>
    /// <param name="leadTime">L: in the same unit of time, ≥ 0; λL at most 1e5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The position r itself is never seen: reaching it orders a lot at once. Snyder &amp; Shen (5.48).</remarks>
    public static double CostOf(
        int reorderPoint,
        int quantity,
        double orderCost,
        double holdingCost,
        double stockoutCost,
        double demandRate,
        double leadTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        Require.NotNegative(orderCost);
        Require.NotNegative(demandRate);
        Require.NotNegative(leadTime);
        var total = orderCost * demandRate;
        for (var position = reorderPoint + 1; position <= reorderPoint + quantity; position++)
            total += CountLoss.Poisson(position, demandRate * leadTime).Cost(holdingCost, stockoutCost);
        return total / quantity;
    }
}
