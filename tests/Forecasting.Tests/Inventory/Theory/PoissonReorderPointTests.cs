using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class PoissonReorderPointTests
{
    [TestCase(100, 20, 150, 1.5, 2)]
    [TestCase(45, 2, 30, 12, 0.75)]
    [TestCase(3, 1, 0.4, 4, 1)]
    [TestCase(0, 1, 9, 4, 2)]
    [TestCase(20, 1, 9, 3, 0)]
    public void Optimize_EnumerationOfEveryPolicy_FindsNoneCheaper(
        double orderCost, double holding, double stockout, double rate, double leadTime)
    {
        var best = PoissonReorderPoint.Optimize(orderCost, holding, stockout, rate, leadTime);
        var cheapest = double.PositiveInfinity;
        for (var r = -25; r < 30; r++)
        {
            for (var q = 1; q < 60; q++)
                cheapest = Math.Min(cheapest, PoissonReorderPoint.CostOf(r, q, orderCost, holding, stockout, rate, leadTime));
        }

        Assert.That(best.Cost, Is.EqualTo(cheapest).Within(1e-9));
        Assert.That(
            PoissonReorderPoint.CostOf(best.ReorderPoint, best.Quantity, orderCost, holding, stockout, rate, leadTime),
            Is.EqualTo(best.Cost).Within(1e-9));
    }

    [Test]
    public void CostOf_PositionsNextToTheLot_AreRPlusOneToRPlusQ()
    {
        // One position only: without order costs it is the newsvendor's cost at r + 1.
        var expected = CountLoss.Poisson(8, 3).Cost(1, 9);
        Assert.That(PoissonReorderPoint.CostOf(7, 1, 0, 1, 9, 1.5, 2), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void NoOrderCost_OrdersUnitByUnit_UpToTheNewsvendorLevel()
    {
        var best = PoissonReorderPoint.Optimize(0, 1, 9, 4, 2);
        Assert.That(best.Quantity, Is.EqualTo(1));
        Assert.That(best.ReorderPoint + 1, Is.EqualTo(Newsvendor.Poisson(1, 9, 8).Level));
    }

    [Test]
    public void StockoutsThatCostMore_NeverLowerTheReorderPoint_AndOrdersThatCostMore_NeverShrinkTheLot()
    {
        var costs = new double[] { 1, 3, 10, 40, 200 };
        var points = costs.Select(p => PoissonReorderPoint.Optimize(20, 1, p, 4, 1).ReorderPoint).ToArray();
        var lots = costs.Select(k => PoissonReorderPoint.Optimize(k, 1, 9, 4, 1).Quantity).ToArray();
        Assert.That(points, Is.Ordered);
        Assert.That(lots, Is.Ordered);
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => PoissonReorderPoint.Optimize(-1, 1, 1, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => PoissonReorderPoint.Optimize(1, 1, 1, 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => PoissonReorderPoint.CostOf(1, 0, 1, 1, 1, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
