using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Plans;

[OnEveryStore]
public class PreviousPlanArchiveTest(StoreKind store)
{
    private static readonly DateTimeOffset Morning = new(2024, 4, 15, 5, 30, 0, TimeSpan.Zero);

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
    public void Read_GivesTheNewestPublishedPlanThatIsNotItself()
    {
        var (first, second) = (Saved(SamplePlans.AsOf.AddDays(-7), "a", sequence: 1), Saved(SamplePlans.AsOf, "a", sequence: 2));
        var planned = Report(SamplePlans.AsOf, "b");
        new PlanArchive(database).SavePlan(planned); // never published
        var read = Read(planned.Identity.RunId, SamplePlans.AsOf)!;
        Assert.That((read.RunId, read.AsOf, read.Sequence, read.EngineVersion), Is.EqualTo((second.Identity.RunId, SamplePlans.AsOf, 2L, "1.0")));
        Assert.That(read.Lines, Is.EqualTo(second.Lines.OrderBy(l => l.Key).Select(PreviousLine.Of)), "to the last digit");
        Assert.That(read.Settings, Is.EqualTo(new[] { KeyValuePair.Create("run.horizon", "3") }));
        Assert.That(Read(second.Identity.RunId, SamplePlans.AsOf)!.RunId, Is.EqualTo(first.Identity.RunId));
        Assert.That(Read(planned.Identity.RunId, SamplePlans.AsOf.AddDays(-1))!.RunId, Is.EqualTo(first.Identity.RunId), "later plans are not seen");
        Assert.That(Read(planned.Identity.RunId, SamplePlans.AsOf.AddDays(-8)), Is.Null);
        Assert.That(new PreviousPlanArchive(database).Read(planned.Identity.RunId, SamplePlans.AsOf, TimeBucket.Day, "all"), Is.Null, "weeks are not compared with days");
        Assert.That(new PreviousPlanArchive(database).Read(planned.Identity.RunId, SamplePlans.AsOf, TimeBucket.Week, "a part"), Is.Null);
    }

    private PreviousPlan? Read(string run, DateOnly asOf) => new PreviousPlanArchive(database).Read(run, asOf, TimeBucket.Week, "all");

    private PlanReport Saved(DateOnly asOf, string settings, long sequence)
    {
        var report = Report(asOf, settings);
        var ledger = new RunLedger(database);
        ledger.Begin(report.Identity, Morning);
        new SettingsRecord(database).Note(report.Identity.RunId, settings, [new SettingValue("run.horizon", "3", "default")], "test", Morning);
        new PlanArchive(database).SavePlan(report);
        ledger.RecordPublication(report.Identity.RunId, asOf, sequence, $"{asOf:yyyy-MM-dd}_x", asOf, [], "done", Morning);
        return report;
    }

    private static PlanReport Report(DateOnly asOf, string settings) =>
        SamplePlans.Report(settings, SamplePlans.Line("A", "YORK", 12.345678901234567m), SamplePlans.Line("B", "LEEDS", 1)) with
        {
            Identity = new RunIdentity(asOf, "all", settings, [], "1.0"),
        };
}
