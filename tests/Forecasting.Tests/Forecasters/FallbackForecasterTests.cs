using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

/// <summary>The simple models, on numbers that can be checked by hand.</summary>
public sealed class FallbackForecasterTests
{
    private const double Unobserved = double.NaN;

    [Test]
    public void Naive_LastBucketUnobserved_TakesTheOneBefore() =>
        Assert.That(Forecast(new Naive(), [3, 8, Unobserved], season: 1, horizon: 2), Is.EqualTo(new[] { 8.0, 8 }));

    [Test]
    public void SeasonalNaive_SeveralSeasonsAhead_RepeatsTheLastSeason() =>
        Assert.That(Forecast(new SeasonalNaive(), [1, 2, 3, 4, 5, 6], season: 3, horizon: 7), Is.EqualTo(new[] { 4.0, 5, 6, 4, 5, 6, 4 }));

    [Test]
    public void SeasonalNaive_PhaseUnobserved_TakesTheSeasonBefore() =>
        Assert.That(Forecast(new SeasonalNaive(), [1, 2, 3, 4, Unobserved, 6], season: 3, horizon: 3), Is.EqualTo(new[] { 4.0, 2, 6 }));

    [Test]
    public void SeasonalNaive_LessThanASeason_TakesTheLastValueForUnseenPhases() =>
        Assert.That(Forecast(new SeasonalNaive(), [1, 2], season: 4, horizon: 5), Is.EqualTo(new[] { 2.0, 2, 1, 2, 2 }));

    [Test]
    public void MovingAverage_Gaps_ArePassedOver() =>
        Assert.That(Forecast(new MovingAverage(3), [100, 3, Unobserved, 6, 9], season: 1, horizon: 1), Is.EqualTo(new[] { 6.0 }));

    [Test]
    public void MovingAverage_ByDefault_CoversWholeSeasons()
    {
        double[] history = [.. Enumerable.Range(0, 21).Select(t => (double)t)];

        // Two weeks: buckets 7..20.
        Assert.That(Forecast(new MovingAverage(), history, season: 7, horizon: 1), Is.EqualTo(new[] { 13.5 }));
    }

    [Test]
    public void MovingAverage_NoBuckets_Throws() =>
        Assert.That(() => new MovingAverage(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ExponentialSmoothing_RandomWalkLikeJump_FollowsAtOnce()
    {
        double[] history = [.. Enumerable.Repeat(10.0, 10), .. Enumerable.Repeat(30.0, 10)];

        // One jump is best followed with a constant of 1.
        Assert.That(Forecast(new ExponentialSmoothing(), history, season: 1, horizon: 1), Is.EqualTo(new[] { 30.0 }));
    }

    [Test]
    public void TeunterSyntetosBabai_SellingStops_TheForecastFades()
    {
        double[] history = [.. Enumerable.Range(0, 40).Select(t => t < 20 && t % 2 == 0 ? 4.0 : 0)];

        var selling = Forecast(new TeunterSyntetosBabai(), history[..20], season: 1, horizon: 1)[0];
        var stopped = Forecast(new TeunterSyntetosBabai(), history, season: 1, horizon: 1)[0];

        Assert.That(selling, Is.EqualTo(2).Within(0.2));
        Assert.That(stopped, Is.InRange(0, 0.8 * selling));
    }

    [Test]
    public void TeunterSyntetosBabai_SteadyIntermittentDemand_IsUnbiased()
    {
        var random = new Forecasting.Statistics.SplitMix64(11);
        double[] history = [.. Enumerable.Range(0, 2000).Select(_ => random.NextUniform() < 0.2 ? 5.0 : 0)];

        // Mean demand is 1; a smoothed probability with constant 0.02 has a deviation of about 0.04, times size 5.
        Assert.That(Forecast(new TeunterSyntetosBabai(), history, season: 1, horizon: 1)[0], Is.EqualTo(1).Within(0.6));
    }

    private static double[] Forecast(IForecaster forecaster, double[] history, int season, int horizon)
    {
        var outcome = forecaster.Forecast(ForecastTask.FromEnd([.. history], season, horizon));
        return [.. ((Outcome<RollingForecast>.Done)outcome).Value.Means];
    }
}
