using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

public sealed class SeasonalDriftTests
{
    private const double Unobserved = double.NaN;

    [Test]
    public void Forecast_WithoutSeason_IsTheLastValueAndTheMeanChange() =>
        Assert.That(Forecast([10, 14, 13, 16], season: 1, horizon: 3), Is.EqualTo(new[] { 18.0, 20, 22 }).Within(1e-12));

    [Test]
    public void Forecast_WithSeason_MovesEachPhaseBySeasons() =>
        // From one season to the next +2, +4 and +3: 3 on average, once for the first coming season, twice for the second.
        Assert.That(
            Forecast([10, 20, 30, 12, 24, 33], season: 3, horizon: 5), Is.EqualTo(new[] { 15.0, 27, 36, 18, 30 }).Within(1e-12));

    [Test]
    public void Forecast_PhaseWithoutALastValue_ComesFromTheSeasonBefore() =>
        // 4, two seasons back, moves on by two seasons; the pairs left are 1 -> 3 and 3 -> 5.
        Assert.That(Forecast([1, 4, 3, Unobserved, 5], season: 2, horizon: 1), Is.EqualTo(new[] { 8.0 }).Within(1e-12));

    [Test]
    public void Forecast_PhaseNeverObserved_IsTheLastValueOfAll() =>
        Assert.That(Forecast([1, Unobserved, 3], season: 2, horizon: 1), Is.EqualTo(new[] { 3.0 }));

    [Test]
    public void Forecast_FallingDemand_StopsAtNothing() =>
        Assert.That(Forecast([30, 20, 10], season: 1, horizon: 3), Is.EqualTo(new[] { 0.0, 0, 0 }));

    [Test]
    public void Forecast_SeveralOrigins_LookNoFurtherThanEach()
    {
        var task = new ForecastTask([10, 14, 13, 16, 99, 1], 1, 2, [2, 4, 6]);
        var answer = ((Outcome<RollingForecast>.Done)new SeasonalDrift().Forecast(task)).Value;

        Assert.That(answer.Row(0).ToArray(), Is.EqualTo(new[] { 18.0, 18 }), "within one range of what was seen");
        Assert.That(answer.Row(1).ToArray(), Is.EqualTo(new[] { 18.0, 20 }).Within(1e-12));
    }

    private static double[] Forecast(double[] history, int season, int horizon) =>
        [.. ((Outcome<RollingForecast>.Done)new SeasonalDrift().Forecast(ForecastTask.FromEnd([.. history], season, horizon))).Value.Means];
}
