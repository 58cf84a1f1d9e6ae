using System.Globalization;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

public sealed class SeriesForecastTests
{
    private const int Seeds = 3;
    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];
    private static readonly (int Season, int Horizon)[] Asked = [(1, 6), (4, 1), (7, 13), (12, 13), (24, 48), (52, 13)];

    private static IEnumerable<TestCaseData> DegenerateSeries()
    {
        (string Name, Func<SplitMix64, double[]> Make)[] kinds =
        [
            ("one point", _ => [7]),
            ("two points", _ => [7, 0]),
            ("three points", _ => [1, 2, 4]),
            ("zeros", _ => new double[60]),
            ("one zero", _ => [0]),
            ("constant", _ => Series(80, _ => 5)),
            ("constant fraction", _ => Series(80, _ => 0.1)),
            ("one spike at the end", _ => Series(90, t => t == 89 ? 12 : 0)),
            ("one spike in the middle", r => Series(120, t => t == r.NextBelow(5) + 50 ? 9 : 0)),
            ("spike at the start, then missing", _ => Series(40, t => t == 0 ? 3 : double.NaN)),
            ("infinite values", r => Series(70, t => t % 9 == 3 ? double.PositiveInfinity : t % 11 == 5 ? double.NegativeInfinity : Noise(ref r, 5))),
            ("missing at both ends", r => Series(60, t => t is < 9 or > 48 ? double.NaN : Noise(ref r, 5))),
            ("mostly missing", r => Series(100, t => t % 10 == 0 ? Noise(ref r, 5) : double.NaN)),
            ("huge", r => Series(104, _ => 1e12 * Noise(ref r, 1))),
            ("largest doubles", r => Series(60, _ => 1.7e308 * Noise(ref r, 0))),
            ("tiny", r => Series(104, _ => 1e-9 * Noise(ref r, 1))),
            ("smallest doubles", r => Series(60, _ => 4e-310 * Noise(ref r, 1))),
            ("alternating", _ => Series(61, t => t % 2 == 0 ? 0 : 10)),
            ("explosive", _ => Series(80, t => Math.Pow(1.3, t))),
            ("step up", _ => Series(100, t => t < 90 ? 1 : 100)),
            ("step down to zero", r => Series(100, t => t < 60 ? Noise(ref r, 20) : 0)),
            ("negative net demand", r => Series(90, _ => Noise(ref r, -8))),
            ("around zero", r => Series(90, _ => Noise(ref r, -0.5))),
            ("long gap before now", r => Series(120, t => t > 80 ? double.NaN : Noise(ref r, 4))),
            ("length just below two windows", r => Series(111, _ => Noise(ref r, 4))),
            ("length just above two windows", r => Series(113, _ => Noise(ref r, 4))),
            ("very sparse", r => Series(300, _ => r.NextUniform() < 0.02 ? 1 + r.NextBelow(3) : 0)),
            ("outlier of a million", r => Series(100, t => t == 70 ? 1e6 : Noise(ref r, 3))),
            ("straight line to zero", _ => Series(60, t => 59 - t)),
            ("white noise", r => Series(r.NextBelow(150) + 4, _ => Noise(ref r, 10))),
        ];
        return kinds.Select(kind => new TestCaseData(kind.Make).SetName($"Create_{kind.Name.Replace(' ', '_').Replace(',', '_')}_IsSane"));
    }

    [TestCaseSource(nameof(DegenerateSeries))]
    public void Create_Degenerate(Func<SplitMix64, double[]> make)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var history = make(new SplitMix64(seed));
            foreach (var (season, horizon) in Asked)
                CheckSane(history, Create(history, season, horizon), horizon);
        }
    }

    [Test]
    public void Create_EveryModelByName_IsSaneOnEveryKind([Values] ForecastModel model)
    {
        foreach (var kind in DegenerateSeries())
        {
            var history = ((Func<SplitMix64, double[]>)kind.Arguments[0]!)(new SplitMix64(1));
            CheckSane(history, Create(history, 7, 9, new ForecastSettings { Model = model }), 9);
        }
    }

    [Test]
    public void Create_NothingObserved_IsSkipped()
    {
        foreach (var history in new double[][] { [], [double.NaN], [double.NaN, double.PositiveInfinity] })
        {
            Assert.That(
                SeriesForecast.Create([.. history], 7, 5, new ForecastSettings(), Levels),
                Is.EqualTo(new Outcome<SeriesForecast>.Skipped("No bucket was observed.")));
        }
    }

    [Test]
    public void Create_Zeros_IsZeroForCertainAndSaysWhy()
    {
        var answer = Create(new double[60], 7, 5);

        Assert.That(answer.Forecast.Mean, Is.All.Zero);
        Assert.That(answer.Forecast.Quantiles, Is.All.Zero);
        Assert.That(answer.Forecast.FallbackReason, Is.EqualTo("There was no demand in any observed bucket."));
    }

    [Test]
    public void Create_TooShortForSsa_SaysSo()
    {
        var answer = Create([5, 6, 5, 7], 7, 5);

        Assert.That(answer.Forecast.Model, Is.Not.EqualTo("ssa"));
        Assert.That(answer.Forecast.FallbackReason, Is.EqualTo("SSA needs at least 8 observed buckets; there are 4."));
    }

    [Test]
    public void Create_WeekOnASlowWave_CombinesWithSsaInTheLead()
    {
        // Theta and the seasonal naive know the week only.
        var random = new SplitMix64(3);
        var wave = Series(220, t =>
            100 + 30 * Math.Sin(2 * Math.PI * t / 45) + 15 * Math.Sin(2 * Math.PI * t / 7) + 5 * Noise(ref random, -0.5));

        var answer = Create(wave, 7, 14);

        Assert.That(answer.Forecast.Model, Is.EqualTo("combination"));
        Assert.That(answer.Forecast.Parameters, Does.Match(@": (9\d|100) % ssa "));
        Assert.That(answer.Forecast.FallbackReason, Is.Empty);
        Assert.That(answer.Score!.Mase, Is.InRange(0, 1));
        Assert.That(answer.Score.Coverage80, Is.EqualTo(0.8).Within(0.12));
    }

    [Test]
    public void Create_OtherUnits_GivesTheSameForecastInThoseUnits([Values(1024, 0.125, 3)] double factor)
    {
        var history = Retail(150, seed: 5);

        var one = Create(history, 7, 14);
        var other = Create([.. history.Select(x => factor * x)], 7, 14);

        Assert.That(other.Forecast.Model, Is.EqualTo(one.Forecast.Model));
        Assert.That(other.Forecast.Quantiles, Is.EqualTo(one.Forecast.Quantiles.Select(x => factor * x)).Within(1e-6 * factor * history.Max()));
    }

    [Test]
    public void Create_OtherCultureOrThread_IsBitIdentical()
    {
        var history = Retail(150, seed: 6);
        var here = Create(history, 7, 14);

        var elsewhere = Task.Run(() =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            return Create(history, 7, 14);
        }).GetAwaiter().GetResult();

        Assert.That(elsewhere.Forecast.Quantiles, Is.EqualTo(here.Forecast.Quantiles));
        Assert.That(elsewhere.Forecast.Parameters, Is.EqualTo(here.Forecast.Parameters));
        Assert.That(elsewhere.Score, Is.EqualTo(here.Score));
    }

    [Test]
    public void Create_BadArguments_NameValueAndRange()
    {
        Assert.That(() => Create([1, 2], 0, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Create([1, 2], 7, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => SeriesForecast.Create([1, 2], 7, 5, new ForecastSettings(), [0.9, 0.1]),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("levels must ascend"));
    }

    [Test]
    public void Create_SimulatedDemand_IntervalsHoldWhatTheyPromise()
    {
        // 60 series with a weekly season, level 20..80, Poisson-like noise: 60 · 14 outcomes, correlated within a series; ±5 points is
        // about three deviations.
        int inside80 = 0, inside95 = 0, all = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var series = Retail(214, seed + 100);
            var answer = Create(series[..200], 7, 14).Forecast;
            for (var h = 0; h < 14; h++)
            {
                all++;
                inside80 += series[200 + h] >= answer.Quantile(h, 1) && series[200 + h] <= answer.Quantile(h, 3) ? 1 : 0;
                inside95 += series[200 + h] >= answer.Quantile(h, 0) && series[200 + h] <= answer.Quantile(h, 4) ? 1 : 0;
            }
        }

        Assert.That((double)inside80 / all, Is.EqualTo(0.8).Within(0.05));
        Assert.That((double)inside95 / all, Is.EqualTo(0.95).Within(0.03));
    }

    private static void CheckSane(double[] history, SeriesForecast answer, int horizon)
    {
        var known = history.Where(double.IsFinite).ToArray();
        var range = known.Max() - known.Min();
        var forecast = answer.Forecast;
        Assert.That(forecast.Mean, Has.Length.EqualTo(horizon));
        Assert.That(forecast.Model, Is.Not.Empty);
        Assert.That(forecast.Mean.Concat(forecast.Quantiles).Concat(answer.Spread.Scale).All(double.IsFinite), Is.True, "finite");
        if (known.Min() >= 0)
            Assert.That(forecast.Mean.Concat(forecast.Quantiles), Is.All.GreaterThanOrEqualTo(0));
        var rounding = 1e-9 * known.Max(Math.Abs);
        Assert.That(forecast.Mean, Is.All.InRange(known.Min() - range - rounding, Math.Min(double.MaxValue, known.Max() + range + rounding)), "growth");
        for (var h = 0; h < horizon; h++)
            Assert.That(forecast.Quantiles.AsSpan().Slice(h * Levels.Length, Levels.Length).ToArray(), Is.Ordered);
    }

    private static SeriesForecast Create(double[] history, int season, int horizon, ForecastSettings? settings = null)
    {
        var outcome = SeriesForecast.Create([.. history], season, horizon, settings ?? new ForecastSettings(), Levels);
        Assert.That(outcome, Is.InstanceOf<Outcome<SeriesForecast>.Done>());
        return ((Outcome<SeriesForecast>.Done)outcome).Value;
    }

    private static double[] Retail(int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        double[] week = [0.8, 0.8, 0.9, 1, 1.1, 1.4, 1];
        var level = 20 + 60 * random.NextUniform();
        return Series(length, t =>
        {
            var mean = level * week[t % 7];
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * NormalDistribution.Quantile(random.NextUniform())));
        });
    }

    private static double Noise(ref SplitMix64 random, double centre) => centre + random.NextUniform();

    private static double[] Series(int length, Func<int, double> value) => [.. Enumerable.Range(0, length).Select(value)];
}
