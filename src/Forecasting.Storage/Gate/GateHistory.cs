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
    /// <summary>Days whose prices are the recent ones.</summary>
    private const int RecentDays = 28;

    /// <summary>Days before these that they are compared with.</summary>
    private const int ComparedDays = 364;

    /// <summary>Days in which rows set aside for their quantity are counted.</summary>
    private const int UnreadDays = 91;

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
                .GroupBy(r => (r.Day, r.Bin))
                .Select(g => new QuantityBin(g.Key.Day, g.Key.Bin, g.Sum(r => r.Rows), g.Sum(r => r.HasFraction * r.Rows)))
                .OrderBy(b => b.Day)
                .ThenBy(b => b.Bin),
        ];
    }

    /// <summary>Products and places that sales, stock and availability name, by feed and kind (<c>sku</c>, <c>location</c>),
    /// in ordinal order.</summary>
    public ILookup<(string Feed, string Kind), string> ReadCodes() => database
        .Query<CodeRow>("Gate/ReadCodes", new { sales = history.Sales, stock = history.Stock, availability = history.Availability })
        .OrderBy(r => r.Code, StringComparer.Ordinal)
        .ToLookup(r => (r.Feed, r.Kind), r => r.Code);

    /// <summary>The newest stock counts of each SKU-location, at most 27, oldest first.</summary>
    public IReadOnlyDictionary<SkuLocation, ImmutableArray<StockCount>> ReadStockCounts() => database
        .Query<KeyedRow>("Gate/ReadStockCounts", new { load_id = history.Stock, as_of = asOf })
        .GroupBy(r => r.Key)
        .ToDictionary(g => g.Key, g => g.Select(r => new StockCount(r.Day, (double)r.Units)).ToImmutableArray());

    /// <summary>Prices seen on sales rows, by product.</summary>
    public IReadOnlyDictionary<Sku, PricesSeen> ReadPricesSeen() => database
        .Query<PriceRow>(
            "Gate/ReadPricesSeen",
            new { load_id = history.Sales, as_of = asOf, recent = Earlier(RecentDays), first = Earlier(RecentDays + ComparedDays) })
        .GroupBy(r => r.Sku, StringComparer.Ordinal)
        .ToDictionary(g => new Sku(g.Key), g =>
        {
            var recent = SampleRanks.Of(g.Where(r => r.IsRecent == 1).Select(r => r.Run));
            var before = SampleRanks.Of(g.Where(r => r.IsRecent == 0).Select(r => r.Run));
            return new PricesSeen(
                recent.Quantile(10), recent.Count, before.Quantile(10), before.Count, before.Quantile(1), before.Quantile(19));
        });

    /// <summary>Sizes of single sales rows, of SKU-locations whose largest stands out.</summary>
    public IReadOnlyDictionary<SkuLocation, RowSizes> ReadRowSizes() => database
        .Query<SizeRow>("Gate/ReadRowSizes", new { load_id = history.Sales, as_of = asOf })
        .GroupBy(r => r.Key)
        .ToDictionary(g => g.Key, g =>
        {
            var largest = g.First();
            var sizes = SampleRanks.Of(g.Select(r => r.Run));
            return new RowSizes((double)largest.Units, largest.Newest, (double)largest.Second, sizes.Quantile(10), sizes.Count);
        });

    /// <summary>Days of the last 13 weeks with a row set aside for its quantity, and days with sales, of
    /// SKU-locations that have such a row.</summary>
    public IReadOnlyDictionary<SkuLocation, (int Unread, int Days)> ReadUnreadDays() => database
        .Query<KeyedRow>("Gate/ReadUnreadDays", new { load_id = history.Sales, as_of = asOf, first = Earlier(UnreadDays) })
        .ToDictionary(r => r.Key, r => (r.Unread, r.Days));

    private DateOnly Earlier(int days) => asOf.DayNumber > days ? asOf.AddDays(-days) : DateOnly.MinValue;

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

        public decimal Whole { get; init; }

        public int HasFraction { get; init; }

        public long Rows { get; init; }

        /// <summary>Class of size, as <see cref="QuantityBin.Bin"/> has it.</summary>
        public int Bin => Whole switch
        {
            < 0 => -2,
            0 => HasFraction - 1,
            _ => 1 + (int)UInt128.Log2((UInt128)Whole),
        };
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

        public int IsRecent { get; init; }

        public decimal Price { get; init; }

        public long Below { get; init; }

        public long Times { get; init; }

        public long Total { get; init; }

        public SampleRun Run => new((double)Price, Below, Times, Total);
    }

    private sealed record SizeRow
    {
        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public decimal Second { get; init; }

        public decimal Units { get; init; }

        public DateOnly Newest { get; init; }

        public long Above { get; init; }

        public long Times { get; init; }

        public long Total { get; init; }

        public SkuLocation Key => new(new Sku(Sku), new Location(Location));

        /// <summary>The size by its rank from the largest: the median is the same from either end.</summary>
        public SampleRun Run => new((double)Units, Above, Times, Total);
    }

    /// <summary>A row about a SKU-location: the columns of whichever query it comes from.</summary>
    private sealed record KeyedRow
    {
        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public DateOnly Day { get; init; }

        public decimal Units { get; init; }

        public int Unread { get; init; }

        public int Days { get; init; }

        public SkuLocation Key => new(new Sku(Sku), new Location(Location));
    }
}
