using Forecasting.Inventory;
using Forecasting.Replay;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

[TestFixture]
public sealed class ReplayShelfTests
{
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly DateOnly Next = new(2026, 5, 1);

    [TestCase(UnmetDemand.Lost, 0, 15)]
    [TestCase(UnmetDemand.Backordered, 0, 0)]
    public void Sell_WhatArrivesInsideABucket_ServesTheDaysAfter(UnmetDemand unmet, int onHand, int left)
    {
        var shelf = new ReplayShelf(onHand, unmet);
        shelf.Order(First.AddDays(15), 30);

        // 30 in a month: half of them before the 16th, when nothing is there.
        Assert.That(shelf.Sell(First, Next, 30), Is.EqualTo(15));
        Assert.That(shelf.OnHand, Is.EqualTo(left), "who waits is served first when it comes");
    }

    [Test]
    public void Sell_WholeUnits_StayWhole()
    {
        var shelf = new ReplayShelf(0, UnmetDemand.Lost);
        shelf.Order(First.AddDays(12), 5);
        Assert.That(shelf.Sell(First, Next, 1), Is.EqualTo(1), "0.4 of one unit before the delivery count as none");
        shelf.Order(Next.AddDays(20), 5);
        Assert.That(shelf.OnHand, Is.EqualTo(4));
        Assert.That(shelf.Sell(Next, Next.AddMonths(1), 0.5m), Is.EqualTo(0.5m));
        Assert.That(shelf.OnHand, Is.EqualTo(8.5m));
    }

    [Test]
    public void Sell_WhatArrivesOnTheFirstDayOrAfterTheLast_CountsFromItsBucketOn()
    {
        var shelf = new ReplayShelf(0, UnmetDemand.Lost);
        shelf.Order(First, 10);
        shelf.Order(Next, 10);
        Assert.That(shelf.Sell(First, Next, 20), Is.EqualTo(10));
        Assert.That(shelf.Position.OnOrder, Is.EqualTo(10));
    }
}
