using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Four ways to a reorder point and a lot that need less work than the optimum, and cost more.</summary>
/// <remarks>What they cost in truth tells <see cref="ContinuousReview.Cost"/>. Snyder &amp; Shen, 2nd ed., 5.3 and 5.4.</remarks>
public static class ReorderPointHeuristics
{
    private const int MostSteps = 100_000;

    /// <summary>Lot and safety stock each for themselves: the EOQ, and the level of the newsvendor for the lead time.</summary>
    /// <param name="product">The product.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <remarks>Snyder &amp; Shen (5.18) and before.</remarks>
    public static ReorderPointLot EconomicLotAndSafetyStock(ContinuousReview product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return new ReorderPointLot(
            product.BestLevel, EconomicOrderQuantity.Compute(product.OrderCost, product.DemandRate, product.HoldingCost));
    }

    /// <summary>The EOQ with backorders, and the best reorder point for it.</summary>
    /// <param name="product">The product.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <remarks>Never dearer than 1/8 above the optimum: Zheng, Management Science 38 (1992) 87–103. Snyder &amp; Shen
    /// (5.16)–(5.18).</remarks>
    public static ReorderPointLot EconomicLotWithBackorders(ContinuousReview product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var lot = BackorderedLot.Optimize(product.OrderCost, product.DemandRate, product.HoldingCost, product.StockoutCost).Quantity;
        return new ReorderPointLot(ReorderPointOptimum.ReorderPointFor(product, lot), lot);
    }

    /// <summary>Hadley and Whitin's expected inventory level: stock is counted as if there were no backorders, and a unit short costs
    /// p once.</summary>
    /// <param name="product">The product; its stockout cost is taken per unit, whatever the time it waits.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <exception cref="ArgumentException">Stockouts are so cheap that no reorder point balances them: hQ is above pλ.</exception>
    /// <remarks>Between Q = √(2λ(K + p·n(r))/h) and F(r) = 1 − hQ/(pλ) to and fro, from the EOQ on. Snyder &amp; Shen (5.9), 5.3.</remarks>
    public static ReorderPointLot ExpectedInventoryLevel(ContinuousReview product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var policy = new ReorderPointLot(
            double.NaN, EconomicOrderQuantity.Compute(product.OrderCost, product.DemandRate, product.HoldingCost));
        for (var step = 0; step < MostSteps; step++)
        {
            var above = product.HoldingCost * policy.Quantity / (product.StockoutCost * product.DemandRate);
            if (above >= 1)
                throw new ArgumentException("Stockouts are too cheap: no reorder point balances them with the stock.", nameof(product));
            var reorderPoint = product.LeadTimeMean - product.LeadTimeDeviation * NormalDistribution.Quantile(above);
            var shortage = product.StockoutCost * Shortage(product, reorderPoint);
            var next = new ReorderPointLot(
                reorderPoint, EconomicOrderQuantity.Compute(product.OrderCost + shortage, product.DemandRate, product.HoldingCost));
            var moved = Math.Abs(next.Quantity - policy.Quantity);
            policy = next;
            if (moved <= 1e-14 * policy.Quantity)
                break;
        }

        return policy;
    }

    /// <summary>What <see cref="ExpectedInventoryLevel"/> believes that it costs, per unit of time.</summary>
    /// <param name="product">The product; its stockout cost is taken per unit, whatever the time it waits.</param>
    /// <param name="policy">Reorder point, any finite number, and lot, &gt; 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>h(r − λL + Q/2) + Kλ/Q + pλ·n(r)/Q: Snyder &amp; Shen (5.9).</remarks>
    public static double ExpectedInventoryLevelCost(ContinuousReview product, ReorderPointLot policy)
    {
        ArgumentNullException.ThrowIfNull(product);
        Require.Positive(policy.Quantity);
        var cycle = product.OrderCost + product.StockoutCost * Shortage(product, policy.ReorderPoint);
        return product.HoldingCost * (policy.ReorderPoint - product.LeadTimeMean)
            + EconomicOrderQuantity.Cost(cycle, product.DemandRate, product.HoldingCost, policy.Quantity);
    }

    /// <summary>The exact conditions without the shortage that is left when a cycle begins.</summary>
    /// <param name="product">The product.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <remarks>Q = √(2(Kλ + (h + p)·n₂(r))/h) and n(r) = hQ/(h + p) to and fro, from the EOQ on; each step raises the lot.
    /// Snyder &amp; Shen (5.28), (5.29).</remarks>
    public static ReorderPointLot LossFunctions(ContinuousReview product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var both = product.HoldingCost + product.StockoutCost;
        var ordering = product.OrderCost * product.DemandRate;
        var policy = new ReorderPointLot(double.NaN, Math.Sqrt(2 * ordering / product.HoldingCost));
        for (var step = 0; step < MostSteps; step++)
        {
            var reorderPoint = LevelWithShortage(product, product.HoldingCost * policy.Quantity / both);
            var second = NormalLoss.At(reorderPoint, product.LeadTimeMean, product.LeadTimeDeviation).SecondShortage;
            var next = new ReorderPointLot(reorderPoint, Math.Sqrt(2 * (ordering + both * second) / product.HoldingCost));
            var moved = Math.Abs(next.Quantity - policy.Quantity);
            policy = next;
            if (moved <= 1e-14 * policy.Quantity)
                break;
        }

        return policy;
    }

    private static double Shortage(ContinuousReview product, double level) =>
        NormalLoss.At(level, product.LeadTimeMean, product.LeadTimeDeviation).Shortage;

    // n falls with the level, from above μ − level: the root lies between μ − shortage and far above.
    private static double LevelWithShortage(ContinuousReview product, double shortage)
    {
        var low = product.LeadTimeMean - shortage;
        var high = product.LeadTimeMean + 40 * product.LeadTimeDeviation;
        return MonotoneRoot.Find(level => shortage - Shortage(product, level), low, Math.Max(low, high));
    }
}
