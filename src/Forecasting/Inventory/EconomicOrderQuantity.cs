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

    /// <summary>Cost per week of any lot: K·D / Q + h·Q / 2.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="demandPerWeek">D: units per week, ≥ 0.</param>
    /// <param name="holdingCostPerWeek">h: cost of one unit for one week, &gt; 0.</param>
    /// <param name="quantity">Q: units, &gt; 0. At the economic quantity the two parts are equal and the cost is sqrt(2·K·D·h).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Any unit of time will do that the demand and the holding cost share. Snyder &amp; Shen (3.3).</remarks>
    public static double Cost(double orderCost, double demandPerWeek, double holdingCostPerWeek, double quantity)
    {
        ThrowUnless(orderCost >= 0 && double.IsFinite(orderCost), orderCost, nameof(orderCost), "finite and not negative");
        ThrowUnless(demandPerWeek >= 0 && double.IsFinite(demandPerWeek), demandPerWeek, nameof(demandPerWeek), "finite and not negative");
        ThrowUnless(holdingCostPerWeek > 0 && double.IsFinite(holdingCostPerWeek), holdingCostPerWeek, nameof(holdingCostPerWeek), "finite and positive");
        ThrowUnless(quantity > 0 && double.IsFinite(quantity), quantity, nameof(quantity), "finite and positive");
        return orderCost * demandPerWeek / quantity + holdingCostPerWeek * quantity / 2;
    }

    private static void ThrowUnless(bool legal, double value, string name, string range)
    {
        if (!legal)
            throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");
    }
}
