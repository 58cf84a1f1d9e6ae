using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class ShortageCurveTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);

    [Test]
    public void ExpectedShortage_FallsWithSlopeMinusOneToZero_AndIsNeverBelowTheDemands()
    {
        var demand = Demand(2000, 5);
        var curve = ShortageCurve.Of(demand);
        Assert.That(curve.ExpectedShortage(-3) - curve.ExpectedShortage(-2), Is.EqualTo(1).Within(1e-9));
        Assert.That(curve.ExpectedShortage(curve.Highest + 1), Is.Zero);
        for (var level = -5.0; level < curve.Highest + 5; level += 1.7)
        {
            var (exact, kept) = (demand.ExpectedShortage(level), curve.ExpectedShortage(level));
            Assert.That(kept, Is.GreaterThanOrEqualTo(exact - 1e-9));
            Assert.That(kept - exact, Is.LessThan(0.01 * demand.Mean), $"at {level}");
        }
    }

    [Test]
    public void Of_DemandThatIsAlwaysTheSame_IsAKink()
    {
        var curve = ShortageCurve.Of(Demand([7, 7, 7]));
        Assert.That((curve.ExpectedShortage(4), curve.ExpectedShortage(7), curve.Highest), Is.EqualTo((3, 0, 7)));
    }

    private static LeadTimeDemand Demand(int paths, int seed)
    {
        var random = new Random(seed);
        return Demand([.. Enumerable.Range(0, paths).Select(_ => Math.Floor(-30 * Math.Log(1 - random.NextDouble())))]);
    }

    private static LeadTimeDemand Demand(double[] paths) => LeadTimeDemand.Simulate(
        paths, 1, 7, Monday, new OrderWindow(Monday, Monday, Monday, Monday.AddDays(7)), new LeadTime(0, 0), new StockPosition(0, 0, 0, [], true), UnmetDemand.Backordered, []);
}
