using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

/// <summary>No model fails a run because one series is odd.</summary>
public sealed class EveryModelTests
{
    private const double Unobserved = double.NaN;
    private const int Season = 7;
    private const int Horizon = 10;
    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    private static readonly (string Name, Func<SplitMix64, double[]> Make)[] Kinds =
    [
        ("none", _ => []),
        ("one", r => [Demand(ref r)]),
        ("two", r => [Demand(ref r), Demand(ref r)]),
        ("zeros", _ => Series(80, _ => 0)),
        ("constant", r => Series(80, _ => 7)),
        ("one spike", _ => Series(80, t => t == 40 ? 1000 : 0)),
        ("a spike at the end", _ => Series(80, t => t == 79 ? 1e6 : 3)),
        ("nothing observed", _ => Series(80, _ => Unobserved)),
        ("holes and infinities", r => Series(80, t => t % 9 == 4 ? Unobserved : t % 17 == 3 ? double.PositiveInfinity : Demand(ref r))),
        ("huge", r => Series(80, _ => 1e12 * Demand(ref r))),
        ("tiny", r => Series(80, _ => 1e-9 * Demand(ref r))),
        ("alternating", _ => Series(80, t => t % 2 == 0 ? 10 : 0)),
        ("explosive", _ => Series(80, t => Math.Pow(1.5, t))),
        ("dying", _ => Series(80, t => Math.Floor(100 * Math.Pow(0.9, t)))),
        ("step", r => Series(80, t => (t < 50 ? 10 : 200) + Demand(ref r))),
        ("stops", r => Series(80, t => t < 40 ? Demand(ref r) : 0)),
        ("starts late", r => Series(80, t => t < 70 ? 0 : Demand(ref r))),
        ("negative net", r => Series(80, t => t % 11 == 5 ? -4 : Demand(ref r))),
        ("one gap of half its length", r => Series(80, t => t is >= 20 and < 60 ? Unobserved : Demand(ref r))),
        ("twice the season and one", r => Series(2 * Season + 1, _ => Demand(ref r))),
        ("integers with ties", r => Series(80, _ => Math.Floor(3 * r.NextUniform()))),
        ("largest double", _ => Series(80, t => t % 3 == 0 ? double.MaxValue / 4 : 1)),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from model in Enum.GetValues<ForecastModel>()
        from kind in Kinds
        select new TestCaseData(model, kind.Make).SetArgDisplayNames($"{model}, {kind.Name}");

    [TestCaseSource(nameof(Cases))]
    public void Create_OddSeries_IsFiniteOrderedAndWithinReach(ForecastModel model, Func<SplitMix64, double[]> make)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var history = make(new SplitMix64(seed));
            var outcome = SeriesForecast.Create([.. history], Season, Horizon, new ForecastSettings { Model = model }, Levels);
            var observed = history.Where(double.IsFinite).ToArray();
            if (observed.Length == 0)
            {
                Assert.That(outcome, Is.InstanceOf<Outcome<SeriesForecast>.Skipped>());
                continue;
            }

            var forecast = ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast;
            Assert.That(forecast.Mean, Has.Length.EqualTo(Horizon));
            Assert.That(forecast.Mean.Concat(forecast.Quantiles), Is.All.Matches<double>(double.IsFinite));
            Assert.That(forecast.Mean.Max(), Is.LessThanOrEqualTo(Reach(observed)), "growth is capped");
            Assert.That(forecast.Parameters, Is.Not.Empty);
            if (observed.Min() >= 0)
                Assert.That(forecast.Mean.Concat(forecast.Quantiles), Is.All.GreaterThanOrEqualTo(0));
            for (var h = 0; h < Horizon; h++)
                Assert.That(forecast.Quantiles.Skip(h * Levels.Length).Take(Levels.Length), Is.Ordered, $"step {h + 1}");
        }
    }

    /// <summary>The largest value and twice the range of what was seen: SSA and the trends may grow, not run away.</summary>
    private static double Reach(double[] observed) => Math.Min(double.MaxValue, observed.Max() + 2 * (observed.Max() - Math.Min(0, observed.Min())) + 1e-9);

    private static double[] Series(int buckets, Func<int, double> at) => [.. Enumerable.Range(0, buckets).Select(at)];

    private static double Demand(ref SplitMix64 random) => 5 + 10 * random.NextUniform();
}
