namespace Forecasting.Inventory.Theory;

/// <summary>The economic order quantity where one price holds for every unit of the order.</summary>
public static class AllUnitsDiscount
{
    /// <summary>The cheapest lot.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="demandRate">D: units per unit of time, &gt; 0.</param>
    /// <param name="holdingCostRate">i: cost of holding as a share of the value, per unit of time, &gt; 0.</param>
    /// <param name="prices">Price list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prices"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>In each region the plain EOQ if it lies there or the break below it: the cost is convex in a region, and the region above
    /// is never dearer at their border. Equal costs go to the smaller lot. Snyder &amp; Shen, 2nd ed., 3.4.1 (3.18), (3.19).</remarks>
    public static DiscountedLot Optimize(double orderCost, double demandRate, double holdingCostRate, PriceBreaks prices)
    {
        Require.Positive(orderCost);
        Require.Positive(demandRate);
        Require.Positive(holdingCostRate);
        ArgumentNullException.ThrowIfNull(prices);
        return prices.Cheapest(
            region => Math.Max(prices.From[region], EconomicOrderQuantity.Compute(orderCost, demandRate, holdingCostRate * prices.UnitCosts[region])),
            quantity => Cost(orderCost, demandRate, holdingCostRate, prices, quantity));
    }

    /// <summary>Cost per unit of time of any lot: c·D + K·D/Q + i·c·Q/2, c the price of the region of Q.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCostRate">i: cost of holding as a share of the value, per unit of time, &gt; 0.</param>
    /// <param name="prices">Price list.</param>
    /// <param name="quantity">Q: units, &gt; 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prices"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Cost(double orderCost, double demandRate, double holdingCostRate, PriceBreaks prices, double quantity)
    {
        Require.Positive(holdingCostRate);
        Require.Positive(quantity);
        ArgumentNullException.ThrowIfNull(prices);
        var unitCost = prices.UnitCosts[prices.RegionOf(quantity)];
        return unitCost * demandRate + EconomicOrderQuantity.Cost(orderCost, demandRate, holdingCostRate * unitCost, quantity);
    }
}
