using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>(s,S) against a Markov chain of the inventory position and the enumeration of all pairs.</summary>
[TestFixture]
public sealed class ReorderAndOrderUpToTests
{
    private static readonly DiscreteDemand Lumpy = DiscreteDemand.Of([0.42, 0.2, 0.13, 0.1, 0.07, 0.04, 0.02, 0.02]);

    [TestCase(1, 8)]
    [TestCase(-2, 5)]
    [TestCase(3, 4)]
    public void CostOf_AnyPair_IsThatOfTheMarkovChain(int s, int level) => Assert.That(
        ReorderAndOrderUpTo.CostOf(s, level, 8, 0.5, 6, Lumpy, 2), Is.EqualTo(Chain(s, level, 8, 0.5, 6, Lumpy, 2)).Within(1e-9));

    [TestCase(8, 0.5, 6, 1)]
    [TestCase(8, 0.5, 6, 3)]
    [TestCase(0, 1, 4, 1)]
    [TestCase(30, 1, 1.5, 1)]
    [TestCase(1, 2, 19, 2)]
    public void Optimize_EnumerationOfEveryPair_FindsNoneCheaper(double orderCost, double holding, double stockout, int periods)
    {
        var best = ReorderAndOrderUpTo.Optimize(orderCost, holding, stockout, Lumpy, periods);
        var cheapest = double.PositiveInfinity;
        for (var s = -25; s < 25; s++)
        {
            for (var level = s + 1; level < 45; level++)
                cheapest = Math.Min(cheapest, ReorderAndOrderUpTo.CostOf(s, level, orderCost, holding, stockout, Lumpy, periods));
        }

        Assert.That(best.Cost, Is.EqualTo(cheapest).Within(1e-9));
        Assert.That(
            ReorderAndOrderUpTo.CostOf(best.ReorderPoint, best.OrderUpToLevel, orderCost, holding, stockout, Lumpy, periods),
            Is.EqualTo(best.Cost).Within(1e-9));
    }

    [Test]
    public void Optimize_Poisson_EnumerationAroundIt_FindsNoneCheaper()
    {
        var demand = DiscreteDemand.Poisson(6);
        var best = ReorderAndOrderUpTo.Optimize(5, 1, 4, demand);
        for (var s = 0; s < 10; s++)
        {
            for (var level = s + 1; level < 25; level++)
                Assert.That(ReorderAndOrderUpTo.CostOf(s, level, 5, 1, 4, demand), Is.GreaterThanOrEqualTo(best.Cost - 1e-9));
        }
    }

    [Test]
    public void NoOrderCost_IsTheNewsvendor()
    {
        var plan = ReorderAndOrderUpTo.Optimize(0, 1, 4, Lumpy, 2);
        var newsvendor = Newsvendor.Discrete(1, 4, Lumpy, 2);
        Assert.That(plan.OrderUpToLevel, Is.EqualTo(newsvendor.Level));
        Assert.That(plan.ReorderPoint, Is.EqualTo(newsvendor.Level - 1));
        Assert.That(plan.Cost, Is.EqualTo(newsvendor.Cost).Within(1e-12));
    }

    [Test]
    public void StockoutsThatCostMore_NeverLowerTheReorderPoint()
    {
        var points = ((double[])[1, 2, 5, 20, 100]).Select(p => ReorderAndOrderUpTo.Optimize(8, 0.5, p, Lumpy).ReorderPoint).ToArray();
        Assert.That(points, Is.Ordered);
    }

    [TestCase(2.5, 0.18, 0.7, 50, 8)]
    [TestCase(64, 1, 9, 200, 55)]
    [TestCase(64, 1, 9, 20, 6)]
    public void PowerApproximation_InWholeUnits_IsNeverCheaper_AndItsCapHelps(
        double orderCost, double holding, double stockout, double mean, double deviation)
    {
        var demand = DiscreteDemand.Normal(mean, deviation, 6);
        var best = ReorderAndOrderUpTo.Optimize(orderCost, holding, stockout, demand);
        var plain = Cost(PowerApproximation.Compute(orderCost, holding, stockout, mean, deviation));
        var capped = Cost(PowerApproximation.ComputeCapped(orderCost, holding, stockout, mean, deviation));
        Assert.That(capped, Is.GreaterThanOrEqualTo(best.Cost - 1e-9));
        Assert.That(plain, Is.GreaterThanOrEqualTo(capped - 1e-9));
        Assert.That(capped, Is.LessThan(1.05 * best.Cost));

        double Cost(PowerApproximation levels) => ReorderAndOrderUpTo.CostOf(
            (int)Math.Round(levels.ReorderPoint), (int)Math.Round(levels.OrderUpToLevel), orderCost, holding, stockout, demand);
    }

    [Test]
    public void PowerApproximation_LargeLots_AreNotCapped() => Assert.That(
        PowerApproximation.ComputeCapped(640, 1, 9, 20, 6), Is.EqualTo(PowerApproximation.Compute(640, 1, 9, 20, 6)));

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ReorderAndOrderUpTo.Optimize(-1, 1, 1, Lumpy), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => ReorderAndOrderUpTo.Optimize(1, 1, 1, null!), Throws.ArgumentNullException);
            Assert.That(
                () => ReorderAndOrderUpTo.Optimize(1, 1, 1, DiscreteDemand.Of([1])),
                Throws.ArgumentException.With.Message.Contains("always 0"));
            Assert.That(() => ReorderAndOrderUpTo.Optimize(1, 1, 1, Lumpy, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => ReorderAndOrderUpTo.CostOf(3, 3, 1, 1, 1, Lumpy), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => PowerApproximation.Compute(1, 1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => PowerApproximation.Compute(1, 1, 1, 1, 1, 0.5), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    // Positions after ordering, s + 1 … S: the share of periods in each by repeating one period until nothing moves.
    private static double Chain(int s, int level, double orderCost, double holding, double stockout, DiscreteDemand demand, int periods)
    {
        var shares = new double[level - s];
        shares[^1] = 1;
        double orders = 0;
        for (var round = 0; round < 5000; round++)
        {
            var next = new double[shares.Length];
            orders = 0;
            for (var i = 0; i < shares.Length; i++)
            {
                for (var d = 0; d <= demand.Largest; d++)
                {
                    var share = shares[i] * demand.Probabilities[d];
                    orders += i - d < 0 ? share : 0;
                    next[i - d < 0 ? shares.Length - 1 : i - d] += share;
                }
            }

            shares = next;
        }

        var covered = demand.Over(periods);
        var stock = shares.Select((share, i) => share * covered.LossAt(s + 1 + i).Cost(holding, stockout)).Sum();
        return stock + orderCost * orders;
    }
}
