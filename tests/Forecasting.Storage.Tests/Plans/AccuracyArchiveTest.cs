using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Plans;

/// <summary>A plan of Monday 2024-04-15 forecasts three weeks; what comes is asked for one, two and four weeks later.</summary>
[OnEveryStore]
public class AccuracyArchiveTest(StoreKind store)
{
    private static readonly DateOnly AsOf = new(2024, 4, 15);
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));
    private static readonly ErrorScales Scales = new(2.5, double.NaN, 0.1);

    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private AccuracyArchive archive = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new AccuracyArchive(database);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void ReadDue_PublishedPlan_GivesTheBucketsThatHaveCome()
    {
        Publish("a", Line("A"));

        Assert.That(Due(0), Is.Empty, "a run does not see what was promised on its own morning");
        var week = Due(7).Single();
        Assert.That(week.Promised, Is.EqualTo(new PromisedBucket(
            LedgerSamples.Run("a").RunId, AsOf, Key, AsOf, 1, new OutcomeGroup("ssa", "A", "Smooth", "brakes"), 1.5, 1.25, 4, Scales)));
        Assert.That(week.Levels, Is.EqualTo(new[] { 0.5, 0.9 }));
        Assert.That(week.Quantiles, Is.EqualTo(new double[] { 1, 2 }));
        Assert.That(Due(14).Select(d => (d.Promised.BucketStart, d.Promised.Ahead, d.Promised.Naive)).Order(), Is.EqualTo(new[]
        {
            (AsOf, 1, 4.0), (AsOf.AddDays(7), 2, 5.0),
        }));
        Assert.That(Due(16), Has.Length.EqualTo(2), "the week that has begun has not come");
        Assert.That(Due(28), Has.Length.EqualTo(3));
    }

    [Test]
    public void ReadDue_OtherBucketsOrScopesOrNotPublished_AreNotSeen()
    {
        Publish("a", Line("A"));
        new PlanArchive(database).SavePlan(Report("never published", Line("B")));

        Assert.That(archive.ReadDue(AsOf.AddDays(28), TimeBucket.Day, "all"), Is.Empty);
        Assert.That(archive.ReadDue(AsOf.AddDays(28), TimeBucket.Week, "LEEDS"), Is.Empty);
        Assert.That(Due(28).Select(d => d.Promised.Key.Sku.Code).Distinct(), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public void ReadDue_TwoPublicationsOfOneMorning_TheNewestCounts()
    {
        Publish("a", Line("A"), Line("B"));
        Publish("b", Line("A"));

        Assert.That(Due(7).Select(d => d.Promised.RunId), Is.EqualTo(new[] { LedgerSamples.Run("b").RunId }));
    }

    [Test]
    public void ReadOverridden_GivesWhatPlannersChangedAndWhatCame()
    {
        Publish("a", Line("A"), Line("é 😀"));
        var sold = new DemandSeries(Key, TimeBucket.Week, AsOf, [1.1, 2], [], []);
        archive.Append(TimeBucket.Week, [.. Due(14).Select(d => d.Score(d.Promised.Key == Key ? sold : null))]);
        var told = archive.ReadOverridden(AsOf.AddDays(14), TimeBucket.Week, AsOf);
        Assert.That(told, Has.Length.GreaterThan(0).And.Length.LessThan(3), "never what was not observed");
        Assert.That(told[0], Is.EqualTo(new OverriddenBucket(Key, AsOf, AsOf, 1.1, 1.5, 1.25)));
        Assert.That(told[0].Gain, Is.EqualTo(0.15 - 0.4).Within(1e-12));
        Assert.That(archive.ReadOverridden(AsOf, TimeBucket.Week, AsOf), Is.Empty, "a run does not see what was promised on its own morning");
        Assert.That(archive.ReadOverridden(AsOf.AddDays(14), TimeBucket.Day, AsOf), Is.Empty);
        Assert.That(archive.ReadOverridden(AsOf.AddDays(14), TimeBucket.Week, AsOf.AddDays(14)), Is.Empty);
    }

    [Test]
    public void Append_ThenRead_IsExactAndNotDueAgain()
    {
        Publish("a", Line("A"), Line("é 😀"));
        var sold = new DemandSeries(Key, TimeBucket.Week, AsOf.AddDays(-7), [7, 1.1], [], []);
        var outcomes = Due(7).Select(d => d.Score(d.Promised.Key == Key ? sold : null)).ToList();
        archive.Append(TimeBucket.Week, outcomes);

        Assert.That(Read(7, 26), Is.EquivalentTo(outcomes), "numbers to the last bit, and what was not observed");
        Assert.That(outcomes.Single(o => o.Promised.Key == Key).Actual, Is.EqualTo(1.1));
        Assert.That(Due(7), Is.Empty, "scored or not observed, it is on record");
        Assert.That(Due(14), Has.Length.EqualTo(2));
    }

    [Test]
    public void Read_LooksBackSoFarAndNotAhead()
    {
        Publish("a", Line("A"));
        archive.Append(TimeBucket.Week, [.. Due(28).Select(d => d.Score(null))]);

        Assert.That(Read(28, 26), Has.Count.EqualTo(3));
        Assert.That(Read(14, 26), Has.Count.EqualTo(2), "as an earlier morning would have seen them");
        Assert.That(Read(28, 3), Has.Count.EqualTo(2));
        Assert.That(Read(0, 26), Is.Empty);
        Assert.That(Read(28, 99, TimeBucket.Day), Is.Empty);
    }

    [Test]
    public void Append_LeaseTakenOver_KeepsNothing()
    {
        Publish("a", Line("A"));
        var mine = LedgerSamples.Leases(database, owner: "a").TryAcquire("scope:all", "")!;
        LedgerSamples.Leases(database, () => LedgerSamples.Morning.AddHours(1), "b").TryAcquire("scope:all", "");

        Assert.That(
            () => mine.Write(() => archive.Append(TimeBucket.Week, [.. Due(7).Select(d => d.Score(null))])),
            Throws.InstanceOf<LeaseLostException>());
        Assert.That(Due(7), Has.Length.EqualTo(1));
        Assert.That(Read(7, 26), Is.Empty);
    }

    [Test]
    public void SavePlan_SameRunTwice_KeepsOneBaseline()
    {
        Publish("a", Line("A"));
        new PlanArchive(database).SavePlan(Report("a", Line("A")));

        Assert.That(Due(7), Has.Length.EqualTo(1));
    }

    [Test]
    public void Clean_RunsThatWent_KeepWhatIsStillToBeScoredAndNoMore()
    {
        Publish("a", Line("A"));
        new PlanArchive(database).SavePlan(Report("never published", Line("A")));
        Publish("b", Line("B"));
        var newer = Later(Report("c", Line("C")), 7);
        new PlanArchive(database).SavePlan(newer);

        var due = Due(7);
        Clean();
        Assert.That(Due(7), Is.EqualTo(due).Using<DueForecast>((x, y) => x.Promised == y.Promised && x.Quantiles.SequenceEqual(y.Quantiles)));
        Assert.That(Promises(), Is.EqualTo(new[] { "3 of B", "3 of C" }), "what stands of that morning, and a plan that is not published yet");

        archive.Append(TimeBucket.Week, [.. due.Select(d => d.Score(null))]);
        Clean();
        Assert.That(Promises(), Is.EqualTo(new[] { "2 of B", "3 of C" }));
        archive.Append(TimeBucket.Week, [.. Due(21).Select(d => d.Score(null))]);
        Clean();
        Assert.That(Promises(), Is.EqualTo(new[] { "3 of C" }));
        Assert.That(Read(21, 26), Has.Count.EqualTo(3));
    }

    private void Clean() =>
        new RunRetention(database, new RawArchive(Path.Combine(directory.Root, "archive"))).Clean(new RetentionRule(null, DateTimeOffset.MaxValue));

    private IEnumerable<string> Promises() => directory.Query("select sku from forecast.baseline").CountBy(sku => sku).OrderBy(x => x.Key, StringComparer.Ordinal)
        .Select(x => $"{x.Value} of {x.Key}");

    private static PlanReport Later(PlanReport report, int days) =>
        report with { Identity = report.Identity with { AsOf = report.Identity.AsOf.AddDays(days) } };

    private ImmutableArray<DueForecast> Due(int days) => archive.ReadDue(AsOf.AddDays(days), TimeBucket.Week, "all");

    private List<ForecastOutcome> Read(int days, int buckets, TimeBucket? bucket = null) => archive.Read(
        AsOf.AddDays(days), bucket ?? TimeBucket.Week, buckets, () => new List<ForecastOutcome>(), (all, product) =>
        {
            Assert.That(product.Select(o => o.Promised.Key).Distinct().Single(), Is.Not.AnyOf([.. all.Select(o => (object)o.Promised.Key), "nothing"]), "all of one together");
            all.AddRange(product);
        });

    private void Publish(string name, params PlanLine[] lines)
    {
        new PlanArchive(database).SavePlan(Report(name, lines));
        LedgerSamples.Publish(new RunLedger(database), name);
    }

    private static PlanReport Report(string name, params PlanLine[] lines) => new()
    {
        Identity = LedgerSamples.Run(name),
        Bucket = TimeBucket.Week,
        Horizon = 3,
        Cycle = AsOf,
        Lines = [.. lines],
        Unplanned = [],
        Orders = [],
        Imports = [],
        Quarantine = [],
        Warnings = [],
        Settings = [],
        Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty,
        Sequence = 1,
    };

    private static PlanLine Line(string sku)
    {
        var key = new SkuLocation(new Sku(sku), new Location("LEEDS"));
        var series = new DemandSeries(key, TimeBucket.Week, AsOf.AddDays(-14), [1, 0], [], []);
        var nothing = new OrderExplanation
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
        };
        return new PlanLine(
            new Item(key.Sku) { Category = "brakes" },
            new SupplyTerms(key) { LeadTime = new LeadTime(7, 1), LeadTimeSource = "receipts", Assumptions = [] },
            new CleansedSeries(series, [1, 0], []),
            DemandPattern.Smooth,
            'A',
            new DemandForecast("ssa", "", "", [1.5, 2.5, 3.5], [0.5, 0.9], [1, 2, 3, 4, 5, 6]),
            null,
            new StockPosition(0, 0, 0, [], true),
            new Recommendation(nothing, AsOf, AsOf, 14, 0, "fill rate 95 %", 0.97, 0.4, 0, null, 0, 0, []))
        {
            Baseline = new ForecastBaseline([4, 5, 6], [1.25, 2.5, 3.5], Scales),
        };
    }
}
