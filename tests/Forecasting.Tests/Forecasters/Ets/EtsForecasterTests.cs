using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ets;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class EtsForecasterTests
{
    [TestCaseSource(typeof(OddHistories), nameof(OddHistories.All))]
    public void Forecast_OddSeries_IsFiniteAndInRange(ImmutableArray<double> history) => OddHistories.AssertInRange(history, Done);

    [Test]
    public void Forecast_LineWithASeason_GoesOn()
    {
        double[] season = [-8, 3, 9, -4];
        var history = Enumerable.Range(0, 60).Select(t => 50 + t + season[t % 4]).ToImmutableArray();

        var answer = Done(ForecastTask.FromEnd(history, 4, 6));

        Assert.That(answer.Means, Is.EqualTo(Enumerable.Range(60, 6).Select(t => 50 + t + season[t % 4])).Within(0.2));
        Assert.That(answer.Parameters, Does.Match(@"^ETS\([AM],Ad?,A\), level [\d.]+, trend [\d.]+(, damping [\d.]+)?, season [\d.]+ of 4$"));
    }

    [Test]
    public void Forecast_YearOfWeeks_IsTakenOutFirst()
    {
        var random = new SplitMix64(4);
        double[] noise = [.. Enumerable.Range(0, 220).Select(_ => random.NextUniform() - 0.5)];
        var history = Enumerable.Range(0, 220).Select(t => 100 + 30 * Math.Sin(2 * Math.PI * t / 52) + 4 * noise[t]).ToImmutableArray();

        var answer = Done(ForecastTask.FromEnd(history, 52, 13));

        Assert.That(answer.Means, Is.EqualTo(Enumerable.Range(220, 13).Select(t => 100 + 30 * Math.Sin(2 * Math.PI * t / 52))).Within(6));
        Assert.That(answer.Parameters, Does.EndWith(", multiplicative season 52 taken out first"));
    }

    [Test]
    public void Forecast_BeforeEachOrigin_KnowsNothingLater()
    {
        var history = SimulatedEts.Make(
            new EtsForm(true, EtsTrend.Additive, EtsSeason.Multiplicative), new EtsParameters(0.3, 0.05, 0.1, 1), 0.05, 100, 7).ToImmutableArray();
        ImmutableArray<int> origins = [50, 57, 64, 71, 78, 85, 92, 100];
        var one = Done(new ForecastTask(history, 4, 8, origins));
        for (var origin = 0; origin < origins.Length - 1; origin++)
        {
            var other = history.Select((x, t) => t < origins[origin] ? x : 3 * x + t % 5).ToImmutableArray();

            var two = Done(new ForecastTask(other, 4, 8, origins));

            Assert.That(two.Means.Take((origin + 1) * 8), Is.EqualTo(one.Means.Take((origin + 1) * 8)), $"origin {origins[origin]}");
            Assert.That(two.Row(origin + 1).ToArray(), Is.Not.EqualTo(one.Row(origin + 1).ToArray()));
        }
    }

    [TestCase(3)]
    [TestCase(1e-3)]
    [TestCase(1024)]
    public void Forecast_OtherUnits_GiveTheSameForecastInThem(double factor)
    {
        var history = SimulatedEts.Make(
            new EtsForm(true, EtsTrend.Damped, EtsSeason.Additive), new EtsParameters(0.3, 0.05, 0.1, 0.9), 0.05, 90, 8).ToImmutableArray();

        var one = Done(new ForecastTask(history, 4, 8, [60, 75, 90]));
        var other = Done(new ForecastTask([.. history.Select(x => factor * x)], 4, 8, [60, 75, 90]));

        Assert.That(other.Means, Is.EqualTo(one.Means.Select(x => factor * x)).Within(1e-6 * factor * history.Max()));
    }

    private static RollingForecast Done(ForecastTask task)
    {
        var outcome = new EtsForecaster().Forecast(task);
        Assert.That(outcome, Is.InstanceOf<Outcome<RollingForecast>.Done>());
        return ((Outcome<RollingForecast>.Done)outcome).Value;
    }
}
