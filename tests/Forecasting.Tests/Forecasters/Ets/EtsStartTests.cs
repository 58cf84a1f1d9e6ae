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

    [Test]
    public void Refine_WrongLevelAndSlope_OneStepIsExact()
    {
        // Without errors at the true start, least squares must find it from anywhere, whatever the constants are.
        var window = new EtsWindow([.. Enumerable.Range(1, 20).Select(t => 1 + t / 32.0)], 1);
        var wrong = new EtsState(1) { Level = 0.2, Slope = -0.3 };
        var better = new EtsState(1);

        EtsStart.Refine(Trend, new EtsParameters(0.3, 0.1, 0, 1), window, wrong, better);

        Assert.That(better.Level, Is.EqualTo(1).Within(1e-9));
        Assert.That(better.Slope, Is.EqualTo(1 / 32.0).Within(1e-9));
        Assert.That((wrong.Level, wrong.Slope), Is.EqualTo((0.2, -0.3)));
    }

    [Test]
    public void Refine_FixedSeasonOnAFixedLevel_FindsItsMeans()
    {
        // Nothing moves: the best season is the mean of each phase, here 1.5 and 1 around a level of 1.25.
        var form = new EtsForm(false, EtsTrend.None, EtsSeason.Additive);
        var window = new EtsWindow([1.25, 1, 1.75, 1], 2);
        var better = new EtsState(2);

        EtsStart.Refine(form, new EtsParameters(0, 0, 0, 0), window, new EtsState(2) { Level = 1.25 }, better);

        Assert.That(better.Season, Is.EqualTo(new[] { 0.25, -0.25 }).Within(1e-12));
        Assert.That(better.Level, Is.EqualTo(1.25).Within(1e-12));
    }
}
