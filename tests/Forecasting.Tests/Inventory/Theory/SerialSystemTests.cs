using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class SerialSystemTests
{
    [Test]
    public void ClarkScarf_SnyderShenExample61()
    {
        var system = SerialSystem.Normal([new(3, 1), new(2, 1), new(2, 2)], 37.12, 5, 1);
        Assert.That(system.EchelonLevels, Is.EqualTo(new[] { 6.49, 12.02, 22.71 }).Within(0.02));
        Assert.That(system.Cost, Is.EqualTo(47.65).Within(0.02));
    }

    [Test]
    public void OneStage_IsTheNewsvendorOfItsLeadTime()
    {
        var newsvendor = Newsvendor.Normal(3, 15, 10, 3, protectionPeriods: 4);
        var system = SerialSystem.Normal([new(3, 4)], 15, 10, 3);
        Assert.That(system.EchelonLevels[0], Is.EqualTo(newsvendor.Level).Within(0.06));
        Assert.That(system.Cost, Is.EqualTo(newsvendor.Cost).Within(1e-3));

        var counts = SerialSystem.Poisson([new(3, 4)], 15, 10);
        Assert.That(counts.EchelonLevels[0], Is.EqualTo(Newsvendor.Poisson(3, 15, 40).Level));
        Assert.That(counts.Cost, Is.EqualTo(Newsvendor.Poisson(3, 15, 40).Cost).Within(1e-9));
    }

    [TestCase(3, 1, 15, 4, 1, 2)]
    [TestCase(1, 1, 4, 2, 2, 0.5)]
    public void TwoStages_EnumerationOfAllLevels_FindsNoneCheaper(
        double first, double second, double stockout, double mean, double firstLead, double secondLead)
    {
        var system = SerialSystem.Poisson([new(first, firstLead), new(second, secondLead)], stockout, mean);
        var cheapest = double.PositiveInfinity;
        for (var local = 0; local < 20; local++)
        {
            for (var upstream = -5; upstream < 20; upstream++)
                cheapest = Math.Min(cheapest, Cost(local, upstream));
        }

        Assert.That(system.Cost, Is.EqualTo(cheapest).Within(1e-8));
        var (s1, s2) = ((int)system.EchelonLevels[0], (int)system.EchelonLevels[1]);
        Assert.That(Cost(s1, s2 - s1), Is.EqualTo(system.Cost).Within(1e-8));

        // What the upstream stage owes is short downstream; both leads' demands are independent. On its way: mean · lead.
        double Cost(int local, int upstream)
        {
            var (near, far) = (DiscreteDemand.Poisson(mean * firstLead), DiscreteDemand.Poisson(mean * secondLead));
            var cost = second * (far.LossAt(upstream).Surplus + mean * firstLead);
            for (var d = 0; d <= far.Largest; d++)
                cost += far.Probabilities[d] * near.LossAt(local - Math.Max(0, d - upstream)).Cost(first + second, stockout);
            return cost;
        }
    }

    [Test]
    public void StockoutsThatCostMore_NeverLowerALevel()
    {
        var previous = new double[2];
        foreach (var stockout in (double[])[1, 5, 20, 100])
        {
            var levels = SerialSystem.Poisson([new(3, 1), new(1, 2)], stockout, 4).EchelonLevels;
            Assert.That(levels[0], Is.GreaterThanOrEqualTo(previous[0]));
            Assert.That(levels[1], Is.GreaterThanOrEqualTo(previous[1]));
            previous = [.. levels];
        }
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SerialSystem.Poisson([], 1, 1), Throws.ArgumentException);
            Assert.That(() => SerialSystem.Poisson([new(0, 1)], 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SerialSystem.Poisson([new(1, -1)], 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SerialSystem.Poisson([new(1, 1)], 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SerialSystem.Normal([new(1, 0)], 1, 1, 1), Throws.ArgumentException.With.Message.Contains("lead time"));
            Assert.That(() => SerialSystem.Normal([new(1, 1)], 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
