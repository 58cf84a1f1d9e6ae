using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>What happened at one stage of a simulated chain: one value for each period in every list.</summary>
public sealed record StageTrace
{
    /// <summary>Demand, or the order of the next stage, units.</summary>
    public required ImmutableArray<double> InboundOrders { get; init; }

    /// <summary>Ordered from the stage before, or from outside, units.</summary>
    public required ImmutableArray<double> OrderQuantities { get; init; }

    /// <summary>Arrived, units.</summary>
    public required ImmutableArray<double> InboundShipments { get; init; }

    /// <summary>Sent on, or sold, units.</summary>
    public required ImmutableArray<double> OutboundShipments { get; init; }

    /// <summary>Stock at the end of the period, or less than 0: what is owed.</summary>
    public required ImmutableArray<double> InventoryLevels { get; init; }

    /// <summary>Cost of the stock at the end of the period.</summary>
    public required ImmutableArray<double> HoldingCosts { get; init; }

    /// <summary>Cost of what is on its way to the next stage at the end of the period, at the holding cost of this one.</summary>
    public required ImmutableArray<double> InTransitHoldingCosts { get; init; }

    /// <summary>Cost of what is owed at the end of the period.</summary>
    public required ImmutableArray<double> StockoutCosts { get; init; }

    /// <summary>Sum of the three costs.</summary>
    public required ImmutableArray<double> TotalCosts { get; init; }
}
