using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Sensing;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Sensing;
using Forecasting.Storage.Tests.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Plans;

/// <summary>What published plans promised, and the book of signals.</summary>
[OnEveryStore]
public class SignalArchiveTest(StoreKind store)
{
    private static readonly DateOnly Monday = SamplePlans.AsOf;

    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void Read_PublishedPlan_GivesWhatItPromised()
    {
        new PlanArchive(database).SavePlan(SamplePlans.Report("a", SamplePlans.Line("A", "LEEDS", 5), SamplePlans.Line("B", "LEEDS", 5)));
        var archive = new PromiseArchive(database);
        Assert.That(archive.Read(Monday.AddDays(3), "all"), Is.Null, "not published");
        LedgerSamples.Publish(new RunLedger(database), "a");

        var promise = archive.Read(Monday.AddDays(3), "all")!;
        Assert.That((promise.RunId, promise.AsOf, promise.Bucket), Is.EqualTo((LedgerSamples.Run("a").RunId, Monday, TimeBucket.Week)));
        Assert.That(promise.Demand.Select(d => d.Key), Is.EqualTo(new[] { LedgerSamples.Key("A"), LedgerSamples.Key("B") }));
        Assert.That(promise.Demand[0].Spans.Select(s => (s.Start, s.After, s.Mean)), Is.EqualTo(new[]
        {
            (Monday, Monday.AddDays(7), 1.5), (Monday.AddDays(7), Monday.AddDays(14), 2.5), (Monday.AddDays(14), Monday.AddDays(21), 3.5),
        }));
        Assert.That(archive.Read(Monday.AddDays(-1), "all"), Is.Null, "a morning before it");
    }

    [Test]
    public void Enter_LookAfterLook_KeepsWhatStandsAndEndsTheRest()
    {
        var archive = new SignalArchive(database);
        Assert.That((archive.Newest(), archive.Open().Length), Is.EqualTo((null as NewestLook, 0)));
        var spike = new Signal(SignalKind.Spike, "é'; drop table at LEEDS", "r1", Monday, "30 sold.", "See.")
        {
            Concerns = [LedgerSamples.Key("é'"), new SkuLocation(new Sku("B"), new Location("YORK"))],
            UnitsAtRisk = 1.5,
            MoneyAtRisk = 12.34m,
            Currency = "EUR",
        };
        var late = new Signal(SignalKind.LateSupplier, "S1 to LEEDS", "r1", Monday, "Late.", "Ask.") { Concerns = [], UnitsAtRisk = 3 };
        archive.Enter(Look(1, late, spike), LedgerSamples.Morning);
        archive.Enter(Look(2, spike), LedgerSamples.Morning.AddDays(1));
        archive.Enter(Look(2, spike), LedgerSamples.Morning.AddDays(1));

        var open = archive.Open().Single();
        Assert.That((open.FirstAsOf, open.LastAsOf, open.IsNew), Is.EqualTo((Monday.AddDays(1), Monday.AddDays(2), false)));
        Assert.That(open.Signal with { Concerns = [] }, Is.EqualTo(spike with { Concerns = [] }));
        Assert.That(open.Signal.Concerns, Is.EqualTo(spike.Concerns));
        var newest = archive.Newest()!;
        Assert.That((newest.AsOf, newest.Watched, newest.Threshold, newest.LookedAt), Is.EqualTo((Monday.AddDays(2), 7, 98.0, LedgerSamples.Morning.AddDays(1))));
        Assert.That(newest.Notes, Is.EqualTo(new[] { "One.", "Two." }));
    }

    private static SensingReport Look(int day, params Signal[] signals) =>
        new(Monday.AddDays(day), "r1", Monday, 7, day, 98, Signal.Ranked(signals), ["One.", "Two."]);
}
