using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class CycleDemandTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);

    // Two paths: 6 then 4 units, 2 then 8. Position 5: the first is 1 short before the order comes and 4 in its cycle, the second 5 in its cycle.
    [Test]
    public void ExpectedShortage_LeavesOutWhatWasShortBefore()
    {
        var cycle = Simulate([6, 4, 2, 8], 1, UnmetDemand.Backordered).Cycle;
        Assert.That(cycle.ExpectedShortage(5), Is.EqualTo((4 + 5) / 2.0));
        Assert.That((cycle.ExpectedShortage(0), cycle.ExpectedShortage(10)), Is.EqualTo((6, 0)));
        Assert.That((cycle.NoShortage(9), cycle.NoShortage(10), cycle.NoShortageBefore(5)), Is.EqualTo((0, 1, 0.5)));
        Assert.That(cycle.ExpectedLeftOver(12), Is.EqualTo(2));
    }

    // Johnson et al. 1995: E[(D_{L+1} − S)⁺] − E[(D_L − S)⁺] with normal demand, here from the standard normal loss.
    [Test]
    public void ExpectedShortage_NormalDemand_AgreesWithTheTextbook()
    {
        const int Paths = 20_000;
        var random = new Random(11);
        var demand = Simulate([.. Enumerable.Range(0, Paths * 5).Select(_ => 100 + 30 * Normal(random))], 4, UnmetDemand.Backordered);
        foreach (var level in (double[])[480, 520, 560])
        {
            var expected = Loss(level, 5) - Loss(level, 4);
            Assert.That(demand.Cycle.ExpectedShortage(level), Is.EqualTo(expected).Within(1), "three times the sampling error of 20,000 paths");
        }

        static double Loss(double level, int weeks) => NormalLoss.At(level, 100 * weeks, 30 * Math.Sqrt(weeks)).Shortage;
    }

    [Test]
    public void AnyCycle_LostSales_CountsAllDemand()
    {
        var demand = Simulate([6, 4, 2, 8], 1, UnmetDemand.Lost);
        Assert.That((demand.Cycle.Highest, demand.AnyCycle.Highest, demand.MeanDemandBeforeDelivery), Is.EqualTo((8, 10, 4)));
        Assert.That(demand.ReviewDemands, Is.EqualTo(new[] { 4, 8 }));
    }

    private static LeadTimeDemand Simulate(double[] paths, int leadWeeks, UnmetDemand unmet)
    {
        var window = new OrderWindow(Monday, Monday, Monday.AddDays(7 * leadWeeks), Monday.AddDays(7 * leadWeeks + 7));
        return LeadTimeDemand.Simulate(
            paths, leadWeeks + 1, 7, Monday, window, new LeadTime(7 * leadWeeks, 0), new StockPosition(0, 0, 0, [], true), unmet, []);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
