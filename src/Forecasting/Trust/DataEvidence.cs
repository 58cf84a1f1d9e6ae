using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;

namespace Forecasting.Trust;

/// <summary>What single SKU-locations are judged by, besides their series.</summary>
public sealed record DataEvidence
{
    /// <summary>Demand as sold, ordered by key.</summary>
    public required ImmutableArray<DemandSeries> Series { get; init; }

    /// <summary>Master data.</summary>
    public required SupplyTermsResolution Terms { get; init; }

    /// <summary>Morning of the plan.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Products, where master data were given.</summary>
    public ImmutableArray<Item> Items { get; init; } = [];

    /// <summary>The newest stock counts of each SKU-location, oldest first.</summary>
    public IReadOnlyDictionary<SkuLocation, ImmutableArray<StockCount>> Stock { get; init; } =
        ImmutableDictionary<SkuLocation, ImmutableArray<StockCount>>.Empty;

    /// <summary>Prices seen on sales rows, by product.</summary>
    public IReadOnlyDictionary<Sku, PricesSeen> Prices { get; init; } = ImmutableDictionary<Sku, PricesSeen>.Empty;

    /// <summary>Sizes of single sales rows, by SKU-location.</summary>
    public IReadOnlyDictionary<SkuLocation, RowSizes> Rows { get; init; } = ImmutableDictionary<SkuLocation, RowSizes>.Empty;

    /// <summary>Quantities of receipts and open orders, by product.</summary>
    public IReadOnlyDictionary<Sku, ImmutableArray<decimal>> Deliveries { get; init; } =
        ImmutableDictionary<Sku, ImmutableArray<decimal>>.Empty;

    /// <summary>Units received by SKU-location and day.</summary>
    public IReadOnlyDictionary<SkuLocation, ImmutableArray<StockCount>> Received { get; init; } =
        ImmutableDictionary<SkuLocation, ImmutableArray<StockCount>>.Empty;

    /// <summary>Days with sales of the last 13 weeks whose quantity could not be read, and days with sales in
    /// all, by SKU-location.</summary>
    public IReadOnlyDictionary<SkuLocation, (int Unread, int Days)> UnreadDays { get; init; } =
        ImmutableDictionary<SkuLocation, (int Unread, int Days)>.Empty;

    /// <summary>The stock feed's rhythm; null when there is none.</summary>
    public FeedRhythm? StockRhythm { get; init; }
}

/// <summary>Units counted (or received) on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Units">Units.</param>
public readonly record struct StockCount(DateOnly Day, double Units);

/// <summary>Unit prices on the sales rows of a product.</summary>
/// <param name="Recent">Median of the last four weeks.</param>
/// <param name="RecentRows">Rows it is taken from.</param>
/// <param name="Before">Median of the year before.</param>
/// <param name="BeforeRows">Rows it is taken from.</param>
/// <param name="BeforeLow">Lowest price of the year before but for a twentieth of its rows.</param>
/// <param name="BeforeHigh">Highest but for a twentieth.</param>
public readonly record struct PricesSeen(
    double Recent, long RecentRows, double Before, long BeforeRows, double BeforeLow, double BeforeHigh);

/// <summary>How large the single sales rows of a SKU-location are; promotions and returns are not among them.</summary>
/// <param name="Largest">Units of the largest.</param>
/// <param name="LargestDay">Its day.</param>
/// <param name="Second">Units of the second largest.</param>
/// <param name="Median">Units of the middle one.</param>
/// <param name="Count">Rows.</param>
public readonly record struct RowSizes(double Largest, DateOnly LargestDay, double Second, double Median, long Count);
