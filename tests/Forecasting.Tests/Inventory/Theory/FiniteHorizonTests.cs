using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class FiniteHorizonTests
{
    private static readonly DiscreteDemand Demand = DiscreteDemand.Of([0.3, 0.3, 0.2, 0.2]);

    [TestCase(0, 0)]
    [TestCase(4, 0)]
    [TestCase(4, -3)]
    [TestCase(9, 5)]
    public void Optimize_EveryDecisionTried_CostsTheSame(double orderCost, int initial)
    {
        var periods = Enumerable.Range(0, 4).Select(t => new FiniteHorizonPeriod(Demand, orderCost, 1, 5 + t, 0.5)).ToArray();
        var plan = FiniteHorizon.Optimize(periods, 2, 6, initial, 0.9);
        Assert.That(plan.Cost, Is.EqualTo(Best(0, initial)).Within(1e-9));

        double Best(int t, int stock)
        {
            if (t == periods.Length)
                return stock > 0 ? 2 * stock : -6 * stock;
            var best = double.PositiveInfinity;
            for (var level = stock; level <= Math.Max(stock, 6); level++)
            {
                var cost = (level > stock ? orderCost : 0) + 0.5 * (level - stock);
                for (var d = 0; d <= 3; d++)
                {
                    var end = level - d;
                    cost += Demand.Probabilities[d] * (end > 0 ? end : -(5 + t) * end);
                    cost += 0.9 * Demand.Probabilities[d] * Best(t + 1, end);
                }

                best = Math.Min(best, cost);
            }

            return best;
        }
    }

    [Test]
    public void OnePeriod_IsTheNewsvendorOfItsEnd()
    {
        // Buying a unit costs 2 and it is held twice; a unit short costs 8 now and 12 at the end: ratio (20 − 2)/(20 + 2).
        var plan = FiniteHorizon.Optimize([new FiniteHorizonPeriod(DiscreteDemand.Poisson(9), 0, 1, 8, 2)], 1, 12);
        Assert.That(plan.OrderUpToLevels[0], Is.EqualTo(DiscreteDemand.Poisson(9).Quantile(18 / 22.0)));
        Assert.That(plan.ReorderPoints[0], Is.EqualTo(plan.OrderUpToLevels[0]));
    }

    [Test]
    public void LongHorizon_FirstLevels_AreThoseOfTheEndlessOne()
    {
        var poisson = DiscreteDemand.Poisson(6);
        var plan = FiniteHorizon.Optimize([.. Enumerable.Repeat(new FiniteHorizonPeriod(poisson, 5, 1, 4, 0), 40)], 0, 0);
        var endless = ReorderAndOrderUpTo.Optimize(5, 1, 4, poisson);
        Assert.That(plan.ReorderPoints[0], Is.EqualTo(endless.ReorderPoint));
        Assert.That(plan.OrderUpToLevels[0], Is.EqualTo(endless.OrderUpToLevel));
        Assert.That(plan.Cost / 40, Is.EqualTo(endless.Cost).Within(2).Percent);
    }

    [Test]
    public void Stockouts_ThatCostNothing_OrderNothing()
    {
        var plan = FiniteHorizon.Optimize([new FiniteHorizonPeriod(Demand, 1, 1, 0, 1)], 0, 0, 1);
        Assert.That(plan.ReorderPoints[0], Is.LessThan(1));
        Assert.That(plan.Cost, Is.EqualTo(0.3).Within(1e-12), "one unit is left when nothing is asked for");
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        var period = new FiniteHorizonPeriod(Demand, 1, 1, 1, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => FiniteHorizon.Optimize(null!, 1, 1), Throws.ArgumentNullException);
            Assert.That(() => FiniteHorizon.Optimize([], 1, 1), Throws.ArgumentException);
            Assert.That(() => FiniteHorizon.Optimize([null!], 1, 1), Throws.ArgumentException);
            Assert.That(() => FiniteHorizon.Optimize([period with { OrderCost = -1 }], 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => FiniteHorizon.Optimize([period], 1, 1, 0, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => FiniteHorizon.Optimize([period], -1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
