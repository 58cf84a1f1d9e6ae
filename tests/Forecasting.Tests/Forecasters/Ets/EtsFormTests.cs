using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class EtsFormTests
{
    [Test]
    public void Stable_AreTheFifteen() => Assert.That(EtsForm.Stable.Select(form => form.Name), Is.EquivalentTo(new[]
    {
        "ETS(A,N,N)", "ETS(A,A,N)", "ETS(A,Ad,N)", "ETS(A,N,A)", "ETS(A,A,A)", "ETS(A,Ad,A)",
        "ETS(M,N,N)", "ETS(M,A,N)", "ETS(M,Ad,N)", "ETS(M,N,A)", "ETS(M,A,A)", "ETS(M,Ad,A)", "ETS(M,N,M)", "ETS(M,A,M)", "ETS(M,Ad,M)",
    }));

    [Test]
    public void Estimated_CountsParametersStatesAndVariance()
    {
        // α, level, variance; and α, β, γ, φ, level, slope, eleven of twelve phases, variance.
        Assert.That(EtsForm.Simplest.Estimated(12), Is.EqualTo(3));
        Assert.That(new EtsForm(true, EtsTrend.Damped, EtsSeason.Multiplicative).Estimated(12), Is.EqualTo(18));
    }

    [TestCase(4, 1, 0)]
    [TestCase(5, 1, 2)]
    [TestCase(7, 1, 4)]
    [TestCase(8, 1, 6)]
    [TestCase(23, 12, 6)]
    [TestCase(24, 12, 15)]
    public void Fits_FewObservations_LeavesOutTheLargeForms(int buckets, int season, int forms)
    {
        var window = new EtsWindow([.. Enumerable.Range(1, buckets).Select(t => (double)t)], season);

        Assert.That(EtsForm.Stable.Count(form => form.Fits(window)), Is.EqualTo(forms));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Fits_SomeDemandNotAboveZero_NothingMultiplies(double lowest)
    {
        var window = new EtsWindow([.. Enumerable.Range(0, 60).Select(t => t + lowest)], 4);

        Assert.That(EtsForm.Stable.Where(form => form.Fits(window)).Select(form => form.Name), Is.EquivalentTo(new[]
        {
            "ETS(A,N,N)", "ETS(A,A,N)", "ETS(A,Ad,N)", "ETS(A,N,A)", "ETS(A,A,A)", "ETS(A,Ad,A)",
        }));
    }

    [Test]
    public void Parameters_CornersOfTheCube_StayInTheUsualRegion()
    {
        var form = new EtsForm(false, EtsTrend.Damped, EtsSeason.Additive);
        foreach (var level in new[] { EtsParameters.Least, EtsParameters.Most })
        {
            var most = EtsParameters.At(form, [level, EtsParameters.Most, EtsParameters.Most, EtsParameters.Most]);

            Assert.That(most.Level, Is.InRange(1e-4, 1));
            Assert.That(most.Trend, Is.InRange(0, most.Level));
            Assert.That(most.Season, Is.InRange(0, 1 - most.Level));
            Assert.That(most.Damping, Is.InRange(0.8, 0.98));
        }
    }
}
