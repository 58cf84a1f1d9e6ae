using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

[OnEveryStore]
public class DemandHistoryTest(StoreKind store)
{
    private static readonly double Unknown = double.NaN;

    [Test]
    public void ReadSeries_Days_HasZerosInsideAndEndsBeforeAsOf()
    {
        var series = Read(TimeBucket.Day, "2024-01-06", "2024-01-01,A,L,2\n2024-01-03,A,L,5\n2024-01-03,A,L,-1\n2024-01-06,A,L,9\n2024-01-07,A,L,9").Single();
        Assert.That((series.Key, series.Start, series.Bucket), Is.EqualTo((Key("A", "L"), new DateOnly(2024, 1, 1), TimeBucket.Day)));
        Assert.That(series.Quantities, Is.EqualTo(new double[] { 2, 0, 4, 0, 0 }));
        Assert.That((series.Promotions.Length, series.Availability.Length), Is.EqualTo((0, 0)));
    }

    [TestCase(DayOfWeek.Monday, "2024-01-01", new double[] { 3, 4 })]
    [TestCase(DayOfWeek.Sunday, "2024-01-07", new double[] { 6 })]
    [TestCase(DayOfWeek.Wednesday, "2024-01-03", new double[] { 6 })]
    public void ReadSeries_Weeks_StartOnTheWeekdayAskedFor(DayOfWeek start, string first, double[] expected)
    {
        // 2024-01-01 is a Monday. Rows on Mon 1st (1), Sun 7th (2), Mon 8th (4), Mon 15th (8); as of Tue 16th.
        var series = Read(new TimeBucket(BucketUnit.Week, start), "2024-01-16", "2024-01-01,A,L,1\n2024-01-07,A,L,2\n2024-01-08,A,L,4\n2024-01-15,A,L,8").Single();
        Assert.That(series.Start, Is.EqualTo(DateOnly.Parse(first, CultureInfo.InvariantCulture)));
        Assert.That(series.Quantities, Is.EqualTo(expected));
    }

    [Test]
    public void ReadSeries_Months_LeaveOutTheIncompleteFirstAndLast()
    {
        var series = Read(TimeBucket.Month, "2024-04-30", "2024-01-05,A,L,1\n2024-01-06,A,L,1\n2024-02-29,A,L,2\n2024-03-31,A,L,4\n2024-04-01,A,L,8").Single();
        Assert.That(series.Start, Is.EqualTo(new DateOnly(2024, 2, 1)));
        Assert.That(series.Quantities, Is.EqualTo(new double[] { 2, 4 }));
    }

    [Test]
    public void ReadSeries_AsOfAtABucketStart_KeepsTheBucketBefore() =>
        Assert.That(Read(TimeBucket.Month, "2024-03-01", "2024-01-01,A,L,1\n2024-02-29,A,L,2").Single().Quantities, Is.EqualTo(new double[] { 1, 2 }));

    [Test]
    public void ReadSeries_OneDatePerBucket_IsAStampAndTheFirstBucketIsWhole() =>
        Assert.That(Read(TimeBucket.Month, "2024-04-01", "2024-01-31,A,L,1\n2024-02-29,A,L,2\n2024-03-31,B,L,3").Select(s => s.Start), Is.EqualTo(
            new[] { new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 1) }));

    [Test]
    public void ReadSeries_KeyOnlyInTheIncompleteLastBucket_HasLengthZero()
    {
        var series = Read(TimeBucket.Month, "2024-03-15", "2024-01-01,A,L,1\n2024-01-02,A,L,1\n2024-03-10,B,L,1").ToDictionary(s => s.Key);
        Assert.That((series[Key("B", "L")].Length, series[Key("B", "L")].Start), Is.EqualTo((0, new DateOnly(2024, 3, 1))));
        Assert.That(series[Key("A", "L")].Quantities, Is.EqualTo(new double[] { 2, 0 }));
    }

    [Test]
    public void ReadSeries_RowsFromAsOfOn_ChangeNothing()
    {
        const string Past = "2024-01-01,A,L,1\n2024-01-02,A,L,3\n2024-01-20,B,L,2\n";
        var before = Read(TimeBucket.Week, "2024-02-01", Past);
        var after = Read(TimeBucket.Week, "2024-02-01", Past + "2024-02-01,A,L,100\n2024-02-05,C,L,7\n2023-12-01,D,L,x\n");
        Assert.That(after.Select(Text), Is.EqualTo(before.Select(Text)));
    }

    [Test]
    public void ReadSeries_NoSales_GivesNone() => Assert.That(Read(TimeBucket.Day, "2024-01-01", ""), Is.Empty);

    [Test]
    public void ReadSeries_Order_IsOrdinalInUtf16()
    {
        // By UTF-8 bytes U+FF21 comes before the emoji, by UTF-16 after it: its surrogates are smaller.
        var codes = new[] { "a", "B", "\uFF21", "😀", "Z", "10", "9", "é" };
        var series = Read(TimeBucket.Day, "2024-01-02", string.Join('\n', codes.SelectMany(c => codes, (sku, location) => $"2024-01-01,{sku},{location},1")));
        Assert.That(series, Has.Count.EqualTo(64));
        Assert.That(series.Select(s => s.Key), Is.EqualTo(series.Select(s => s.Key).OrderBy(k => k)));
        Assert.That(series[^1].Key, Is.EqualTo(Key("\uFF21", "\uFF21")));
    }

    [Test]
    public void ReadSeries_Quantities_AreAddedExactly()
    {
        var tenth = Read(TimeBucket.Day, "2024-01-02", string.Join('\n', Enumerable.Range(0, 10).Select(i => $"2024-01-01,A,L,0.1{new string('0', i)}"))).Single();
        Assert.That(tenth.Quantities, Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void ReadSeries_Promotion_MarksTheBucketOfAnyMarkedRow()
    {
        var series = Read(TimeBucket.Day, "2024-01-04", "2024-01-01,A,L,1,0\n2024-01-02,A,L,1,0\n2024-01-02,A,L,2,1\n2024-01-03,B,L,1,no", "date,sku,location,quantity,promotion");
        Assert.That(series[0].Promotions, Is.EqualTo(new[] { false, true, false }));
        Assert.That(series[1].Promotions, Is.Empty);
    }

    [Test]
    public void ReadSeries_AvailabilityFeed_IsTheMeanOfItsRowsAndNaNElsewhere()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n2024-01-02,A,1\n2024-01-15,A,1\n2024-01-01,B,1\n"),
            ("availability.csv", "date,sku,in_stock\n2024-01-08,A,0.5\n2024-01-09,A,0\n2024-01-15,A,yes\n2024-01-22,A,0\n2023-01-01,A,1\n2024-01-08,C,0\n"));
        var series = Read(directory, TimeBucket.Week, "2024-01-22");
        Assert.That(series.Select(s => s.Key.Sku.Code), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(series[0].Availability, Is.EqualTo(new[] { Unknown, 0.25, 1 }));
        Assert.That(series[0].Quantities, Is.EqualTo(new double[] { 2, 0, 1 }));
        Assert.That(series[1].Availability, Is.Empty);
    }

    [Test]
    public void ReadSeries_StockHistory_StandsInWhereTheAvailabilityFeedIsSilent()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n2024-01-02,A,1\n2024-01-01,B,1\n2024-01-01,C,1\n"),
            ("stock.csv", "date,sku,on_hand\n2024-01-01,A,5\n2024-01-03,A,0\n2024-01-08,A,0\n2024-01-01,B,0\n2024-01-02,C,0\n2024-01-03,C,0\n2024-02-01,B,9\n"),
            ("availability.csv", "date,sku,in_stock\n2024-01-01,C,1\n"));
        var series = Read(directory, TimeBucket.Week, "2024-01-15");
        Assert.That(series[0].Availability, Is.EqualTo(new[] { 0.5, 0 }));
        Assert.That(series[1].Availability, Is.Empty, "one count before the day is no history");
        Assert.That(series[2].Availability, Is.EqualTo(new[] { 1, Unknown }), "the feed is the better witness");
    }

    [Test]
    public void ReadSeries_DayOnWhichStockRanOut_CountsHalf()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n2024-01-01,A,5\n2024-01-03,A,2\n2024-01-08,A,3\n2024-01-01,B,1\n2024-01-09,B,4\n"),
            ("stock.csv", "date,sku,on_hand\n2024-01-01,A,9\n2024-01-02,A,2\n2024-01-03,A,0\n2024-01-04,A,0\n2024-01-08,A,0\n2024-01-09,A,0\n"),
            ("availability.csv", "date,sku,in_stock\n2024-01-01,B,1\n2024-01-09,B,0\n2024-01-10,B,0\n2024-01-11,B,1\n"));
        var series = Read(directory, TimeBucket.Week, "2024-01-15");
        Assert.That(series[0].Availability, Is.EqualTo(new[] { 2.5 / 4, 0 }), "where no day was in stock nobody knows how long there was any");
        Assert.That(series[1].Availability, Is.EqualTo(new[] { 1, 1.5 / 3 }), "the feed counts like stock");
    }

    [Test]
    public void ReadSeries_LargestRows_AreTheLargestOfEachBucketAndNeverNegative()
    {
        var series = Read(TimeBucket.Week, "2024-01-29", "2024-01-01,A,L,5\n2024-01-03,A,L,200\n2024-01-03,A,L,7\n2024-01-10,A,L,-3\n2024-01-22,A,L,1.5").Single();
        Assert.That(series.LargestRows, Is.EqualTo(new[] { 200, 0, 0, 1.5 }));
        Assert.That(series.Quantities, Is.EqualTo(new[] { 212, -3, 0, 1.5 }));
    }

    [Test]
    public void ReadSeries_WhileOtherThingsAreWritten_GoesOn()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 9000).Select(i => $"2024-01-01,S{i},1\n"))));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(directory.Scan(), new());
        var count = 0;
        foreach (var series in new DemandHistory(database).ReadSeries(imported.History, TimeBucket.Day, new DateOnly(2024, 1, 2)))
        {
            if (count++ % 3000 == 0)
                database.InTransaction(() => database.Append("inventory", "unplanned_line", [series], (row, s) => row
                    .AppendValue("run").AppendValue(s.Key.Location.Code).AppendValue(s.Key.Sku.Code).AppendValue(true).AppendValue("why")));
        }

        Assert.That(count, Is.EqualTo(9000));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void ReadSeries_AnyThreadCount_GivesTheSameBits(int threads)
    {
        var random = new Random(7);
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(random.Next(60)):O},S{random.Next(20)},{random.NextDouble()}\n")));
        var shares = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(random.Next(60)):O},S{random.Next(20)},{random.NextDouble()}\n")));
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n" + rows), ("availability.csv", "date,sku,in_stock\n" + shares));
        var expected = Read(directory, TimeBucket.Week, "2024-02-20").Select(Text).ToList();
        using var database = ForecastingDatabase.Open(directory.DatabasePath, new DatabaseSettings { Threads = threads });
        var imported = new HistoryImport(database).Import(directory.Scan(), new());
        Assert.That(new DemandHistory(database).ReadSeries(imported.History, TimeBucket.Week, new DateOnly(2024, 2, 20)).Select(Text), Is.EqualTo(expected));
    }

    [Test]
    public void ReadStock_LatestDay_AddsItsRowsAndKnowsTheDayItself()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n"),
            ("stock.csv", "date,sku,location,on_hand,allocated,backordered\n2024-01-01,A,Y,9,0,0\n2024-01-05,A,Y,3,1,0\n2024-01-05,A,Y,2.5,0,1\n2024-01-06,A,Y,7,0,0\n2024-01-02,B,X,-1,,\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(directory.Scan(), new());
        Assert.That(new DemandHistory(database).ReadStock(imported.History, new DateOnly(2024, 1, 5)), Is.EqualTo(new[]
        {
            new StockLevel(new DateOnly(2024, 1, 2), Key("B", "X"), -1, 0, 0),
            new StockLevel(new DateOnly(2024, 1, 5), Key("A", "Y"), 5.5m, 1, 1),
        }));
    }

    [Test]
    public void ReadSalesShape_Weekly_SeesTheWeekday()
    {
        var shape = Shape("2024-01-01,A,L,1\n2024-01-08,A,L,0\n2024-01-15,A,L,2\n2024-01-22,A,L,1\n2024-01-01,B,L,0\n", null);
        Assert.That((shape.FirstDay, shape.LastDay, shape.Rows, shape.SkuLocations, shape.DistinctDays), Is.EqualTo(
            (new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 22), 5L, 2, 4)));
        Assert.That((shape.OnlyWeekday, shape.IsAllFirstOfMonth), Is.EqualTo((DayOfWeek.Monday, false)));
        Assert.That(shape.MedianShareOfDaysSold, Is.EqualTo(3.0 / 22));
        Assert.That(shape.MedianShareOfWeeksSold, Is.EqualTo(0.75));
    }

    [Test]
    public void ReadSalesShape_Monthly_SeesTheFirstOfTheMonth()
    {
        var shape = Shape("2024-01,A,L,1\n2024-02,A,L,1\n2024-03,A,L,1\n", null);
        Assert.That((shape.OnlyWeekday, shape.IsAllFirstOfMonth), Is.EqualTo(((DayOfWeek?)null, true)));
    }

    [Test]
    public void ReadSalesShape_RowsFromAsOfOn_AreCountedApart()
    {
        var shape = Shape("2024-01-01,A,L,1\n2024-01-02,A,L,1\n2024-01-03,A,L,1\n", new DateOnly(2024, 1, 2));
        Assert.That((shape.Rows, shape.RowsNotUsed, shape.LastDay), Is.EqualTo((1L, 2L, new DateOnly(2024, 1, 1))));
    }

    [Test]
    public void ReadSalesShape_NoRows_IsEmpty() => Assert.That(Shape("", null), Is.EqualTo(new SalesShape()));

    private static SkuLocation Key(string sku, string location) => new(new Sku(sku), new Location(location));

    private static string Text(DemandSeries s) => string.Create(
        CultureInfo.InvariantCulture, $"{s.Key} {s.Start:O} {string.Join(' ', s.Quantities.Select(q => q.ToString("R", CultureInfo.InvariantCulture)))} | {string.Join(' ', s.Availability.Select(q => q.ToString("R", CultureInfo.InvariantCulture)))}");

    private SalesShape Shape(string rows, DateOnly? asOf)
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,location,quantity\n" + rows));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(directory.Scan(), new());
        return new DemandHistory(database).ReadSalesShape(imported.History, asOf);
    }

    [Test]
    public void ReadSeries_RetailPeriods_AreSumsOfWholeWeeks()
    {
        // 4-5-4 to the Saturday nearest 31 January: periods from 2025-02-02 (four weeks), 2025-03-02 (five) and 2025-04-06 (four).
        var period = TimeBucket.Of(BucketUnit.Month, new RetailCalendar("4-5-4", 1, DayOfWeek.Saturday, YearEndRule.Nearest));
        const string Rows = "2025-02-02,A,L,1\n2025-02-09,A,L,2\n2025-03-01,A,L,4\n2025-03-02,A,L,8\n2025-04-05,A,L,16\n2025-04-06,A,L,32\n2025-04-20,A,L,64";
        var series = Read(period, "2025-05-03", Rows).Single();
        Assert.That((series.Start, series.Bucket), Is.EqualTo((new DateOnly(2025, 2, 2), period)));
        Assert.That(series.Quantities, Is.EqualTo(new double[] { 7, 24 }), "the last period is not over");
        Assert.That(Read(period, "2025-05-04", Rows).Single().Quantities, Is.EqualTo(new double[] { 7, 24, 96 }));
        Assert.That(Read(period, "2025-05-04", Rows.Replace("2025-02-02,A,L,1\n", "")).Single().Start, Is.EqualTo(new DateOnly(2025, 3, 2)), "the first period did not begin with the sales");
    }

    [Test]
    public void ReadSeries_RetailPeriods_AverageTheAvailabilityOfTheirWeeks()
    {
        var period = TimeBucket.Of(BucketUnit.Month, new RetailCalendar("4-4-5", 1, DayOfWeek.Saturday, YearEndRule.Nearest));
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,location,quantity\n2025-02-02,A,L,1\n2025-02-03,A,L,1\n"),
            ("availability.csv", "date,sku,location,in_stock\n2025-02-02,A,L,1\n2025-02-09,A,L,0.5\n2025-02-16,A,L,0\n"));
        Assert.That(Read(directory, period, "2025-03-30").Single().Availability, Is.EqualTo(new[] { 0.5, double.NaN }));
    }

    [Test]
    public void ReadSeries_OneShardAtATime_GivesEachSeriesOnceAndAsItIs()
    {
        const int Shards = 5;
        var random = new Random(11);
        string Row() => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(random.Next(60)):O},S{random.Next(40)},L{random.Next(3)},{random.Next(5)}\n");
        string Rows(string header) => header + string.Concat(Enumerable.Range(0, 2000).Select(_ => Row()));
        using var directory = new DataDirectory(
            store,
            ("sales.csv", Rows("date,sku,location,quantity\n") + "2024-01-05,S1,L1,x\n"),
            ("stock.csv", Rows("date,sku,location,on_hand\n")));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var history = new HistoryImport(database).Import(directory.Scan(), new()).History;
        List<DemandSeries> Read(int shard, int shards) => [.. new DemandHistory(database).ReadSeries(history, TimeBucket.Week, new DateOnly(2024, 2, 20), shard, shards)];

        var whole = Read(0, 1);
        var parts = Enumerable.Range(0, Shards).Select(shard => Read(shard, Shards)).ToList();
        Assert.That(whole, Has.Count.EqualTo(120));
        for (var shard = 0; shard < Shards; shard++)
        {
            Assert.That(
                parts[shard].Select(Text), Is.EqualTo(whole.Where(s => Planning.Shard.Of(s.Key, Shards) == shard).Select(Text)), $"shard {shard}");
        }

        Assert.That(parts, Has.All.Count.InRange(10, 40), "no shard is empty, none has most of the work");
    }

    [TestCase(-1, 4)]
    [TestCase(4, 4)]
    [TestCase(0, 0)]
    public void ReadSeries_NoSuchShard_Throws(int shard, int shards)
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var history = new HistoryImport(database).Import(directory.Scan(), new()).History;
        Assert.That(
            () => new DemandHistory(database).ReadSeries(history, TimeBucket.Week, new DateOnly(2024, 2, 20), shard, shards),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private List<DemandSeries> Read(TimeBucket bucket, string asOf, string rows, string header = "date,sku,location,quantity")
    {
        using var directory = new DataDirectory(store, ("sales.csv", $"{header}\n{rows}\n"));
        return Read(directory, bucket, asOf);
    }

    private static List<DemandSeries> Read(DataDirectory directory, TimeBucket bucket, string asOf)
    {
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(directory.Scan(), new());
        return [.. new DemandHistory(database).ReadSeries(imported.History, bucket, DateOnly.Parse(asOf, CultureInfo.InvariantCulture))];
    }
}
