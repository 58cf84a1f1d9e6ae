namespace Forecasting.Inventory.Theory;

/// <summary>The economic production quantity: a lot that comes in at a rate while it is being sold.</summary>
/// <param name="Quantity">Q*, units.</param>
/// <param name="Cost">Set-ups and holding, per unit of time.</param>
public readonly record struct ProductionLot(double Quantity, double Cost)
{
    /// <summary>The cheapest lot.</summary>
    /// <param name="setupCost">K: cost of one set-up, ≥ 0.</param>
    /// <param name="demandRate">D: units per unit of time, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit for one unit of time, &gt; 0.</param>
    /// <param name="productionRate">P: units per unit of time, above the demand rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen, 2nd ed., 3.6 (3.31), (3.32): the plain EOQ with holding cost h(1 − D/P). Taft, The Iron Age 101
    /// (1918).</remarks>
    /// <example>K = 500, D = 12000, h = 1.5, P = 40000: Q = 3380.617, cost 3549.648.</example>
    public static ProductionLot Optimize(double setupCost, double demandRate, double holdingCost, double productionRate)
    {
        Require.NotNegative(setupCost);
        Require.NotNegative(demandRate);
        Require.Positive(holdingCost);
        Require.Positive(productionRate - demandRate, nameof(productionRate));
        var held = holdingCost * (1 - demandRate / productionRate);
        var quantity = EconomicOrderQuantity.Compute(setupCost, demandRate, held);
        return new ProductionLot(quantity, held * quantity);
    }
}
