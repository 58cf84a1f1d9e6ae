using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class SsaForecasterTests
{
    private static readonly int[] PastOrigins = [70, 81, 92, 103, 120];

    [Test]
    public void Forecast_WeeklyPatternOnALine_IsContinuedExactlyFromEveryOrigin()
    {
        var series = Enumerable.Range(0, 140).Select(Signal).ToArray();

        var answer = Done(new ForecastTask([.. series[..120]], 7, 14, [.. PastOrigins]));

        for (var origin = 0; origin < PastOrigins.Length; origin++)
            Assert.That(answer.Row(origin).ToArray(), Is.EqualTo(series[PastOrigins[origin]..(PastOrigins[origin] + 14)]).Within(1e-6));
    }

    [Test]
    public void Forecast_WeeklyPatternWithGaps_FillsThemFromTheComponents()
    {
        var series = Enumerable.Range(0, 140).Select(Signal).ToArray();
        var gaps = series[..120].Select((x, t) => t % 13 == 5 || t is 60 or 61 or 118 ? double.NaN : x).ToImmutableArray();

        var answer = Done(new ForecastTask(gaps, 7, 14, RollingOrigins.Choose(120, 7, 14, most: 18)));

        // The filling itself converges (GapFillingTests); the weights come from earlier origins, where gaps were filled from less. Seasonal naive is
        // off by 4.2 in the second week.
        Assert.That(answer.Final.ToArray(), Is.EqualTo(series[120..134]).Within(2));
    }

    [Test]
    public void Forecast_NoisyLevel_StaysNearTheLevel()
    {
        var random = new Forecasting.Statistics.SplitMix64(4);
        var noise = Enumerable.Range(0, 120).Select(_ => 50 + 20 * (random.NextUniform() - 0.5)).ToImmutableArray();

        // The noise has a deviation of 5.8; a mean over the last twenty buckets would be off by 1.3.
        Assert.That(Done(new ForecastTask(noise, 7, 14, [.. PastOrigins])).Final.ToArray(), Is.All.EqualTo(50).Within(3));
    }

    [Test]
    public void Forecast_ByDefault_SaysWhichMemberCountsMost() =>
        Assert.That(
            Done(new ForecastTask([.. Enumerable.Range(0, 120).Select(Signal)], 7, 14, [.. PastOrigins])).Parameters,
            Does.Match(@"^window \d+, rank 8 \(\d+ % of \d+ weighed\)$"));

    [Test]
    public void Forecast_ExpertWindowAndRank_AreUsed()
    {
        var series = Enumerable.Range(0, 120).Select(Signal).ToImmutableArray();
        var forecaster = new SsaForecaster(new SsaSettings { WindowLength = 21, Rank = 8 });

        var answer = ((Outcome<RollingForecast>.Done)forecaster.Forecast(ForecastTask.FromEnd(series, 7, 5))).Value;

        Assert.That(answer.Parameters, Is.EqualTo("window 21, rank 8"));
        Assert.That(
            answer.Final.ToArray(), Is.EqualTo(SsaDecomposition.Of(series.AsSpan(), 21).Forecast(rank: 8, horizon: 5)).Within(1e-9));
    }

    [Test]
    public void Forecast_OneView_WeighsOnlyItsMembers()
    {
        var series = Enumerable.Range(0, 120).Select(Signal).ToImmutableArray();
        string Parameters(SsaView? view) =>
            ((Outcome<RollingForecast>.Done)new SsaForecaster(new SsaSettings { View = view })
                .Forecast(new ForecastTask(series, 7, 14, [.. PastOrigins]))).Value.Parameters;

        Assert.That(Parameters(SsaView.Adjusted), Does.Contain("season apart").Or.Contain("whole history"));
        Assert.That(Parameters(SsaView.Raw), Does.Not.Contain("season apart"));
        Assert.That(Weighed(Parameters(SsaView.Raw)) + Weighed(Parameters(SsaView.Adjusted)) - 1, Is.EqualTo(Weighed(Parameters(null))), "one mean of the whole history");
        static int Weighed(string parameters) => int.Parse(Regex.Match(parameters, @"of (\d+) weighed").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Test]
    public void Forecast_FewYearsTimesASeason_FindsTheGrowth()
    {
        // Four years of months that grow by 15 % a year times a season: additive components would need many more.
        double[] season = [0.6, 0.6, 0.8, 0.9, 1.1, 1.5, 1.9, 1.6, 1.1, 0.8, 0.6, 0.5];
        var series = Enumerable.Range(0, 60).Select(t => 100 * Math.Pow(1.15, t / 12.0) * season[t % 12]).ToArray();

        var answer = Done(new ForecastTask([.. series[..48]], 12, 12, RollingOrigins.Choose(48, 12, 12, most: 18)));

        // Seasonal naive is 13 % too low in every month, and so in the year.
        var (year, last) = (series[48..].Sum(), series[36..48].Sum());
        Assert.That(answer.Final.ToArray().Sum(), Is.EqualTo(year).Within((year - last) / 2));
    }

    [Test]
    public void Forecast_HorizonBeyondDoubles_StaysFinite()
    {
        var series = Enumerable.Range(0, 40).Select(t => Math.Pow(1.9, t)).ToImmutableArray();

        Assert.That(Done(ForecastTask.FromEnd(series, 1, 1000)).Final.ToArray(), Is.All.InRange(0, 2 * series[^1]));
    }

    [Test]
    public void Forecast_Explosion_StaysWithinTheGrowthLimit()
    {
        var series = Enumerable.Range(0, 60).Select(t => Math.Pow(1.5, t)).ToImmutableArray();

        var answer = Done(ForecastTask.FromEnd(series, 1, 30));

        Assert.That(answer.Final.ToArray(), Is.All.InRange(0, 2 * series[^1]));
    }

    [Test]
    public void Forecast_ProductDyingOut_IsNeverNegative()
    {
        var series = Enumerable.Range(0, 100).Select(t => Math.Max(0, 50 - 0.6 * t)).ToImmutableArray();

        Assert.That(Done(ForecastTask.FromEnd(series, 7, 28)).Final.ToArray(), Is.All.GreaterThanOrEqualTo(0));
    }

    [TestCase(new double[] { 1, 2, 3 }, "SSA needs at least 8 observed buckets; there are 3.")]
    [TestCase(new double[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "There was no demand in any observed bucket.")]
    public void Forecast_Unsuitable_IsSkippedWithTheReason(double[] history, string reason) =>
        Assert.That(
            new SsaForecaster().Forecast(ForecastTask.FromEnd([.. history], 1, 4)),
            Is.EqualTo(new Outcome<RollingForecast>.Skipped(reason)));

    [Test]
    public void Forecast_WindowTooLongForTheSeries_IsSkippedWithTheReason() =>
        Assert.That(
            new SsaForecaster(new SsaSettings { WindowLength = 52 }).Forecast(ForecastTask.FromEnd([.. Enumerable.Range(1, 30).Select(t => (double)t)], 1, 4)),
            Is.EqualTo(new Outcome<RollingForecast>.Skipped("SSA with window 52 needs at least 53 buckets; there are 30 at the first origin.")));

    [Test]
    public void Settings_OutOfRange_NameValueAndRange()
    {
        Assert.That(
            () => new SsaSettings { WindowLength = 1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be 2 or more buckets").And.Message.Contains("WindowLength").And.Message.Contains("1"));
        Assert.That(() => new SsaSettings { Rank = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be 1 or more components").And.Message.Contains("Rank"));
        Assert.That(
            () => new SsaSettings { MaximumRank = 201 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be 1..200").And.Message.Contains("201"));
        Assert.That(() => new SsaSettings { View = (SsaView)7 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Raw or Adjusted"));
        Assert.That(
            () => new SsaSettings { Covariance = (SsaCovariance)7 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Basic or Toeplitz"));
        Assert.That(
            () => new SsaSettings { GrowthLimit = double.NaN }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be 0..10").And.Message.Contains("NaN"));
    }

    private static double Signal(int t) => 100 + 0.3 * t + new[] { 0.0, 4, -6, 10, 15, -12, -11 }[t % 7];

    private static RollingForecast Done(ForecastTask task)
    {
        var outcome = new SsaForecaster().Forecast(task);
        Assert.That(outcome, Is.InstanceOf<Outcome<RollingForecast>.Done>());
        return ((Outcome<RollingForecast>.Done)outcome).Value;
    }
}
