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

    private static IEnumerable<TestCaseData> OddSeries()
    {
        (string Name, Func<int, double> At, int Buckets)[] kinds =
        [
            ("one observation", _ => 7, 1),
            ("two", t => t, 2),
            ("six", t => t % 2, 6),
            ("zeros", _ => 0, 60),
            ("constant", _ => 0.1, 80),
            ("one spike at the end", t => t == 89 ? 12 : 0, 90),
            ("one spike in the middle", t => t == 50 ? 9 : 0, 120),
            ("spike, then unobserved", t => t == 0 ? 3 : double.NaN, 40),
            ("unobserved at both ends", t => t is < 9 or > 48 ? double.NaN : 5 + t % 3, 60),
            ("mostly unobserved", t => t % 10 == 0 ? 5 + t % 3 : double.NaN, 100),
            ("unobserved for 700 buckets", t => t < 50 ? 5 + t % 3 : double.NaN, 750),
            ("huge", t => 1e12 * (1 + t % 5), 104),
            ("tiny", t => 1e-9 * (1 + t % 5), 104),
            ("smallest doubles", t => 4e-310 * (1 + t % 5), 60),
            ("alternating", t => t % 2 == 0 ? 0 : 10, 61),
            ("explosive", t => Math.Pow(1.3, t), 80),
            ("step up", t => t < 90 ? 1 : 100, 100),
            ("step down to zero", t => t < 60 ? 20 + t % 7 : 0, 100),
            ("negative", t => -5 - t % 7, 90),
            ("outlier of a million", t => t == 70 ? 1e6 : 3 + t % 4, 100),
            ("line to zero", t => 59 - t, 60),
        ];
        return kinds.Select(kind => new TestCaseData(Enumerable.Range(0, kind.Buckets).Select(kind.At).ToImmutableArray()).SetArgDisplayNames(kind.Name));
    }

    [TestCaseSource(nameof(OddSeries))]
    public void Forecast_OddSeries_IsFiniteAndInRange(ImmutableArray<double> history)
    {
        foreach (var season in new[] { 1, 7, 12, 52 })
        {
            var origins = history.Length < 8 ? [history.Length] : ImmutableArray.Create(history.Length / 2, history.Length - 2, history.Length);
            var observed = history.Where(x => !double.IsNaN(x)).ToArray();
            // One range of the history on either side, and not below 0 unless the history was.
            var width = observed.Max() - observed.Min();
            var lowest = observed.Min() >= 0 ? 0 : observed.Min() - width;

            var means = Done(new ForecastTask(history, season, 9, origins)).Means;

            Assert.That(means, Is.All.Matches<double>(double.IsFinite));
            Assert.That(means, Is.All.InRange(lowest, Math.Min(double.MaxValue, observed.Max() + width)));
        }
    }

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
