using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class EtsStartTests
{
    private static readonly EtsForm Trend = new(false, EtsTrend.Additive, EtsSeason.None);

    [Test]
    public void Guess_Line_StandsOneStepBeforeIt()
    {
        var start = EtsStart.Guess(Trend, new EtsWindow([1, 1.0625, 1.125, 1.1875, 1.25], 1));

        Assert.That((start.Level, start.Slope), Is.EqualTo((0.9375, 0.0625)));
    }

    [Test]
    public void Guess_Season_IsItsAverage()
    {
        double[] factors = [0.5, 1, 1.5, 1];
        var start = EtsStart.Guess(
            new EtsForm(true, EtsTrend.None, EtsSeason.Multiplicative), new EtsWindow([.. Enumerable.Range(0, 16).Select(t => factors[t % 4])], 4));

        Assert.That(start.Season, Is.EqualTo(factors).Within(1e-12));
        Assert.That(start.Level, Is.EqualTo(1).Within(1e-12));
    }
}
