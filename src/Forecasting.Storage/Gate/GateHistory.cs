using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Storage.Import;
using Forecasting.Trust;

namespace Forecasting.Storage.Gate;

/// <summary>What an import says about whole feeds and single SKU-locations, for the gate to judge.</summary>
/// <param name="database">The database of the import.</param>
/// <param name="history">The import.</param>
/// <param name="asOf">Morning of the plan.</param>
public sealed class GateHistory(ForecastingDatabase database, HistoryKey history, DateOnly asOf)
{
    private static readonly ImmutableArray<string> Feeds = ["sales", "stock", "availability"];

    /// <summary>The rhythm of sales, stock and availability; none for a feed without rows.</summary>
    /// <remarks>A stock count of the morning itself is known; what is sold on that day is not.</remarks>
    public ImmutableArray<FeedRhythm> ReadRhythms()
    {
        var loads = new { sales = history.Sales, stock = history.Stock, availability = history.Availability };
        var days = database.Query<FeedDayRow>("Gate/ReadFeedDays", loads)
            .ToLookup(r => r.Feed, r => KeyValuePair.Create(r.Day, r.Rows));
        return [.. Feeds.Where(days.Contains).Select(feed => new FeedRhythm(feed, days[feed], asOf, feed == "stock"))];
    }

    /// <summary>Rows by feed, place and day of the periods that are compared.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>>> ReadPlaces(
        IReadOnlyCollection<FeedRhythm> rhythms)
    {
        var (sales, stock, availability) = (Span("sales"), Span("stock"), Span("availability"));
        return database.Query<PlaceDayRow>("Gate/ReadPlaceDays", new
        {
            sales = history.Sales,
            sales_first = sales.First,
            sales_last = sales.Last,
            stock = history.Stock,
            stock_first = stock.First,
            stock_last = stock.Last,
            availability = history.Availability,
            availability_first = availability.First,
            availability_last = availability.Last,
        })
            .GroupBy(r => r.Feed, StringComparer.Ordinal)
            .ToDictionary(
                f => f.Key,
                f => (IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>>)f
                    .GroupBy(r => new Location(r.Location))
                    .ToDictionary(p => p.Key, p => (IReadOnlyDictionary<DateOnly, long>)p.ToDictionary(r => r.Day, r => r.Rows)),
                StringComparer.Ordinal);

        (DateOnly First, DateOnly Last) Span(string feed) =>
            rhythms.FirstOrDefault(r => r.Feed == feed)?.Periods() is [.. var periods] && periods.Length > 0
                ? (periods[^1].First, periods[0].Last)
                : (DateOnly.MaxValue, DateOnly.MinValue);
    }

    /// <summary>Sizes of the sales rows of the periods that are compared.</summary>
    public ImmutableArray<QuantityBin> ReadSalesSizes(IReadOnlyCollection<FeedRhythm> rhythms)
    {
        if (rhythms.FirstOrDefault(r => r.Feed == "sales")?.Periods() is not { IsEmpty: false } periods)
            return [];
        return
        [
            .. database
                .Query<BinRow>("Gate/ReadQuantityBins", new { sales = history.Sales, first = periods[^1].First, last = periods[0].Last })
                .Select(r => new QuantityBin(r.Day, r.Bin, r.Rows, r.Fractions)),
        ];
    }

    /// <summary>Products and places that sales, stock and availability name, by feed and kind (<c>sku</c>, <c>location</c>).</summary>
    public ILookup<(string Feed, string Kind), string> ReadCodes() => database
        .Query<CodeRow>("Gate/ReadCodes", new { sales = history.Sales, stock = history.Stock, availability = history.Availability })
        .ToLookup(r => (r.Feed, r.Kind), r => r.Code);

    /// <summary>The newest stock counts of each SKU-location, at most 27, oldest first.</summary>
    public IReadOnlyDictionary<SkuLocation, ImmutableArray<StockCount>> ReadStockCounts() => database
        .Query<KeyedRow>("Gate/ReadStockCounts", new { load_id = history.Stock, as_of = asOf })
        .GroupBy(r => r.Key)
        .ToDictionary(g => g.Key, g => g.Select(r => new StockCount(r.Day, r.Units)).ToImmutableArray());

    /// <summary>Prices seen on sales rows, by product.</summary>
    public IReadOnlyDictionary<Sku, PricesSeen> ReadPricesSeen() => database
        .Query<PriceRow>("Gate/ReadPricesSeen", new { load_id = history.Sales, as_of = asOf })
        .ToDictionary(r => new Sku(r.Sku), r => new PricesSeen(r.Recent, r.RecentRows, r.Before, r.BeforeRows, r.BeforeLow, r.BeforeHigh));

    /// <summary>Sizes of single sales rows, of SKU-locations whose largest stands out.</summary>
    public IReadOnlyDictionary<SkuLocation, RowSizes> ReadRowSizes() => database
        .Query<KeyedRow>("Gate/ReadRowSizes", new { load_id = history.Sales, as_of = asOf })
        .ToDictionary(r => r.Key, r => new RowSizes(r.Largest, r.LargestDay, r.Second, r.Median, r.Count));

    /// <summary>Days of the last 13 weeks with a row set aside for its quantity, and days with sales, of
    /// SKU-locations that have such a row.</summary>
    public IReadOnlyDictionary<SkuLocation, (int Unread, int Days)> ReadUnreadDays() => database
        .Query<KeyedRow>("Gate/ReadUnreadDays", new { load_id = history.Sales, as_of = asOf })
        .ToDictionary(r => r.Key, r => (r.Unread, r.Days));

    private sealed record FeedDayRow
    {
        public string Feed { get; init; } = "";

        public DateOnly Day { get; init; }

        public long Rows { get; init; }
    }

    private sealed record PlaceDayRow
    {
        public string Feed { get; init; } = "";

        public string Location { get; init; } = "";

        public DateOnly Day { get; init; }

        public long Rows { get; init; }
    }

    private sealed record BinRow
    {
        public DateOnly Day { get; init; }

        public int Bin { get; init; }

        public long Rows { get; init; }

        public long Fractions { get; init; }
    }

    private sealed record CodeRow
    {
        public string Feed { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Code { get; init; } = "";
    }

    private sealed record PriceRow
    {
        public string Sku { get; init; } = "";

        public double Recent { get; init; }

        public long RecentRows { get; init; }

        public double Before { get; init; }

        public long BeforeRows { get; init; }

        public double BeforeLow { get; init; }

        public double BeforeHigh { get; init; }
    }

    /// <summary>A row about a SKU-location: the columns of whichever query it comes from.</summary>
    private sealed record KeyedRow
    {
        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public DateOnly Day { get; init; }

        public double Units { get; init; }

        public double Largest { get; init; }

        public DateOnly LargestDay { get; init; }

        public double Second { get; init; }

        public double Median { get; init; }

        public long Count { get; init; }

        public int Unread { get; init; }

        public int Days { get; init; }

        public SkuLocation Key => new(new Sku(Sku), new Location(Location));
    }
}
