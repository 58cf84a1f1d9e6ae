using Forecasting.Catalog;

namespace Forecasting.Inventory.Network;

/// <summary>Stock that one place has too much of, sent to another instead of a part of that one's order.</summary>
/// <param name="Sku">Product.</param>
/// <param name="From">Place that sends.</param>
/// <param name="To">Place that receives.</param>
/// <param name="Units">Units, whole packs, &gt; 0: the order of the receiving place is smaller by them.</param>
/// <param name="Arrives">Day on which they are on the shelf.</param>
public sealed record Transfer(Sku Sku, Location From, Location To, decimal Units, DateOnly Arrives)
{
    /// <summary>What the receiving place need not buy, at cost.</summary>
    public required decimal PurchaseAvoided { get; init; }

    /// <summary>Expected units short before the next order that it avoids, × cost of one short; below 0 where the transfer takes longer
    /// than the order would.</summary>
    public required decimal ShortageAvoided { get; init; }

    /// <summary>Cost of the transfer, and of holding its units on the way.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Purchase avoided + shortage avoided − cost, &gt; 0.</summary>
    public decimal MoneySaved => PurchaseAvoided + ShortageAvoided - Cost;

    /// <summary>One full sentence.</summary>
    public required string Reason { get; init; }
}
