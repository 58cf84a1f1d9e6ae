namespace Forecasting.Inventory.Theory;

/// <summary>The cheapest reorder point and lot under continuous review, normal demand.</summary>
public static class ReorderPointOptimum
{
    /// <summary>The optimum of <see cref="ContinuousReview.Cost"/>.</summary>
    /// <param name="product">The product.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <remarks>At the optimum g(r) = g(r + Q) = the cost. With r(Q) from the first equation, Q·g(r) − ∫ g rises with Q from 0 to without
    /// end and is Kλ at the optimum. The lot is at least that of the EOQ with backorders. The cost is flat: 1e-7 of the lot is nothing
    /// in the cost. Zheng, Management Science 38 (1992) 87–103; Snyder &amp; Shen, 2nd ed., 5.2.</remarks>
    public static ReorderPointLot Optimize(ContinuousReview product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var ordering = product.OrderCost * product.DemandRate;
        var least = BackorderedLot.Optimize(product.OrderCost, product.DemandRate, product.HoldingCost, product.StockoutCost).Quantity;
        var lot = MonotoneRoot.FindAbove(Surplus, 0.999 * least, 0.01 * least);
        return new ReorderPointLot(ReorderPointFor(product, lot), lot);

        double Surplus(double quantity)
        {
            var policy = new ReorderPointLot(ReorderPointFor(product, quantity), quantity);
            return quantity * product.PositionCost(policy.ReorderPoint) - product.StockCost(policy) - ordering;
        }
    }

    /// <summary>The best reorder point for a lot: g(r) = g(r + Q).</summary>
    /// <param name="product">The product.</param>
    /// <param name="quantity">Q, units, &gt; 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="product"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lot is not positive or not finite.</exception>
    /// <remarks>g is convex, so the root is one, between the best level less the lot and the best level. Snyder &amp; Shen
    /// (5.16).</remarks>
    public static double ReorderPointFor(ContinuousReview product, double quantity)
    {
        ArgumentNullException.ThrowIfNull(product);
        Require.Positive(quantity);
        var best = product.BestLevel;
        return MonotoneRoot.Find(r => product.PositionCost(r + quantity) - product.PositionCost(r), best - quantity, best);
    }
}
