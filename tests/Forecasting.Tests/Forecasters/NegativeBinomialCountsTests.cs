using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

[TestFixture]
public sealed class NegativeBinomialCountsTests
{
    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    [Test]
    public void Forecast_OfStationaryCounts_FindsTheirMeanAndDispersion()
    {
        var random = new SplitMix64(5);
        var cumulative = NegativeBinomialDistribution.Cumulative(2, 6, 0.999999);
        var answer = Answer([.. Enumerable.Range(0, 3000).Select(_ => (double)Draw(cumulative, ref random))]);
        Assert.That(answer.Final[0], Is.EqualTo(2).Within(0.1));
        Assert.That(answer.Counts!.Variances[0] / answer.Final[0], Is.EqualTo(3).Within(0.25));
        Assert.That(answer.Parameters, Does.StartWith("smoothing constant 0, variance "));
    }

    [Test]
    public void Quantiles_HoldWhatTheyPromise()
    {
        var random = new SplitMix64(11);
        var cumulative = NegativeBinomialDistribution.Cumulative(0.6, 1.5, 0.999999);
        var (below, atMost, total) = (new double[Levels.Length], new double[Levels.Length], 0);
        for (var series = 0; series < 400; series++)
        {
            double[] all = [.. Enumerable.Range(0, 110).Select(_ => (double)Draw(cumulative, ref random))];
            var forecast = Made([.. all[..100]], 10);
            for (var h = 0; h < 10; h++, total++)
            {
                for (var q = 0; q < Levels.Length; q++)
                {
                    below[q] += all[100 + h] < forecast.Quantile(h, q) ? 1 : 0;
                    atMost[q] += all[100 + h] <= forecast.Quantile(h, q) ? 1 : 0;
                }
            }
        }

        // Counts jump: a quantile is right when its probability lies between those of less, and of at most as much.
        for (var q = 0; q < Levels.Length; q++)
            Assert.That(Levels[q], Is.InRange(below[q] / total - 0.02, atMost[q] / total + 0.02), $"{Levels[q]}");
    }

    [Test]
    public void Quantiles_AreWholePieces_InAnyUnit()
    {
        double[] demand = [.. Enumerable.Range(0, 60).Select(t => (double)(t * 7 % 5 == 0 ? 3 : t % 2))];
        var pieces = Made([.. demand], 6);
        var packs = Made([.. demand.Select(d => 8 * d)], 6);
        Assert.That(pieces.Quantiles.Select(q => q % 1), Is.All.Zero);
        Assert.That(packs.Quantiles, Is.EqualTo(pieces.Quantiles.Select(q => 8 * q)));
        Assert.That(packs.Mean, Is.EqualTo(pieces.Mean.Select(m => 8 * m)).Within(1e-12));
    }

    [Test]
    public void Forecast_FollowsALevelThatHasMoved()
    {
        var answer = Answer([.. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(9.0, 40)]);
        Assert.That(answer.Final[0], Is.EqualTo(9).Within(0.1));
        Assert.That(answer.Counts!.Variances[5], Is.GreaterThan(answer.Counts.Variances[0]), "it may move again");
    }

    [Test]
    public void PastOrigins_SeeNothingOfWhatFollows()
    {
        double[] demand = [.. Enumerable.Range(0, 80).Select(t => (double)(t * 13 % 4))];
        var whole = Done(new NegativeBinomialCounts().Forecast(new ForecastTask([.. demand], 1, 3, [40, 60, 80])));
        var other = Done(new NegativeBinomialCounts().Forecast(new ForecastTask([.. demand[..60], .. Enumerable.Repeat(50.0, 20)], 1, 3, [40, 60, 80])));
        Assert.That(other.Row(0).ToArray(), Is.EqualTo(whole.Row(0).ToArray()));
        Assert.That(other.Row(1).ToArray(), Is.EqualTo(whole.Row(1).ToArray()));
        Assert.That(other.Row(2)[0], Is.GreaterThan(whole.Row(2)[0]));
    }

    [TestCase(0.1, 2.5, 1.7)]
    [TestCase(1.0, -2.0, 3.0)]
    public void Forecast_OfWhatIsNotCounted_SaysSo(double a, double b, double c) =>
        Assert.That(new NegativeBinomialCounts().Forecast(ForecastTask.FromEnd([a, b, c, a, b, c], 1, 2)),
            Is.EqualTo(new Outcome<RollingForecast>.Skipped("Demand is not counted in whole pieces.")));

    [Test]
    public void Forecast_ThatNeverSold_IsZeroWithCertainty()
    {
        var forecast = Made([.. new double[30]], 3);
        Assert.That(forecast.Mean.Concat(forecast.Quantiles), Is.All.Zero);
    }

    [TestCase(new double[] { 0, 0 }, 1)]
    [TestCase(new double[] { 12, 0, 20 }, 4)]
    [TestCase(new double[] { 0.75, 0.5 }, 0.25)]
    [TestCase(new double[] { 3, double.NaN }, 1)]
    public void CountUnit_IsTheLargestPowerOfTwoInAll(double[] values, double unit) => Assert.That(CountUnit.Of(values), Is.EqualTo(unit));

    private static RollingForecast Answer(ImmutableArray<double> history) => Done(new NegativeBinomialCounts().Forecast(ForecastTask.FromEnd(history, 1, 8)));

    private static RollingForecast Done(Outcome<RollingForecast> outcome) => ((Outcome<RollingForecast>.Done)outcome).Value;

    private static DemandForecast Made(ImmutableArray<double> history, int horizon) => ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(
        history, 1, horizon, new ForecastSettings { Model = ForecastModel.NegativeBinomial }, Levels)).Value.Forecast;

    private static int Draw(double[] cumulative, ref SplitMix64 random)
    {
        var index = Array.BinarySearch(cumulative, random.NextUniform());
        return index < 0 ? ~index : index;
    }
}
