namespace Forecasting.Inventory;

/// <summary>One order quantity as a sum that a planner can redo with a pencil. All in units; each line is exact.</summary>
/// <remarks>
/// <see cref="ExpectedDemand"/> + <see cref="SafetyStock"/> = reorder point; + <see cref="LotAllowance"/> = order-up-to level;
/// − <see cref="OnHand"/> + <see cref="Allocated"/> + <see cref="Backordered"/> − <see cref="OnOrder"/> = need;
/// + <see cref="NotNeeded"/> + <see cref="MinimumOrderRounding"/> + <see cref="PackRounding"/> − <see cref="MaximumCut"/>
/// + <see cref="Joined"/> + <see cref="OfferRounding"/> + <see cref="SharedRounding"/> − <see cref="BudgetCut"/> − <see cref="SourceCut"/> = <see cref="Quantity"/>.
/// </remarks>
public sealed record OrderExplanation
{
    /// <summary>Expected demand over the protection interval, μ.</summary>
    public required decimal ExpectedDemand { get; init; }

    /// <summary>Reorder point − expected demand; negative when the target is below the mean.</summary>
    public required decimal SafetyStock { get; init; }

    /// <summary>Part of <see cref="SafetyStock"/> that is there because deliveries do not always take the same time.</summary>
    public decimal LeadTimeSafety { get; init; }

    /// <summary>Part of <see cref="SafetyStock"/> that the least stock, whole units, or a target set for all items together add.</summary>
    public decimal ServiceSafety { get; init; }

    /// <summary>The rest of <see cref="SafetyStock"/>: there because demand is not always what was expected.</summary>
    public decimal DemandSafety => SafetyStock - LeadTimeSafety - ServiceSafety;

    /// <summary>Order-up-to level − reorder point.</summary>
    public required decimal LotAllowance { get; init; }

    /// <summary>On the shelf.</summary>
    public required decimal OnHand { get; init; }

    /// <summary>Promised.</summary>
    public required decimal Allocated { get; init; }

    /// <summary>Owed.</summary>
    public required decimal Backordered { get; init; }

    /// <summary>On its way.</summary>
    public required decimal OnOrder { get; init; }

    /// <summary>Correction to zero when the position is above the reorder point or the item is not to be ordered; otherwise 0.</summary>
    public required decimal NotNeeded { get; init; }

    /// <summary>Units added to reach the minimum order.</summary>
    public required decimal MinimumOrderRounding { get; init; }

    /// <summary>Units added to fill the last pack.</summary>
    public required decimal PackRounding { get; init; }

    /// <summary>Units cut by the largest order or the largest stock.</summary>
    public required decimal MaximumCut { get; init; }

    /// <summary>Units ordered before they must be, because an order of the supplier leaves now with other items.</summary>
    public decimal Joined { get; init; }

    /// <summary>Units added because they are cheaper together: a price break, a full layer or pallet.</summary>
    public decimal OfferRounding { get; init; }

    /// <summary>Units added so that the order of which this is a line is as large as the supplier asks; negative where it waits, or is more than one delivery carries or the place has room for.</summary>
    public decimal SharedRounding { get; init; }

    /// <summary>Units cut because the money is worth more elsewhere.</summary>
    public decimal BudgetCut { get; init; }

    /// <summary>Units cut because the place that sends them has not enough for all that ask.</summary>
    public decimal SourceCut { get; init; }

    /// <summary>Reorder point, s: position at or below which we order.</summary>
    public decimal ReorderPoint => ExpectedDemand + SafetyStock;

    /// <summary>Order-up-to level, S: position that an order restores.</summary>
    public decimal OrderUpToLevel => ReorderPoint + LotAllowance;

    /// <summary>On hand − allocated − backordered + on order.</summary>
    public decimal InventoryPosition => OnHand - Allocated - Backordered + OnOrder;

    /// <summary>Order-up-to level − inventory position, before any rule.</summary>
    public decimal Need => OrderUpToLevel - InventoryPosition;

    /// <summary>The order: the sum of the lines above.</summary>
    public decimal Quantity => Need + NotNeeded + MinimumOrderRounding + PackRounding - MaximumCut + Joined + OfferRounding + SharedRounding - BudgetCut - SourceCut;
}
