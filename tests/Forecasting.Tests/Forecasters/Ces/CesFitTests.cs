using Forecasting.Forecasters;
using Forecasting.Forecasters.Ces;
using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ces;

public sealed class CesFitTests
{
    private static readonly double[] Demand =
        [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140];

    private static readonly CesParameters Level = new(CesForm.None, new CesConstant(1.4, 0.9), default);
    private static readonly CesParameters Both = new(CesForm.Full, new CesConstant(1.4, 0.9), new CesConstant(1.3, 0.97));

    // Smallest n ln(Σ e² ÷ n) over all allowed constants: the equations in complex numbers of Python, SciPy 1.10
    // minimize(method="Nelder-Mead"), three restarts from each of forty random starts.
    [Test]
    public void Of_AgainstAnExhaustiveSearch_ComesClose()
    {
        var window = new EtsWindow(Demand, 4);

        var fit = CesFit.Of(CesForm.None, window, 4);

        Assert.That(
            fit.Criterion + 2 * Demand.Length * Math.Log(Math.ScaleB(1, window.Exponent)), Is.InRange(127.00680117925693 - 0.01, 127.00680117925693 + 0.5));
    }

    [Test]
    public void Of_SimulatedDemand_IsAtLeastAsLikelyAsWithTheConstantsThatMadeIt([Values] bool hasSeason, [Range(1, 10)] int seed)
    {
        var truth = hasSeason ? Both : Level;
        var window = new EtsWindow(ComplexRecursion.Simulate(truth, 5, 120, (ulong)seed), 4);
        var season = hasSeason ? SeasonalIndices.Average(window.Values, 4, multiplies: false) : [0];
        var state = new CesState(season.Length);
        state.Begin(truth, window.Values.Take(10).Select((x, t) => x - season[t % season.Length]).Average(), season);

        Assert.That(CesFit.Of(truth.Form, window, 4).Criterion, Is.LessThanOrEqualTo(CesLikelihood.Run(truth, window, state)));
    }

    [Test]
    public void Of_SimulatedLevel_FindsItsConstant([Range(1, 10)] int seed)
    {
        var fit = CesFit.Of(CesForm.None, new EtsWindow(ComplexRecursion.Simulate(Level, 5, 600, (ulong)seed), 1), 1);

        Assert.That(fit.Parameters.Level.Real, Is.EqualTo(1.4).Within(0.15));
        Assert.That(fit.Parameters.Level.Imaginary, Is.EqualTo(0.9).Within(0.15));
    }

    [Test]
    public void Of_SimulatedLevelAndSeason_FindsTheirConstants([Range(1, 10)] int seed)
    {
        var fit = CesFit.Of(CesForm.Full, new EtsWindow(ComplexRecursion.Simulate(Both, 5, 600, (ulong)seed), 4), 4);

        Assert.That(fit.Parameters.Level.Real, Is.EqualTo(1.4).Within(0.15));
        Assert.That(fit.Parameters.Level.Imaginary, Is.EqualTo(0.9).Within(0.15));
        Assert.That(fit.Parameters.Season.Real, Is.EqualTo(1.3).Within(0.15));
        Assert.That(fit.Parameters.Season.Imaginary, Is.EqualTo(0.97).Within(0.15));
    }

    // Demand that grows by 20 % a bucket, swings ever wider, or steps: a fit without bounds would follow it out.
    [TestCase(1)]
    [TestCase(4)]
    [TestCase(12)]
    public void Of_DemandThatRunsAway_StaysWithinTheBounds(int seasonLength)
    {
        double[][] kinds =
        [
            [.. Enumerable.Range(0, 60).Select(t => Math.Pow(1.2, t))],
            [.. Enumerable.Range(0, 60).Select(t => 100 + Math.Pow(1.1, t) * ((t * 2 / seasonLength % 2 == 0) ? 1 : -1))],
            [.. Enumerable.Range(0, 60).Select(t => t < 50 ? 10.0 : 300 + 60 * t)],
            ComplexRecursion.Simulate(Both, 5, 60, 1),
        ];
        var largest = 0.0;
        foreach (var demand in kinds)
        {
            var window = new EtsWindow(demand, seasonLength);
            foreach (var form in Enum.GetValues<CesForm>().Where(form => CesFit.Fits(form, window)))
            {
                var fit = CesFit.Of(form, window, seasonLength);
                fit.Continue(new EtsWindow(demand.AsSpan(0, 55), seasonLength));

                Assert.That(fit.Parameters.AreAllowed(seasonLength), Is.True, fit.Description);
                Assert.That(fit.Parameters.Level.LargestRoot, Is.LessThanOrEqualTo(1 + 0.1 / seasonLength));
                if (form == CesForm.Full)
                    Assert.That(fit.Parameters.Season.LargestRoot, Is.LessThanOrEqualTo(1.001));
                largest = Math.Max(largest, fit.Parameters.Level.LargestRoot);
            }
        }

        Assert.That(largest, Is.GreaterThan(1 + 0.08 / seasonLength), "the bound was needed");
    }

    [Test]
    public void Continue_ALittleMoreHistory_IsAsGoodAsANewFit([Values] bool hasSeason, [Range(1, 5)] int seed)
    {
        var truth = hasSeason ? Both : Level;
        var demand = ComplexRecursion.Simulate(truth, 5, 128, (ulong)seed);
        var fit = CesFit.Of(truth.Form, new EtsWindow(demand.AsSpan(0, 120), 4), 4);

        fit.Continue(new EtsWindow(demand, 4));

        Assert.That(fit.Criterion, Is.EqualTo(CesFit.Of(truth.Form, new EtsWindow(demand, 4), 4).Criterion).Within(2));
    }

    [TestCase(1, 100, false)]
    [TestCase(4, 12, false)]
    [TestCase(4, 13, true)]
    [TestCase(24, 53, true)]
    [TestCase(52, 300, false)]
    public void Fits_ASeason_WantsTwoRoundsAndFiveBuckets(int seasonLength, int buckets, bool expected)
    {
        var window = new EtsWindow([.. Enumerable.Range(0, buckets).Select(t => 5.0 + t % 3)], seasonLength);

        Assert.That(CesFit.Fits(CesForm.Full, window), Is.EqualTo(expected));
        Assert.That(CesFit.Fits(CesForm.None, window), Is.True);
    }

    [Test]
    public void Aicc_TooFewObservations_IsInfinite()
    {
        // Two numbers of one constant and the variance: n > 4.
        Assert.That(CesFit.Of(CesForm.None, new EtsWindow([3, 5, 4, 6], 1), 1).Aicc, Is.EqualTo(double.PositiveInfinity));
        Assert.That(CesFit.Of(CesForm.None, new EtsWindow([3, 5, 4, 6, 2], 1), 1).Aicc, Is.LessThan(double.PositiveInfinity));
    }
}
