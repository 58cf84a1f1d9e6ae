using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class StockPositionsTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("S1"));

    [Test]
    public void Of_StockAndOpenOrders_GivesThePosition()
    {
        var positions = Create([Level(10, 3, 1)], [Order("x", 7, Monday.AddDays(3))], []);
        var position = positions.Of(Key);
        Assert.That(position.InventoryPosition, Is.EqualTo(10 - 3 - 1 + 7));
        Assert.That(position.IsKnown, Is.True);
    }

    [Test]
    public void Of_OverdueOrder_IsExpectedToday()
    {
        var positions = Create([], [Order("x", 7, Monday.AddDays(-30))], []);
        Assert.That(positions.Of(Key).Arrivals.Single(), Is.EqualTo(new Arrival(Monday, 7, "x")));
        Assert.That(positions.Overdue, Is.EqualTo(1));
    }

    [Test]
    public void Of_NegativeStock_IsPlannedAsZeroAndCounted()
    {
        var positions = Create([Level(-4, 0, 0)], null, []);
        Assert.That((positions.Of(Key).OnHand, positions.NegativeStock), Is.EqualTo((0m, 1)));
    }

    [Test]
    public void Of_NoOpenOrderFeed_CountsWhatWePublishedBefore()
    {
        var positions = Create([Level(0, 0, 0)], null, [Published("p", 12, Monday.AddDays(-7), Monday.AddDays(7))]);
        Assert.That(positions.Of(Key).OnOrder, Is.EqualTo(12));
    }

    [Test]
    public void Of_OpenOrderFeed_IsTheTruthAboutEarlierCycles()
    {
        var positions = Create([Level(0, 0, 0)], [Order("p", 5, Monday.AddDays(7))], [Published("p", 12, Monday.AddDays(-7), Monday.AddDays(7))]);
        Assert.That(positions.Of(Key).OnOrder, Is.EqualTo(5), "7 of the 12 have come");
        Assert.That(Create([], [], [Published("p", 12, Monday.AddDays(-7), Monday.AddDays(7))]).NotInFeed, Is.EqualTo(1));
    }

    [TestCase("p")]
    [TestCase("a number of the ERP's own")]
    public void Of_OrderOfThisCycle_IsNotCountedSinceThePlanComputesTheWhole(string orderId)
    {
        var positions = Create([Level(0, 0, 0)], [Order(orderId, 12, Monday.AddDays(14))], [Published("p", 12, Monday, Monday.AddDays(14))]);
        Assert.That(positions.Of(Key).OnOrder, Is.Zero);
    }

    [Test]
    public void Of_DeliveredLongAgo_IsNoLongerOnOrder() =>
        Assert.That(Create([], null, [Published("p", 12, Monday.AddDays(-21), Monday.AddDays(-7))]).Of(Key).OnOrder, Is.Zero);

    private static StockPositions Create(StockLevel[] stock, OpenOrder[]? open, PublishedLine[] published) =>
        new(Monday, stock, open, published, Monday);

    private static StockLevel Level(decimal onHand, decimal allocated, decimal backordered) => new(Monday, Key, onHand, allocated, backordered);

    private static OpenOrder Order(string id, decimal quantity, DateOnly due) => new(id, Key, quantity, due, "", null);

    private static PublishedLine Published(string orderId, decimal quantity, DateOnly cycle, DateOnly delivery) =>
        new("l", orderId, 1, OrderType.Purchase, OrderAction.Create, Key, "ACME", cycle, 0, quantity, delivery, "run", cycle, 1);
}
