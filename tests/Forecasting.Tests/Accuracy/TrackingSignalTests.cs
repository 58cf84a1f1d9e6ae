using Forecasting.Accuracy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class TrackingSignalTests
{
    [Test]
    public void Of_ByHand()
    {
        var signal = TrackingSignal.Of([2, double.NaN, -1, 3]);

        Assert.That(signal.Brown, Is.EqualTo(4 / (6.0 / 3)));
        // Smoothed error 0.2, 0.08, 0.372; smoothed absolute error 2, 1.9, 2.01.
        Assert.That(signal.Trigg, Is.EqualTo(0.372 / 2.01).Within(1e-15));
    }

    [Test]
    public void Of_AlwaysToOneSide_GoesToItsLimit()
    {
        var signal = TrackingSignal.Of([.. Enumerable.Repeat(-3.0, 40)]);

        Assert.That(signal.Brown, Is.EqualTo(-40));
        Assert.That(signal.Trigg, Is.EqualTo(-(1 - Math.Pow(0.9, 40))).Within(1e-12));
    }

    [Test]
    public void Of_NothingOrPerfect_IsNaNOrZero()
    {
        Assert.That(TrackingSignal.Of([double.NaN]), Is.EqualTo(new TrackingSignal(double.NaN, double.NaN)));
        Assert.That(TrackingSignal.Of([0, 0]), Is.EqualTo(new TrackingSignal(0, 0)));
    }

    /// <summary>What docs/methods/accuracy.md says of the limits: how often errors without bias pass them.</summary>
    [Test]
    public void Limits_UnbiasedErrors_AreSeldomPassed()
    {
        var random = new SplitMix64(11);
        const int Rows = 4_000;
        var (trigg, brown) = (0, 0);
        for (var row = 0; row < Rows; row++)
        {
            var errors = new double[26];
            for (var t = 0; t < errors.Length; t++)
                errors[t] = NormalDistribution.Quantile(random.NextUniform());
            var signal = TrackingSignal.Of(errors);
            trigg += Math.Abs(signal.Trigg) > TrackingSignal.TriggLimit ? 1 : 0;
            brown += Math.Abs(signal.Brown) > 4 ? 1 : 0;
        }

        TestContext.Out.WriteLine($"Trigg {(double)trigg / Rows}, Brown {(double)brown / Rows}");
        Assert.That((double)trigg / Rows, Is.LessThan(0.10));
        Assert.That((double)brown / Rows, Is.InRange(0.3, 0.7), "Brown's limit of 4 is for short rows");
    }
}
