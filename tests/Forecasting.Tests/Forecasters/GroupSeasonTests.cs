using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

[TestFixture]
public sealed class GroupSeasonTests
{
    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    [Test]
    public void Of_KnownSeason_FindsItInItsPlace()
    {
        var counts = new GeneratedCounts(1);
        double[] demand = [.. Enumerable.Range(0, 150).Select(week => counts.Poisson(300 * Truth(week)))];
        var season = GroupSeason.Of(demand, 52)!;
        Assert.That(season.Evidence, Is.GreaterThan(0.9));
        for (var h = -20; h < 40; h++)
            Assert.That(season.At(h), Is.EqualTo(Truth(150 + h)).Within(0.15), $"bucket {h}");
    }

    [Test]
    public void Of_Noise_IsNoSeason_OrHardlyBelieved()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var counts = new GeneratedCounts(seed);
            var season = GroupSeason.Of([.. Enumerable.Range(0, 150).Select(_ => counts.Poisson(50))], 52);
            Assert.That(season is null ? 0 : season.Indices.Max(i => Math.Abs(i - 1)), Is.LessThan(0.2), $"seed {seed}");
        }
    }

    [TestCase(103)]
    [TestCase(0)]
    public void Of_LessThanTwoSeasons_IsNull(int buckets) =>
        Assert.That(GroupSeason.Of([.. Enumerable.Range(0, buckets).Select(week => 100 * Truth(week))], 52), Is.Null);

    [Test]
    public void SeasonedForecast_OfAPureSeason_GoesOnWithIt_WithItsSpread()
    {
        var season = GroupSeason.Of([.. Enumerable.Range(0, 156).Select(week => 1000 * Truth(week))], 52)!;
        var history = Enumerable.Range(-20, 20).Select(t => 10 * season.At(t)).ToArray();
        var fitted = ((Outcome<SeriesForecast>.Done)SeasonedForecast.Create([.. history], season, "category Tea", 52, 26, new ForecastSettings(), Levels)).Value;
        for (var h = 0; h < 26; h++)
            Assert.That(fitted.Forecast.Mean[h], Is.EqualTo(10 * season.At(h)).Within(1e-6));
        Assert.That(fitted.Forecast.Parameters, Does.EndWith("; season of category Tea"));
    }

    [Test]
    public void SeasonedForecast_OfThinSeries_HasASmallerErrorAndHonestIntervals()
    {
        var counts = new GeneratedCounts(5);
        double without = 0, with = 0, inside = 0;
        const int Items = 60;
        var group = new double[156];
        for (var week = 0; week < 156; week++)
            group[week] = counts.Poisson(400 * Truth(week));
        var season = GroupSeason.Of(group.AsSpan(0, 143), 52)!;
        for (var item = 0; item < Items; item++)
        {
            var level = 8 * counts.Gamma(0.5) + 1;
            double[] history = [.. Enumerable.Range(123, 20).Select(week => counts.Poisson(level * Truth(week)))];
            double[] future = [.. Enumerable.Range(143, 13).Select(week => counts.Poisson(level * Truth(week)))];
            without += Error(SeriesForecast.Create([.. history], 52, 13, new ForecastSettings(), Levels), future, out _);
            with += Error(SeasonedForecast.Create([.. history], season, "g", 52, 13, new ForecastSettings(), Levels), future, out var held);
            inside += held / Items;
        }

        TestContext.Out.WriteLine($"absolute error {without / Items:0.000} -> {with / Items:0.000}, 80 % interval holds {inside:0.000}");
        Assert.That(with, Is.LessThan(0.85 * without));
        Assert.That(inside, Is.InRange(0.72, 0.95));
    }

    private static double Error(Outcome<SeriesForecast> outcome, double[] future, out double inside)
    {
        var forecast = ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast;
        inside = future.Select((actual, h) => actual >= forecast.Quantile(h, 0) && actual <= forecast.Quantile(h, 2) ? 1.0 : 0).Average();
        return future.Select((actual, h) => Math.Abs(actual - forecast.Mean[h])).Average();
    }

    private static double Truth(int week) => 1 + 0.5 * Math.Sin(2 * Math.PI * week / 52);
}
