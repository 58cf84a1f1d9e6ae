using Forecasting.Inventory.Theory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class DiscreteDemandTests
{
    private static readonly double[] Table = [0.42, 0.2, 0.13, 0.1, 0, 0.1, 0.05];

    [Test]
    public void Of_Table_HasItsMomentsAndQuantiles()
    {
        var demand = DiscreteDemand.Of(Table);
        Assert.That(demand.Mean, Is.EqualTo(0.2 + 0.26 + 0.3 + 0.5 + 0.3).Within(1e-12));
        Assert.That(demand.Variance, Is.EqualTo(0.2 + 0.52 + 0.9 + 2.5 + 1.8 - demand.Mean * demand.Mean).Within(1e-12));
        Assert.That(demand.Cumulative(-1), Is.Zero);
        Assert.That(demand.Cumulative(99), Is.EqualTo(1));
        Assert.That(demand.Quantile(0), Is.Zero);
        Assert.That(demand.Quantile(0.42 + 0.2 + 0.13), Is.EqualTo(2), "a step reached exactly");
        Assert.That(demand.Quantile(1), Is.EqualTo(6));
    }

    [Test]
    public void Of_TrailingZeros_AreNotPossibleDemand() => Assert.That(DiscreteDemand.Of([0.5, 0.5, 0, 0]).Largest, Is.EqualTo(1));

    [Test]
    public void Over_ThreePeriods_IsTheEnumerationOfAllOutcomes()
    {
        var three = DiscreteDemand.Of(Table).Over(3);
        var expected = new double[19];
        for (var i = 0; i < 343; i++)
            expected[i % 7 + i / 7 % 7 + i / 49] += Table[i % 7] * Table[i / 7 % 7] * Table[i / 49];
        Assert.That(three.Probabilities, Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Over_PoissonPeriods_IsPoisson()
    {
        var (sum, whole) = (DiscreteDemand.Poisson(2.5).Over(4), DiscreteDemand.Poisson(10));
        for (var level = 0; level < 40; level++)
            Assert.That(sum.Cumulative(level), Is.EqualTo(whole.Cumulative(level)).Within(1e-12));
    }

    [Test]
    public void Unbounded_Distributions_HaveTheirMoments()
    {
        Assert.That(DiscreteDemand.Poisson(1200).Variance, Is.EqualTo(1200).Within(1e-6));
        Assert.That(DiscreteDemand.NegativeBinomial(0.4, 0.02).Mean, Is.EqualTo(0.4 * 0.98 / 0.02).Within(1e-9));
        Assert.That(DiscreteDemand.NegativeBinomial(0.4, 0.02).Variance, Is.EqualTo(0.4 * 0.98 / 0.0004).Within(1e-6));
        Assert.That(DiscreteDemand.Normal(100, 20).Mean, Is.EqualTo(100).Within(1e-4));
        Assert.That(DiscreteDemand.Normal(100, 20).Variance, Is.EqualTo(400 + 1 / 12.0).Within(1e-2));
        Assert.That(DiscreteDemand.Poisson(0).Largest, Is.Zero);
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DiscreteDemand.Of([]), Throws.ArgumentException);
            Assert.That(() => DiscreteDemand.Of([0.5, 0.4]), Throws.ArgumentException.With.Message.Contains("add up to 1"));
            Assert.That(() => DiscreteDemand.Of([1.5, -0.5]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.Poisson(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.NegativeBinomial(1e6, 0.5), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.Normal(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.Normal(1e6, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.Poisson(1).Over(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DiscreteDemand.Poisson(1).Quantile(1.1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
