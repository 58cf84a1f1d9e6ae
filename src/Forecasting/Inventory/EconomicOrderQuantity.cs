namespace Forecasting.Inventory;

/// <summary>The lot that balances the cost of ordering against the cost of holding.</summary>
public static class EconomicOrderQuantity
{
    /// <summary>Q* = sqrt(2·K·D / h).</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandPerWeek">D: units per week, ≥ 0.</param>
    /// <param name="holdingCostPerWeek">h: cost of one unit for one week, &gt; 0.</param>
    /// <returns>Units, ≥ 0, not rounded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A cost or demand is negative or not finite, or the holding cost is not positive.</exception>
    /// <remarks>Harris 1913; Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., (3.4).</remarks>
    public static double Compute(double orderCost, double demandPerWeek, double holdingCostPerWeek)
    {
        ThrowUnless(orderCost >= 0 && double.IsFinite(orderCost), orderCost, nameof(orderCost), "finite and not negative");
        ThrowUnless(demandPerWeek >= 0 && double.IsFinite(demandPerWeek), demandPerWeek, nameof(demandPerWeek), "finite and not negative");
        ThrowUnless(holdingCostPerWeek > 0 && double.IsFinite(holdingCostPerWeek), holdingCostPerWeek, nameof(holdingCostPerWeek), "finite and positive");
        return Math.Sqrt(2 * orderCost * demandPerWeek / holdingCostPerWeek);
    }

    private static void ThrowUnless(bool legal, double value, string name, string range)
    {
        if (!legal)
            throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");
    }
}
