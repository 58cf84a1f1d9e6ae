using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

/// <summary>Croston, Syntetos–Boylan, ADIDA and IMAPA: by hand, beside a second program, and on odd data.</summary>
public sealed class IntermittentForecasterTests
{
    private const double Unobserved = double.NaN;

    private static readonly IForecaster[] Family = [new Croston(), new SyntetosBoylan(), new Adida(), new Imapa()];

    /// <summary>Few sales of 1 to 5 in 40 buckets.</summary>
    private static readonly double[] FewSales =
        [0, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 5, 0, 0, 0, 4, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 1];

    private static readonly (string Name, Func<SplitMix64, double[]> Make)[] Kinds =
    [
        ("one observation", _ => [7]),
        ("one zero", _ => [0]),
        ("two observations", _ => [0, 7]),
        ("zeros", _ => new double[60]),
        ("constant", _ => Series(60, _ => 5)),
        ("constant fraction", _ => Series(60, _ => 0.1)),
        ("one sale at the start", _ => Series(60, t => t == 0 ? 9 : 0)),
        ("one sale in the middle", _ => Series(60, t => t == 30 ? 9 : 0)),
        ("one sale at the end", _ => Series(60, t => t == 59 ? 9 : 0)),
        ("alternating", _ => Series(61, t => t % 2 == 0 ? 0 : 10)),
        ("very sparse", r => Series(300, _ => r.NextUniform() < 0.02 ? 1 + r.NextBelow(3) : 0)),
        ("selling stops", r => Series(100, t => t < 60 ? r.NextBelow(4) : 0)),
        ("selling starts", r => Series(100, t => t < 60 ? 0 : r.NextBelow(4))),
        ("step", _ => Series(100, t => t < 90 ? 1 : 100)),
        ("huge", r => Series(104, _ => 1e12 * r.NextBelow(3))),
        ("tiny", r => Series(104, _ => 1e-9 * r.NextBelow(3))),
        ("negative", r => Series(90, _ => -r.NextBelow(4))),
        ("around zero", r => Series(90, _ => r.NextBelow(5) - 2)),
        ("mostly unobserved", r => Series(100, t => t % 10 == 0 ? r.NextBelow(3) : Unobserved)),
        ("unobserved at both ends", r => Series(60, t => t is < 9 or > 48 ? Unobserved : r.NextBelow(3))),
        ("outlier of a million", r => Series(100, t => t == 70 ? 1e6 : r.NextBelow(3))),
    ];

    private static IEnumerable<TestCaseData> OddData() =>
        from forecaster in Family
        from kind in Kinds
        select new TestCaseData(forecaster, kind.Make(new SplitMix64(1))).SetName($"{forecaster.Name}_{kind.Name.Replace(' ', '_')}_is_sane");

    [Test]
    public void Croston_TwoSales_SmoothsSizeAndInterval() =>
        // Sizes 6, 4: 5.8. Intervals 3, 2: 2.9.
        Assert.That(Forecast(new Croston(), [0, 0, 6, 0, 4]), Is.EqualTo(2).Within(1e-12));

    [Test]
    public void SyntetosBoylan_TwoSales_IsCrostonLessHalfTheConstant() =>
        Assert.That(Forecast(new SyntetosBoylan(), [0, 0, 6, 0, 4]), Is.EqualTo(1.9).Within(1e-12));

    [Test]
    public void Adida_TwoSales_SmoothsBlocksThatEndNow() =>
        // A sale every 2.5 buckets, rounded to even: blocks 0 + 6 and 0 + 4, smoothed to 5.8; the first bucket is left over.
        Assert.That(Forecast(new Adida(), [0, 0, 6, 0, 4]), Is.EqualTo(2.9).Within(1e-12));

    [Test]
    public void Imapa_TwoSales_IsTheMeanOverBlocksOfOneAndTwo() =>
        // Single buckets are best smoothed with 0.25: 0, 0, 1.5, 1.125, 1.84375.
        Assert.That(Forecast(new Imapa(), [0, 0, 6, 0, 4]), Is.EqualTo((1.84375 + 2.9) / 2).Within(1e-12));

    /// <summary>Constants: the papers' formulas written a second time, in Python (docs/methods/intermittent.md has the program).</summary>
    [TestCase("croston", 0.7282245493267209)]
    [TestCase("sba", 0.6918133218603848)]
    [TestCase("adida", 0.6452115200000001)]
    [TestCase("imapa", 0.5773840711526181)]
    public void Forecast_FewSales_AgreesWithASecondProgram(string name, double expected) =>
        Assert.That(Forecast(Family.Single(forecaster => forecaster.Name == name), FewSales), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Forecast_UnobservedBuckets_ArePassedOver([ValueSource(nameof(Family))] IForecaster forecaster)
    {
        double[] gaps = [Unobserved, .. FewSales[..7], Unobserved, Unobserved, .. FewSales[7..], Unobserved];

        Assert.That(Forecast(forecaster, gaps), Is.EqualTo(Forecast(forecaster, FewSales)));
    }

    [Test]
    public void Forecast_EveryBucketSells_BlocksAreSingleBuckets() =>
        Assert.That(
            Forecast(new Adida(), [4, 6, 5, 9, 2, 7]),
            Is.EqualTo(Forecast(new Imapa(), [4, 6, 5, 9, 2, 7])).And.EqualTo(Parameters(new Adida(), [4, 6, 5, 9, 2, 7]).Level));

    [Test]
    public void Parameters_SayWhatWasFitted()
    {
        Assert.That(Parameters(new Croston(), [0, 0, 6, 0, 4]).Text, Is.EqualTo("smoothing constant 0.1, a sale every 2.9 buckets"));
        Assert.That(Parameters(new Adida(), [0, 0, 6, 0, 4]).Text, Is.EqualTo("blocks of 2 buckets, smoothing constant 0.1"));
        Assert.That(Parameters(new Imapa(), [0, 0, 6, 0, 4]).Text, Is.EqualTo("blocks of 1 to 2 buckets"));
    }

    [Test]
    public void Croston_ManySales_IsAboveTheTruth_AndTheCorrectionIsNot()
    {
        // A sale of 5 in every fifth bucket or so: mean demand 1. Croston's excess is 0.1 / 1.9 · 0.8 = 4 %, known here to about 1 %.
        double classic = 0, corrected = 0;
        const int seeds = 400;
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            var random = new SplitMix64(seed);
            var history = Series(400, _ => random.NextUniform() < 0.2 ? 5 : 0);
            classic += Forecast(new Croston(), history) / seeds;
            corrected += Forecast(new SyntetosBoylan(), history) / seeds;
        }

        Assert.That(classic, Is.InRange(1.02, 1.08));
        Assert.That(corrected, Is.InRange(0.965, 1.025));
    }

    [TestCaseSource(nameof(OddData))]
    public void Forecast_OddData(IForecaster forecaster, double[] history)
    {
        var seen = Enumerable.Range(1, history.Length).Where(t => history.AsSpan(0, t).ContainsAnyExcept(Unobserved)).ToImmutableArray();
        var answer = Done(forecaster, history, seen);
        var doubled = Done(forecaster, [.. history.Select(x => 2 * x)], seen);

        Assert.That(answer.Means, Is.All.Matches<double>(double.IsFinite));
        Assert.That(doubled.Means, Is.EqualTo(answer.Means.Select(x => 2 * x)));
        if (!history.Any(x => x < 0))
            Assert.That(answer.Means, Is.All.GreaterThanOrEqualTo(0));

        // From every origin the forecast is that of a history which ends there.
        for (var origin = 0; origin < seen.Length; origin++)
        {
            Assert.That(
                answer.Row(origin).ToArray(),
                Is.EqualTo(Done(forecaster, history[..seen[origin]], [seen[origin]]).Final.ToArray()), $"origin {seen[origin]}");
        }
    }

    private static double[] Series(int length, Func<int, double> value) => [.. Enumerable.Range(0, length).Select(value)];

    private static double Forecast(IForecaster forecaster, double[] history) => Done(forecaster, history, [history.Length]).Final[0];

    private static (double Level, string Text) Parameters(IForecaster forecaster, double[] history)
    {
        var answer = Done(forecaster, history, [history.Length]);
        return (answer.Final[^1], answer.Parameters);
    }

    private static RollingForecast Done(IForecaster forecaster, double[] history, ImmutableArray<int> origins) =>
        ((Outcome<RollingForecast>.Done)forecaster.Forecast(new ForecastTask([.. history], 7, 3, origins))).Value;
}
