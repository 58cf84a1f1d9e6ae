using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>A reorder point and a lot.</summary>
/// <param name="ReorderPoint">r, units: at or below this inventory position a lot is ordered.</param>
/// <param name="Quantity">Q, units.</param>
public readonly record struct ReorderPointLot(double ReorderPoint, double Quantity);

/// <summary>A product that is watched all the time and ordered in lots of Q, with normal demand and a fixed lead time.</summary>
/// <remarks>The protection interval is the lead time alone, L and not L + 1: an order may be placed at any moment.</remarks>
public sealed record ContinuousReview
{
    /// <summary>Takes over the data of the product.</summary>
    /// <param name="orderCost">K: cost of one order, &gt; 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder for one unit of time, &gt; 0.</param>
    /// <param name="demandRate">λ: units per unit of time, &gt; 0.</param>
    /// <param name="demandDeviation">Standard deviation of the demand of one unit of time, units, ≥ 0.</param>
    /// <param name="leadTime">L: in the same unit of time, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ContinuousReview(
        double orderCost, double holdingCost, double stockoutCost, double demandRate, double demandDeviation, double leadTime)
    {
        Require.Positive(orderCost);
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        Require.Positive(demandRate);
        Require.NotNegative(demandDeviation);
        Require.NotNegative(leadTime);
        OrderCost = orderCost;
        HoldingCost = holdingCost;
        StockoutCost = stockoutCost;
        DemandRate = demandRate;
        LeadTimeMean = demandRate * leadTime;
        LeadTimeDeviation = demandDeviation * Math.Sqrt(leadTime);
    }

    /// <summary>K: cost of one order.</summary>
    public double OrderCost { get; }

    /// <summary>h: cost of one unit for one unit of time.</summary>
    public double HoldingCost { get; }

    /// <summary>p: cost of one unit on backorder for one unit of time.</summary>
    public double StockoutCost { get; }

    /// <summary>λ: units per unit of time.</summary>
    public double DemandRate { get; }

    /// <summary>λL: expected demand of the lead time, units.</summary>
    public double LeadTimeMean { get; }

    /// <summary>σ√L: standard deviation of the demand of the lead time, units.</summary>
    public double LeadTimeDeviation { get; }

    /// <summary>The level at which holding and backorders cost least if nothing is ordered in lots.</summary>
    internal double BestLevel =>
        LeadTimeMean + LeadTimeDeviation * NormalDistribution.Quantile(Newsvendor.CriticalRatio(HoldingCost, StockoutCost));

    /// <summary>g(y): rate of holding and backorder cost a lead time after the inventory position was y.</summary>
    /// <param name="position">y, units, any finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is not finite.</exception>
    public double PositionCost(double position) =>
        NormalLoss.At(position, LeadTimeMean, LeadTimeDeviation).Cost(HoldingCost, StockoutCost);

    /// <summary>Exact cost per unit of time of any reorder point and lot.</summary>
    /// <param name="policy">Reorder point, any finite number, and lot, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>(Kλ + ∫ g(y) dy)/Q over y = r … r + Q, where the position is as often at one place as at another; the integral is a
    /// difference of second losses. Snyder &amp; Shen, 2nd ed., (5.7); Zheng, Management Science 38 (1992) 87–103.</remarks>
    public double Cost(ReorderPointLot policy)
    {
        Require.Positive(policy.Quantity);
        return (OrderCost * DemandRate + StockCost(policy)) / policy.Quantity;
    }

    /// <summary>∫ g(y) dy over y = r … r + Q: the cost of holding and backorders in one cycle, times λ.</summary>
    internal double StockCost(ReorderPointLot policy)
    {
        var low = NormalLoss.At(policy.ReorderPoint, LeadTimeMean, LeadTimeDeviation);
        var high = NormalLoss.At(policy.ReorderPoint + policy.Quantity, LeadTimeMean, LeadTimeDeviation);
        return HoldingCost * (high.SecondSurplus - low.SecondSurplus) + StockoutCost * (low.SecondShortage - high.SecondShortage);
    }
}
