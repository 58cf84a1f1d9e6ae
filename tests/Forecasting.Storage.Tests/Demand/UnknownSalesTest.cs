using System.Globalization;
using Forecasting.History;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

/// <summary>Unknown is not zero: a row set aside for its quantity leaves its bucket not observed, and nothing else.</summary>
[OnEveryStore]
public class UnknownSalesTest(StoreKind store)
{
    private const string Header = "date,sku,location,quantity,unit_price\n";
    private const string Week = "2024-01-01,A,L,1,2\n2024-01-02,A,L,2,2\n2024-01-03,A,L,3,2\n2024-01-05,A,L,5,2\n2024-01-06,A,L,6,2\n2024-01-07,A,L,7,2\n";
    private static readonly double Unknown = double.NaN;

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("abc")]
    [TestCase("1e400")]
    public void ReadSeries_QuantityThatCannotBeRead_IsUnknownAndItsNeighboursAreNot(string quantity)
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + Week + $"2024-01-04,A,L,{quantity},2\n"));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-10").Single().Quantities, Is.EqualTo(new[] { 1, 2, 3, Unknown, 5, 6, 7, 0, 0 }));
    }

    [Test]
    public void ReadSeries_AmbiguousQuantity_IsUnknown()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date;sku;quantity\n2024-01-01;A;1\n2024-01-02;A;1.234\n2024-01-03;A;3\n"));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-04").Single().Quantities, Is.EqualTo(new[] { 1, Unknown, 3 }));
    }

    [Test]
    public void ReadSeries_OneBadRowBesideGoodOnes_MakesTheBucketUnknown()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + Week + "2024-01-04,A,L,,2\n2024-01-08,A,L,8,2\n"));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-09").Single().Quantities[3], Is.NaN);
        Assert.That(Read(directory, TimeBucket.Week, "2024-01-22").Single().Quantities, Is.EqualTo(new[] { Unknown, 8, 0 }));
    }

    [Test]
    public void ReadSeries_BadRowOfAnotherKey_HasNoEffect()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", Header + Week + "2024-01-04,B,L,,2\n2024-01-04,A,YORK,x,2\n2024-01-01,A,YORK,9,2\n2024-01-03,,L,,2\n2024-01-31x,A,L,,2\n2024-01-05,A\0,L,,2\n"));
        var series = Read(directory, TimeBucket.Day, "2024-01-08");
        Assert.That(series.Select(s => s.Key.ToString()), Is.EqualTo(series.Select(s => s.Key).Order().Select(k => k.ToString())));
        Assert.That(series, Has.Count.EqualTo(2), "a row that is not known begins no series");
        Assert.That(series[0].Quantities, Is.EqualTo(new double[] { 1, 2, 3, 0, 5, 6, 7 }));
        Assert.That(series[1].Quantities, Is.EqualTo(new[] { 9, 0, 0, Unknown, 0, 0, 0 }));
    }

    [Test]
    public void ReadSeries_BadRowBeforeTheFirstSale_DoesNotMoveTheStart()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + "2023-12-30,A,L,,2\n" + Week));
        var series = Read(directory, TimeBucket.Day, "2024-01-03").Single();
        Assert.That(series.Start, Is.EqualTo(new DateOnly(2024, 1, 1)));
        Assert.That(series.Quantities, Is.EqualTo(new double[] { 1, 2 }));
    }

    [Test]
    public void ReadSeries_BadRowFromAsOfOn_HasNoEffect()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + Week + "2024-01-08,A,L,,2\n2024-01-09,A,L,,2\n"));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-08").Single().Quantities, Is.EqualTo(new double[] { 1, 2, 3, 0, 5, 6, 7 }));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-09").Single().Quantities, Is.EqualTo(new[] { 1, 2, 3, 0, 5, 6, 7, Unknown }));
    }

    [Test]
    public void ReadSeries_UnknownBucketWithoutSales_KeepsItsAvailability()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", Header + "2024-01-01,A,L,1,2\n2024-01-02,A,L,,2\n2024-01-04,A,L,4,2\n"),
            ("availability.csv", "date,sku,location,in_stock\n2024-01-02,A,L,0.5\n2024-01-03,A,L,0\n2024-01-04,A,L,1\n"));
        var series = Read(directory, TimeBucket.Day, "2024-01-05").Single();
        Assert.That(series.Quantities, Is.EqualTo(new[] { 1, Unknown, 0, 4 }));
        Assert.That(series.Availability, Is.EqualTo(new[] { Unknown, 0.5, 0, 1 }));
    }

    [Test]
    public void Import_SameFilesAgain_GivesTheSameUnknownBuckets()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + Week + "2024-01-04,A,L,,2\n2024-01-04,A,L,,2\n2024-01-04,A,L,four,2\n"));
        var first = directory.Import();
        var before = Read(directory, TimeBucket.Day, "2024-01-08").Single().Quantities;
        var second = directory.Import();
        Assert.That(second.History, Is.EqualTo(first.History), "the load is taken again");
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-08").Single().Quantities, Is.EqualTo(before));
        Assert.That(before, Is.EqualTo(new[] { 1, 2, 3, Unknown, 5, 6, 7 }));
        var report = second.Reports.Single();
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo((9L, 6L, 3L, 0L)));
        Assert.That(second.Quarantine.Select(q => q.Message), Does.Contain(
            "sales.csv line 8, column \"quantity\": the value is missing (empty = unknown: its bucket is not learnt from). SKU A at L. The row was set aside."));
    }

    [Test]
    public void Import_MoreBadRowsThanFindingsKept_LosesNoUnknownBucket()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + "2024-01-01,A,L,1,2\n2024-01-02,A,L,,2\n2024-01-03,A,L,x,2\n2024-01-04,A,L,,2\n"));
        var settings = new InputSettings { MaxFindingsPerFile = 1 };
        Assert.That(directory.Import(settings).Quarantine, Has.Length.EqualTo(1));
        Assert.That(Read(directory, TimeBucket.Day, "2024-01-06", settings).Single().Quantities, Is.EqualTo(new[] { 1, Unknown, Unknown, Unknown, 0 }));
    }

    [Test]
    public void Import_FileThatChangesWhileItIsRead_LeavesNoUnknownBucket()
    {
        // Nothing of the refused file counts, also when not one of its rows was valid.
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", Header), ("sales-2.csv", Header + "2024-01-01,A,L,1,2\n2024-01-03,A,L,3,2\n"));
        var folder = directory.Scan();
        directory.Write("sales-1.csv", Header + "2024-01-02,A,L,,2\n");
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(folder, new InputSettings());
        Assert.That(imported.Reports[0].IsRejected, Is.True);
        var series = new DemandHistory(database).ReadSeries(imported.History, TimeBucket.Day, new DateOnly(2024, 1, 4)).Single();
        Assert.That(series.Quantities, Is.EqualTo(new double[] { 1, 0, 3 }));
    }

    [Test]
    public void Import_ManyChanges_ForgetsUnknownSalesOfOldLoads()
    {
        using var directory = new DataDirectory(store);
        for (var i = 1; i <= 4; i++)
        {
            directory.Write("sales.csv", Header + $"2024-01-01,A,L,{i},2\n2024-01-02,A,L,,2\n");
            directory.Import();
        }

        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select count(*) from history.unknown_sale";
        Assert.That(command.ExecuteScalar(), Is.EqualTo(2L));
    }

    private static List<DemandSeries> Read(DataDirectory directory, TimeBucket bucket, string asOf, InputSettings? settings = null)
    {
        var imported = directory.Import(settings);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        return [.. new DemandHistory(database).ReadSeries(imported.History, bucket, DateOnly.Parse(asOf, CultureInfo.InvariantCulture))];
    }
}
