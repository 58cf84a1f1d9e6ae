using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Plans;

[OnEveryStore]
public class PlannedDemandArchiveTest(StoreKind store)
{
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));

    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private PlannedDemandArchive archive = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new PlannedDemandArchive(database);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void Read_SavedLine_IsWhatThePlanLearntFromAndExpected()
    {
        var report = Report(new TimeBucket(BucketUnit.Week, DayOfWeek.Sunday), new DateOnly(2024, 3, 31), [1.5, double.NaN, 0, 1e-9]);
        new PlanArchive(database).SavePlan(report);

        var read = Done(archive.Read(report.Identity.RunId, Key));

        Assert.That(read.Quantities, Is.EqualTo(new[] { 1.5, double.NaN, 0, 1e-9 }), "after cleansing, a blank stays a blank");
        Assert.That((read.Bucket, read.Start, read.End), Is.EqualTo((report.Bucket, new DateOnly(2024, 3, 31), new DateOnly(2024, 4, 28))));
        var expected = report.Lines[0].Forecast;
        Assert.That(read.Forecast.Mean, Is.EqualTo(expected.Mean));
        Assert.That(read.Forecast.QuantileLevels, Is.EqualTo(expected.QuantileLevels));
        Assert.That(read.Forecast.Quantiles, Is.EqualTo(expected.Quantiles));
        Assert.That(
            (read.Forecast.Model, read.Forecast.Parameters, read.Forecast.FallbackReason), Is.EqualTo(("ssa", "window 52, rank 6", "too short")));
    }

    [Test]
    public void Read_SavedLine_HasWhatWasSoldBesideWhatWasLearnt()
    {
        var report = Report(TimeBucket.Week, new DateOnly(2024, 4, 1), [9, 12.5, double.NaN]);
        var line = report.Lines[0];
        report = report with
        {
            Lines = [line with { History = line.History with { Raw = line.History.Raw with { Quantities = [9, 4, 0], Availability = [1, 0.4, 0] } } }],
        };
        new PlanArchive(database).SavePlan(report);

        var read = Done(archive.Read(report.Identity.RunId, Key));

        Assert.That(read.Sold, Is.EqualTo(new double[] { 9, 4, 0 }));
        Assert.That(read.Availability, Is.EqualTo(new[] { 1, 0.4, 0 }));
        Assert.That(read.Quantities, Is.EqualTo(new[] { 9, 12.5, double.NaN }));
        Assert.That(PlannedDemand.Of(report.Lines[0]).Sold, Is.EqualTo(read.Sold));
    }

    [Test]
    public void Read_SavedBeforeSalesWereKept_HasNone()
    {
        var report = Report(TimeBucket.Day, new DateOnly(2024, 3, 1), [1, 2]);
        new PlanArchive(database).SavePlan(report);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "update demand.learnt set sold = null, availability = null, deviations = null";
        command.ExecuteNonQuery();

        var read = Done(archive.Read(report.Identity.RunId, Key));
        Assert.That((read.Sold.Length, read.Availability.Length, read.Quantities.Length), Is.EqualTo((0, 0, 2)));
    }

    [Test]
    public void Read_DaysAndMonths_KeepTheirBucket()
    {
        foreach (var bucket in new[] { TimeBucket.Day, TimeBucket.Month })
        {
            var report = Report(bucket, new DateOnly(2024, 3, 1), [1, 2]);
            new PlanArchive(database).SavePlan(report);
            Assert.That(Done(archive.Read(report.Identity.RunId, Key)).Bucket, Is.EqualTo(bucket));
        }
    }

    [Test]
    public void Read_SavedAgain_IsTheLastSaving()
    {
        new PlanArchive(database).SavePlan(Report(TimeBucket.Day, new DateOnly(2024, 3, 1), [1, 2]));
        var again = Report(TimeBucket.Day, new DateOnly(2024, 3, 1), [1, 2, 3]);
        new PlanArchive(database).SavePlan(again);

        Assert.That(Done(archive.Read(again.Identity.RunId, Key)).Quantities, Is.EqualTo(new double[] { 1, 2, 3 }));
    }

    [Test]
    public void Read_RunThatKeptNoHistory_SaysSo()
    {
        var report = Report(TimeBucket.Day, new DateOnly(2024, 3, 1), [1, 2]);
        new PlanArchive(database).SavePlan(report);
        database.Execute("Plans/DeleteLearnt", new { run_id = report.Identity.RunId });

        Assert.That(archive.Read(report.Identity.RunId, Key), Is.EqualTo(new Outcome<PlannedDemand>.Skipped(
            $"Run {report.Identity.RunId} kept no history of A at LEEDS: it was saved by an earlier version. The next run keeps it.")));
    }

    private static PlannedDemand Done(Outcome<PlannedDemand> outcome)
    {
        Assert.That(outcome, Is.InstanceOf<Outcome<PlannedDemand>.Done>(), outcome.ToString());
        return ((Outcome<PlannedDemand>.Done)outcome).Value;
    }

    private static PlanReport Report(TimeBucket bucket, DateOnly start, ImmutableArray<double> learnt)
    {
        var series = new DemandSeries(Key, bucket, start, [.. learnt.Select(_ => 9.0)], [], []);
        var line = new PlanLine(
            new Item(Key.Sku),
            new SupplyTerms(Key) { LeadTime = new LeadTime(7, 1), LeadTimeSource = "receipts", Assumptions = [] },
            new CleansedSeries(series, learnt, []),
            DemandPattern.Smooth,
            'A',
            new DemandForecast("ssa", "window 52, rank 6", "too short", [1.5, 2.5, 3.5], [0.5, 0.9], [1, 2, 3, 4, 5, 6]),
            null,
            new StockPosition(0, 0, 0, [], true),
            new Recommendation(
                new OrderExplanation
                {
                    ExpectedDemand = 0,
                    SafetyStock = 0,
                    LotAllowance = 0,
                    OnHand = 0,
                    Allocated = 0,
                    Backordered = 0,
                    OnOrder = 0,
                    NotNeeded = 0,
                    MinimumOrderRounding = 0,
                    PackRounding = 0,
                    MaximumCut = 0,
                },
                series.End, series.End, 14, 0, "fill rate 95 %", 0.97, 0.4, 0, null, 0, 0, []));
        return new PlanReport
        {
            Identity = new RunIdentity(series.End, "all", "settings", [], "1.0"),
            Bucket = bucket,
            Horizon = 3,
            Cycle = series.End,
            Lines = [line],
            Unplanned = [],
            Orders = [],
            Imports = [],
            Quarantine = [],
            Warnings = [],
            Settings = [],
            Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty,
            Sequence = 1,
        };
    }
}
