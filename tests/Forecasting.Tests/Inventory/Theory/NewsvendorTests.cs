using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class NewsvendorTests
{
    [Test]
    public void NewsvendorNormal_SnyderShenExample43()
    {
        var plan = Newsvendor.Normal(0.18, 0.70, 50, 8);
        Assert.That(plan.Level, Is.EqualTo(56.604).Within(5e-4));
        Assert.That(plan.Cost, Is.EqualTo(1.9976).Within(5e-5));
    }

    [Test]
    public void Normal_CostOfEachLevelOnAGrid_IsNeverLower()
    {
        var plan = Newsvendor.Normal(1, 19, 120, 35, 4);
        for (var level = 200.0; level < 900; level += 0.25)
            Assert.That(Newsvendor.NormalCost(level, 1, 19, 120, 35, 4), Is.GreaterThanOrEqualTo(plan.Cost - 1e-12));
    }

    [Test]
    public void Normal_LeadTimeOfThree_CoversFourPeriods()
    {
        var plan = Newsvendor.Normal(0.5, 4.5, 40, 12, protectionPeriods: 3 + 1);
        Assert.That(plan.Level, Is.EqualTo(4 * 40 + 2 * 12 * NormalDistribution.Quantile(0.9)).Within(1e-9));
    }

    [Test]
    public void Poisson_EnumerationOverLevels_FindsTheSame([Values(0, 0.05, 2.3, 20, 900)] double mean)
    {
        var plan = Newsvendor.Poisson(1, 4, mean);
        var demand = DiscreteDemand.Poisson(mean);
        var costs = Enumerable.Range(0, demand.Largest + 1).Select(level => demand.LossAt(level).Cost(1, 4)).ToArray();
        Assert.That(plan.Level, Is.EqualTo(Array.IndexOf(costs, costs.Min())));
        Assert.That(plan.Cost, Is.EqualTo(costs.Min()).Within(1e-9));
    }

    [Test]
    public void Discrete_SeveralPeriods_EnumerationFindsTheSame()
    {
        var demand = DiscreteDemand.Of([0.6, 0.2, 0.1, 0, 0.1]);
        var plan = Newsvendor.Discrete(1.5, 6, demand, 3);
        var costs = Enumerable.Range(0, 13).Select(level => demand.Over(3).LossAt(level).Cost(1.5, 6)).ToArray();
        Assert.That(plan.Level, Is.EqualTo(Array.IndexOf(costs, costs.Min())));
        Assert.That(plan.Cost, Is.EqualTo(costs.Min()).Within(1e-12));
    }

    [Test]
    public void GammaAndLognormal_NeighbouringLevels_CostMore([Values(0.2, 4)] double shape)
    {
        var gamma = Newsvendor.Gamma(29, 70, shape, 25);
        var lognormal = Newsvendor.Lognormal(1, 9, 6, 0.3);
        foreach (var factor in (double[])[0.98, 1.02])
        {
            Assert.That(GammaLoss.At(factor * gamma.Level, shape, 25).Cost(29, 70), Is.GreaterThan(gamma.Cost));
            Assert.That(LognormalLoss.At(factor * lognormal.Level, 6, 0.3).Cost(1, 9), Is.GreaterThan(lognormal.Cost));
        }
    }

    [Test]
    public void StockoutsThatCostMore_NeverLowerTheLevel()
    {
        var demand = DiscreteDemand.NegativeBinomial(2, 0.2);
        Func<double, double>[] levels =
        [
            p => Newsvendor.Normal(1, p, 50, 8).Level, p => Newsvendor.Poisson(1, p, 7).Level, p => Newsvendor.Discrete(1, p, demand).Level,
            p => Newsvendor.Gamma(1, p, 3, 2).Level, p => Newsvendor.Lognormal(1, p, 2, 0.4).Level,
        ];
        foreach (var level in levels)
        {
            var previous = double.NegativeInfinity;
            foreach (var stockout in (double[])[0.2, 0.5, 1, 3, 9, 50, 1000])
            {
                Assert.That(level(stockout), Is.GreaterThanOrEqualTo(previous));
                previous = level(stockout);
            }
        }
    }

    [Test]
    public void Profit_EnumerationOverBuys_IsNeverHigher()
    {
        var best = NewsvendorProfit.Normal(25, 12, 4, 1000, 300);
        for (var level = 0.0; level < 2500; level += 5)
        {
            // Sold E[min(D, S)] = S − surplus.
            var loss = NormalLoss.At(level, 1000, 300);
            var profit = 25 * (level - loss.Surplus) + 4 * loss.Surplus - 12 * level;
            Assert.That(profit, Is.LessThanOrEqualTo(best.Profit + 1e-9));
        }

        var at = NormalLoss.At(best.Level, 1000, 300);
        Assert.That(25 * (best.Level - at.Surplus) + 4 * at.Surplus - 12 * best.Level, Is.EqualTo(best.Profit).Within(1e-9));
    }

    [Test]
    public void KnownDemand_IsItsOwnLevel_AtNoCost() => Assert.That(Newsvendor.Normal(1, 3, 50, 0), Is.EqualTo(new BaseStock(50, 0)));

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Newsvendor.CriticalRatio(0, 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("holdingCost"));
            Assert.That(() => Newsvendor.Normal(1, double.NaN, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Newsvendor.Normal(1, 1, 1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Newsvendor.Normal(1, 1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Newsvendor.Poisson(1, 1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Newsvendor.Discrete(1, 1, null!), Throws.ArgumentNullException);
            Assert.That(() => Newsvendor.Gamma(1, 1, 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Newsvendor.Lognormal(1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => NewsvendorProfit.Normal(12, 12, 4, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => NewsvendorProfit.Normal(25, 4, 4, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
