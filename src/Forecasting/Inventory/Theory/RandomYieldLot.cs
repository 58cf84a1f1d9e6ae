namespace Forecasting.Inventory.Theory;

/// <summary>The lot to order where only a random share of it arrives, or is good.</summary>
/// <param name="Quantity">Q*, units ordered.</param>
/// <param name="Cost">Ordering and holding, per unit of time.</param>
public readonly record struct RandomYieldLot(double Quantity, double Cost)
{
    /// <summary>The cheapest lot.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one good unit for one unit of time, &gt; 0.</param>
    /// <param name="yieldMean">μ: expected share that arrives, &gt; 0; above 1 where more comes than was ordered.</param>
    /// <param name="yieldDeviation">σ: standard deviation of the share, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Q* = √(2KD/(h(σ² + μ²))). Snyder &amp; Shen, 2nd ed., 9.3.1.2 (9.24), (9.25).</remarks>
    /// <example>K = 18500, D = 75000, h = 0.06, μ = 0.8333333333, σ = 0.1408590425: Q = 254460.2, cost 13086.53.</example>
    public static RandomYieldLot Optimize(
        double orderCost, double demandRate, double holdingCost, double yieldMean, double yieldDeviation)
    {
        Require.Positive(yieldMean);
        Require.NotNegative(yieldDeviation);
        var square = yieldMean * yieldMean + yieldDeviation * yieldDeviation;
        var quantity = EconomicOrderQuantity.Compute(orderCost, demandRate, holdingCost * square);
        return new RandomYieldLot(quantity, holdingCost * square * quantity / yieldMean);
    }

    /// <summary>Cost per unit of time of any lot: K·D/(μQ) + h·Q(σ² + μ²)/(2μ).</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one good unit for one unit of time, &gt; 0.</param>
    /// <param name="yieldMean">μ: expected share that arrives, &gt; 0.</param>
    /// <param name="yieldDeviation">σ: standard deviation of the share, ≥ 0.</param>
    /// <param name="quantity">Q: units ordered, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double CostOf(
        double orderCost, double demandRate, double holdingCost, double yieldMean, double yieldDeviation, double quantity)
    {
        Require.Positive(yieldMean);
        Require.NotNegative(yieldDeviation);
        var square = yieldMean * yieldMean + yieldDeviation * yieldDeviation;
        return EconomicOrderQuantity.Cost(orderCost, demandRate, holdingCost * square, quantity) / yieldMean;
    }
}
