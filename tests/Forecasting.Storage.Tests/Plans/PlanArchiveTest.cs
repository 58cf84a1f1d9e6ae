using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Plans.SamplePlans;

namespace Forecasting.Storage.Tests.Plans;

[OnEveryStore]
public class PlanArchiveTest(StoreKind store)
{
    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private PlanArchive archive = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new PlanArchive(database);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void Explain_SavedLine_IsExact()
    {
        var line = Line("A", "LEEDS", 12.345678901234567m);
        archive.SavePlan(Report("a", line, Line("B", "LEEDS", 1)));
        var explained = archive.Explain(new Sku("A"))!;
        Assert.That((explained.RunId, explained.AsOf), Is.EqualTo((Report("a").Identity.RunId, AsOf)));
        var read = explained.Lines.Single();
        Assert.That(read.Recommendation.Explanation, Is.EqualTo(line.Recommendation.Explanation));
        Assert.That(read.Recommendation with { Notes = [] }, Is.EqualTo(line.Recommendation with { Notes = [] }));
        Assert.That(read.Recommendation.Notes, Is.EqualTo(line.Recommendation.Notes));
        Assert.That(read.Assumptions, Is.EqualTo(line.Terms.Assumptions));
        Assert.That((read.Key, read.ItemName, read.Supplier, read.SourceLocation), Is.EqualTo((line.Key, "Name of A", "V1", "")));
        Assert.That((read.LeadTime, read.LeadTimeSource, read.ReviewDays), Is.EqualTo((new LeadTime(7.5, 1.25), "receipts", 7.0)));
        Assert.That((read.Moq, read.PackSize, read.MaxOrder), Is.EqualTo((6m, 6m, (decimal?)null)));
        Assert.That((read.Pattern, read.AbcClass, read.Model, read.Parameters, read.FallbackReason), Is.EqualTo(("Smooth", "A", "ssa", "window 52, rank 6", "too short")));
    }

    [Test]
    public void Explain_LastRunOrGivenRun_IsTheOneAskedFor()
    {
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1), Line("A", "YORK", 2)));
        archive.SavePlan(Report("b", Line("A", "LEEDS", 3)));
        var (first, second) = (Report("a").Identity.RunId, Report("b").Identity.RunId);
        Assert.That(archive.Explain(new Sku("A"))!.RunId, Is.EqualTo(second));
        Assert.That(archive.Explain(new Sku("A"), null, first)!.Lines.Select(l => l.Key.Location.Code), Is.EqualTo(new[] { "LEEDS", "YORK" }));
        Assert.That(archive.Explain(new Sku("A"), new Location("YORK"))!.RunId, Is.EqualTo(first), "the last run that speaks of it");
        Assert.That(archive.Explain(new Sku("Z")), Is.Null);
        Assert.That(archive.Explain(new Sku("A"), null, "nobody"), Is.Null);
    }

    [Test]
    public void Explain_UnplannedSku_SaysWhy()
    {
        var unplanned = new UnplannedLine(new SkuLocation(new Sku("N"), new Location("LEEDS")), false, "Too new to plan.");
        archive.SavePlan(Report("a") with { Unplanned = [unplanned] });
        var explained = archive.Explain(new Sku("N"))!;
        Assert.That(explained.Lines, Is.Empty);
        Assert.That(explained.Unplanned, Is.EqualTo(new[] { unplanned }));
    }

    [Test]
    public void SavePlan_SameRunTwice_IsAsOnce()
    {
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1), Line("B", "LEEDS", 1)));
        var once = Counts();
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1), Line("B", "LEEDS", 1)));
        Assert.That(Counts(), Is.EqualTo(once).And.EqualTo(new[] { 1L, 2, 0, 6, 2, 2 }));
    }

    [Test]
    public void SavePlan_Forecast_HasItsBucketsAndQuantiles()
    {
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1)));
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select bucket_start, mean, levels[2], quantiles[2], model, fallback_reason from forecast.forecast order by bucket_start";
        using var reader = command.ExecuteReader();
        var rows = new List<(DateOnly, double, double, double, string, string)>();
        while (reader.Read())
            rows.Add((reader.GetFieldValue<DateOnly>(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetString(4), reader.GetString(5)));
        Assert.That(rows, Is.EqualTo(new[]
        {
            (AsOf, 1.5, 0.9, 2.0, "ssa", "too short"), (AsOf.AddDays(7), 2.5, 0.9, 4.0, "ssa", "too short"), (AsOf.AddDays(14), 3.5, 0.9, 6.0, "ssa", "too short"),
        }));
    }

    [Test]
    public void SavePlan_CorrectionToNotObserved_KeepsTheNaN()
    {
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1)));
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select was, now, rule, why, deviation, veto from demand.correction";
        using var reader = command.ExecuteReader();
        reader.Read();
        Assert.That((reader.GetDouble(0), reader.GetDouble(1), reader.GetString(2), reader.GetString(3)), Is.EqualTo((0.0, double.NaN, "stockout", "Out of stock.")));
        Assert.That((reader.GetDouble(4), reader.GetString(5)), Is.EqualTo((0.0, "")));
    }

    [Test]
    public void SavePlan_CorrectionWithVetoAndDeviation_KeepsBoth()
    {
        var line = Line("A", "LEEDS", 1);
        var correction = new Correction(AsOf.AddDays(-14), 4, 4, "stockout", "Ran out.") { Veto = "Sold out on purpose (planning)", Deviation = 1.5 };
        archive.SavePlan(Report("a", line with { History = line.History with { Corrections = [correction] } }));
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select was, now, deviation, veto from demand.correction";
        using var reader = command.ExecuteReader();
        reader.Read();
        Assert.That(
            (reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetString(3)), Is.EqualTo((4.0, 4.0, 1.5, "Sold out on purpose (planning)")));
    }

    [Test]
    public void ReadSegments_GivesTheNewestPlanBeforeTheDay()
    {
        var line = Line("A", "LEEDS", 1) with { Segment = new Segment('B', 'Z', DemandPattern.Lumpy, Segmentation.LifeCycle.Declining) };
        var older = Line("A", "LEEDS", 1) with { Segment = new Segment(' ', ' ', DemandPattern.NoDemand, Segmentation.LifeCycle.New) };
        archive.SavePlan(At(AsOf, line, Line("B", "LEEDS", 1)));
        archive.SavePlan(At(AsOf.AddDays(-7), older));
        var read = archive.ReadSegments(AsOf.AddDays(1), TimeBucket.Week);
        Assert.That(read, Has.Count.EqualTo(2));
        Assert.That(read[line.Key], Is.EqualTo(line.Segment));
        Assert.That(archive.ReadSegments(AsOf, TimeBucket.Week)[line.Key], Is.EqualTo(older.Segment), "a plan of the same morning does not count");
        Assert.That(archive.ReadSegments(AsOf.AddDays(-7), TimeBucket.Week), Is.Empty);
        Assert.That(archive.ReadSegments(AsOf.AddDays(1), TimeBucket.Day), Is.Empty, "classes of weeks say nothing about days");
    }

    [Test]
    public void ReadSegments_AfterSavingTheSameRunTwice_AreThoseOfTheSecond()
    {
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1), Line("B", "LEEDS", 1)));
        archive.SavePlan(Report("a", Line("A", "LEEDS", 1)));
        Assert.That(archive.ReadSegments(AsOf.AddDays(1), TimeBucket.Week), Has.Count.EqualTo(1));
    }

    private static PlanReport At(DateOnly asOf, params PlanLine[] lines) =>
        Report("a", lines) with { Identity = new RunIdentity(asOf, "all", "a", [], "1.0") };

    private long[] Counts() =>
    [
        .. ((string[])["inventory.plan", "inventory.plan_line", "inventory.unplanned_line", "forecast.forecast", "forecast.score", "demand.correction"]).Select(table =>
        {
            using var command = database.Connection.CreateCommand();
            command.CommandText = $"select count(*) from {table}";
            return (long)command.ExecuteScalar()!;
        }),
    ];
}
