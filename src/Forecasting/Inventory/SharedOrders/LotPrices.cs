using Forecasting.Catalog;

namespace Forecasting.Inventory.SharedOrders;

/// <summary>What an order of an item with price breaks costs, as against the price that it would be bought for later.</summary>
/// <param name="List">The breaks.</param>
/// <param name="UnitCost">Cost of a unit below the first break, &gt; 0.</param>
/// <param name="LaterCost">Cost of a unit in a usual order.</param>
public sealed record LotPrices(PriceList List, decimal UnitCost, decimal LaterCost)
{
    /// <summary>Price at a quantity as a share of <see cref="UnitCost"/>, above 0 and at most 1.</summary>
    /// <param name="quantity">Units of the order.</param>
    public double ShareAt(decimal quantity) => (double)(List.UnitCostAt(quantity, UnitCost) / UnitCost);

    /// <summary>What is saved on a purchase against buying as much later, money; negative below the usual break.</summary>
    /// <param name="quantity">Units of the order.</param>
    public double Saved(double quantity) =>
        quantity * (double)(LaterCost - List.UnitCostAt((decimal)Math.Clamp(quantity, 0, 1e15), UnitCost));
}
