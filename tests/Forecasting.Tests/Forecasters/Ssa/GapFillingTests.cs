using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class GapFillingTests
{
    private const double Unobserved = double.NaN;

    [Test]
    public void Bridge_WithoutSeason_InterpolatesAndHoldsTheEnds()
    {
        var filled = new double[7];

        GapFilling.Bridge([Unobserved, 2, Unobserved, Unobserved, 8, 9, Unobserved], seasonLength: 1, filled);

        Assert.That(filled, Is.EqualTo(new double[] { 2, 2, 4, 6, 8, 9, 9 }));
    }

    [Test]
    public void Bridge_WithSeason_TakesTheSamePhase()
    {
        var filled = new double[6];

        GapFilling.Bridge([1, 10, 3, Unobserved, 5, Unobserved], seasonLength: 2, filled);

        Assert.That(filled, Is.EqualTo(new double[] { 1, 10, 3, 10, 5, 10 }));
    }

    [Test]
    public void Bridge_PhaseNeverObserved_TakesTheNeighbours()
    {
        var filled = new double[5];

        GapFilling.Bridge([4, Unobserved, 6, Unobserved, 8], seasonLength: 2, filled);

        Assert.That(filled, Is.EqualTo(new double[] { 4, 5, 6, 7, 8 }));
    }

    [Test]
    public void Improve_WeeklyPatternOnALine_ConvergesToIt()
    {
        double[] week = [0, 4, -6, 10, 15, -12, -11];
        var truth = Enumerable.Range(0, 120).Select(t => 100 + 0.3 * t + week[t % 7]).ToArray();
        var gaps = truth.Select((x, t) => t % 13 == 5 || t is 60 or 61 or 118 ? Unobserved : x).ToArray();
        const int window = 21;
        var filled = new double[120];
        GapFilling.Bridge(gaps, 7, filled);
        Assert.That(filled, Is.Not.EqualTo(truth).Within(1), "the bridge alone misses the trend");

        var vectors = new double[window * window];
        for (var sweep = 0; sweep < 20; sweep++)
        {
            SsaDecomposition.TryDecompose(filled, window, new double[window * window], new double[window], vectors);
            GapFilling.Improve(gaps, filled, window, rank: 8, vectors, new double[120]);
        }

        Assert.That(filled, Is.EqualTo(truth).Within(1e-4));
    }
}
