using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.StockHealth;
using Forecasting.Statistics;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.Outlooks;

namespace Forecasting.Tests.Inventory.StockHealth;

[TestFixture]
public sealed class StockReviewTests
{
    private static readonly StockHealthSettings Settings = new();
    private static readonly StockFacts Wanted = new() { WantedElsewhere = 10 };
    private static readonly StockFacts Returnable = new() { IsReturnable = true };

    [Test]
    public void Judge_StockForTheNextWeeks_IsHealthy()
    {
        var finding = Judge(Steady("X", 150, 10));
        Assert.That(finding, Has.Property("Condition").EqualTo(StockCondition.Healthy).And.Property("Action").EqualTo(StockAction.None));
        Assert.That(finding, Has.Property("OnHandMoney").EqualTo(150).And.Property("Units").Zero.And.Property("WriteOffUnits").Zero);
        Assert.That(finding.WeeksOfCover, Is.EqualTo(15 / 7.0).Within(1e-12));
        Assert.That(finding.Reason, Is.EqualTo("The stock is what the plan needs."));
    }

    // Level 20 + 14 · 10 = 160, thirteen weeks sell 910: of 1,200 are 290 too many.
    [Test]
    public void Judge_BeyondTheLevelAndTheHorizon_IsExcess()
    {
        var finding = Judge(Steady("X", 1100, 10, (5, 100)));
        Assert.That(finding, Has.Property("Condition").EqualTo(StockCondition.Excess).And.Property("Action").EqualTo(StockAction.StopOrdering));
        Assert.That(finding, Has.Property("Units").EqualTo(290).And.Property("Money").EqualTo(290));
        Assert.That(finding.Reason, Is.EqualTo(
            "On hand and on order are 290 units more than the larger of the order-up-to level, 160, and the 910 that are expected to sell in 13 weeks."));
        Assert.That(Judge(Steady("X", 1100, 10, (5, 100)), Wanted).Action, Is.EqualTo(StockAction.Transfer));
    }

    // 52 weeks sell 364 of 500.
    [Test]
    public void Judge_LastsForMoreThanAYear_IsSlow()
    {
        var finding = Judge(Steady("X", 500, 1));
        Assert.That(finding, Has.Property("Condition").EqualTo(StockCondition.Slow).And.Property("Action").EqualTo(StockAction.Discount));
        Assert.That(finding.Units, Is.EqualTo(136));
        Assert.That(finding.Reason, Is.EqualTo("At the expected demand 500 units on hand last for 71 weeks."));
        Assert.That(Judge(Steady("X", 500, 1), Returnable).Action, Is.EqualTo(StockAction.Return));
        Assert.That(Judge(Steady("X", 500, 0)).WeeksOfCover, Is.Null);
    }

    // 13 quiet weeks sell 91 of 500; at the pace of last year, 2 a day, the rest is gone 29 weeks later.
    [Test]
    public void Judge_SellsInAnotherSeason_IsNotSlow()
    {
        var quiet = Steady("X", 500, 1);
        Assert.That(Judge(quiet with { LastYearPerDay = 2 }).Condition, Is.Not.EqualTo(StockCondition.Slow));
        Assert.That(Judge(quiet with { LastYearPerDay = 2 }).WeeksOfCover, Is.EqualTo(13 + (500 - 91) / 2.0 / 7).Within(1e-9));
    }

    [Test]
    public void Judge_SlowButNoMoreThanTheLevel_IsHealthy() => Assert.That(Judge(Steady("X", 20, 0.01)).Condition, Is.EqualTo(StockCondition.Healthy));

    [TestCase(181, StockCondition.Healthy, StockAction.None)]
    [TestCase(182, StockCondition.Dead, StockAction.Discount)]
    [TestCase(364, StockCondition.Dead, StockAction.Discount)]
    [TestCase(365, StockCondition.Dead, StockAction.WriteOff)]
    public void Judge_NoSaleForLong_IsDead(int days, StockCondition condition, StockAction action) =>
        Assert.That(
            Judge(Steady("X", 30, 1), new StockFacts { DaysWithoutSale = days }),
            Has.Property("Condition").EqualTo(condition).And.Property("Action").EqualTo(action));

    [Test]
    public void Judge_Dead_PrefersATransferToAReturnToAWriteOff()
    {
        var facts = new StockFacts { DaysWithoutSale = 400, IsReturnable = true };
        Assert.That(Judge(Steady("X", 30, 1), facts).Action, Is.EqualTo(StockAction.Return));
        Assert.That(Judge(Steady("X", 30, 1), facts with { WantedElsewhere = 5 }).Action, Is.EqualTo(StockAction.Transfer));
    }

    // 21 days sell 210 of 250 on hand and 60 on order.
    [Test]
    public void Judge_EndOfSale_LeavesWhatTheTimeCannotSell()
    {
        var finding = Judge(Steady("X", 250, 10, (5, 60)).Until(20));
        Assert.That(finding, Has.Property("Condition").EqualTo(StockCondition.Obsolete).And.Property("Action").EqualTo(StockAction.Discount));
        Assert.That(finding, Has.Property("Units").EqualTo(100).And.Property("WriteOffUnits").EqualTo(100).And.Property("WriteOffMoney").EqualTo(100));
        Assert.That(finding.WriteOffDay, Is.EqualTo(new DateOnly(2026, 3, 22)));
        Assert.That(finding.Reason, Is.EqualTo(
            "Of 250 units on hand and 60 on order 100 are expected to be left after the last day on sale, 2026-03-22."));
    }

    [Test]
    public void Judge_OnlyWhatIsOnOrderWouldBeLeft_StopsOrdering() =>
        Assert.That(
            Judge(Steady("X", 200, 10, (5, 60)).Until(20), Wanted),
            Has.Property("WriteOffUnits").EqualTo(50).And.Property("Action").EqualTo(StockAction.StopOrdering));

    [Test]
    public void Judge_AfterTheLastDay_IsWrittenOffOrReturned()
    {
        var finding = Judge(Steady("X", 40, 10).Until(-30));
        Assert.That(finding, Has.Property("Action").EqualTo(StockAction.WriteOff).And.Property("Units").EqualTo(40));
        Assert.That(finding.Reason, Is.EqualTo("The last day on sale was 2026-01-31, and 40 units are left."));
        Assert.That(Judge(Steady("X", 40, 10).Until(-30), Returnable).Action, Is.EqualTo(StockAction.Return));
    }

    // Ten days sell 100 of 130.
    [Test]
    public void Judge_ShelfLife_LeavesWhatGoesOff()
    {
        var fresh = Steady("X", 130, 10);
        var finding = Judge(fresh with { Terms = fresh.Terms with { ShelfLifeDays = 10 } });
        Assert.That(finding, Has.Property("WriteOffUnits").EqualTo(30).And.Property("WriteOffDay").EqualTo(new DateOnly(2026, 3, 11)));
        Assert.That(finding.Reason, Is.EqualTo(
            "Of 130 units on hand and 0 on order 30 are expected to be left past their shelf life of 10 days, the first after 2026-03-11."));
    }

    // Three days sell 30 of the 50 that are old; ten days the other 80 but for 10.
    [Test]
    public void Judge_KnownLots_AreSoldOldestFirst()
    {
        var stock = Steady("X", 130, 10);
        var facts = new StockFacts { Lots = [new StockLot(80, 0, 9), new StockLot(50, 0, 2)] };
        Assert.That(Judge(stock with { Terms = stock.Terms with { ShelfLifeDays = 10 } }, facts).WriteOffUnits, Is.EqualTo(30));
    }

    // 10 are owed: of the 60 that come on day 5 only 50 are to be sold.
    [Test]
    public void Judge_OwedUnits_AreServedFromWhatComes()
    {
        var empty = Steady("X", 0, 1, (5, 60)).Until(20);
        Assert.That(Judge(empty with { Position = empty.Position with { Backordered = 10 } }).WriteOffUnits, Is.EqualTo(34));
    }

    [Test]
    public void Judge_RandomPlaces_NeverFindsMoreThanThereIs()
    {
        var random = new SplitMix64(5);
        var conditions = new HashSet<StockCondition>();
        for (var round = 0; round < 500; round++)
        {
            var place = Outlooks.Random("P", ref random);
            var facts = new StockFacts { DaysWithoutSale = random.NextBelow(250), WantedElsewhere = random.NextBelow(2) * 10 };
            var finding = Judge(place, facts);
            conditions.Add(finding.Condition);
            Assert.That(finding.Units, Is.InRange(0, place.Position.OnHand + place.Position.OnOrder));
            Assert.That(finding.WriteOffUnits, Is.InRange(0, place.Position.OnHand + place.Position.OnOrder));
            Assert.That(finding.WriteOffDay.HasValue, Is.EqualTo(finding.WriteOffUnits > 0));
            Assert.That(finding.Units == 0, Is.EqualTo(finding.Action == StockAction.None));
            var more = Judge(place with { Position = place.Position with { OnHand = place.Position.OnHand + 50 } }, facts);
            Assert.That(more.WriteOffUnits, Is.GreaterThanOrEqualTo(finding.WriteOffUnits));
            Assert.That(more.WeeksOfCover ?? double.PositiveInfinity, Is.GreaterThanOrEqualTo(finding.WeeksOfCover ?? double.PositiveInfinity));
        }

        Assert.That(conditions, Has.Count.EqualTo(5));
    }

    // Half a week in stock, a week out of sight, a week in stock, then the sale.
    [Test]
    public void DaysWithoutSale_CountsOnlyDaysInStock()
    {
        var series = new DemandSeries(
            new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Monday.AddDays(-28), [3, 0, double.NaN, 0], [], [1, 1, double.NaN, 0.5]);
        Assert.That(DaysWithoutSale.Of(series), Is.EqualTo(10));
        Assert.That(DaysWithoutSale.Of(series with { Availability = [] }), Is.EqualTo(14));
        Assert.That(DaysWithoutSale.Of(series with { Quantities = [0, 0, 0, 2] }), Is.Zero);
    }

    [Test]
    public void Settings_OutOfRange_AreNamed() => Assert.That(
        new StockHealthSettings { SlowWeeks = 0, DeadDays = 0, WriteOffDays = -1, FewestUnits = 0 }.Validate(),
        Is.EqualTo(new[]
        {
            "The weeks of slow stock are 0; they must be above 0.",
            "The days of dead stock are 0; they must be at least 1.",
            "The days before a write-off are -1; they must be at least 0, those of dead stock.",
            "The fewest units of a finding are 0; they must be above 0.",
        }));

    private static StockFinding Judge(StockOutlook outlook, StockFacts? facts = null) => StockReview.Judge(outlook, facts ?? StockFacts.Unknown, Settings);
}
