using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>Who supplies what to where, by the master data: a supplier, or another place.</summary>
/// <param name="items">Products by code.</param>
/// <param name="itemLocations">Planning values by product and place.</param>
/// <param name="places">Places by code.</param>
public sealed class SupplyRoutes(
    IReadOnlyDictionary<Sku, Item> items,
    IReadOnlyDictionary<SkuLocation, PlanningColumns> itemLocations,
    IReadOnlyDictionary<Location, StockingPlace> places)
{
    /// <summary>The planning columns of an item at a place: those given there over those of the item.</summary>
    public PlanningColumns ColumnsOf(SkuLocation key)
    {
        var ofItem = items.TryGetValue(key.Sku, out var item) ? item.Planning : PlanningColumns.None;
        return itemLocations.TryGetValue(key, out var here) ? here.Over(ofItem) : ofItem;
    }

    /// <summary>The place that sends transfers; null = bought from a supplier.</summary>
    /// <remarks>Who makes an item, its row says; how a place gets it, the row of the place. Only a supplier named for the item at the place itself goes before that.</remarks>
    public Location? SourceOf(SkuLocation key) => SourceOf(key, ColumnsOf(key));

    /// <summary>Code of the place that sends transfers, else of the supplier; empty where neither is known.</summary>
    public string SenderOf(SkuLocation key)
    {
        var columns = ColumnsOf(key);
        return SourceOf(key, columns)?.Code ?? columns.Supplier ?? "";
    }

    private Location? SourceOf(SkuLocation key, PlanningColumns columns) => columns.SourceLocation
        ?? (itemLocations.GetValueOrDefault(key)?.Supplier is null && places.TryGetValue(key.Location, out var place) ? place.SourceLocation : null);
}
