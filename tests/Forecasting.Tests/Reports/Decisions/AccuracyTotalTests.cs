using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class AccuracyTotalTests
{
    [Test]
    public void Of_TwoSkus_WeighsByVolume()
    {
        // 100 a bucket with 10 % error and −2 bias, 10 a bucket with 50 % error and +1 bias: 15 of 110, −1 of 110.
        PlanLine[] lines = [Scored(wape: 0.1, bias: -2, error: 10), Scored(wape: 0.5, bias: 1, error: 5)];
        var total = AccuracyTotal.Of("all", lines);
        Assert.That(total.Wape, Is.EqualTo(15 / 110.0).Within(1e-12));
        Assert.That(total.BiasShare, Is.EqualTo(-1 / 110.0).Within(1e-12));
    }

    [Test]
    public void Of_PerfectForecast_TakesItsVolumeFromTheHistory()
    {
        PlanLine[] lines = [Scored(wape: 0, bias: 0, error: 0), Scored(wape: 0.5, bias: 0, error: 5)];
        var mean = lines[0].History.Quantities.Where(double.IsFinite).Average();
        Assert.That(AccuracyTotal.Of("all", lines).Wape, Is.EqualTo(5 / (10 + mean)).Within(1e-12));
    }

    [Test]
    public void Of_NothingSold_CountsItsErrorsOnly()
    {
        PlanLine[] lines = [Scored(wape: double.NaN, bias: 3, error: 3), Scored(wape: 0.5, bias: 0, error: 5)];
        Assert.That(AccuracyTotal.Of("all", lines).Wape, Is.EqualTo(8 / 10.0).Within(1e-12));
    }

    [Test]
    public void Of_UnscoredSku_IsCountedAsUnscored()
    {
        var total = AccuracyTotal.Of("all", [SamplePlan.Line("A", "X", 10, 1) with { Accuracy = null }]);
        Assert.That((total.SkuLocations, total.Scored), Is.EqualTo((1, 0)));
        Assert.That(total.Wape, Is.NaN);
    }

    private static PlanLine Scored(double wape, double bias, double error)
    {
        var line = SamplePlan.Line("A", "X", 10, 1);
        return line with { Accuracy = line.Accuracy! with { Wape = wape, Bias = bias, MeanAbsoluteError = error } };
    }
}
