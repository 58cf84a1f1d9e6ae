using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Forecasting.Storage.Sources;

namespace Forecasting.Storage.Files;

/// <summary>How incoming files are found and read. Everything has a default: a folder in our own layout needs no settings.</summary>
public sealed partial record InputSettings
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

    /// <summary>Name of the environment variable that holds the connection string for queries; never the string itself.</summary>
    public string? Connection { get; init; }

    /// <summary>Kind of database that <see cref="Connection"/> leads to: <c>sqlServer</c> or <c>postgres</c>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<SqlProvider>))]
    public SqlProvider? Provider { get; init; }

    /// <summary>Findings kept per file, ≥ 1; the rows beyond are still counted, and the report says so.</summary>
    /// <value>250,000: whoever mends a feed needs every row.</value>
    public int MaxFindingsPerFile { get; init; } = 250_000;

    /// <summary>The settings of one feed, as they take effect.</summary>
    public FeedSettings For(Feed feed) => Declared(feed) is { Query: not null } queried ? queried.ForQuery() : Declared(feed);

    private FeedSettings Declared(Feed feed) => feed switch
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
            faults.Add(
                string.Create(CultureInfo.InvariantCulture, $"input.maxFindingsPerFile is {MaxFindingsPerFile}; it must be 1 or more."));
        foreach (var feed in FeedNames.All)
        {
            if (Declared(feed) is { } feedSettings)
                feedSettings.Validate(feed, faults);
            else
                faults.Add($"input.{feed.SettingName()} is null; leave it out or give its settings.");
        }

        ValidateConnection(faults);
        return faults.ToImmutable();
    }

    private void ValidateConnection(ImmutableArray<string>.Builder faults)
    {
        var queried = FeedNames.All
            .Where(feed => Declared(feed)?.Query is not null).Select(feed => $"input.{feed.SettingName()}.query").ToList();
        if (queried.Count > 0 && (Connection is null || Provider is null))
            faults.Add(
                $"{queried[0]} needs input.connection, the name of an environment variable, and input.provider, sqlServer or postgres.");

        // The value is not quoted: it may be a secret.
        if (Connection is not null && !VariableName().IsMatch(Connection))
        {
            faults.Add("input.connection must be the name of an environment variable that holds the connection string, and not the string "
                + "itself: "
                + "no secret belongs into a settings file.");
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
