using Forecasting.Replay;
using Forecasting.Statistics;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

[TestFixture]
public sealed class FillRateComparisonTests
{
    [Test]
    public void Of_AnExponentialTail_IsExactBetweenTheSettings()
    {
        // Stock −40 ln(missed share): at 98 % it is 156.48, between the settings of 95 % and 99 %.
        var curve = Curve(0.9, 0.95, 0.99);
        var one = Point(0.98, 100);
        var compared = FillRateComparison.Of(one, curve, s => s.MeanStock);
        Assert.That(compared.FillRate, Is.EqualTo(0.98).Within(1e-12));
        Assert.That(compared.Other, Is.EqualTo(-40 * Math.Log(0.02) * 20).Within(1e-6));
        Assert.That(compared.Ratio, Is.EqualTo(100 / (-40 * Math.Log(0.02))).Within(1e-9));
        Assert.That((compared.Low, compared.High), Is.EqualTo((compared.Ratio, compared.Ratio)).Within(1e-9), "all products are alike");
    }

    [TestCase(0.85)]
    [TestCase(0.995)]
    public void Of_AServiceThatNoSettingReaches_IsNotInvented(double fill)
    {
        var compared = FillRateComparison.Of(Point(fill, 100), Curve(0.9, 0.95, 0.99), s => s.MeanStock);
        Assert.That((compared.Other, compared.Ratio, compared.Low), Is.EqualTo((double.NaN, double.NaN, double.NaN)));
        Assert.That(compared.Stock, Is.EqualTo(2000).Within(1e-9));
    }

    [Test]
    public void Of_ProductsThatDiffer_HasAnIntervalAroundItsRatio_AndTheSameOneEachTime()
    {
        var random = new SplitMix64(5);
        ReplayPoint Noisy(double fill, double stock) => new(0, [.. Enumerable.Range(0, 60).Select(i => Score(i, fill, stock * (0.5 + random.NextUniform())))], []);
        var one = Noisy(0.97, 100);
        var curve = new ReplayOutcome("other", [Noisy(0.9, 90), Noisy(0.99, 160)], 0);
        var compared = FillRateComparison.Of(one, curve, s => s.MeanStock);
        Assert.That(compared.Low, Is.LessThan(compared.Ratio));
        Assert.That(compared.High, Is.GreaterThan(compared.Ratio));
        Assert.That(FillRateComparison.Of(one, curve, s => s.MeanStock), Is.EqualTo(compared));
        Assert.That(() => FillRateComparison.Of(one with { Scores = one.Scores[1..] }, curve, s => s.MeanStock), Throws.ArgumentException);
    }

    [Test]
    public void Of_Weighted_IsTheFillRateOfWhatCounts()
    {
        // Half of the products count for nothing, and are served badly.
        ReplayPoint Mixed(double fill, double stock) => new(0, [.. Enumerable.Range(0, 20).Select(i => Score(i, i % 2 == 0 ? fill : 0.3, stock) with { UnitValue = i % 2 == 0 ? 5 : 0 })], []);
        var curve = new ReplayOutcome("other", [Mixed(0.9, -40 * Math.Log(0.1)), Mixed(0.99, -40 * Math.Log(0.01))], 0);
        var compared = FillRateComparison.Of(Mixed(0.98, 100), curve, s => s.MeanStock, s => s.UnitValue);
        Assert.That(compared.FillRate, Is.EqualTo(0.98).Within(1e-12));
        Assert.That(compared.Other, Is.EqualTo(-40 * Math.Log(0.02) * 20).Within(1e-6));
        Assert.That(curve.Points[0].FillRateByValue, Is.EqualTo(0.9).Within(1e-12));
        Assert.That(curve.Points[0].FillRate, Is.EqualTo(0.6).Within(1e-12));
    }

    private static ReplayOutcome Curve(params double[] fills) => new("other", [.. fills.Select(f => Point(f, -40 * Math.Log(1 - f)))], 0);

    private static ReplayPoint Point(double fill, double stock) => new(0, [.. Enumerable.Range(0, 20).Select(i => Score(i, fill, stock))], []);

    private static ReplayScore Score(int product, double fill, double stock) => new(SmallFirm.Key($"P{product:00}"), 100, 100 * fill, stock * 10, 10, 1, 1, 0, 0);
}
