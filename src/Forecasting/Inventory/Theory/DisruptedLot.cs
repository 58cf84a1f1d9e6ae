namespace Forecasting.Inventory.Theory;

/// <summary>The lot to order from a supplier who is out of order from time to time; demand meanwhile is lost.</summary>
/// <param name="Quantity">Q*, units.</param>
/// <param name="Cost">Ordering, holding and lost demand, per unit of time.</param>
public readonly record struct DisruptedLot(double Quantity, double Cost)
{
    /// <summary>The cheapest lot, ordered when the stock is 0 and the supplier works; it arrives at once.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="demandRate">D: units per unit of time, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit of lost demand, ≥ 0. Not per unit of time.</param>
    /// <param name="disruptionRate">λ: failures per unit of time while the supplier works, ≥ 0.</param>
    /// <param name="recoveryRate">μ: recoveries per unit of time while it does not, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Parlar and Berkin, Naval Research Logistics 38 (1991) 107–121, corrected by Berk and Arreola-Risa, ibid. 41 (1994) 725–731,
    /// Snyder &amp; Shen, 2nd ed., (9.5). The root of its slope, without an approximation; that the cost has one valley is tested
    /// on random products over four to eight decades of each number, not proved.</remarks>
    /// <example>K = 35, D = 30, h = 4, p = 22, λ = 1, μ = 12: Q = 24.066, cost 96.267.</example>
    public static DisruptedLot Optimize(
        double orderCost, double demandRate, double holdingCost, double stockoutCost, double disruptionRate, double recoveryRate)
    {
        Require.Positive(orderCost);
        Require.Positive(demandRate);
        Require.Positive(holdingCost);
        Require.NotNegative(stockoutCost);
        Require.NotNegative(disruptionRate);
        Require.Positive(recoveryRate);
        var start = EconomicOrderQuantity.Compute(orderCost, demandRate, holdingCost);
        var quantity = MonotoneRoot.FindAbove(Slope, 0, start);
        return new DisruptedLot(
            quantity, CostOf(orderCost, demandRate, holdingCost, stockoutCost, disruptionRate, recoveryRate, quantity));

        // Sign of the slope of the cost, cycle cost over cycle length.
        double Slope(double lot)
        {
            var (down, slope) = Down(demandRate, disruptionRate, recoveryRate, lot);
            var cost = orderCost + holdingCost * lot * lot / (2 * demandRate) + stockoutCost * demandRate * down;
            var costSlope = holdingCost * lot / demandRate + stockoutCost * demandRate * slope;
            return costSlope * (lot / demandRate + down) - cost * (1 / demandRate + slope);
        }
    }

    /// <summary>Cost per unit of time of any lot.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit of lost demand, ≥ 0.</param>
    /// <param name="disruptionRate">λ: failures per unit of time while the supplier works, ≥ 0.</param>
    /// <param name="recoveryRate">μ: recoveries per unit of time while it does not, &gt; 0.</param>
    /// <param name="quantity">Q: units, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double CostOf(
        double orderCost,
        double demandRate,
        double holdingCost,
        double stockoutCost,
        double disruptionRate,
        double recoveryRate,
        double quantity)
    {
        Require.NotNegative(orderCost);
        Require.Positive(demandRate);
        Require.NotNegative(holdingCost);
        Require.NotNegative(stockoutCost);
        Require.NotNegative(disruptionRate);
        Require.Positive(recoveryRate);
        Require.Positive(quantity);
        var (down, _) = Down(demandRate, disruptionRate, recoveryRate, quantity);
        var cost = orderCost + holdingCost * quantity * quantity / (2 * demandRate) + stockoutCost * demandRate * down;
        return cost / (quantity / demandRate + down);
    }

    // Expected time without stock in a cycle, and its slope by the lot: the chance to meet a supplier out of order, times 1/μ.
    private static (double Time, double Slope) Down(double demandRate, double disruptionRate, double recoveryRate, double quantity)
    {
        var both = disruptionRate + recoveryRate;
        var decay = both * quantity / demandRate;
        var share = disruptionRate / both / recoveryRate;
        return (-share * (Math.Exp(-decay) - 1), share * both / demandRate * Math.Exp(-decay));
    }
}
