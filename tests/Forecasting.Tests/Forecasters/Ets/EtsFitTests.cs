using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class EtsFitTests
{
    private static readonly double[] Demand =
        [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140];

    // Smallest n ln Σ ε² + 2 Σ ln |r| over all parameters and all states at the start: the book's equations in Python, scipy 1.10
    // minimize(method="Nelder-Mead"), three restarts from each of twelve random starts.
    [TestCase("ETS(A,N,N)", 203.62314283996)]
    [TestCase("ETS(A,A,N)", 203.45345857809)]
    [TestCase("ETS(M,Ad,N)", 203.33667383812)]
    [TestCase("ETS(A,N,A)", 199.76078099403)]
    [TestCase("ETS(M,N,M)", 199.39455307877)]
    public void Search_AgainstAnExhaustiveSearch_ComesClose(string name, double smallest)
    {
        var window = new EtsWindow(Demand, 4);
        var fit = EtsFit.Coarse(EtsForm.Stable.Single(form => form.Name == name), window);

        fit.Search();

        // 2 is the price of one parameter. Theirs also fits the states at the start, one for each phase of a season; ours guesses them.
        var found = fit.Criterion + 2 * Demand.Length * Math.Log(Math.ScaleB(1, window.Exponent));
        Assert.That(found, Is.InRange(smallest - 0.05, smallest + (fit.Form.Season == EtsSeason.None ? 2 : 3)));
    }

    // Of slow states and much noise: the smallest constants of the grid fit best.
    [Test]
    public void Coarse_IsNotAboveAnyPointOfItsGrid([Range(1, 5)] int seed)
    {
        var slow = EtsForm.Stable.Single(form => form.Name == "ETS(A,A,A)");
        var window = new EtsWindow(SimulatedEts.Make(slow, new EtsParameters(0.02, 0.001, 0.01, 1), 15, 80, (ulong)seed), 4);
        foreach (var form in EtsForm.Stable.Where(form => form.Fits(window)))
        {
            var found = EtsFit.Coarse(form, window).Criterion;
            foreach (var (level, trend, season) in
                from level in new[] { 0.3, 0.6, 0.9 } from trend in new[] { 0.1, 0.4 } from season in new[] { 0.15, 0.45 } select (level, trend, season))
            {
                var point = new double[form.Dimensions];
                Array.Fill(point, 0.9);
                point[0] = level;
                if (form.Trend != EtsTrend.None)
                    point[1] = trend;
                if (form.Season != EtsSeason.None)
                    point[^1] = season;
                var there = EtsLikelihood.Run(form, EtsParameters.At(form, point), window, EtsStart.Guess(form, window));
                Assert.That(found, Is.LessThanOrEqualTo(there), $"{form.Name} at {level}, {trend}, {season}");
            }
        }
    }

    [Test]
    public void Search_NeverEndsAboveTheGrid()
    {
        var window = new EtsWindow(Demand, 4);
        foreach (var form in EtsForm.Stable.Where(form => form.Fits(window)))
        {
            var fit = EtsFit.Coarse(form, window);
            var coarse = fit.Criterion;

            fit.Search();

            Assert.That(fit.Criterion, Is.LessThan(coarse), form.Name);
        }
    }

    [Test]
    public void Search_KnownConstant_IsFoundAgain()
    {
        var truth = new EtsParameters(0.4, 0, 0, 0);
        var fit = EtsFit.Coarse(EtsForm.Simplest, new EtsWindow(SimulatedEts.Make(EtsForm.Simplest, truth, 5, 500, 1), 1));

        fit.Search();

        // The estimate has a deviation of about √((1 − 0.6²) ÷ 500) = 0.036.
        Assert.That(fit.Parameters.Level, Is.EqualTo(0.4).Within(0.11));
    }

    [Test]
    public void Continue_ALittleMoreHistory_IsAsGoodAsANewFit()
    {
        var form = new EtsForm(true, EtsTrend.Additive, EtsSeason.Multiplicative);
        var demand = SimulatedEts.Make(form, new EtsParameters(0.3, 0.05, 0.1, 1), 0.03, 88, 2);
        var fit = EtsFit.Coarse(form, new EtsWindow(demand.AsSpan(0, 80), 4));
        fit.Search();
        var anew = EtsFit.Coarse(form, new EtsWindow(demand, 4));
        anew.Search();

        fit.Continue(new EtsWindow(demand, 4));

        Assert.That(fit.Criterion, Is.EqualTo(anew.Criterion).Within(2));
    }
}
