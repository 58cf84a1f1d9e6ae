using Forecasting.Accuracy;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class CalibrationTests
{
    [Test]
    public void Held_CountsBelowAndTies()
    {
        var calibration = new Calibration([0.1, 0.9]);
        calibration.Add(0, [0, 4]);
        calibration.Add(3, [0, 4]);
        calibration.Add(4, [0, 4]);
        calibration.Add(9, [0, 4]);
        calibration.Add(double.NaN, [0, 4]);

        Assert.That(calibration.Observed, Is.EqualTo(4));
        Assert.That(calibration.Held(0), Is.EqualTo((0.0, 0.25)));
        Assert.That(calibration.Held(1), Is.EqualTo((0.5, 0.75)));
    }

    [Test]
    public void Add_Another_IsAsIfCountedHere()
    {
        var (one, two) = (new Calibration([0.5]), new Calibration([0.5]));
        one.Add(1, [2]);
        two.Add(3, [2]);
        one.Add(two);

        Assert.That(one.Held(0), Is.EqualTo((0.5, 0.5)));
        Assert.That(() => one.Add(new Calibration([0.4])), Throws.ArgumentException);
        Assert.That(() => one.Add(1, [1, 2]), Throws.ArgumentException.With.Message.Contains("2 quantiles for 1 levels"));
        Assert.That(new Calibration([0.5]).Held(0), Is.EqualTo((double.NaN, double.NaN)));
    }
}
