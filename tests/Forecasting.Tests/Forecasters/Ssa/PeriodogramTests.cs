using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class PeriodogramTests
{
    [TestCase(4.7)]
    [TestCase(12)]
    [TestCase(2)]
    public void Peak_Sine_IsItsFrequency(double period)
    {
        var sine = Enumerable.Range(0, 200).Select(t => Math.Cos(2 * Math.PI * t / period)).ToArray();

        Assert.That(Periodogram.Peak(sine, 0, 0.5), Is.EqualTo(1 / period).Within(0.5 / (4 * 200)));
        Assert.That(Periodogram.Peak(sine.AsSpan(0, 60), sine), Is.EqualTo(1 / period).Within(0.5 / (4 * 200)));
    }

    [Test]
    public void Peak_Constant_IsZero() => Assert.That(Periodogram.Peak([3, 3, 3, 3], 0, 0.5), Is.Zero);

    [Test]
    public void Peak_StrongerSineOutsideTheRange_IsNotSeen()
    {
        var both = Enumerable.Range(0, 240).Select(t => 9 * Math.Sin(2 * Math.PI * t / 3) + Math.Sin(2 * Math.PI * t / 12)).ToArray();

        Assert.That(Periodogram.Peak(both, 0, 0.2), Is.EqualTo(1.0 / 12).Within(1e-3));
        Assert.That(Periodogram.Peak(both, -1, 1), Is.EqualTo(1.0 / 3).Within(1e-3));
    }
}
