using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class BenchmarkGateTests
{
    private const int Horizon = 2;

    [Test]
    public void Admits_AModelThatIsBetter() => Assert.That(BenchmarkGate.Admits(Errors(8, _ => 1), Errors(8, _ => 2)), Is.True);

    [Test]
    public void Admits_ItsOwnTwin() => Assert.That(BenchmarkGate.Admits(Errors(8, o => o), Errors(8, o => o)), Is.True);

    [Test]
    public void Refuses_AModelThatIsAlwaysWorse() => Assert.That(BenchmarkGate.Admits(Errors(8, o => 2 + 0.1 * (o % 3)), Errors(8, _ => 1)), Is.False);

    [Test]
    public void Admits_AModelThatIsWorseOnAverageWithinTheNoise() =>
        Assert.That(BenchmarkGate.Admits(Errors(8, o => o % 2 == 0 ? 3 : 0.5), Errors(8, _ => 1.5)), Is.True);

    [Test]
    public void Admits_WhateverThreeHorizonsSay() => Assert.That(BenchmarkGate.Admits(Errors(3, o => 9 + 0.1 * o), Errors(3, _ => 1)), Is.True);

    [Test]
    public void Refuses_UntilTheModelIsAheadAndNotJustLessBehind()
    {
        // Clearly worse at first; by origin 11 the mean difference is noise, by the last it is in the model's favour.
        var benchmark = Errors(40, _ => 1);
        Assert.That(BenchmarkGate.Admits(Errors(6, Model), Errors(6, _ => 1)), Is.False);
        Assert.That(BenchmarkGate.Admits(Errors(11, Model), Errors(11, _ => 1)), Is.False, "less behind is not ahead");
        Assert.That(BenchmarkGate.Admits(Errors(40, Model), benchmark), Is.True);

        static double Model(int origin) => origin < 6 ? 2 + 0.1 * (origin % 3) : 0.2;
    }

    [Test]
    public void Admits_EqualModels_ShutsForFewOfThem()
    {
        var random = new SplitMix64(8);
        var shut = 0;
        for (var trial = 0; trial < 400; trial++)
            shut += BenchmarkGate.Admits(Errors(8, _ => random.NextUniform()), Errors(8, _ => random.NextUniform())) ? 0 : 1;

        // Looked at five times with 5 % each, and kept shut until ahead.
        Assert.That(shut, Is.InRange(1, 60));
    }

    [Test]
    public void Admitted_WorseThanRepeating_RepeatsAndSaysWhy()
    {
        var random = new SplitMix64(3);
        var history = Enumerable.Range(0, 240).Select(t => 10 + t % 24 + random.NextUniform()).ToImmutableArray();
        var task = new ForecastTask(history, 24, 12, RollingOrigins.Choose(history.Length, 24, 12, 18));
        var good = ModelChoice.Make(task, new ForecastSettings());
        var far = good.Forecast with { Means = [.. good.Forecast.Means.Select(mean => mean + 5)] };

        var bad = ModelChoice.Admitted(good with { Forecast = far, Backtest = Backtest.Of("combination", task, far) }, task);

        Assert.That(good.Model, Is.EqualTo("combination"));
        Assert.That(good.Forecast.Parameters, Does.Match(@"^\d+ % nearer than the last season repeated, from \d+ past dates: \d+ % ssa "));
        Assert.That(bad.Model, Is.EqualTo("seasonal_naive"));
        Assert.That(bad.Forecast.Final[0], Is.EqualTo(history[^24]));
        Assert.That(bad.FallbackReason, Does.Match(
            @"^The models together were \d+ % further off than the last season repeated, from \d+ past dates: more than chance explains\.$"));
    }

    [TestCase(77, 100, 18, 7, "23 % nearer than the last season repeated, from 18 past dates")]
    [TestCase(112, 100, 5, 1, "12 % further off than the last value repeated, from 5 past dates")]
    [TestCase(100, 100, 1, 7, "as near as the last season repeated, from 1 past date")]
    [TestCase(0, 0, 9, 1, "as near as the last value repeated, from 9 past dates")]
    [TestCase(1, 0, 9, 1, "further off than the last value repeated, from 9 past dates")]
    public void Words_SayHowFarOff(double loss, double benchmark, int origins, int season, string expected) =>
        Assert.That(ChoiceWords.Beside(loss, benchmark, origins, season), Is.EqualTo(expected));

    private static Backtest Errors(int origins, Func<int, double> size) =>
        new("m", Horizon, [.. Enumerable.Range(0, origins).Select(o => 10 + Horizon * o)], [], [.. Enumerable.Range(0, origins * Horizon).Select(i => size(i / Horizon))]);
}
