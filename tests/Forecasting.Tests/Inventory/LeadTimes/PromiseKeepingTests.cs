using Forecasting.History;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.LeadTimes;

[TestFixture]
public sealed class PromiseKeepingTests
{
    private static readonly DateOnly AsOf = Deliveries.AsOf;

    [Test]
    public void Expect_SupplierAlwaysFourDaysLate_WillBeFourDaysLateAgain()
    {
        var expected = new Deliveries().Took("S1", "NORTH", "A", [11, 11, 11, 11, 11], promised: 7).Learn().Promises.Expect(Order("S1", 6))!;
        Assert.That(expected.Day, Is.EqualTo(AsOf.AddDays(10)));
        Assert.That(expected.Why, Is.EqualTo("S1 to NORTH comes 4 days late on average (5 orders)"));
    }

    [TestCase(7, Description = "in time")]
    [TestCase(9, Description = "early: nobody counts on goods before they were promised")]
    public void Expect_SupplierNotLate_LeavesTheDay(int promised) =>
        Assert.That(new Deliveries().Took("S1", "NORTH", "A", [7, 7, 7, 7, 7], promised: promised).Learn().Promises.Expect(Order("S1", 6)), Is.Null);

    [Test]
    public void Expect_FewerThanFiveOrders_LeavesTheDay()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [11, 11, 11, 11], promised: 7).Took("S1", "NORTH", "A", [11, 11]);
        Assert.That(deliveries.Learn().Promises.Expect(Order("S1", 6)), Is.Null, "four of six orders had a promise");
    }

    [Test]
    public void Expect_OverdueOrder_ComesWhenThoseCameThatWereAsLate()
    {
        var promises = new Deliveries().Took("S1", "NORTH", "A", [7, 7, 7, 7, 7, 7, 13, 15], promised: 7).Learn().Promises;
        Assert.That(promises.Expect(Order("S1", -2))!.Day, Is.EqualTo(AsOf.AddDays(-2 + 7)), "two days late already: six or eight in all");
        Assert.That(promises.Expect(Order("S1", -7))!.Day, Is.EqualTo(AsOf.AddDays(-7 + 8)));
        Assert.That(promises.Expect(Order("S1", -30)), Is.Null, "later than any before it: nobody knows");
    }

    [Test]
    public void Expect_DeliveriesAgreedForLater_AreNotLate()
    {
        var deliveries = new Deliveries();
        for (var i = 0; i < 6; i++)
        {
            var ordered = AsOf.AddDays(-100 - 7 * i);
            deliveries
                .Came($"P{i}", "S1", Deliveries.Key(), 5, ordered, ordered.AddDays(10), ordered.AddDays(10))
                .Came($"P{i}", "S1", Deliveries.Key(), 5, ordered, ordered.AddDays(40), ordered.AddDays(40));
        }

        Assert.That(deliveries.Learn().Promises.Find("S1", Deliveries.Key().Location)!.Distribution.MeanDays, Is.Zero);
    }

    [Test]
    public void Expect_OrdersOverdueNow_CountAmongTheLate()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [7, 7, 7, 7, 7, 12], promised: 7);
        var before = Late(deliveries);
        deliveries.Awaits("O1", "S1", Deliveries.Key(), 5, AsOf.AddDays(-11), AsOf.AddDays(-4)).Awaits("O2", "S1", Deliveries.Key(), 5, AsOf.AddDays(-10), AsOf.AddDays(-3));
        Assert.That(Late(deliveries), Is.GreaterThan(before));

        static double Late(Deliveries d) => d.Learn().Promises.Find("S1", Deliveries.Key().Location)!.Distribution.MeanDays;
    }

    [Test]
    public void StockPositions_OpenOrdersOfALateSupplier_ArriveWhenItUsuallyComes()
    {
        var promises = new Deliveries().Took("S1", "NORTH", "A", [11, 11, 11, 11, 11], promised: 7).Learn().Promises;
        OpenOrder[] open = [Order("S1", 6), Order("S1", -1), Order("S1", -60), Order("S2", -3)];
        var positions = new StockPositions(AsOf, [], open, [], AsOf, promises);
        var arrivals = positions.Of(Deliveries.Key()).Arrivals;
        Assert.That(arrivals.Select(a => (a.Day, a.Promised)), Is.EqualTo(new (DateOnly, DateOnly?)[]
        {
            (AsOf, null), (AsOf, null), (AsOf.AddDays(3), AsOf.AddDays(-1)), (AsOf.AddDays(10), AsOf.AddDays(6)),
        }));
        Assert.That((positions.Overdue, positions.OverdueToday), Is.EqualTo((3, 2)));
    }

    private static OpenOrder Order(string supplier, int dueIn) => new($"OPEN{dueIn}", Deliveries.Key(), 5, AsOf.AddDays(dueIn), supplier, null);
}
