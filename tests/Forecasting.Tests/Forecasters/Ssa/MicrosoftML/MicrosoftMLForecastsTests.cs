using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

/// <summary>The way from settings to published numbers.</summary>
public sealed class MicrosoftMLForecastsTests
{
    private static readonly ImmutableArray<double> Demand =
        [.. Enumerable.Range(0, 150).Select(t => 6 + 6 * Math.Sin(2 * Math.PI * t / 7) + 8 * new SplitMix64((ulong)t).NextUniform())];

    [Test]
    public void Forecast_EachOrigin_IsTheModelFittedToTheHistoryBeforeIt()
    {
        var settings = SsaSettings.LikeMicrosoftML(14, 30, 1000, 7);

        var answer = Done(settings, new ForecastTask(Demand, 7, 5, [90, 120, 150]));

        foreach (var (number, origin) in new[] { 90, 120, 150 }.Index())
            Assert.That(answer.Row(number).ToArray(), Is.EqualTo(Model(Demand[..origin], settings).Predict(5, 0.95).Forecast));
        Assert.That(answer.Deviations, Is.EqualTo(Model(Demand, settings).Predict(5, 0.95).Deviation));
        Assert.That(answer.Parameters, Does.StartWith("like Microsoft.ML, window 14, rank "));
    }

    [Test]
    public void Forecast_MoreThanTrainSize_ConsumesTheRestAsUpdates()
    {
        var settings = SsaSettings.LikeMicrosoftML(14, 30, trainSize: 100, horizon: 7);
        var model = Model(Demand[..100], settings);
        foreach (var value in Demand[100..])
            model = model.Update(value);

        Assert.That(Done(settings, ForecastTask.FromEnd(Demand, 7, 5)).Means, Is.EqualTo(model.Predict(5, 0.95).Forecast));
    }

    [Test]
    public void Forecast_PastOriginTooShort_HasNoForecastAndIsNotScored()
    {
        var settings = SsaSettings.LikeMicrosoftML(60, 70, 1000, 7);

        var answer = Done(settings, new ForecastTask(Demand, 7, 5, [100, 130, 150]));
        var series = Create(settings, 5, [0.5]);

        Assert.That(answer.Row(0).ToArray(), Is.All.NaN);
        Assert.That(answer.Row(1).ToArray().All(double.IsFinite) && answer.Row(2).ToArray().All(double.IsFinite), Is.True);
        Assert.That(series.Score!.Origins, Is.InRange(1, 17));
    }

    [Test]
    public void Forecast_TooShort_IsSkippedWithTheReason()
    {
        var settings = SsaSettings.LikeMicrosoftML(80, 90, 1000, 7);

        Assert.That(
            new SsaForecaster(settings).Forecast(ForecastTask.FromEnd(Demand, 7, 5)),
            Is.EqualTo(new Outcome<RollingForecast>.Skipped("Window 80 needs more than 160 values; there are 150.")));
        Assert.That(Create(settings, 5, []).Forecast.FallbackReason, Does.StartWith("Window 80 needs"));
    }

    [Test]
    public void Create_Quantiles_AreNormalAroundTheMeanAndMayBeNegative()
    {
        var settings = SsaSettings.LikeMicrosoftML(14, 30, 1000, 7, rankSelectionMethod: MicrosoftMLRankSelection.Fast);
        var theirs = Model(Demand, settings).Predict(9, 0.95);

        var ours = Create(settings, 9, [0.025, 0.5, 0.975]).Forecast;

        for (var h = 0; h < 9; h++)
        {
            Assert.That(ours.Mean[h], Is.EqualTo(theirs.Forecast[h]).Within(1e-9));
            Assert.That(ours.Quantile(h, 0), Is.EqualTo(theirs.Lower[h]).Within(1e-9));
            Assert.That(ours.Quantile(h, 1), Is.EqualTo(theirs.Forecast[h]).Within(1e-9));
            Assert.That(ours.Quantile(h, 2), Is.EqualTo(theirs.Upper[h]).Within(1e-9));
        }

        Assert.That(ours.Quantiles, Has.Some.Negative);
    }

    [Test]
    public void Create_Automatically_CombinesItWithTheRivalsAndLearnsTheSpread()
    {
        var settings = new ForecastSettings { Ssa = SsaSettings.LikeMicrosoftML(60, 70, 1000, 7) };

        var ours = ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(Demand, 7, 5, settings, [0.01, 0.99])).Value.Forecast;

        Assert.That(ours.Model, Is.EqualTo("combination"));
        Assert.That(ours.Mean.Concat(ours.Quantiles).All(double.IsFinite), Is.True);
        Assert.That(ours.Quantiles, Is.All.GreaterThanOrEqualTo(0));
    }

    private static MicrosoftMLModel Model(ImmutableArray<double> history, SsaSettings settings) =>
        ((Outcome<MicrosoftMLModel>.Done)MicrosoftMLModel.Fit(history.AsSpan(), settings.Compatibility!)).Value;

    private static RollingForecast Done(SsaSettings settings, ForecastTask task) =>
        ((Outcome<RollingForecast>.Done)new SsaForecaster(settings).Forecast(task)).Value;

    private static SeriesForecast Create(SsaSettings settings, int horizon, double[] levels)
    {
        var forecast = new ForecastSettings { Model = ForecastModel.Ssa, Ssa = settings };
        return ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(Demand, 7, horizon, forecast, levels)).Value;
    }
}
