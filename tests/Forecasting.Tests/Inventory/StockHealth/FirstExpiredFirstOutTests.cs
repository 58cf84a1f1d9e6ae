using Forecasting.Inventory.StockHealth;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.StockHealth;

[TestFixture]
public sealed class FirstExpiredFirstOutTests
{
    // Days 0 to 4 take 40 of the first 50; the second lot serves from day 5 on and is gone on day 8.
    [Test]
    public void WriteOff_TwoLots_LeavesWhatTheFirstCannotSellInTime() => Assert.That(
        FirstExpiredFirstOut.WriteOff([new StockLot(50, 0, 4), new StockLot(30, 2, 11)], [.. Enumerable.Repeat(8.0, 20)]),
        Is.EqualTo(new[] { 10.0, 0 }));

    [Test]
    public void WriteOff_ArrivesAfterItsLastDay_IsLeftWhole() => Assert.That(
        FirstExpiredFirstOut.WriteOff([new StockLot(50, 7, 4), new StockLot(5, 0, -1)], [100, 100, 100, 100, 100, 100, 100, 100, 100]),
        Is.EqualTo(new[] { 50.0, 5 }));

    [Test]
    public void WriteOff_RandomLots_IsTheLeastOfAnyOrderAndFallsWithDemand()
    {
        var random = new SplitMix64(3);
        for (var round = 0; round < 300; round++)
        {
            var lots = new StockLot[1 + random.NextBelow(5)];
            for (var i = 0; i < lots.Length; i++)
                lots[i] = new StockLot(random.NextBelow(60), random.NextBelow(10), random.NextBelow(30));
            var demand = new double[30];
            for (var d = 0; d < demand.Length; d++)
                demand[d] = random.NextBelow(8);
            var left = FirstExpiredFirstOut.WriteOff(lots, demand);
            for (var i = 0; i < lots.Length; i++)
                Assert.That(left[i], Is.InRange(0, lots[i].Units));
            Assert.That(left.Sum(), Is.LessThanOrEqualTo(SoldInAnyOrder(lots, demand, ref random)));
            Assert.That(FirstExpiredFirstOut.WriteOff(lots, [.. demand.Select(u => 2 * u)]).Sum(), Is.LessThanOrEqualTo(left.Sum()));
        }
    }

    private static double SoldInAnyOrder(StockLot[] lots, double[] demand, ref SplitMix64 random)
    {
        var left = lots.Select(l => l.Units).ToArray();
        for (var d = 0; d < demand.Length; d++)
        {
            var wanted = demand[d];
            var first = random.NextBelow(lots.Length);
            for (var k = 0; k < lots.Length; k++)
            {
                var i = (first + k) % lots.Length;
                if (lots[i].Arrives > d || lots[i].LastDay < d)
                    continue;
                var sold = Math.Min(left[i], wanted);
                left[i] -= sold;
                wanted -= sold;
            }
        }

        return left.Sum();
    }
}
