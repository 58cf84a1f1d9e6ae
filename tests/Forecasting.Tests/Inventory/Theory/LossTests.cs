using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Loss functions against sums and quadrature over the density.</summary>
[TestFixture]
public sealed class LossTests
{
    [Test]
    public void Normal_AnyLevel_IsTheIntegralOverTheDensity([Values(5, 18, 20, 27.5)] double level) =>
        CheckIntegral(NormalLoss.At(level, 20, 4), level, x => NormalDistribution.Density((x - 20) / 4) / 4, -20, 60);

    [Test]
    public void Gamma_AnyLevel_IsTheIntegralOverTheDensity([Values(0.5, 7, 10, 30)] double level) => CheckIntegral(
        GammaLoss.At(level, 3, 2.5),
        level,
        x => x <= 0 ? 0 : Math.Exp(2 * Math.Log(x / 2.5) - x / 2.5 - GammaDistribution.LogGamma(3)) / 2.5,
        0,
        150);

    [Test]
    public void Lognormal_AnyLevel_IsTheIntegralOverTheDensity([Values(2, 7, 12)] double level) => CheckIntegral(
        LognormalLoss.At(level, 2, 0.3),
        level,
        x => x <= 0 ? 0 : NormalDistribution.Density((Math.Log(x) - 2) / 0.3) / (0.3 * x),
        0,
        100);

    [Test]
    public void Poisson_AnyLevel_IsTheSumOverTheTable([Values(-3, 0, 4, 7, 8, 9, 25)] int level) =>
        CheckSum(CountLoss.Poisson(level, 7.5), DiscreteDemand.Poisson(7.5), level);

    [Test]
    public void NegativeBinomial_AnyLevel_IsTheSumOverTheTable([Values(-3, 0, 3, 6, 30)] int level) =>
        CheckSum(CountLoss.NegativeBinomial(level, 3, 0.4), DiscreteDemand.NegativeBinomial(3, 0.4), level);

    [Test]
    public void Poisson_LargeMean_IsNearTheNormal()
    {
        var (count, normal) = (CountLoss.Poisson(40_200, 40_000), NormalLoss.At(40_200, 40_000, 200));
        Assert.That(count.Shortage, Is.EqualTo(normal.Shortage).Within(0.5).Percent);
        Assert.That(count.SecondShortage, Is.EqualTo(normal.SecondShortage).Within(2).Percent);
    }

    [Test]
    public void SecondOrder_OfCounts_AddsUpTheFirst()
    {
        var above = Enumerable.Range(9, 80).Sum(level => CountLoss.Poisson(level, 7.5).Shortage);
        var below = Enumerable.Range(-20, 29).Sum(level => CountLoss.Poisson(level, 7.5).Surplus);
        var loss = CountLoss.Poisson(8, 7.5);
        Assert.That(loss.SecondShortage, Is.EqualTo(above).Within(1e-12));
        Assert.That(loss.SecondSurplus, Is.EqualTo(below).Within(1e-12));
    }

    [Test]
    public void FarTail_Shortage_KeepsItsDigits()
    {
        // Exponential demand: n(x) = e^(−x), however small.
        Assert.That(GammaLoss.At(60, 1, 1).Shortage, Is.EqualTo(Math.Exp(-60)).Within(1e-9).Percent);
        Assert.That(CountLoss.Poisson(60, 1).Shortage, Is.EqualTo(PoissonDistribution.Probability(61, 1)).Within(5).Percent);
    }

    [Test]
    public void HigherLevel_NeverMoreShortage_NeverLessSurplus()
    {
        Func<double, DemandLoss>[] all =
        [
            x => NormalLoss.At(x, 20, 4), x => GammaLoss.At(x, 3, 2.5), x => LognormalLoss.At(x, 2, 0.3),
            x => CountLoss.Poisson((int)x, 7.5), x => CountLoss.NegativeBinomial((int)x, 3, 0.4),
        ];
        foreach (var at in all)
        {
            var previous = at(-5);
            for (var level = -4; level < 300; level++)
            {
                var loss = at(level);
                Assert.That(loss.Shortage, Is.InRange(0, previous.Shortage));
                Assert.That(loss.SecondShortage, Is.InRange(0, previous.SecondShortage));
                Assert.That(loss.Surplus, Is.GreaterThanOrEqualTo(previous.Surplus - 1e-12));
                previous = loss;
            }
        }
    }

    [Test]
    public void Normal_NoSpread_IsTheGap() =>
        Assert.That(NormalLoss.At(7, 10, 0), Is.EqualTo(new DemandLoss(3, 0, 4.5, 0)));

    [Test]
    public void Probability_OfCounts_AddsUpToOneWithItsMean()
    {
        var counts = Enumerable.Range(0, 400).ToArray();
        Assert.That(counts.Sum(n => NegativeBinomialDistribution.Probability(n, 2.5, 0.2)), Is.EqualTo(1).Within(1e-12));
        Assert.That(counts.Sum(n => n * NegativeBinomialDistribution.Probability(n, 2.5, 0.2)), Is.EqualTo(10).Within(1e-10));
        Assert.That(counts.Sum(n => n * PoissonDistribution.Probability(n, 10)), Is.EqualTo(10).Within(1e-11));
        Assert.That(PoissonDistribution.Probability(-1, 10), Is.Zero);
        Assert.That(PoissonDistribution.Probability(0, 0), Is.EqualTo(1));
    }

    [Test]
    public void Survival_AndCumulative_OfGamma_AddUpToOne([Values(0, 0.3, 2.9, 3.1, 40)] double x) =>
        Assert.That(GammaDistribution.Survival(2.2, x) + GammaDistribution.Cumulative(2.2, x), Is.EqualTo(1).Within(1e-14));

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => NormalLoss.At(double.NaN, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("level"));
            Assert.That(() => NormalLoss.At(1, 1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => GammaLoss.At(1, 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => LognormalLoss.At(1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => CountLoss.Poisson(1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => CountLoss.NegativeBinomial(1, 0, 0.5), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => CountLoss.NegativeBinomial(1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new DemandLoss(1, 1, 1, 1).Cost(-1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    private static void CheckSum(DemandLoss loss, DiscreteDemand demand, int level)
    {
        var table = demand.LossAt(level);
        Assert.That(loss.Shortage, Is.EqualTo(table.Shortage).Within(1e-11));
        Assert.That(loss.Surplus, Is.EqualTo(table.Surplus).Within(1e-11));
        Assert.That(loss.SecondShortage, Is.EqualTo(table.SecondShortage).Within(1e-10));
        Assert.That(loss.SecondSurplus, Is.EqualTo(table.SecondSurplus).Within(1e-10));
    }

    private static void CheckIntegral(DemandLoss loss, double level, Func<double, double> density, double from, double to)
    {
        Assert.That(loss.Shortage, Is.EqualTo(Quadrature.Of(x => (x - level) * density(x), level, to)).Within(1e-8));
        Assert.That(loss.Surplus, Is.EqualTo(Quadrature.Of(x => (level - x) * density(x), from, level)).Within(1e-8));
        Assert.That(
            loss.SecondShortage, Is.EqualTo(Quadrature.Of(x => (x - level) * (x - level) / 2 * density(x), level, to)).Within(1e-7));
        Assert.That(
            loss.SecondSurplus, Is.EqualTo(Quadrature.Of(x => (x - level) * (x - level) / 2 * density(x), from, level)).Within(1e-7));
    }
}
