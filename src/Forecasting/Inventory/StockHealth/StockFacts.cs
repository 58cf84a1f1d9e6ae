using System.Collections.Immutable;

namespace Forecasting.Inventory.StockHealth;

/// <summary>What the plan of one SKU-location alone does not know about its stock.</summary>
public sealed record StockFacts
{
    /// <summary>Nothing is known.</summary>
    public static readonly StockFacts Unknown = new();

    /// <summary>Days in stock since the last sale, ≥ 0; see <see cref="DaysWithoutSale"/>.</summary>
    public int DaysWithoutSale { get; init; }

    /// <summary>Units that other places would take, ≥ 0.</summary>
    public decimal WantedElsewhere { get; init; }

    /// <summary>True when the supplier takes it back.</summary>
    public bool IsReturnable { get; init; }

    /// <summary>What is on hand by the last day on which it can be sold; empty = not known: one lot, and fresh.</summary>
    public ImmutableArray<StockLot> Lots { get; init; } = [];
}
