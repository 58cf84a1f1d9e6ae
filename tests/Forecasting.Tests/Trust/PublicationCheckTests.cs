using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Tests.Planning;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

public sealed class PublicationCheckTests
{
    private static readonly DateOnly Cycle = SmallFirm.AsOf;

    private static readonly SmallFirm Firm = new SmallFirm()
        .Item("A", i => i with { Planning = new PlanningColumns { PackSize = 6, UnitCost = 2 } })
        .Item("B", i => i with { Planning = new PlanningColumns { UnitCost = 50 } })
        .Sells("A", Enumerable.Repeat(12.0, 30))
        .Sells("B", Enumerable.Repeat(10.0, 30));

    private static readonly Plan Plan = Firm.Plan();
    private static readonly SupplyTermsResolution Terms = Firm.Input().Terms;

    [Test]
    public void Find_OrdinaryOrders_HoldsNothing() =>
        Assert.That(Find(Past(10, ("A", 12), ("B", 10)), ("A", 36), ("B", 20)), Is.Empty);

    [Test]
    public void Find_TotalAboveThreeTimesTheMedian_SaysWhatIsUsual() => Assert.That(
        Find(Past(10, ("A", 12), ("B", 10)), ("A", 60), ("B", 10)).Select(h => (h.Rule, h.Key, h.Text)),
        Is.EqualTo(new (string, SkuLocation?, string)[]
        {
            ("total units", null, "The orders of the cycle of 2026-03-02 add up to 70 units, 3.2 times the usual 22 of the last 8 cycles; more than 66 need a second person."),
        }));

    [Test]
    public void Find_FewDearUnits_AreHeldByTheirValue() => Assert.That(
        Find(Past(10, ("A", 60), ("B", 1)), ("A", 60), ("B", 8)).Select(h => h.Text),
        Is.EqualTo(new[]
        {
            "The orders of the cycle of 2026-03-02 are worth 520, 3.1 times the usual 170 of the last 8 cycles at today's costs; more than 510 needs a second person.",
        }));

    [Test]
    public void Find_CycleInSeveralPublications_CountsWhole()
    {
        var past = Past(10, ("A", 12), ("B", 10));
        var outAlready = past.Append(Line("A", 42, Cycle)).ToArray();
        Assert.That(Find(outAlready, ("B", 10)), Is.Empty, "52 units are not more than 66");
        Assert.That(Find(outAlready, ("A", 60), ("B", 10)).Single().Text, Does.Contain("add up to 70 units"), "a change stands for the line it changes");
    }

    [Test]
    public void Find_SkuAboveTenTimesItsMedian_NamesSkuQuantityUsualAndLimit() => Assert.That(
        Find(Past(10, ("A", 12), ("B", 1000)), ("A", 126)).Select(h => (h.Rule, h.Key?.Sku.Code, h.Text)),
        Is.EqualTo(new[]
        {
            ("sku", "A", "SKU A at LEEDS: 126 units are ordered, 10.5 times the usual 12 of its last 10 orders; more than 120 need a second person."),
        }));

    [Test]
    public void Find_SkuNeverOrdered_IsComparedWithItsDemand()
    {
        var line = Plan.Lines.Single(l => l.Key.Sku.Code == "A");
        var expected = line.Recommendation.Explanation.ExpectedDemand + line.Recommendation.DemandDeviation;
        var least = Math.Ceiling(10 * expected / 6) * 6;
        Assert.That(Find([], ("A", least - 6)), Is.Empty);
        Assert.That(Find([], ("A", least + 6)).Single().Text, Does.StartWith($"SKU A at LEEDS: {least + 6} units are ordered, 10")
            .And.Contains("that demand and pack explain (it was ordered 0 times before)"));
    }

    [Test]
    public void Find_SkuNeverOrdered_IsNotExplainedByAnOverride()
    {
        var days = new DateRange(Cycle, Cycle.AddDays(27));
        var much = Overridden(20_000);
        var ordered = much.Lines.Single(l => l.Key.Sku.Code == "A").Recommendation.Explanation.Quantity;
        Assert.That(ordered, Is.GreaterThan(20_000));
        Assert.That(Holds(much, ordered).Single(), Does.Contain("that demand and pack explain (it was ordered 0 times before)"));

        var promotion = Overridden(36);
        Assert.That(Holds(promotion, promotion.Lines.Single(l => l.Key.Sku.Code == "A").Recommendation.Explanation.Quantity), Is.Empty, "four times the usual is a promotion");

        Plan Overridden(double units) => Forecasting.Planning.Plan.Make(
            Firm.Input() with { Overrides = [new DemandOverride(new Sku("A"), null, days, OverrideKind.Add, units, "Campaign", "Anna Smith", null)] }, 1, null, CancellationToken.None);

        static IEnumerable<string> Holds(Plan plan, decimal quantity) =>
            PublicationCheck.Find([Order("A", quantity)], plan.Lines, [], Cycle, Terms, new PlanSettings()).Select(h => h.Text);
    }

    [Test]
    public void Find_FirstRuns_HaveNoTotalToCompareWith() =>
        Assert.That(Find(Past(3, ("A", 12), ("B", 10)), ("A", 60), ("B", 40)), Is.Empty);

    [Test]
    public void Find_NegativeQuantity_IsHeld() => Assert.That(
        Find(Past(10, ("A", 12)), ("A", -6)).Select(h => h.Text), Is.EqualTo(new[] { "SKU A at LEEDS: -6 units are ordered; an order is never below zero." }));

    [Test]
    public void Find_BrokenPack_IsHeld() => Assert.That(
        Find(Past(10, ("A", 12)), ("A", 13)).Select(h => h.Text),
        Is.EqualTo(new[] { "SKU A at LEEDS: 13 units are ordered, which are no whole packs of 6." }));

    [Test]
    public void Find_PastThatVaries_WidensTheLimit()
    {
        decimal[] orders = [6, 60, 12, 300, 6, 90, 12, 30, 600, 6];
        var past = orders.Select((q, i) => Line("A", q, Cycle.AddDays(-7 * (i + 1)))).ToArray();
        Assert.That(Find(past, ("A", 840)), Is.Empty, "40 times the median, and the past went up to 600 without a second person");
        Assert.That(Find(past, ("A", 60_000)), Is.Not.Empty);
    }

    [Test]
    public void Find_LargeOrderEveryFourthCycle_IsThisFirmsWay()
    {
        var past = Enumerable.Range(1, 8).Select(i => Line("A", i % 4 == 0 ? 120 : 12, Cycle.AddDays(-7 * i))).ToArray();
        Assert.That(Find(past, ("A", 120)), Is.Empty);
        var once = past.Select(p => p.Cycle == Cycle.AddDays(-28) ? p with { Quantity = 12 } : p).ToArray();
        Assert.That(Find(once, ("A", 120)).Select(h => h.Rule), Is.EqualTo(new[] { "total units", "total value" }), "once teaches nothing");
    }

    [TestCase(1, 10, 8, "publish.totalFactor is 1; it must be above 1 and at most 1000.")]
    [TestCase(3, 1001, 8, "publish.skuFactor is 1001; it must be above 1 and at most 1000.")]
    [TestCase(3, 10, 3, "publish.cycles is 3; it must be between 4 and 104.")]
    public void Validate_OutOfRange_SaysSo(double total, double sku, int cycles, string fault) => Assert.That(
        new PlanSettings { Publish = new PublicationSettings { TotalFactor = total, SkuFactor = sku, Cycles = cycles } }.Validate(),
        Is.EqualTo(new[] { fault }));

    private static ImmutableArray<PublicationHold> Find(IReadOnlyCollection<PublishedLine> past, params (string Sku, decimal Quantity)[] orders) =>
        PublicationCheck.Find([.. orders.Select(o => Order(o.Sku, o.Quantity))], Plan.Lines, past, Cycle, Terms, new PlanSettings());

    private static PublishedLine[] Past(int cycles, params (string Sku, decimal Quantity)[] lines) =>
    [
        .. from i in Enumerable.Range(1, cycles)
           from line in lines
           select Line(line.Sku, line.Quantity, Cycle.AddDays(-7 * i)),
    ];

    private static PublishedLine Line(string sku, decimal quantity, DateOnly cycle) => new(
        $"{sku}-{cycle:O}", "O", 1, OrderType.Purchase, OrderAction.Create, SmallFirm.Key(sku), "V", cycle, 0, quantity, cycle.AddDays(7), "run", cycle, 1);

    private static OrderLine Order(string sku, decimal quantity) => new(
        "L-" + sku, "O", 1, OrderType.Purchase, OrderAction.Create, Cycle, "V", "", new Location("LEEDS"), new Sku(sku), "", "", quantity, "each", quantity,
        null, Cycle.AddDays(7), 1, "EUR", "normal", "BELOW_REORDER_POINT");
}
