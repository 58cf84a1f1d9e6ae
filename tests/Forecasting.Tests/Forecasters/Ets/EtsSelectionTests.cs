using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class EtsSelectionTests
{
    // Of ten simulated histories, how many get back their season, and a trend or none; a damped one counts as a trend.
    [TestCase("ETS(A,N,N)", 5)]
    [TestCase("ETS(A,A,N)", 2)]
    [TestCase("ETS(A,N,A)", 5)]
    [TestCase("ETS(A,A,A)", 3)]
    [TestCase("ETS(M,A,M)", 0.02)]
    [TestCase("ETS(M,N,M)", 0.05)]
    public void Best_SimulatedForms_AreMostlyRecognised(string name, double deviation)
    {
        var truth = EtsForm.Stable.Single(form => form.Name == name);
        var hasTrend = truth.Trend != EtsTrend.None;
        var parameters = new EtsParameters(
            0.2, hasTrend ? 0.02 : 0, truth.Season == EtsSeason.None ? 0 : 0.05, hasTrend ? 1 : 0);
        var recognised = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var form = EtsSelection.Best(new EtsWindow(SimulatedEts.Make(truth, parameters, deviation, 120, seed), 4)).Form;
            if (form.Season == truth.Season && (form.Trend != EtsTrend.None) == hasTrend)
                recognised++;
        }

        Assert.That(recognised, Is.GreaterThanOrEqualTo(7));
    }

    [Test]
    public void Best_ErrorsInProportion_MultipliesThem()
    {
        var truth = new EtsForm(true, EtsTrend.Additive, EtsSeason.Multiplicative);
        var growing = SimulatedEts.Make(truth, new EtsParameters(0.2, 0.02, 0.05, 1), 0.05, 120, 3);

        Assert.That(EtsSelection.Best(new EtsWindow(growing, 4)).Form.MultipliesError, Is.True);
    }

    [Test]
    public void Best_TwoBuckets_IsTheSimplest() =>
        Assert.That(EtsSelection.Best(new EtsWindow([3, 4], 1)).Form, Is.EqualTo(EtsForm.Simplest));
}
