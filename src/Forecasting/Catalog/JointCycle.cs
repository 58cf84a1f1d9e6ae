namespace Forecasting.Catalog;

/// <summary>The part of one SKU-location in the rhythm in which the items of a supplier are ordered together at a place.</summary>
/// <param name="Days">T: days that an order of the supplier is meant to last, whole reviews, &gt; 0.</param>
/// <param name="Multiple">m: the item is meant to be in every m-th of these orders, ≥ 1.</param>
/// <param name="Units">Units that hold its position above the reorder point until the next order of the supplier, ≥ 0: below that it joins.</param>
/// <param name="Lot">Units from its reorder point to its order-up-to level, ≥ <paramref name="Units"/>; 0 = it is in every review's order.</param>
/// <param name="Items">SKU-locations that are ordered together, ≥ 2.</param>
public sealed record JointCycle(double Days, int Multiple, double Units, double Lot, int Items);
