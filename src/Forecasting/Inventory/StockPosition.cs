using System.Collections.Immutable;

namespace Forecasting.Inventory;

/// <summary>What a SKU-location has, owes and expects on the morning of the plan.</summary>
/// <param name="OnHand">Units on the shelf, ≥ 0.</param>
/// <param name="Allocated">Units promised to customers.</param>
/// <param name="Backordered">Units owed to customers.</param>
/// <param name="Arrivals">Units on their way, by the day they are on the shelf, earliest first; overdue ones on the day of the plan, or when late orders of their sender usually come.</param>
/// <param name="IsKnown">False when no stock record was given and 0 is assumed.</param>
public sealed record StockPosition(
    decimal OnHand, decimal Allocated, decimal Backordered, ImmutableArray<Arrival> Arrivals, bool IsKnown)
{
    /// <summary>Units on their way.</summary>
    public decimal OnOrder => Arrivals.Sum(a => a.Quantity);

    /// <summary>Inventory position: on hand − allocated − backordered + on order.</summary>
    public decimal InventoryPosition => OnHand - Allocated - Backordered + OnOrder;
}

/// <summary>Units on their way.</summary>
/// <param name="Day">Day on which they are on the shelf.</param>
/// <param name="Quantity">Units, &gt; 0.</param>
/// <param name="OrderId">The order that brings them.</param>
public sealed record Arrival(DateOnly Day, decimal Quantity, string OrderId)
{
    /// <summary>Day promised, where the sender is known to come later than that; null = <see cref="Day"/> is what was said.</summary>
    public DateOnly? Promised { get; init; }

    /// <summary>Why it is expected later than promised: the beginning of a sentence; empty where it is not.</summary>
    public string WhyLater { get; init; } = "";
}
