using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;

namespace Forecasting.Storage.Import;

/// <summary>Which rows of the big tables one import gave: what to read the history by. Valid in the database of that import.</summary>
/// <param name="Sales">Load of <c>sales</c>; 0 = none.</param>
/// <param name="Stock">Load of <c>stock</c>; 0 = none.</param>
/// <param name="Availability">Load of <c>availability</c>; 0 = none.</param>
public readonly record struct HistoryKey(long Sales, long Stock, long Availability);

/// <summary>Everything that a data folder says: the small tables as values, the big ones in the database, and what
/// became of each file.</summary>
public sealed record ImportedData
{
    /// <summary>What to read sales, stock and availability by.</summary>
    public required HistoryKey History { get; init; }

    /// <summary>What became of every file, ordered by name.</summary>
    public required ImmutableArray<ImportReport> Reports { get; init; }

    /// <summary>Every fault found, ordered by file, line, column; per file at most as many as the settings keep.</summary>
    public required ImmutableArray<QuarantinedRow> Quarantine { get; init; }

    /// <summary>Names of files that belong to no feed.</summary>
    public required ImmutableArray<string> Ignored { get; init; }

    /// <summary>Products by code.</summary>
    public required ImmutableSortedDictionary<Sku, Item> Items { get; init; }

    /// <summary>Planning values by product and place.</summary>
    public required ImmutableSortedDictionary<SkuLocation, PlanningColumns> ItemLocations { get; init; }

    /// <summary>Places by code.</summary>
    public required ImmutableSortedDictionary<Location, StockingPlace> Places { get; init; }

    /// <summary>Suppliers by code, in ordinal order.</summary>
    public required ImmutableSortedDictionary<string, Supplier> Suppliers { get; init; }

    /// <summary>Units on their way, in the order of the files.</summary>
    public required ImmutableArray<OpenOrder> OpenOrders { get; init; }

    /// <summary>Units that came, in the order of the files.</summary>
    public required ImmutableArray<Receipt> Receipts { get; init; }

    /// <summary>Events, in the order of the files.</summary>
    public required ImmutableArray<CalendarEvent> Events { get; init; }

    /// <summary>Overrides, in the order of the files.</summary>
    public required ImmutableArray<DemandOverride> Overrides { get; init; }

    /// <summary>Vetoes, in the order of the files.</summary>
    public ImmutableArray<CorrectionVeto> Vetoes { get; init; } = [];

    /// <summary>By feed, what earlier imports had learnt of how it is written and these files were read by: part of what
    /// the import depends on.</summary>
    public ImmutableSortedDictionary<string, string> Profiles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Days of history that are not what an earlier file or import said, ordered by key and day; of very
    /// many the 1,000 largest.</summary>
    public ImmutableArray<HistoryChange> Changes { get; init; } = [];

    /// <summary>How many such days there are, those left out of <see cref="Changes"/> counted too.</summary>
    public long ChangeCount { get; init; }

    /// <summary>Receipts and open orders, put together to lines of orders; who sends is what the row says, else what the master data say.</summary>
    public DeliveryRecords Deliveries() => new(
        Receipts,
        OpenOrders,
        new SupplyRoutes(Items, ItemLocations, Places).SenderOf,
        sender => Suppliers.TryGetValue(sender, out var supplier) ? supplier.Closed : []);
}
