using System.Collections.Immutable;
using System.Text;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Archive;

/// <summary>From a product back to the rows of the input files that speak of it, read again as the import read them.</summary>
/// <param name="files">The files of the run, taken out of the archive.</param>
/// <param name="settings">How the run read them.</param>
/// <param name="timeZone">IANA time zone of places that name none; null = not known.</param>
/// <param name="profiles">What earlier imports had learnt of how feeds are written, before that of the run.</param>
/// <param name="question">What is asked for.</param>
/// <remarks>Files are read as streams: of millions of rows only those of the product are kept.</remarks>
public sealed class RowTrace(
    IReadOnlyCollection<InputFile> files,
    InputSettings settings,
    string? timeZone,
    IReadOnlyCollection<RememberedProfile> profiles,
    TraceQuestion question)
{
    private readonly LocationZones zones = new(timeZone);

    /// <summary>The feeds that are traced; files of others are not needed.</summary>
    public static readonly ImmutableArray<Feed> Feeds =
    [
        Feed.Sales, Feed.Stock, Feed.OpenOrders, Feed.Items, Feed.ItemLocations, Feed.Locations, Feed.Suppliers, Feed.Receipts,
        Feed.Overrides, Feed.Vetoes,
    ];

    /// <summary>Reads the files.</summary>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <returns>The feeds that have files, in the order of a plan: what was sold, what is there, what is on its way, master data.</returns>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public ImmutableArray<FeedTrace> Read(CancellationToken cancellationToken)
    {
        ReadZones(cancellationToken);
        var sku = Encoding.UTF8.GetBytes(question.Sku.Code);
        return
        [
            .. new[]
            {
                Known(Trace(Feed.Sales, FeedRecords.Sales, "sku", [sku], Sale, cancellationToken)),
                Newest(Trace(Feed.Stock, FeedRecords.Stock, "sku", [sku], Count, cancellationToken)),
                Trace(Feed.OpenOrders, FeedRecords.OpenOrder, "sku", [sku], Order, cancellationToken),
                Trace(Feed.Items, FeedRecords.Item, "sku", [sku], Item, cancellationToken),
                Trace(Feed.ItemLocations, FeedRecords.ItemLocation, "sku", [sku], ItemLocation, cancellationToken),
                Trace(
                    Feed.Suppliers, FeedRecords.Supplier, "supplier", [.. question.Suppliers.Select(Encoding.UTF8.GetBytes)], Supplier,
                    cancellationToken),
                Trace(Feed.Receipts, FeedRecords.Receipt, "sku", [sku], Receipt, cancellationToken),
                Trace(Feed.Overrides, FeedRecords.Override, "sku", [sku], Override, cancellationToken),
                Trace(Feed.Vetoes, FeedRecords.Veto, "sku", [sku], Veto, cancellationToken),
            }.OfType<FeedTrace>(),
        ];
    }

    private TracedFacts Sale(SalesLine r) => new(question.IsAbout(r.Key), null, r.Date, r.Key.Location, r.Quantity);

    private TracedFacts Count(StockLevel r) => new(question.IsAbout(r.Key), null, r.Date, r.Key.Location, r.OnHand);

    private TracedFacts Order(OpenOrder r) => new(question.IsAbout(r.Key), null, r.DueDate, r.Key.Location, r.Quantity);

    private TracedFacts Item(Item r) => new(r.Sku == question.Sku, r.Sku.Code, null, null, 0);

    private TracedFacts ItemLocation(KeyValuePair<SkuLocation, PlanningColumns> r) =>
        new(question.IsAbout(r.Key), r.Key.Location.Code, null, r.Key.Location, 0);

    private TracedFacts Supplier(Supplier r) => new(question.Suppliers.Contains(r.Code), r.Code, null, null, 0);

    private TracedFacts Receipt(Receipt r) => new(question.IsAbout(r.Key), null, r.ReceivedAt, r.Key.Location, r.Quantity);

    private TracedFacts Override(DemandOverride r) => new(IsAbout(r.Sku, r.Location), null, r.Days.First, r.Location, 0);

    private TracedFacts Veto(Cleansing.CorrectionVeto r) => new(IsAbout(r.Sku, r.Location), null, r.Days.First, r.Location, 0);

    private bool IsAbout(Sku sku, Location? place) => sku == question.Sku && (place is null || question.Location is null || place == question.Location);

    /// <summary>Without what was sold on the morning of the plan or later.</summary>
    private FeedTrace? Known(FeedTrace? trace) => trace is null ? null : Keep(trace, [.. trace.Rows.Where(r => r.Day < question.AsOf)]);

    /// <summary>Only the newest count of each place that was known on the morning of the plan.</summary>
    private FeedTrace? Newest(FeedTrace? trace) => trace is null
        ? null
        : Keep(
            trace,
            [
                .. trace.Rows.Where(r => r.Day <= question.AsOf)
                    .GroupBy(r => r.Location)
                    .SelectMany(place => place.Where(r => r.Day == place.Max(x => x.Day))),
            ]);

    private static FeedTrace Keep(FeedTrace trace, ImmutableArray<TracedRow> rows) =>
        trace with { Rows = rows, Unknown = trace.Rows.Length - rows.Length };

    private void ReadZones(CancellationToken cancellationToken)
    {
        var places = new Places();
        if (FilesOf(Feed.Locations) is { Count: > 0 } found)
            new FeedReader<StockingPlace>(Feed.Locations, settings, FeedRecords.Place, p => p.Location.Code, Context(Feed.Locations))
                .Read(found, places, (_, _) => { }, cancellationToken);
        zones.Add(places.Rows);
    }

    private FeedTrace? Trace<T>(
        Feed feed,
        Func<HeaderMatch, Func<RowReader, T>> record,
        string column,
        ImmutableArray<byte[]> codes,
        Func<T, TracedFacts> facts,
        CancellationToken cancellationToken)
    {
        var found = FilesOf(feed);
        if (found.Count == 0 || codes.IsEmpty)
            return null;
        var sink = new TracedFeed<T>(found, feed, settings.For(feed), column, codes, facts);
        new FeedReader<T>(feed, settings, record, null, Context(feed)).Read(found, sink, (_, _) => { }, cancellationToken);
        return new FeedTrace(
            feed,
            [
                .. sink.Rows.OrderByDescending(r => r.Day).ThenBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line),
            ],
            sink.Repeated,
            sink.Faulty,
            0);
    }

    private IReadOnlyList<InputFile> FilesOf(Feed feed) => [.. files.Where(f => f.Feed == feed)];

    private ReadingContext Context(Feed feed) => new(FeedProfiles.Earlier(profiles, feed), zones.Of);

    private sealed class Places : IRowSink<StockingPlace>
    {
        public List<StockingPlace> Rows { get; } = [];

        public void Restart() => Rows.Clear();

        public void Load(StockingPlace row) => Rows.Add(row);

        public void Replace(int index, StockingPlace row) => Rows[index] = row;

        public void SetAside(StockingPlace row, IReadOnlyList<ValueFault> faults)
        {
            // As in the import: a place at fault has no zone.
        }
    }
}
