namespace Forecasting.Inventory.Theory;

/// <summary>The economic order quantity where customers wait, at a price: part of each cycle is sold on backorder.</summary>
/// <param name="Quantity">Q*, units.</param>
/// <param name="BackorderedShare">x*: share of the demand that waits, 0..1. The reorder point is the lead-time demand − x*·Q*.</param>
/// <param name="Cost">Ordering, holding and waiting, per unit of time.</param>
public readonly record struct BackorderedLot(double Quantity, double BackorderedShare, double Cost)
{
    /// <summary>The cheapest lot and share.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="demandRate">D: units per unit of time, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock for one unit of time, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit waiting for one unit of time, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen, 2nd ed., 3.5 (3.27)–(3.29): the plain EOQ with holding cost hp/(h + p), and x* = h/(h + p).</remarks>
    /// <example>K = 90, D = 2400, h = 3, p = 17: Q = 411.597, x = 0.15, cost 1049.571.</example>
    public static BackorderedLot Optimize(double orderCost, double demandRate, double holdingCost, double stockoutCost)
    {
        Require.Positive(orderCost);
        Require.Positive(demandRate);
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        var blended = holdingCost * (stockoutCost / (holdingCost + stockoutCost));
        var quantity = EconomicOrderQuantity.Compute(orderCost, demandRate, blended);
        return new BackorderedLot(quantity, holdingCost / (holdingCost + stockoutCost), blended * quantity);
    }

    /// <summary>Cost per unit of time of any lot and share: K·D/Q + h·Q(1 − x)²/2 + p·Q·x²/2.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock for one unit of time, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit waiting for one unit of time, ≥ 0.</param>
    /// <param name="quantity">Q: units, &gt; 0.</param>
    /// <param name="backorderedShare">x: 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double CostOf(
        double orderCost, double demandRate, double holdingCost, double stockoutCost, double quantity, double backorderedShare)
    {
        Require.NotNegative(orderCost);
        Require.NotNegative(demandRate);
        Require.NotNegative(holdingCost);
        Require.NotNegative(stockoutCost);
        Require.Positive(quantity);
        Require.NotNegative(backorderedShare);
        Require.NotNegative(1 - backorderedShare, nameof(backorderedShare));
        var served = 1 - backorderedShare;
        var time = holdingCost * served * served + stockoutCost * backorderedShare * backorderedShare;
        return orderCost * demandRate / quantity + quantity * time / 2;
    }
}
