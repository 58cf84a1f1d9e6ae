using Forecasting.Catalog;

namespace Forecasting.Inventory.Network;

/// <summary>A place that has more than it needs.</summary>
/// <param name="Place">The place.</param>
/// <param name="Spare">Units that it can send today, ≥ 0.</param>
internal readonly record struct TransferGiver(Location Place, decimal Spare)
{
    /// <summary>What a place can send without falling below its own level, or its shelf below its safety stock.</summary>
    /// <remarks>Above the order-up-to level it keeps the expected demand of one more protection interval: otherwise it would soon buy what
    /// it gave. What comes too late to count for its own order does not count here either.</remarks>
    public static TransferGiver Of(StockOutlook outlook)
    {
        if (outlook.OrderQuantity > 0)
            return new TransferGiver(outlook.Key.Location, 0);
        var counted = outlook.Position with { Arrivals = outlook.Position.Arrivals.RemoveAll(a => a.Day >= outlook.Window.NextDelivery) };
        var needed = Math.Max(0, outlook.OrderUpToLevel) + Up(outlook.DemandUntil(outlook.Window.ProtectionDays));
        var spare = Math.Min(outlook.Available, counted.InventoryPosition - needed);
        // As if all customers waited: then the stock of each day is lower by just what was sent.
        var stock = new ExpectedStock(outlook, UnmetDemand.Backordered);
        stock.Walk(0);
        for (var d = 0; d < Math.Min(stock.NextDelivery, stock.Days); d++)
            spare = Math.Min(spare, Down(stock.Stock[d] - outlook.LevelOn(d)));
        return new TransferGiver(outlook.Key.Location, Math.Max(0, spare));
    }

    private static decimal Up(double units) => Math.Ceiling((decimal)Math.Clamp(units, -1e15, 1e15) * 1000 - 0.001m) / 1000;

    private static decimal Down(double units) => Math.Floor((decimal)Math.Clamp(units, -1e15, 1e15) * 1000 + 0.001m) / 1000;
}
