using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Tests.Inventory.LeadTimes;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SupplierReliabilityTests
{
    private static readonly PlanSettings Settings = new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } };
    private static readonly DateOnly AsOf = SmallFirm.AsOf;

    // Four days late at the median, two weeks at times; and one that always comes on its day.
    private static readonly int[] Wild = [7, 11, 11, 21, 7, 11, 11, 21, 11, 11];
    private static readonly int[] Steady = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9];

    [Test]
    public void Plan_WithReceipts_UsesTheLeadTimesThatWere()
    {
        var line = Firm(Wild).Plan(Settings).Lines.Single(l => l.Key.Sku.Code == "A");
        Assert.That(line.Terms.LeadTime.MeanDays, Is.EqualTo(12.2).Within(1e-9));
        Assert.That(line.Terms.LeadTimeSource, Is.EqualTo("receipts: 10 orders of S1 to LEEDS; promised 9 days"));
        Assert.That(line.Recommendation.Explanation.LeadTimeSafety, Is.GreaterThan(0));
    }

    [Test]
    public void Plan_OrderOfALateSupplier_IsExpectedLaterAndTheLineSaysSo()
    {
        var order = new OpenOrder("PO-9", SmallFirm.Key("A"), 12, AsOf.AddDays(2), "S1", AsOf.AddDays(-7));
        var line = Firm(Wild).Awaits(order).Plan(Settings).Lines.Single(l => l.Key.Sku.Code == "A");
        Assert.That(line.Position.Arrivals.Single().Day, Is.EqualTo(AsOf.AddDays(5)));
        Assert.That(
            line.Recommendation.Notes,
            Does.Contain("S1 to LEEDS comes 3.2 days late on average (10 orders): 12 on order are expected later than promised, PO-9 on 2026-03-07 instead of 2026-03-04."));
        var punctual = Firm(Steady).Awaits(order).Plan(Settings).Lines.Single(l => l.Key.Sku.Code == "A");
        Assert.That(punctual.Position.Arrivals.Single(), Is.EqualTo(new Forecasting.Inventory.Arrival(AsOf.AddDays(2), 12, "PO-9")));
    }

    [Test]
    public void Plan_LateOrderThatIsNeeded_IsExpeditedFromTheDayExpected()
    {
        var order = new OpenOrder("PO-9", SmallFirm.Key("A"), 30, AsOf.AddDays(3), "S1", AsOf.AddDays(-6));
        var advice = Firm(Wild).Awaits(order).Plan(Settings).Advice.OpenOrders.Single();
        Assert.That((advice.Action, advice.Order.Day), Is.EqualTo(("expedite", AsOf.AddDays(6))));
        Assert.That(advice.Reason, Does.EndWith("if the order comes before 2026-03-08. It is promised for 2026-03-05."));
    }

    [Test]
    public void Of_Plan_RanksSuppliersByTheMoneyThatTheirSpreadHolds()
    {
        var learning = Learning(Wild);
        var plan = Firm(Wild).Plan(Settings);
        var rows = SupplierReliability.Of(plan.Lines, learning, AsOf);
        Assert.That(rows.Select(r => (r.Sender, r.Place)), Is.EqualTo(new (string, Location?)[] { ("S1", null), ("S2", null) }));
        var (wild, steady) = (rows[0], rows[1]);
        var line = plan.Lines.Single(l => l.Key.Sku.Code == "A");
        Assert.That(wild.SafetyMoney, Is.EqualTo(Math.Round(line.Recommendation.Explanation.LeadTimeSafety * 10, 2)).And.GreaterThan(0));
        Assert.That((wild.Orders, wild.OnTimeShare, wild.PromisedDays, wild.Overdue), Is.EqualTo((10, 0.2, 9.0, 0)));
        Assert.That((wild.MeanDays, wild.MeanDaysLate, wild.WholeShare), Is.EqualTo((12.2, 3.2, 1.0)).Within(1e-9));
        Assert.That((steady.SafetyMoney, steady.OnTimeShare, steady.MeanDaysLate, steady.DeviationDays), Is.EqualTo((0m, 1.0, 0.0, 0.0)));
    }

    [Test]
    public void Of_SeveralLanes_FollowTheirSupplier()
    {
        var learning = new Deliveries().Took("S1", "LEEDS", "A", Wild).Took("S1", "YORK", "A", Steady).Took("S1", "HULL", "A", [9, 9, 9]).Learn();
        var rows = SupplierReliability.Of([], learning, AsOf);
        Assert.That(rows.Select(r => (r.Place?.Code, r.Orders, r.OnTimeShare)), Is.EqualTo(new (string?, int, double?)[] { (null, 23, null), ("LEEDS", 10, null), ("YORK", 10, null) }));
        Assert.That(rows[0].SafetyMoney, Is.Null, "nothing is planned");
    }

    [Test]
    public void Of_PartsAndOverdueOrders_AreCounted()
    {
        var deliveries = new Deliveries().Took("S1", "LEEDS", "A", [9, 9, 9, 9], promised: 9);
        var ordered = AsOf.AddDays(-80);
        deliveries.Came("PART", "S1", SmallFirm.Key("A"), 6, ordered, ordered.AddDays(9), ordered.AddDays(9))
            .Came("PART", "S1", SmallFirm.Key("A"), 4, ordered, ordered.AddDays(11), ordered.AddDays(9))
            .Awaits("LATE", "S1", SmallFirm.Key("A"), 5, AsOf.AddDays(-12), AsOf.AddDays(-3));
        var row = SupplierReliability.Of([], deliveries.Learn(), AsOf).Single();
        Assert.That((row.Orders, row.Overdue), Is.EqualTo((5, 1)));
        Assert.That((row.WholeShare, row.OnTimeShare), Is.EqualTo((0.8, 4 / 6.0)).Within(1e-9), "one in two parts; that one late, and the one overdue");
    }

    private static Forecasting.Inventory.LeadTimeLearning Learning(int[] days) =>
        new Deliveries().Took("S1", "LEEDS", "A", days, promised: 9).Took("S2", "LEEDS", "B", Steady, promised: 9).Learn();

    private static SmallFirm Firm(int[] days) => new SmallFirm()
        .Item("A", i => i with { Planning = new PlanningColumns { Supplier = "S1", UnitCost = 10 } })
        .Item("B", i => i with { Planning = new PlanningColumns { Supplier = "S2", UnitCost = 10 } })
        .Buys(new Supplier("S1") { LeadTimeDays = 9 }).Buys(new Supplier("S2") { LeadTimeDays = 9 })
        .Sells("A", Enumerable.Range(0, 60).Select(t => 14.0 + (t * 7) % 5)).Sells("B", Enumerable.Range(0, 60).Select(t => 14.0 + (t * 7) % 5))
        .Holds("A", 3).Holds("B", 3)
        .Learns(Learning(days));
}
