using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage.Files;

/// <summary>How incoming files are found and read. Everything has a default: a folder in our own layout needs no settings.</summary>
public sealed record InputSettings
{
    /// <summary>Files of <c>sales</c>.</summary>
    public FeedSettings Sales { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>items</c>.</summary>
    public FeedSettings Items { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>item_locations</c>.</summary>
    public FeedSettings ItemLocations { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>locations</c>.</summary>
    public FeedSettings Locations { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>suppliers</c>.</summary>
    public FeedSettings Suppliers { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>stock</c>.</summary>
    public FeedSettings Stock { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>open_orders</c>.</summary>
    public FeedSettings OpenOrders { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>receipts</c>.</summary>
    public FeedSettings Receipts { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>availability</c>.</summary>
    public FeedSettings Availability { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>events</c>.</summary>
    public FeedSettings Events { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>overrides</c>.</summary>
    public FeedSettings Overrides { get; init; } = FeedSettings.Default;

    /// <summary>Files of <c>vetoes</c>.</summary>
    public FeedSettings Vetoes { get; init; } = FeedSettings.Default;

    /// <summary>Findings kept per file, ≥ 1; the rows beyond are still counted, and the report says so.</summary>
    /// <value>250,000: whoever mends a feed needs every row.</value>
    public int MaxFindingsPerFile { get; init; } = 250_000;

    /// <summary>The settings of one feed.</summary>
    public FeedSettings For(Feed feed) => feed switch
    {
        Feed.Sales => Sales,
        Feed.Items => Items,
        Feed.ItemLocations => ItemLocations,
        Feed.Locations => Locations,
        Feed.Suppliers => Suppliers,
        Feed.Stock => Stock,
        Feed.OpenOrders => OpenOrders,
        Feed.Receipts => Receipts,
        Feed.Availability => Availability,
        Feed.Events => Events,
        Feed.Vetoes => Vetoes,
        _ => Overrides,
    };

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (MaxFindingsPerFile < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"input.maxFindingsPerFile is {MaxFindingsPerFile}; it must be 1 or more."));
        foreach (var feed in FeedNames.All)
        {
            if (For(feed) is { } feedSettings)
                feedSettings.Validate(feed, faults);
            else
                faults.Add($"input.{feed.SettingName()} is null; leave it out or give its settings.");
        }

        return faults.ToImmutable();
    }
}
