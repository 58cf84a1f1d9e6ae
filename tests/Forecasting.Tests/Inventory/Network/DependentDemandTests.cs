using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.Outlooks;

namespace Forecasting.Tests.Inventory.Network;

[TestFixture]
public sealed class DependentDemandTests
{
    // Level 160: 70 now, then each week what the week has sold.
    [Test]
    public void OfStore_SteadySales_OrdersWhatWasSold()
    {
        var orders = DependentDemand.OfStore(Steady("X", 90, 10) with { OrderQuantity = 70 }, 160, 28);
        Assert.That(orders, Has.Length.EqualTo(28));
        foreach (var (day, units) in orders.Select((units, day) => (day, units)))
            Assert.That(units, Is.EqualTo(day % 7 == 0 ? 70 : 0));
    }

    // In packs of 40: 70 + 10 over; then 60, 50 and 40 are missing.
    [Test]
    public void OfStore_Packs_CarryOverWhatWasTooMuch()
    {
        var store = Steady("X", 90, 10) with { OrderQuantity = 80 };
        var orders = DependentDemand.OfStore(store with { Terms = store.Terms with { PackSize = 40 } }, 160, 28);
        Assert.That(new[] { orders[0], orders[7], orders[14], orders[21] }, Is.EqualTo(new[] { 80.0, 80, 80, 40 }));
    }

    // From day 28 on demand is double. The order of day 21 covers days 21 to 34 and is the first to meet a week of it.
    [Test]
    public void OfStore_DemandThatGrows_IsOrderedAheadOfIt()
    {
        var store = Steady("X", 90, 10) with { OrderQuantity = 70 };
        var orders = DependentDemand.OfStore(store with { DailyMean = [.. store.DailyMean.Select((u, d) => d < 28 ? u : 2 * u)] }, 160, 42);
        Assert.That(new[] { orders[7], orders[14], orders[21], orders[28] }, Is.EqualTo(new[] { 70.0, 70, 140, 140 }));
    }

    [Test]
    public void OfStore_EndOfSale_OrdersNothingThatComesTooLate() =>
        Assert.That(DependentDemand.OfStore(Steady("X", 90, 10).Until(20) with { OrderQuantity = 70 }, 160, 42).Sum(), Is.EqualTo(140));

    [Test]
    public void OfStore_RandomStores_OrdersWhatIsSoldAndNoMoreThanAPackBeside()
    {
        var random = new SplitMix64(21);
        for (var round = 0; round < 200; round++)
        {
            var drawn = Outlooks.Random("P", ref random);
            var store = drawn with { Terms = drawn.Terms with { EndDate = null, PackSize = 1 + random.NextBelow(20) } };
            var orders = DependentDemand.OfStore(store, store.OrderUpToLevel, 92);
            // Day 91 is a review: after it the position stands at the level of that day, or up to a pack above.
            var position = (double)store.Position.InventoryPosition + orders.Sum() - store.DemandUntil(91);
            var level = (double)store.OrderUpToLevel + store.DemandUntil(91 + 14) - store.DemandUntil(91) - store.DemandUntil(14);
            Assert.That(orders[91] >= 0 && position >= level - 1e-3, Is.True);
            if (orders[91] > 0)
                Assert.That(position, Is.LessThan(level + (double)store.Terms.PackSize + 1e-3));
        }
    }

    [Test]
    public void PerBucket_TwoStores_AddUpByWeek()
    {
        double[] week = [1, 2, 3, 4, 5, 6, 7];
        var mean = DependentDemand.PerBucket([[.. week, .. week], [10]], TimeBucket.Week, Monday, Monday, 3);
        Assert.That(mean, Is.EqualTo(new double[] { 38, 28, 0 }));
    }

    // The week has begun on Monday, the plan is of Thursday: 40 in four days are 70 in a whole week.
    [Test]
    public void PerBucket_AWeekThatHasBegun_GivesItsDaysTheirUnitsAgain()
    {
        var thursday = Monday.AddDays(3);
        var mean = DependentDemand.PerBucket([[40, 0, 0, 0, 7]], TimeBucket.Week, Monday, thursday, 2);
        Assert.That(mean, Is.EqualTo(new double[] { 70, 7 }));
        Assert.That(DailyDemand.Of(mean.AsSpan(), TimeBucket.Week, Monday, thursday), Is.EqualTo(new double[] { 10, 10, 10, 10, 1, 1, 1, 1, 1, 1, 1 }));
    }

    [Test]
    public void Deviation_OfASum_FollowsTheCorrelation()
    {
        Assert.That(DependentDemand.Deviation([3, 4]), Is.EqualTo(5));
        Assert.That(DependentDemand.Deviation([3, 4], 1), Is.EqualTo(7));
        Assert.That(DependentDemand.Deviation([3, 4], 0.5), Is.EqualTo(Math.Sqrt(37)).Within(1e-12));
        Assert.That(() => DependentDemand.Deviation([3], 1.5), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Network_OfAWarehouseAndStores_SeesTheRootOfTheSumOfSquares()
    {
        var network = DependentDemand.Network(new EchelonPlace(1, 14, 0), [new EchelonPlace(2, 3, 3), new EchelonPlace(2, 5, 4)]);
        Assert.That(network.Deviations[0], Is.EqualTo(DependentDemand.Deviation([3, 4])).Within(1e-12));
        // All at the stores: 2·3·√17 + 2·4·√19 = 59.61. At the warehouse too: 1·5·√14 + 2·3·√3 + 2·4·√5 = 46.99.
        var plan = GuaranteedService.Optimize(network, 1);
        Assert.That(plan.Cost, Is.EqualTo(5 * Math.Sqrt(14) + 6 * Math.Sqrt(3) + 8 * Math.Sqrt(5)).Within(1e-9));
        Assert.That(plan.OutboundTimes, Is.EqualTo(new[] { 0, 0, 0 }));
    }
}
