namespace Forecasting.Storage.Files;

/// <summary>A kind of incoming table.</summary>
public enum Feed
{
    /// <summary>What was sold. The only one that is required.</summary>
    Sales,

    /// <summary>Master data of products.</summary>
    Items,

    /// <summary>Planning values of a product at a place.</summary>
    ItemLocations,

    /// <summary>Places that hold stock.</summary>
    Locations,

    /// <summary>Who delivers, and on what terms.</summary>
    Suppliers,

    /// <summary>What places hold: a snapshot, or a history of them.</summary>
    Stock,

    /// <summary>Units on their way.</summary>
    OpenOrders,

    /// <summary>Units that came, from which lead times are learned.</summary>
    Receipts,

    /// <summary>Share of a bucket in which a product could be bought.</summary>
    Availability,

    /// <summary>Promotions, holidays, closures.</summary>
    Events,

    /// <summary>A planner's word against the forecast.</summary>
    Overrides,

    /// <summary>A planner's word against a correction of history.</summary>
    Vetoes,
}

/// <summary>The names of the feeds: <c>item_locations</c> in files and reports, <c>itemLocations</c> in settings.</summary>
public static class FeedNames
{
    /// <summary>Every feed, in the order of the contract.</summary>
    public static readonly IReadOnlyList<Feed> All = Enum.GetValues<Feed>();

    /// <summary>Name of the feed's files and of the feed in reports: <c>item_locations</c>.</summary>
    public static string FileName(this Feed feed) => feed switch
    {
        Feed.ItemLocations => "item_locations",
        Feed.OpenOrders => "open_orders",
        _ => feed.ToString().ToLowerInvariant(),
    };

    /// <summary>Name of the feed's section in the settings: <c>itemLocations</c>.</summary>
    public static string SettingName(this Feed feed) => feed switch
    {
        Feed.ItemLocations => "itemLocations",
        Feed.OpenOrders => "openOrders",
        _ => feed.ToString().ToLowerInvariant(),
    };
}
