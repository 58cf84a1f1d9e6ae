using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Jobs.Service.Cluster;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>What a node computes for another one is what that one would have computed, to the last bit.</summary>
[TestFixture]
public sealed class ForecastPacketTests
{
    private static readonly ForecastSettings Settings = new() { Origins = 6 };

    [Test]
    public void Choices_OfAnotherNode_AreOurOwnToTheLastBit()
    {
        ImmutableArray<ForecastTask> tasks = [.. Histories().Select(h => ((Outcome<ForecastTask>.Done)GivenForecast.TaskOf([.. h], 7, 14, Settings)).Value)];
        var (answer, series, _) = ForecastPacket.Answer(ForecastPacket.Question(Settings, tasks).Packed, TimeProvider.System, CancellationToken.None);
        Assert.That(series, Is.EqualTo(tasks.Length));
        var restored = ForecastPacket.Choices(answer, tasks).ToList();
        for (var i = 0; i < tasks.Length; i++)
        {
            var (ours, theirs) = (GivenForecast.Local(tasks[i], Settings), restored[i]);
            using (Assert.EnterMultipleScope())
            {
                Assert.That((theirs.Model, theirs.FallbackReason, theirs.Forecast.Parameters), Is.EqualTo((ours.Model, ours.FallbackReason, ours.Forecast.Parameters)));
                Assert.That(Bits(theirs.Forecast.Means), Is.EqualTo(Bits(ours.Forecast.Means)));
                Assert.That(Bits(theirs.Forecast.Deviations), Is.EqualTo(Bits(ours.Forecast.Deviations)));
                Assert.That(theirs.Forecast.Counts?.Unit, Is.EqualTo(ours.Forecast.Counts?.Unit));
                Assert.That(Bits(theirs.Forecast.Counts?.Variances ?? []), Is.EqualTo(Bits(ours.Forecast.Counts?.Variances ?? [])));
                Assert.That(theirs.Backtest.Origins, Is.EqualTo(ours.Backtest.Origins));
                Assert.That(Bits(theirs.Backtest.Errors), Is.EqualTo(Bits(ours.Backtest.Errors)));
                Assert.That(Bits(GivenForecast.Finish(tasks[i], theirs, [0.1, 0.9]).Forecast.Quantiles), Is.EqualTo(Bits(GivenForecast.Finish(tasks[i], ours, [0.1, 0.9]).Forecast.Quantiles)));
            }
        }
    }

    [Test]
    public void Choices_OfFewerSeriesThanAnswered_AreRefused()
    {
        var task = new ForecastTask([1, 2, 3, 4], 1, 1, [4]);
        var (answer, _, _) = ForecastPacket.Answer(ForecastPacket.Question(Settings, [task, task]).Packed, TimeProvider.System, CancellationToken.None);
        Assert.That(ForecastPacket.Choices(answer, [task, task]).Count(), Is.EqualTo(2));
        Assert.Throws<InvalidDataException>(() => ForecastPacket.Choices(answer, [task]).ToList());
    }

    [Test]
    public void Question_OfTheSameSeries_HasTheSameHash_AndAnotherHistoryAnotherOne()
    {
        var task = new ForecastTask([1, 2, double.NaN, 4, 5, 6, 7, 8], 1, 2, [4, 6, 8]);
        var hash = ForecastPacket.Question(Settings, [task]).Hash;
        Assert.That(ForecastPacket.Question(Settings, [task with { }]).Hash, Is.EqualTo(hash));
        Assert.That(ForecastPacket.Question(Settings, [task with { History = [1, 2, 0, 4, 5, 6, 7, 8] }]).Hash, Is.Not.EqualTo(hash), "not observed is not nothing sold");
        Assert.That(ForecastPacket.Question(Settings with { Origins = 7 }, [task]).Hash, Is.Not.EqualTo(hash));
    }

    [Test]
    public void Answer_CalledOff_Stops()
    {
        var question = ForecastPacket.Question(Settings, [new ForecastTask([1, 2, 3, 4], 1, 1, [4])]).Packed;
        Assert.Throws<OperationCanceledException>(() => ForecastPacket.Answer(question, TimeProvider.System, new CancellationToken(canceled: true)));
    }

    // Steady, seasonal, rare, with gaps, dying, tiny and huge numbers, and one bucket.
    private static IEnumerable<double[]> Histories()
    {
        var random = new Random(11);
        yield return Made(120, t => 10 + random.Next(5));
        yield return Made(150, t => 20 + 8 * Math.Sin(2 * Math.PI * t / 7) + random.NextDouble());
        yield return Made(140, t => random.Next(6) == 0 ? 1 + random.Next(4) : 0);
        yield return Made(130, t => t % 11 == 0 ? double.NaN : 3 + random.Next(9));
        yield return Made(110, t => t < 80 ? 7 + random.Next(3) : 0);
        yield return Made(100, t => 1e-7 * (1 + random.NextDouble()));
        yield return Made(100, t => 1e11 * (1 + random.NextDouble()));
        yield return [5];
    }

    private static double[] Made(int length, Func<int, double> at) => [.. Enumerable.Range(0, length).Select(at)];

    private static long[] Bits(ImmutableArray<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
