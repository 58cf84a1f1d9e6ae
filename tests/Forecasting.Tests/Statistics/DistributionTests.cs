using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

/// <summary>Values from Abramowitz and Stegun, tables 26.1, 26.2 and 6.1, and from closed forms.</summary>
public sealed class DistributionTests
{
    [TestCase(0, 0.5)]
    [TestCase(1, 0.841344746068543)]
    [TestCase(-1.644853626951473, 0.05)]
    [TestCase(1.959963984540054, 0.975)]
    [TestCase(-3.090232306167814, 0.001)]
    [TestCase(-6, 9.8658764503769458e-10)]
    public void Normal_PublishedPoints_AgreeBothWays(double z, double probability)
    {
        Assert.That(NormalDistribution.Cumulative(z), Is.EqualTo(probability).Within(1e-9 * probability));
        Assert.That(NormalDistribution.Quantile(probability), Is.EqualTo(z).Within(1e-8));
    }

    [Test]
    public void NormalQuantile_OutOfRange_NamesValueAndRange() =>
        Assert.That(() => NormalDistribution.Quantile(1.5), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 0..1"));

    [TestCase(0.5, 0.5723649429247001)] // ln √π
    [TestCase(1, 0)]
    [TestCase(5, 3.1780538303479458)] // ln 24
    [TestCase(100.5, 361.4355404677776)]
    public void LogGamma_KnownPoints(double x, double expected) =>
        Assert.That(GammaDistribution.LogGamma(x), Is.EqualTo(expected).Within(1e-12 * Math.Max(1, expected)));

    [Test]
    public void GammaCumulative_ShapeOne_IsExponential([Values(0.01, 0.5, 1.9, 2.1, 30)] double x) =>
        Assert.That(GammaDistribution.Cumulative(1, x), Is.EqualTo(1 - Math.Exp(-x)).Within(1e-14));

    [TestCase(0.5, 1, 0.6931471805599453)]
    [TestCase(0.95, 1, 2.995732273553991)]
    [TestCase(0.95, 0.2, 1.8307038053275146)] // χ² with 10 degrees of freedom, 18.307038, divided by its mean
    public void GammaQuantile_KnownPoints(double probability, double variance, double expected) =>
        Assert.That(GammaDistribution.Quantile(probability, variance), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void GammaQuantile_AnyVariance_InvertsTheCumulative(
        [Values(1e-6, 0.01, 0.3, 1, 3, 20)] double variance, [Values(0.01, 0.3, 0.5, 0.9, 0.999)] double probability)
    {
        var quantile = GammaDistribution.Quantile(probability, variance);

        Assert.That(GammaDistribution.Cumulative(1 / variance, quantile / variance), Is.EqualTo(probability).Within(1e-8));
    }

    [Test]
    public void NegativeBinomial_VarianceEqualsMean_IsPoisson()
    {
        var cumulative = NegativeBinomialDistribution.Cumulative(mean: 2, variance: 2, enough: 0.9999);

        Assert.That(cumulative[0], Is.EqualTo(Math.Exp(-2)).Within(1e-8));
        Assert.That(cumulative[3], Is.EqualTo(0.857123460498547).Within(1e-8));
        Assert.That(cumulative[^1], Is.GreaterThanOrEqualTo(0.9999));
    }

    [Test]
    public void NegativeBinomial_SizeOne_IsGeometric()
    {
        // Mean m and variance m + m²: P(N ≤ n) = 1 − (m / (1 + m))^(n + 1).
        var cumulative = NegativeBinomialDistribution.Cumulative(mean: 3, variance: 12, enough: 0.999);

        for (var n = 0; n < cumulative.Length; n++)
            Assert.That(cumulative[n], Is.EqualTo(1 - Math.Pow(0.75, n + 1)).Within(1e-12));
    }

    [TestCase(900, 5000)]
    [TestCase(0.01, 4)]
    public void NegativeBinomial_LargeOrTinyMean_HasThatMean(double mean, double variance)
    {
        var cumulative = NegativeBinomialDistribution.Cumulative(mean, variance, enough: 1 - 1e-12);

        Assert.That(cumulative.Sum(p => 1 - p), Is.EqualTo(mean).Within(1e-6 * Math.Max(1, mean)));
    }

    [Test]
    public void SampleQuantile_HyndmanFanDefinition8()
    {
        double[] sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

        // R 4.2.2: quantile(1:10, c(.05, .25, .5, .9), type = 8)
        Assert.That(SampleQuantile.Of(sorted, 0.05), Is.EqualTo(1).Within(1e-12));
        Assert.That(SampleQuantile.Of(sorted, 0.25), Is.EqualTo(2.9166666666666665).Within(1e-12));
        Assert.That(SampleQuantile.Of(sorted, 0.5), Is.EqualTo(5.5).Within(1e-12));
        Assert.That(SampleQuantile.Of(sorted, 0.9), Is.EqualTo(9.633333333333333).Within(1e-12));
    }

    [Test]
    public void SampleQuantile_NoValues_Throws() =>
        Assert.That(() => SampleQuantile.Of([], 0.5), Throws.ArgumentException);

    [Test]
    public void MonotoneRegression_Violators_ArePooledByWeight()
    {
        double[] values = [1, 5, 3, 4, 2, 9];

        MonotoneRegression.FitAscending(values, [1, 1, 1, 2, 1, 1]);

        // 5, 3, 4, 4, 2 pool to 18 / 5.
        Assert.That(values, Is.EqualTo(new[] { 1, 3.6, 3.6, 3.6, 3.6, 9 }).Within(1e-12));
    }

    [Test]
    public void SplitMix64_PublishedStream()
    {
        var random = new SplitMix64(1234567);

        Assert.That(
            new[] { random.NextBits(), random.NextBits(), random.NextBits() },
            Is.EqualTo(new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL }));
    }

    [Test]
    public void SplitMix64_Uniform_FillsTheUnitIntervalEvenly()
    {
        var random = new SplitMix64(3);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[(int)(10 * random.NextUniform())]++;

        // Five deviations of a binomial count: √(100000 · 0.1 · 0.9) = 95.
        Assert.That(counts, Is.All.InRange(9525, 10475));
    }
}
