using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

/// <summary>The recursions and the likelihood, by hand and against other programs.</summary>
public sealed class EtsLikelihoodTests
{
    private static readonly double[] Demand =
        [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140];

    // α = 0.4, β = 0.1, γ = 0.2, φ = 0.9 (those the form has), level 120, slope 1.5, season −8, 3, 9, −4 or 0.93, 1.02, 1.08, 0.97 at the start.
    // Without a multiplicative season: ETSModel of statsmodels 0.13.5, initialization_method="known", smooth(parameters);
    // −2 llf − n (ln 2π + 1) + n ln n, and forecast(5). It moves a multiplicative season otherwise than the book (table 2.3), so these three rows
    // come from the book's equations written out in Python.
    private static IEnumerable<TestCaseData> References()
    {
        (string Form, double Criterion, double[] Means)[] rows =
        [
            ("ETS(A,N,N)", 210.4523432883863, [136.6507680857731, 136.6507680857731, 136.6507680857731]),
            ("ETS(A,N,A)", 214.06397780435188, [126.84958244726754, 128.5518948606358, 133.66530544580928, 138.28459321671122, 126.84958244726754]),
            ("ETS(A,A,N)", 216.99686040825182, [136.5685691418203, 134.4293863151697, 132.2902034885191, 130.1510206618685, 128.0118378352179]),
            ("ETS(A,A,A)", 219.92691562943966, [123.54219254580651, 121.4126259326695, 123.58181270766862, 126.01626759532573, 110.77663198500237]),
            ("ETS(A,Ad,N)", 214.72169136045596, [134.73936030880836, 132.58911947214406, 130.6539027191462, 128.9122076414481, 127.34468207151983]),
            ("ETS(A,Ad,A)", 217.90446730021273, [122.29459271644558, 120.63991836776577, 123.50068360599242, 126.74856424399266, 112.29095472468791]),
            ("ETS(M,N,N)", 208.544911661303, [136.6507680857731, 136.6507680857731, 136.6507680857731]),
            ("ETS(M,N,A)", 209.1842908669401, [126.84958244726754, 128.5518948606358, 133.66530544580928, 138.28459321671122, 126.84958244726754]),
            ("ETS(M,A,N)", 213.82980216223507, [136.5685691418203, 134.4293863151697, 132.2902034885191, 130.1510206618685, 128.0118378352179]),
            ("ETS(M,A,A)", 213.98491139503173, [123.54219254580651, 121.4126259326695, 123.58181270766862, 126.01626759532573, 110.77663198500237]),
            ("ETS(M,Ad,N)", 211.92238922463346, [134.73936030880836, 132.58911947214406, 130.6539027191462, 128.9122076414481, 127.34468207151983]),
            ("ETS(M,Ad,A)", 212.41683875940413, [122.29459271644558, 120.63991836776577, 123.50068360599242, 126.74856424399266, 112.29095472468791]),
            ("ETS(M,N,M)", 209.77936449180774, [127.15305628654936, 130.05873204848976, 135.26617347153035, 138.5628216760126, 127.15305628654936]),
            ("ETS(M,A,M)", 214.25393443395646, [124.59386082528998, 124.46387825972639, 126.3436357712172, 126.51232009828674, 113.04224085952818]),
            ("ETS(M,Ad,M)", 212.68814511224886, [123.34920463878206, 123.41178910035494, 125.83811432645285, 127.05558179559031, 114.1753236959292]),
        ];
        return rows.Select(row => new TestCaseData(row.Form, row.Criterion, row.Means).SetArgDisplayNames(row.Form));
    }

    [TestCaseSource(nameof(References))]
    public void Run_EveryForm_AgreesWithOtherPrograms(string name, double criterion, double[] means)
    {
        var form = EtsForm.Stable.Single(form => form.Name == name);
        var window = new EtsWindow(Demand, 4);
        var unit = Math.ScaleB(1, window.Exponent);
        var state = new EtsState(form.Season == EtsSeason.None ? 1 : 4) { Level = 120 / unit, Slope = form.Trend == EtsTrend.None ? 0 : 1.5 / unit };
        double[] season = form.Season switch
        {
            EtsSeason.None => [0],
            EtsSeason.Additive => [-8 / unit, 3 / unit, 9 / unit, -4 / unit],
            _ => [0.93, 1.02, 1.08, 0.97],
        };
        season.CopyTo(state.Season, 0);
        var damping = form.Trend switch { EtsTrend.None => 0, EtsTrend.Additive => 1, _ => 0.9 };
        var parameters = new EtsParameters(0.4, form.Trend == EtsTrend.None ? 0 : 0.1, form.Season == EtsSeason.None ? 0 : 0.2, damping);

        var found = EtsLikelihood.Run(form, parameters, window, state);
        var forecast = new double[means.Length];
        state.Forecast(form, damping, 0, forecast);

        // Other units move every form's likelihood by the same constant.
        Assert.That(found + 2 * Demand.Length * Math.Log(unit), Is.EqualTo(criterion).Within(1e-6));
        Assert.That(forecast.Select(mean => mean * unit), Is.EqualTo(means).Within(1e-9));
    }

    [Test]
    public void Run_SimpleSmoothing_ByHand()
    {
        // Errors 1.5 − 1.25 = 0.25 and 1 − (1.25 + 0.5 · 0.25) = −0.375.
        var window = new EtsWindow([1.5, 1], 1);
        var state = new EtsState(1) { Level = 1.25 };

        var found = EtsLikelihood.Run(EtsForm.Simplest, new EtsParameters(0.5, 0, 0, 0), window, state);

        Assert.That(found, Is.EqualTo(2 * Math.Log(0.25 * 0.25 + 0.375 * 0.375)).Within(1e-12));
        Assert.That(state.Level, Is.EqualTo(1.1875));
    }

    [Test]
    public void Run_RelativeErrors_ByHand()
    {
        var window = new EtsWindow([1.5, 1], 1);
        var state = new EtsState(1) { Level = 1.25 };

        var found = EtsLikelihood.Run(EtsForm.Simplest with { MultipliesError = true }, new EtsParameters(0.5, 0, 0, 0), window, state);

        // Relative errors 0.2 and −3 ÷ 11.
        var squares = 0.2 * 0.2 + 9.0 / 121;
        Assert.That(found, Is.EqualTo(2 * Math.Log(squares) + 2 * Math.Log(1.25 * 1.375)).Within(1e-12));
    }

    [Test]
    public void Run_UnobservedBucket_MovesLevelBySlopeAndSeasonByAPhase()
    {
        // Level 1, slope 0.125; nothing seen in phase 1, so phase 0 is next: no error at all, and no likelihood counted for the gap.
        var window = new EtsWindow([1.25, double.NaN, 1.5], 2);
        var state = new EtsState(2) { Level = 1, Slope = 0.125 };
        (state.Season[0], state.Season[1]) = (0.125, 9);

        var found = EtsLikelihood.Run(
            new EtsForm(false, EtsTrend.Additive, EtsSeason.Additive), new EtsParameters(0.5, 0.1, 0.1, 1), window, state);

        Assert.That((state.Level, state.Slope), Is.EqualTo((1.375, 0.125)));
        Assert.That(state.Season, Is.EqualTo(new[] { 0.125, 9 }));
        Assert.That(found, Is.EqualTo(2 * Math.Log(2e-18 * window.MeanSquare)).Within(1e-9));
    }

    [Test]
    public void Run_FactorFallsToZero_IsInfinitelyUnlikely()
    {
        var state = new EtsState(1) { Level = 1, Slope = -0.6 };

        Assert.That(
            EtsLikelihood.Run(new EtsForm(true, EtsTrend.Additive, EtsSeason.None), new EtsParameters(0.1, 0.01, 0, 1), new EtsWindow([1, 1, 1], 1), state),
            Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Aicc_ByHand() =>
        // 2 k n ÷ (n − k − 1) = 60 ÷ 6.
        Assert.That(EtsLikelihood.Aicc(10, 3, 10), Is.EqualTo(20));
}
