namespace Forecasting.Inventory.Theory;

/// <summary>The economic order quantity where a lower price holds only for the units beyond a break.</summary>
public static class IncrementalDiscount
{
    /// <summary>The cheapest lot.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="demandRate">D: units per unit of time, &gt; 0.</param>
    /// <param name="holdingCostRate">i: cost of holding as a share of the value, per unit of time, &gt; 0.</param>
    /// <param name="prices">Price list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prices"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>What was paid above the last price for the first units acts as a part of the order cost. The optimum lies inside a
    /// region, never at a break. Snyder &amp; Shen, 2nd ed., 3.4.2 (3.20)–(3.22).</remarks>
    public static DiscountedLot Optimize(double orderCost, double demandRate, double holdingCostRate, PriceBreaks prices)
    {
        Require.Positive(orderCost);
        Require.Positive(demandRate);
        Require.Positive(holdingCostRate);
        ArgumentNullException.ThrowIfNull(prices);
        return prices.Cheapest(
            region => EconomicOrderQuantity.Compute(orderCost + Surcharge(prices, region), demandRate, holdingCostRate * prices.UnitCosts[region]),
            quantity => Cost(orderCost, demandRate, holdingCostRate, prices, quantity));
    }

    /// <summary>Cost per unit of time of any lot: (K + C(Q))·D/Q + i·C(Q)/2, C(Q) the price of the whole order.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCostRate">i: cost of holding as a share of the value, per unit of time, &gt; 0.</param>
    /// <param name="prices">Price list.</param>
    /// <param name="quantity">Q: units, &gt; 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prices"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Cost(double orderCost, double demandRate, double holdingCostRate, PriceBreaks prices, double quantity)
    {
        Require.NotNegative(orderCost);
        Require.NotNegative(demandRate);
        Require.Positive(holdingCostRate);
        Require.Positive(quantity);
        ArgumentNullException.ThrowIfNull(prices);
        var region = prices.RegionOf(quantity);
        var price = Surcharge(prices, region) + prices.UnitCosts[region] * quantity;
        return (orderCost + price) * demandRate / quantity + holdingCostRate * price / 2;
    }

    // What the first units cost above the price of the region.
    private static double Surcharge(PriceBreaks prices, int region)
    {
        double sum = 0;
        for (var below = 0; below < region; below++)
            sum += (prices.UnitCosts[below] - prices.UnitCosts[region]) * (prices.From[below + 1] - prices.From[below]);
        return sum;
    }
}
