using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

public sealed class DemandPathsTests
{
    private const int Buckets = 4;
    private const int Paths = 4000;

    [TestCase(40, 8, false)]
    [TestCase(40, 8, true)]
    [TestCase(3, 4, false)]
    [TestCase(0.3, 0.9, true)]
    [TestCase(5000, 700, true)]
    [TestCase(2, 1, true)] // less varied than Poisson
    public void Simulate_EachBucket_HasTheForecastsMeanAndTheBacktestsDeviation(double mean, double deviation, bool isCount)
    {
        var paths = DemandPaths.Simulate(Forecast(mean), Spread(deviation, correlation: 0.5), Buckets, Paths, seed: 1, isCount);

        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var values = Enumerable.Range(0, Paths).Select(path => paths.Path(path)[bucket]).ToArray();
            var average = values.Average();
            Assert.That(average, Is.EqualTo(mean).Within(0.05 * deviation));
            // Whole numbers cannot vary less than rounding does: a quarter of a unit squared.
            var expected = isCount ? Math.Sqrt(deviation * deviation + 0.25) : deviation;
            Assert.That(Math.Sqrt(values.Average(v => (v - average) * (v - average))), Is.InRange(0.93 * deviation, 1.05 * expected));
        }
    }

    [TestCase(0, 2.0)] // √4 independent deviations
    [TestCase(0.5, 3.1623)] // √(4 + 12 · ½)
    [TestCase(0.9, 3.8471)]
    public void Simulate_SumOverTheInterval_HasTheVarianceOfCorrelatedErrors(double correlation, double deviations)
    {
        var sums = DemandPaths.Simulate(Forecast(100), Spread(10, correlation), Buckets, Paths, seed: 2, isCount: false).SortedSums(Buckets);

        var average = sums.Average();
        Assert.That(average, Is.EqualTo(400).Within(2));
        Assert.That(Math.Sqrt(sums.Average(s => (s - average) * (s - average))), Is.EqualTo(10 * deviations).Within(0.8));
        Assert.That(sums, Is.Ordered);
    }

    [Test]
    public void Simulate_DeviationThatNoSuchDemandCanHave_IsCutToItsRange()
    {
        // A product back on the shelf after a year: errors made while nothing was forecast, in proportion to the level, say 290 around a mean of 12; it never sold more than 25.
        var spread = Spread(290, 0.4) with { Largest = 25 };
        var sums = DemandPaths.Simulate(Forecast(12), spread, Buckets, Paths, seed: 4, isCount: true).SortedSums(2);
        Assert.That(sums.Average(), Is.EqualTo(24).Within(1));
        Assert.That(sums[(int)(0.99 * Paths)], Is.LessThan(6 * 24), "not in the thousands");
        Assert.That(spread.DemandDeviation(0, 12), Is.EqualTo(Math.Sqrt(12 * 13)).Within(1e-12));
        Assert.That(spread.DemandDeviation(0, 40), Is.EqualTo(40).Within(1e-12), "more than was ever sold: as much as its mean");

        // One sale of 100 in a hundred buckets deviates by √99: that is allowed.
        Assert.That((Spread(Math.Sqrt(99), 0) with { Largest = 100 }).DemandDeviation(0, 1), Is.EqualTo(Math.Sqrt(99)));
    }

    [Test]
    public void Simulate_Counts_AreWholeAndNotNegative()
    {
        var paths = DemandPaths.Simulate(Forecast(1.7), Spread(3, 0.4), Buckets, 500, seed: 3, isCount: true);

        Assert.That(paths.Values.All(v => v >= 0 && v == Math.Floor(v)), Is.True);
    }

    [Test]
    public void Simulate_SameSeed_SamePaths_OtherSeed_Others()
    {
        var one = DemandPaths.Simulate(Forecast(20), Spread(5, 0.3), Buckets, 100, seed: 7, isCount: true);
        var same = DemandPaths.Simulate(Forecast(20), Spread(5, 0.3), Buckets, 100, seed: 7, isCount: true);
        var other = DemandPaths.Simulate(Forecast(20), Spread(5, 0.3), Buckets, 100, seed: 8, isCount: true);

        Assert.That(same.Values, Is.EqualTo(one.Values));
        Assert.That(other.Values, Is.Not.EqualTo(one.Values));
    }

    // Counts, counts too many for a table, divisible demand, demand that may be negative, and none.
    [TestCase(1.7, 3, true, true)]
    [TestCase(5000, 900, true, true)]
    [TestCase(20, 5, false, true)]
    [TestCase(3, 5, true, false)]
    [TestCase(0, 0, true, true)]
    public void Paths_OfOneSetOfDraws_AreThoseDrawnForTheirLengthAlone(double mean, double deviation, bool isCount, bool isNonNegative)
    {
        var spread = Spread(deviation, 0) with { Correlation = [0, 0.2, 0.4, 0.5], NonNegative = isNonNegative };
        var draws = new PathDraws(Forecast(mean), spread, 60, seed: 5, isCount);
        foreach (var buckets in (int[])[2, 4, 1, 3, 2])
            Assert.That(draws.Paths(buckets).Values, Is.EqualTo(DemandPaths.Simulate(Forecast(mean), spread, buckets, 60, seed: 5, isCount).Values), $"{buckets} buckets");
    }

    [Test]
    public void Simulate_NoDemandExpected_IsZero() =>
        Assert.That(DemandPaths.Simulate(Forecast(0), Spread(0, 0), Buckets, 50, seed: 1, isCount: true).Values, Is.All.Zero);

    [Test]
    public void Simulate_BeyondTheForecast_NamesTheHorizon() =>
        Assert.That(
            () => DemandPaths.Simulate(Forecast(1), Spread(1, 0), Buckets + 1, 10, seed: 1, isCount: false),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 1..4, the horizon of the forecast"));

    [Test]
    public void Simulate_RealForecast_SumsSpreadAsTheCumulativeErrorsDid()
    {
        var random = new SplitMix64(12);
        var level = 200.0;
        var history = Enumerable.Range(0, 150)
            .Select(_ => Math.Round((level += 3 * Normal(ref random)) + 12 * Normal(ref random))).ToImmutableArray();
        var answer = ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(history, 1, 8, new ForecastSettings(), [])).Value;
        Assert.That(answer.Spread.Largest, Is.EqualTo(history.Max()).Within(1e-9), "in units, whatever the model counts in");
        var origins = RollingOrigins.Choose(150, 1, 8, new ForecastSettings().Origins);
        var choice = ModelChoice.Make(new ForecastTask(history, 1, 8, origins), new ForecastSettings());
        var errors = choice.Backtest.CumulativeErrors(8);

        var sums = DemandPaths.Simulate(answer.Forecast, answer.Spread, 8, Paths, seed: 1, isCount: true).SortedSums(8);

        var average = sums.Average();
        var simulated = Math.Sqrt(sums.Average(s => (s - average) * (s - average)));
        Assert.That(simulated, Is.EqualTo(Math.Sqrt(errors.Average(e => e * e))).Within(40).Percent);
    }

    private static DemandForecast Forecast(double mean) =>
        new("test", "", "", [.. Enumerable.Repeat(mean, Buckets)], [], []);

    private static ErrorSpread Spread(double deviation, double correlation) => new(
        [.. Enumerable.Repeat(deviation, Buckets)], 0, 1,
        [.. Enumerable.Range(0, ErrorSpread.ShapeLevels).Select(i => NormalDistribution.Quantile((i + 0.5) / ErrorSpread.ShapeLevels))],
        [.. Enumerable.Repeat(correlation, Buckets)], NonNegative: true, Origins: 10);

    private static double Normal(ref SplitMix64 random) => NormalDistribution.Quantile(random.NextUniform());
}
