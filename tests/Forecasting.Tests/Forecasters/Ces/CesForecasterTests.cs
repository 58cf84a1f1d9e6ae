using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ces;
using Forecasting.Forecasters.Ets;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ces;

public sealed class CesForecasterTests
{
    private static readonly CesParameters Level = new(CesForm.None, new CesConstant(1.4, 0.9), default);
    private static readonly CesParameters Both = new(CesForm.Full, new CesConstant(1.4, 0.9), new CesConstant(1.3, 0.97));

    [TestCaseSource(typeof(OddHistories), nameof(OddHistories.All))]
    public void Forecast_OddSeries_IsFiniteAndInRange(ImmutableArray<double> history) => OddHistories.AssertInRange(history, Done);

    [Test]
    public void Forecast_LineWithASeason_GoesOn()
    {
        double[] season = [-8, 3, 9, -4];
        var history = Enumerable.Range(0, 80).Select(t => 50 + t + season[t % 4]).ToImmutableArray();

        var answer = Done(ForecastTask.FromEnd(history, 4, 6));

        Assert.That(answer.Means, Is.EqualTo(Enumerable.Range(80, 6).Select(t => 50 + t + season[t % 4])).Within(3));
        Assert.That(answer.Parameters, Does.Match(@"^CES\(full\), level [\d.]+ \+ [\d.]+i, season [\d.]+ \+ [\d.]+i of 4$"));
    }

    [Test]
    public void Forecast_NoiseAroundALevel_IsThatLevel()
    {
        var random = new SplitMix64(5);
        double[] noise = [.. Enumerable.Range(0, 200).Select(_ => 50 + 10 * random.NextUniform())];

        var answer = Done(ForecastTask.FromEnd([.. noise], 1, 20));

        Assert.That(answer.Means, Is.All.InRange(53, 57));
        Assert.That(answer.Parameters, Does.Match(@"^CES\(none\), level [\d.]+ \+ [\d.]+i$"));
    }

    [Test]
    public void Forecast_SeasonThatIsThere_IsFound([Range(1, 10)] int seed)
    {
        var demand = ComplexRecursion.Simulate(Both, 5, 120, (ulong)seed);

        Assert.That(Done(ForecastTask.FromEnd([.. demand], 4, 1)).Parameters, Does.StartWith("CES(full)"));
    }

    [Test]
    public void Forecast_Form_IsTheOneWithTheSmallerCriterion()
    {
        var seasons = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var demand = ComplexRecursion.Simulate(Level, 5, 60, seed);
            var window = new EtsWindow(demand, 4);
            CesFit[] fits = [.. Enum.GetValues<CesForm>().Select(form => CesFit.Of(form, window, 4))];
            var best = fits.MinBy(fit => fit.Aicc)!;

            Assert.That(Done(ForecastTask.FromEnd([.. demand], 4, 1)).Parameters, Is.EqualTo(best.Description));
            seasons += best.Form == CesForm.Full ? 1 : 0;
        }

        Assert.That(seasons, Is.InRange(1, 19), "both are chosen at times");
    }

    [Test]
    public void Forecast_YearOfWeeks_IsTakenOutFirst()
    {
        var random = new SplitMix64(4);
        double[] noise = [.. Enumerable.Range(0, 220).Select(_ => random.NextUniform() - 0.5)];
        var history = Enumerable.Range(0, 220).Select(t => 100 + 30 * Math.Sin(2 * Math.PI * t / 52) + 4 * noise[t]).ToImmutableArray();

        var answer = Done(ForecastTask.FromEnd(history, 52, 13));

        Assert.That(answer.Means, Is.EqualTo(Enumerable.Range(220, 13).Select(t => 100 + 30 * Math.Sin(2 * Math.PI * t / 52))).Within(6));
        Assert.That(answer.Parameters, Does.StartWith("CES(none)").And.EndWith(", multiplicative season 52 taken out first"));
    }

    [Test]
    public void Forecast_BeforeEachOrigin_KnowsNothingLater()
    {
        var history = ComplexRecursion.Simulate(Both, 5, 100, 7).ToImmutableArray();
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

    [TestCase(3, 1e-6)]
    [TestCase(1e-3, 1e-6)]
    [TestCase(1024, 0)]
    public void Forecast_OtherUnits_GiveTheSameForecastInThem(double factor, double tolerance)
    {
        var history = ComplexRecursion.Simulate(Both, 5, 90, 8).ToImmutableArray();

        var one = Done(new ForecastTask(history, 4, 8, [60, 75, 90]));
        var other = Done(new ForecastTask([.. history.Select(x => factor * x)], 4, 8, [60, 75, 90]));

        Assert.That(other.Means, Is.EqualTo(one.Means.Select(x => factor * x)).Within(tolerance * factor * history.Max()));
    }

    private static RollingForecast Done(ForecastTask task)
    {
        var outcome = new CesForecaster().Forecast(task);
        Assert.That(outcome, Is.InstanceOf<Outcome<RollingForecast>.Done>());
        return ((Outcome<RollingForecast>.Done)outcome).Value;
    }
}
