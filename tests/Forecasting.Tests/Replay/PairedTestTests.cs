using Forecasting.Replay;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

[TestFixture]
public sealed class PairedTestTests
{
    [Test]
    public void Probability_FewPairs_IsTheShareOfSignsThatACountGives()
    {
        // Five differences of one sign: 2 of the 32 exchanges are as large.
        double[] first = [1, 2, 3, 4, 5];
        Assert.That(PairedTest.Probability(first, new double[5]), Is.EqualTo(2.0 / 32).Within(0.012));
        Assert.That(PairedTest.Probability(first, first), Is.EqualTo(1));
        Assert.That(() => PairedTest.Probability(first, [1]), Throws.ArgumentException);
    }

    [Test]
    public void Probability_OfNoise_IsSmallAsOftenAsItSays()
    {
        var small = 0;
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var random = new SplitMix64(seed);
            var first = new double[40];
            var second = new double[40];
            for (var i = 0; i < 40; i++)
                (first[i], second[i]) = (random.NextUniform(), random.NextUniform());
            small += PairedTest.Probability(first, second) < 0.2 ? 1 : 0;
        }

        Assert.That(small, Is.InRange(4, 22), "of 60, at 20 % each");
    }

    [Test]
    public void Holm_RaisesTheSmallestMost()
    {
        Assert.That(PairedTest.Holm([0.01, 0.04, 0.03]), Is.EqualTo(new[] { 0.03, 0.06, 0.06 }).Within(1e-12));
        Assert.That(PairedTest.Holm([0.6, 0.7]), Is.EqualTo(new[] { 1.0, 1 }));
        Assert.That(PairedTest.Holm([]), Is.Empty);
    }
}
