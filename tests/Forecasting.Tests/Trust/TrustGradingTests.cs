using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

[TestFixture]
public sealed class TrustGradingTests
{
    private const int Weeks = 60;
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly SkuLocation Key = new(new Sku("A-7"), new Location("LEEDS"));

    [Test]
    public void Plan_GoodData_IsGradeA()
    {
        var line = Plan(Input()).Lines.Single();
        Assert.That(line.Trust.Grade, Is.EqualTo(TrustGrade.A), string.Join('\n', line.Trust.Reasons));
    }

    [Test]
    public void Plan_NothingKnownButSales_SaysWhatIsMissing()
    {
        var line = Plan(Input(stock: [], leadTimeDays: null)).Lines.Single();
        Assert.That(line.Trust.Reasons, Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.C, "stock unknown", "There is no stock record: 0 on hand is assumed."),
            new TrustReason(TrustGrade.B, "lead time", "Its lead time is not known: 7 days are assumed."),
        }));
        Assert.That(line.Trust.Grade, Is.EqualTo(TrustGrade.C));
    }

    [Test]
    public void Plan_FewBuckets_IsGradeC() => Assert.That(
        Plan(Input(weeks: 5)).Lines.Single().Trust.Reasons,
        Is.EqualTo(new[] { new TrustReason(TrustGrade.C, "short history", "Only 5 weeks of history are observed; fewer than 8 are thin.") }));

    [Test]
    public void Of_CorrectedBuckets_AreGradeBAndManyStockoutsGradeC()
    {
        var line = Plan(Input()).Lines.Single();
        Assert.That(Grade("outlier", 2), Is.EqualTo(new[] { new TrustReason(TrustGrade.B, "corrected", "2 of the last 13 weeks were corrected (outlier).") }));
        Assert.That(Grade("stockout", 7), Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.C, "out of stock", "It was out of stock in 7 of the last 13 weeks: what was wanted then is not known."),
        }));
        Assert.That(Grade("closed", 3), Is.Empty, "a closure is no fault of the data");
        Assert.That(Grade("outlier", 2, "Anna: it was real"), Is.Empty, "a vetoed correction changed nothing");

        ImmutableArray<TrustReason> Grade(string rule, int count, string veto = "")
        {
            var corrections = Enumerable.Range(1, count).Select(i => new Correction(AsOf.AddDays(-7 * i), 9, 5, rule, "Why.") { Veto = veto });
            return TrustGrading.Of(line with { History = line.History with { Corrections = [.. corrections] } }, Input()).Reasons;
        }
    }

    [Test]
    public void Of_LevelThatHasJustChanged_IsGradeC()
    {
        var line = Plan(Input()).Lines.Single();
        Assert.That(Grade(2), Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.C, "level shift", "Its level changed in the week of 2026-02-16, from 12 to 25.5 a week: is it here to stay?"),
        }));
        Assert.That(Grade(4), Is.Empty, "a level that has held for a month is the level");

        ImmutableArray<TrustReason> Grade(int weeksAgo) => TrustGrading.Of(
            line with { History = line.History with { LevelShifts = [new LevelShift(AsOf.AddDays(-7 * weeksAgo), 12, 25.5, 6)] } }, Input()).Reasons;
    }

    [Test]
    public void Of_AWeekOfEmptyDays_IsNoDoubtOfYearsOfDays()
    {
        var line = Plan(Input()).Lines.Single();
        var days = new DemandSeries(Key, TimeBucket.Day, AsOf.AddDays(-400), [.. Enumerable.Repeat(3.0, 400)], [], []);
        Assert.That(Reasons(10), Is.EqualTo(new[] { new TrustReason(TrustGrade.B, "corrected", "10 of the last 13 days were corrected (stockout).") }));
        Assert.That(Reasons(46), Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.C, "out of stock", "It was out of stock in 46 of the last 91 days: what was wanted then is not known."),
        }));

        ImmutableArray<TrustReason> Reasons(int empty)
        {
            var corrections = Enumerable.Range(1, empty).Select(i => new Correction(AsOf.AddDays(-i), 0, double.NaN, "stockout", "Why."));
            return TrustGrading.Of(line with { History = new CleansedSeries(days, days.Quantities, [.. corrections]) }, Input()).Reasons;
        }
    }

    [Test]
    public void Plan_GradeD_IsNotPlannedAndItsLastGoodPlanStands()
    {
        var lastGood = new LastGoodPlan("abc", AsOf.AddDays(-7), 12, AsOf.AddDays(-7), 4.5);
        var reason = new TrustReason(TrustGrade.D, "unit", "Sales are 12 times what they were.");
        var input = Input() with
        {
            Doubts = ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>>.Empty.Add(Key, [reason]),
            LastGoodPlans = ImmutableDictionary<SkuLocation, LastGoodPlan>.Empty.Add(Key, lastGood),
        };
        var plan = Plan(input);
        Assert.That(plan.Lines, Is.Empty);
        var held = plan.Unplanned.Single();
        Assert.That(held.Reason, Is.EqualTo("Sales are 12 times what they were. The plan of 2026-02-23 stands."));
        Assert.That((held.IsFailure, held.Trust.Grade, held.LastGood), Is.EqualTo((false, TrustGrade.D, lastGood)));
        Assert.That(
            Plan(input with { LastGoodPlans = ImmutableDictionary<SkuLocation, LastGoodPlan>.Empty }).Unplanned.Single().Reason,
            Is.EqualTo("Sales are 12 times what they were. There is no earlier plan to stand instead."));
    }

    [Test]
    public void Plan_GradeC_IsPlannedWithItsDoubt()
    {
        var reason = new TrustReason(TrustGrade.C, "unit price", "Its price does not fit.");
        var line = Plan(Input() with { Doubts = ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>>.Empty.Add(Key, [reason]) }).Lines.Single();
        Assert.That(line.Trust.Reasons, Is.EqualTo(new[] { reason }));
    }

    [Test]
    public void Difference_HeldLine_IsNeitherChangedNorCancelled()
    {
        var published = new PublishedLine(
            "id", "order", 1, OrderType.Purchase, OrderAction.Create, Key, "S1", AsOf, 0, 12, AsOf.AddDays(7), "abc", AsOf, 1);
        var held = Plan(Input() with
        {
            Doubts = ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>>.Empty.Add(Key, [new TrustReason(TrustGrade.D, "unit", "Off.")]),
        });
        Assert.That(OrderLines.Difference(held.Lines, [published], AsOf, AsOf), Is.Empty);
        Assert.That(OrderLines.Difference(Plan(Input()).Lines, [published], AsOf, AsOf), Is.Not.Empty, "so the check can fail");
    }

    [TestCase(20, 1, GateLevel.Warning)]
    [TestCase(20, 2, GateLevel.Block)]
    public void Failures_ManySkusThatFail_HoldThePlan(int all, int failures, GateLevel level)
    {
        var unplanned = Enumerable.Range(0, all).Select(i => new UnplannedLine(new SkuLocation(new Sku($"P{i:00}"), Key.Location), i < failures, "It broke."));
        var finding = FailureCheck.Find(new Plan([], [.. unplanned], 13)).Single();
        Assert.That(finding, Is.EqualTo(new GateFinding("plan", "failures", level,
            $"{failures} of {all} SKU-locations failed and have no plan (Data quality), the first P00 at LEEDS: It broke.")));
    }

    private static Plan Plan(PlanInput input) => Forecasting.Planning.Plan.Make(input, 1, null, CancellationToken.None);

    private static PlanInput Input(int weeks = Weeks, IEnumerable<StockLevel>? stock = null, double? leadTimeDays = 5)
    {
        var quantities = Enumerable.Range(0, weeks).Select(w => 10.0 + w * 7 % 5);
        var item = new Item(Key.Sku) { Planning = new PlanningColumns { Supplier = "S1", LeadTimeDays = leadTimeDays, UnitCost = 2 } };
        var terms = new SupplyTermsResolution(
            new Dictionary<Sku, Item> { [Key.Sku] = item }, new Dictionary<SkuLocation, PlanningColumns>(), new Dictionary<Location, StockingPlace>(),
            new Dictionary<string, Supplier>(), new LeadTimeLearning([], AsOf), new InventorySettings());
        return new PlanInput(
            AsOf,
            TimeBucket.Week,
            [new DemandSeries(Key, TimeBucket.Week, AsOf.AddDays(-7 * weeks), [.. quantities], [], [])],
            terms,
            new StockPositions(AsOf, stock ?? [new StockLevel(AsOf, Key, 3, 0, 0)], null, [], AsOf),
            [],
            [],
            new PlanSettings());
    }
}
