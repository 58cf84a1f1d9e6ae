using Forecasting.Forecasters;
using Forecasting.Forecasters.Ces;
using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ces;

/// <summary>The recursions and the likelihood, against the paper's in complex numbers.</summary>
public sealed class CesLikelihoodTests
{
    private const int Season = 4;

    private static readonly double[] Demand =
        [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 131];

    private static readonly CesParameters[] Constants =
    [
        .. from level in new[] { new CesConstant(1.3, 1.002), new CesConstant(1.8, 0.9), new CesConstant(1.1, 1.01) }
           from season in new[] { new CesConstant(1.2, 0.98), new CesConstant(1.05, 1) }
           from form in Enum.GetValues<CesForm>()
           select new CesParameters(form, level, season),
    ];

    [Test]
    public void Run_IsThePapersRecursionThereAndBackAndAgain()
    {
        foreach (var parameters in Constants)
            AssertAsInComplexNumbers(parameters, Demand);
    }

    [Test]
    public void Run_UnobservedBuckets_AreAsExpected()
    {
        foreach (var parameters in Constants)
            AssertAsInComplexNumbers(parameters, [.. Demand.Select((x, t) => t is 3 or 9 or 10 or 24 ? double.NaN : x)]);
    }

    // The equations in complex numbers of Python, with NumPy 1.24; the start is the mean of the first ten buckets, and the average season.
    [TestCase(false, 135.19943491181826, new[] { 139.04748714685945, 139.3024461074652, 139.50405339357718, 139.72217609995852, 139.93574739483125 })]
    [TestCase(true, 141.06910922817178, new[] { 123.75796336861794, 121.08670083617852, 123.3219029590833, 125.8769076637167, 112.61017624062895 })]
    public void Run_AgainstAnotherProgram(bool hasSeason, double criterion, double[] means)
    {
        var parameters = hasSeason
            ? new CesParameters(CesForm.Full, new CesConstant(1.3, 0.97), new CesConstant(1.1, 0.995))
            : new CesParameters(CesForm.None, new CesConstant(1.3, 1.002), default);
        var window = new EtsWindow(Demand.AsSpan(0, 24), Season);
        var unit = Math.ScaleB(1, window.Exponent);
        double[] season = hasSeason ? SeasonalIndices.Average(Demand.AsSpan(0, 24), Season, multiplies: false) : [0];
        var average = Demand.Take(10).Select((x, t) => x - season[t % season.Length]).Average();
        var state = new CesState(season.Length);
        state.Begin(parameters, average / unit, [.. season.Select(s => s / unit)]);

        var found = CesLikelihood.Run(parameters, window, state);
        var forecast = new double[5];
        state.Forecast(parameters, 0, forecast);

        Assert.That(found + 2 * 24 * Math.Log(unit), Is.EqualTo(criterion).Within(1e-4));
        Assert.That(forecast.Select(x => x * unit), Is.EqualTo(means).Within(1e-6));
    }

    [Test]
    public void Run_ErrorsRunAway_IsInfinite()
    {
        var wild = new CesParameters(CesForm.None, new CesConstant(40, 30), default);
        var window = new EtsWindow([.. Enumerable.Range(0, 500).Select(t => 5.0 + t % 3)], 1);
        var state = new CesState(1);
        state.Begin(wild, 1, [0]);

        Assert.That(CesLikelihood.Run(wild, window, state), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Forecast_RootsAboveOne_StayFinite()
    {
        var wild = new CesParameters(CesForm.Full, new CesConstant(1.5, 3), new CesConstant(1.5, 4));
        var state = new CesState(2);
        state.Begin(wild, 1, [-1, 1]);
        var means = new double[2000];

        state.Forecast(wild, 1, means);

        Assert.That(means, Is.All.Matches<double>(double.IsFinite));
    }

    private static void AssertAsInComplexNumbers(CesParameters parameters, double[] demand)
    {
        double[] season = parameters.Form == CesForm.None ? [0, 0, 0, 0] : [-8, 3, 9, -4];
        var window = new EtsWindow(demand, Season);
        var unit = Math.ScaleB(1, window.Exponent);
        var state = new CesState(Season);
        state.Begin(parameters, 120 / unit, [.. season.Select(s => s / unit)]);

        var found = CesLikelihood.Run(parameters, window, state);
        var forecast = new double[9];
        state.Forecast(parameters, demand.Length % Season, forecast);

        var paper = ComplexRecursion.Start(parameters, 120, season);
        int[] there = [.. Enumerable.Range(0, demand.Length)];
        var squares = 0.0;
        foreach (var buckets in new[] { there, [.. there.Reverse()], there })
        {
            squares = 0;
            foreach (var t in buckets)
            {
                var error = double.IsNaN(demand[t]) ? 0 : demand[t] - paper.Mean(t % Season);
                squares += error * error;
                paper.Move(t % Season, error);
            }
        }

        var observed = demand.Count(double.IsFinite);
        Assert.That(found + 2 * observed * Math.Log(unit), Is.EqualTo(observed * Math.Log(squares / observed)).Within(1e-4));
        for (var h = 0; h < forecast.Length; h++)
        {
            var phase = (demand.Length + h) % Season;
            Assert.That(forecast[h] * unit, Is.EqualTo(paper.Mean(phase)).Within(1e-9 * unit), $"{parameters}, step {h + 1}");
            paper.Move(phase, 0);
        }
    }
}
