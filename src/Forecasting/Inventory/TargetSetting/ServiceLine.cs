using Forecasting.Catalog;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>One SKU-location in the choice of levels.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Curve">What its levels leave short and hold.</param>
/// <param name="CyclesPerYear">Review periods in a year: what turns units of a cycle into units of a year. &gt; 0.</param>
/// <param name="UnitCost">Money bound in one unit, ≥ 0.</param>
/// <param name="HoldingCostPerWeek">Cost of holding one unit for one week, ≥ 0.</param>
/// <param name="Weight">What one unit served counts for: 1 by units, its price or cost by value. ≥ 0.</param>
public sealed record ServiceLine(
    SkuLocation Key, ServiceCurve Curve, double CyclesPerYear, double UnitCost, double HoldingCostPerWeek, double Weight)
{
    /// <summary>A line of the plan.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="window">Its days.</param>
    /// <param name="terms">Costs, lot rules, bounds of the stock.</param>
    /// <param name="settings">Defaults.</param>
    /// <param name="weight">What a unit counts for.</param>
    /// <remarks>Without a unit cost there is no money to weigh: such a line counts as costing nothing, and gets all the service there is. Leave it out instead.</remarks>
    public static ServiceLine Of(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, ServiceWeight weight) => new(
        terms.Key,
        ServiceCurve.Of(demand, window, terms, settings),
        365.25 / window.ReviewDays,
        (double)(terms.UnitCost ?? 0),
        settings.HoldingCostOf(terms) ?? 0,
        weight == ServiceWeight.Units ? 1 : (double)(terms.UnitPrice ?? terms.UnitCost ?? 0));
}

/// <summary>What a total fill rate is weighted by.</summary>
public enum ServiceWeight
{
    /// <summary>Units served ÷ units wanted.</summary>
    Units,

    /// <summary>The same, each unit at its price (its cost where no price is known).</summary>
    Value,
}
