using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class GrowthCapTests
{
    [Test]
    public void Forecast_GrowingDemand_StaysUnderTheCap()
    {
        var history = Enumerable.Range(0, 60).Select(t => 100 * Math.Pow(1.03, t)).ToArray();
        var capped = new SsaForecaster(new SsaSettings { MaximumGrowth = new GrowthCap(1.1, 12) });

        var free = Final(new SsaForecaster(), history);
        var held = Final(capped, history);

        Assert.That(free[11], Is.GreaterThan(1.1 * history[^1]), "left alone, it grows faster");
        for (var h = 0; h < held.Length; h++)
            Assert.That(held[h], Is.InRange(0.9 * history[^1], history[^1] * Math.Pow(1.1, (h + 1) / 12.0)));
    }

    [Test]
    public void Forecast_SeasonalPeak_IsNotCutByTheCap()
    {
        // The peak of the last season is what growth is counted from, not its last bucket.
        double[] week = [5, 5, 5, 5, 5, 40, 5];
        var history = Enumerable.Range(0, 140).Select(t => week[t % 7]).ToArray();
        var capped = new SsaForecaster(new SsaSettings { MaximumGrowth = new GrowthCap(1, 1) });

        Assert.That(Final(capped, history, seasonLength: 7), Is.EqualTo(Enumerable.Range(0, 18).Select(h => week[h % 7])).Within(1e-6));
    }

    [Test]
    public void Apply_NothingToGrowFrom_LeavesTheForecast()
    {
        double[] forecast = [3, 4];
        new GrowthCap(1.5, 12).Apply([0, 0, double.NaN], seasonLength: 1, horizon: 2, forecast);
        Assert.That(forecast, Is.EqualTo(new double[] { 3, 4 }));
    }

    [Test]
    public void Create_OutOfRange_NamesValueAndRange()
    {
        Assert.That(() => new GrowthCap(0.9, 12), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1..1000").And.Message.Contains("0.9"));
        Assert.That(() => new GrowthCap(double.NaN, 12), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GrowthCap(2, 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 or more"));
    }

    private static double[] Final(SsaForecaster forecaster, double[] history, int seasonLength = 1) =>
        ((Outcome<RollingForecast>.Done)forecaster.Forecast(ForecastTask.FromEnd([.. history], seasonLength, 18))).Value.Final.ToArray();
}
