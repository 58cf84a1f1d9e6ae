using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

public sealed class ThetaTests
{
    private const double Unobserved = double.NaN;

    [Test]
    public void Forecast_Reference_IsTheLeastSquaresOfThePapersRecursions()
    {
        // The recursions of Fiorucci et al. (2016) written out in Python, the squared error minimised by brute force over the same
        // constants, 2001 shares and the best first level of each: constant 0.02, share 0.904.
        double[] history = [31, 28, 35, 33, 40, 38, 47, 45, 49, 58, 52, 61];

        var answer = Answer(new ForecastTask([.. history], 1, 4, [12]));

        Assert.That(answer.Means, Is.EqualTo(new[] { 61.193, 63.673, 66.087, 68.442 }).Within(0.01));
        Assert.That(answer.Parameters, Is.EqualTo("smoothing constant 0.02, 90 % of the slope, no season"));
    }

    [Test]
    public void Forecast_Line_GoesOn()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(t => 10 + 2.0 * t)];

        Assert.That(Answer(ForecastTask.FromEnd([.. line], 1, 3)).Means, Is.EqualTo(new[] { 90.0, 92, 94 }).Within(0.1));
    }

    [Test]
    public void Forecast_NoiseAroundALevel_HasNoSlope()
    {
        var random = new SplitMix64(5);
        double[] noise = [.. Enumerable.Range(0, 200).Select(_ => 50 + 10 * random.NextUniform())];

        var means = Answer(ForecastTask.FromEnd([.. noise], 1, 20)).Means;

        Assert.That(means, Is.All.InRange(53, 57));
        Assert.That(means[^1] - means[0], Is.InRange(-1, 1));
    }

    [Test]
    public void Forecast_MultiplicativeSeason_IsContinued()
    {
        double[] factors = [0.5, 1, 1.5, 1];
        double[] history = [.. Enumerable.Range(0, 40).Select(t => 100 * factors[t % 4])];

        Assert.That(Answer(ForecastTask.FromEnd([.. history], 4, 5)).Means, Is.EqualTo(new[] { 50.0, 100, 150, 100, 50 }).Within(1e-9));
    }

    [Test]
    public void Forecast_SeasonNotThere_IsNotUsed()
    {
        var random = new SplitMix64(2);
        double[] noise = [.. Enumerable.Range(0, 100).Select(_ => 50 + random.NextUniform())];

        Assert.That(Answer(ForecastTask.FromEnd([.. noise], 12, 3)).Parameters, Does.EndWith("no season"));
    }

    [Test]
    public void Forecast_OriginAfterOrigin_IsTheSameAsEachAlone()
    {
        // Origins without a season share their sums; this one is seasonal at some and not at others.
        var random = new SplitMix64(9);
        var history = Enumerable.Range(0, 90).Select(t => 50 + (t > 30 ? 8 * Math.Sin(2 * Math.PI * t / 6) : 0) + 10 * random.NextUniform()).ToImmutableArray();
        int[] origins = [20, 28, 40, 55, 90];

        var together = Answer(new ForecastTask(history, 6, 4, [.. origins]));

        for (var i = 0; i < origins.Length; i++)
            Assert.That(together.Row(i).ToArray(), Is.EqualTo(Answer(ForecastTask.FromEnd([.. history.Take(origins[i])], 6, 4)).Means), $"origin {origins[i]}");
    }

    [Test]
    public void Forecast_UnobservedBuckets_CountAsTimeAndNothingElse()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(t => t % 5 == 3 ? Unobserved : 10 + 2.0 * t)];

        Assert.That(Answer(ForecastTask.FromEnd([.. line], 1, 3)).Means, Is.EqualTo(new[] { 90.0, 92, 94 }).Within(1.0));
    }

    [TestCase(7.0)]
    [TestCase(Unobserved, 7.0, Unobserved)]
    public void Forecast_OneObservation_IsRepeated(params double[] history) =>
        Assert.That(Answer(ForecastTask.FromEnd([.. history], 1, 2)).Means, Is.EqualTo(new[] { 7.0, 7 }));

    private static RollingForecast Answer(ForecastTask task) => ((Outcome<RollingForecast>.Done)new Theta().Forecast(task)).Value;
}
