using System.Data.Common;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Statistics;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Demand;

/// <summary>What was sold and what is in stock, read from an import as of a day: rows from that day on are never seen.</summary>
/// <param name="database">The database of the import.</param>
public sealed class DemandHistory(ForecastingDatabase database)
{
    /// <summary>How dense the sales are in time.</summary>
    /// <param name="history">The import.</param>
    /// <param name="asOf">Rows from this day on are counted apart and not used; null = all rows are used.</param>
    public SalesShape ReadSalesShape(HistoryKey history, DateOnly? asOf = null)
    {
        var end = asOf ?? DateOnly.MaxValue;
        var rows = ReadDays(history);
        var days = rows.Where(d => d.Day < end).ToList();
        var spans = database.Query<SpanRow>("Demand/ReadSpans", new { load_id = history.Sales, as_of = end });
        var weekdays = days.Select(d => d.Day.DayOfWeek).Distinct().ToList();
        return new SalesShape
        {
            FirstDay = days.Count > 0 ? days[0].Day : null,
            LastDay = days.Count > 0 ? days[^1].Day : null,
            Rows = days.Sum(d => d.Rows),
            RowsNotUsed = rows.Where(d => d.Day >= end).Sum(d => d.Rows),
            SkuLocations = spans.Count,
            DistinctDays = days.Count,
            OnlyWeekday = weekdays is [var only] ? only : null,
            IsAllFirstOfMonth = days.Count > 0 && days.All(d => d.Day.Day == 1),
            MedianShareOfDaysSold = Median(spans.Where(s => s.Days > 0).Select(s => s.ShareOfDays)),
            MedianShareOfWeeksSold = Median(spans.Where(s => s.Days > 0).Select(s => s.ShareOfWeeks)),
        };

        static double Median(IEnumerable<double> shares) => Robust.Median(shares) is var median && double.IsNaN(median) ? 0 : median;
    }

    /// <summary>The series of every SKU-location that has a sales row before <paramref name="asOf"/>, ordered by key, read
    /// as they are consumed.</summary>
    /// <param name="history">The import.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="asOf">Nothing from this day on is seen, and only buckets that end on or before it.</param>
    /// <param name="shard">Only SKU-locations of this shard are read (<see cref="Shard"/>), 0..<paramref name="shards"/> − 1.</param>
    /// <param name="shards">Number of shards, ≥ 1; all shards together give what one shard alone gives.</param>
    /// <returns>
    /// Series without gaps: each from the bucket of its first row to the last complete one; 0 where no row is, NaN where a row was set
    /// aside because its quantity cannot be read (such a row alone begins no series). A SKU-location whose rows all lie in the incomplete
    /// last bucket gives a series of length 0. The availability of a bucket is the mean of the availability feed there, or else the share
    /// of the days counted on which stock was there, for keys counted on two days or more; NaN where neither tells. A day without stock on
    /// which something was sold is the one on which stock ran out: half of it counts, unless no day of the bucket was in stock.
    /// </returns>
    /// <remarks>
    /// Quantities are added as decimals and converted once. When the sales as a whole begin inside a bucket, that bucket is left out of
    /// every series, unless the data has one date per bucket anyway: then the date is a stamp, and the bucket is whole.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public IEnumerable<DemandSeries> ReadSeries(HistoryKey history, TimeBucket bucket, DateOnly asOf, int shard = 0, int shards = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
        return ReadShard(history, bucket, asOf, shard, shards);
    }

    private IEnumerable<DemandSeries> ReadShard(HistoryKey history, TimeBucket bucket, DateOnly asOf, int shard, int shards)
    {
        var days = ReadDays(history).Select(d => d.Day).Where(d => d < asOf).ToList();
        if (days.Count == 0)
            yield break;
        var first = days[0];
        var start = bucket.StartOf(first);
        if (start != first && (days.Count > days.Select(bucket.Part.StartOf).Distinct().Count() || start != bucket.Part.StartOf(first)))
            start = bucket.Add(start, 1);

        using var connection = database.OpenReading();
        using var command = database.Store.Streaming(connection);
        command.CommandText = database.Text("Demand/ReadSeries");
        Add(command, "sales", history.Sales);
        Add(command, "stock", history.Stock);
        Add(command, "availability", history.Availability);
        Add(command, "as_of", asOf);
        Add(command, "unit", bucket.Part.ToString());
        Add(command, "week_start", (int)bucket.WeekStart);
        Add(command, "shard", shard);
        Add(command, "shards", shards);
        using var reader = database.Guarded(command.ExecuteReader);
        Func<bool> next = reader.Read;
        SeriesBuilder? series = null;
        while (database.Guarded(next))
        {
            var position = reader.GetInt32(0);
            if (series?.Position != position)
            {
                if (series is not null)
                    yield return series.Build();
                var key = new SkuLocation(new Sku(reader.GetString(1)), new Location(reader.GetString(2)));
                series = new SeriesBuilder(
                    position, key, bucket, Max(start, bucket.StartOf(reader.GetFieldValue<DateOnly>(3))), bucket.StartOf(asOf));
            }

            series.Add(
                reader.GetFieldValue<DateOnly>(4),
                reader.IsDBNull(5) ? null : reader.GetDecimal(5),
                reader.GetInt32(6) == 1,
                reader.GetInt32(7) == 1,
                reader.IsDBNull(8) ? null : (double)(reader.GetDecimal(8) / reader.GetInt64(9)),
                reader.IsDBNull(10) ? null : reader.GetDecimal(10));
        }

        if (series is not null)
            yield return series.Build();
    }

    /// <summary>The latest stock of every SKU-location, counted on or before <paramref name="asOf"/>, ordered by key.</summary>
    /// <param name="history">The import.</param>
    /// <param name="asOf">Morning of the plan: what was counted on that day is known.</param>
    /// <returns>Also SKU-locations that never sold. Several rows of one day (shelves, batches) are added.</returns>
    public IReadOnlyList<StockLevel> ReadStock(HistoryKey history, DateOnly asOf) =>
    [
        .. database.Query<StockRow>("Demand/ReadStock", new { load_id = history.Stock, as_of = asOf })
            .Select(r => new StockLevel(
                r.Day, new SkuLocation(new Sku(r.Sku), new Location(r.Location)), r.OnHand, r.Allocated, r.Backordered)),
    ];

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private IReadOnlyList<DayRow> ReadDays(HistoryKey history) => database.Query<DayRow>("Demand/ReadDays", new { load_id = history.Sales });

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private sealed record StockRow
    {
        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public DateOnly Day { get; init; }

        public decimal OnHand { get; init; }

        public decimal Allocated { get; init; }

        public decimal Backordered { get; init; }
    }

    private sealed record DayRow
    {
        public DateOnly Day { get; init; }

        public long Rows { get; init; }
    }

    /// <summary>Days and weeks on which something was sold of one SKU-location, and the first and the last of these days.</summary>
    private sealed record SpanRow
    {
        private const int DaysOfWeek = 7;

        public int Days { get; init; }

        public int Weeks { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }

        public double ShareOfDays => Days / (double)(LastDay.DayNumber - FirstDay.DayNumber + 1);

        public double ShareOfWeeks => Weeks / (double)(WeekOf(LastDay) - WeekOf(FirstDay) + 1);

        // Day number 0 is a Monday.
        private static int WeekOf(DateOnly day) => day.DayNumber / DaysOfWeek;
    }
}
