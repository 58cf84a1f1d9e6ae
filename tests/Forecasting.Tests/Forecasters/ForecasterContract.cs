using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ces;
using Forecasting.Forecasters.Ets;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

/// <summary>What every forecaster promises.</summary>
[TestFixtureSource(nameof(All))]
public sealed class ForecasterContract(IForecaster forecaster)
{
    private static readonly ImmutableArray<double> Demand =
        [.. Enumerable.Range(0, 84).Select(t => Math.Round(40 + 0.2 * t + 12 * Math.Sin(2 * Math.PI * t / 7) + (t * 37 % 11)))];

    private static IEnumerable<TestFixtureData> All() =>
        new IForecaster[]
        {
            new SsaForecaster(), new Theta(), new SeasonalNaive(), new MovingAverage(), new MovingAverage(3), new Naive(),
            new ExponentialSmoothing(), new TeunterSyntetosBabai(), new SeasonalDrift(),
            new Croston(), new SyntetosBoylan(), new Adida(), new Imapa(), new NegativeBinomialCounts(), new EtsForecaster(), new CesForecaster(),
        }.Select(forecaster => new TestFixtureData(forecaster).SetArgDisplayNames(forecaster.Name));

    [Test]
    public void Forecast_SeveralOrigins_GivesAFiniteRowForEach()
    {
        var task = new ForecastTask(Demand, 7, 10, [40, 61, 77, 84]);

        var answer = Done(forecaster.Forecast(task));

        Assert.That(answer.Origins, Is.EqualTo(task.Origins));
        Assert.That(answer.Means, Has.Length.EqualTo(40));
        Assert.That(answer.Means.All(double.IsFinite), Is.True);
        Assert.That(answer.Parameters, Is.Not.Empty);
    }

    [Test]
    public void Forecast_Twice_IsTheSame()
    {
        var task = new ForecastTask(Demand, 7, 10, [40, 61, 84]);

        var first = Done(forecaster.Forecast(task));
        var second = Done(forecaster.Forecast(task));

        Assert.That(second.Means, Is.EqualTo(first.Means));
        Assert.That(second.Parameters, Is.EqualTo(first.Parameters));
    }

    [Test]
    public void Forecast_FlatHistory_IsFlat()
    {
        var flat = Enumerable.Repeat(12.0, 60).ToImmutableArray();

        Assert.That(Done(forecaster.Forecast(ForecastTask.FromEnd(flat, 7, 9))).Means, Is.All.EqualTo(12).Within(1e-9));
    }

    [Test]
    public void Forecast_UnitsTimesEight_AreEightTimesTheForecast()
    {
        var eight = Demand.Select(x => 8 * x).ToImmutableArray();

        var one = Done(forecaster.Forecast(new ForecastTask(Demand, 7, 10, [61, 84]))).Means;

        Assert.That(Done(forecaster.Forecast(new ForecastTask(eight, 7, 10, [61, 84]))).Means, Is.EqualTo(one.Select(x => 8 * x)).Within(1e-7));
    }

    [Test]
    public void Forecast_PastOrigin_DoesNotMoveWithTheValuesAfterIt()
    {
        var other = Demand.SetItem(83, 500).SetItem(80, 0);

        var one = Done(forecaster.Forecast(new ForecastTask(Demand, 7, 6, [60, 78, 84])));
        var two = Done(forecaster.Forecast(new ForecastTask(other, 7, 6, [60, 78, 84])));

        Assert.That(two.Row(0).ToArray(), Is.EqualTo(one.Row(0).ToArray()));
        Assert.That(two.Row(1).ToArray(), Is.EqualTo(one.Row(1).ToArray()));
        Assert.That(two.Row(2).ToArray(), Is.Not.EqualTo(one.Row(2).ToArray()));
    }

    [Test]
    public void Forecast_UnobservedBuckets_GiveFiniteForecastsInRange()
    {
        var gaps = Demand.Select((x, t) => t % 5 == 2 || t is > 30 and < 38 || t > 80 ? double.NaN : x).ToImmutableArray();

        var answer = Done(forecaster.Forecast(new ForecastTask(gaps, 7, 10, [45, 84])));

        Assert.That(answer.Means, Is.All.InRange(0, 150));
    }

    [Test]
    public void Forecast_NothingObserved_IsSkippedWithTheReason()
    {
        var nothing = Enumerable.Repeat(double.NaN, 30).ToImmutableArray();

        Assert.That(
            forecaster.Forecast(ForecastTask.FromEnd(nothing, 7, 5)),
            Is.InstanceOf<Outcome<RollingForecast>.Skipped>().With.Property("Reason").StartsWith("No bucket was observed"));
    }

    private static RollingForecast Done(Outcome<RollingForecast> outcome)
    {
        Assert.That(outcome, Is.InstanceOf<Outcome<RollingForecast>.Done>());
        return ((Outcome<RollingForecast>.Done)outcome).Value;
    }
}
