using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Trust;

/// <summary>What one unit is worth, in the firm's own currency: what items are classed by.</summary>
/// <param name="terms">Who is paid in which currency.</param>
/// <param name="settings">The rates.</param>
internal sealed class UnitValue(SupplyTermsResolution terms, GateSettings settings)
{
    private readonly bool hasOneCurrency = terms.HasOneCurrency;

    /// <summary>Its cost, or else its price; 0 when neither is known, or the cost is in one of several
    /// currencies and has no rate.</summary>
    public decimal Of(PlanningColumns columns)
    {
        if (columns.UnitCost is not { } cost)
            return columns.UnitPrice ?? 0;
        return hasOneCurrency ? cost : cost * (settings.RateOf(terms.CurrencyOf(columns)) ?? 0);
    }
}
