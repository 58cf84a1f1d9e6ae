using System.Diagnostics.Metrics;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Cluster;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>What the node does that asks others for the forecasts of a run.</summary>
[TestFixture]
public sealed class SharedForecastsTests
{
    private static readonly ClusterSettings Cluster = new() { CheckInSeconds = 4, ShareFrom = 1, ShardSize = 1 };
    private static readonly ForecastSettings Forecast = new();

    [Test]
    public void Choose_NobodyElseWorks_WaitsForOthersOnceAndDoesTheRestAlone()
    {
        using var folder = new TemporaryFolder();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var options = ServiceOptions.Of(folder["data"], folder["out"], folder["forecasting.duckdb"], null, null, isDevelopment: false, []);
        Directory.CreateDirectory(options.Out);
        using var store = new ServiceDatabase(options, TimeProvider.System);
        var worker = new ShardWorker(
            options, store, new ServiceMetrics(services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<ShardWorker>.Instance);
        using var database = store.Open();
        var run = new RunIdentity(new DateOnly(2026, 3, 2), "all", "settings", [], "1.0.0");
        new RunLedger(database).Begin(run, TimeProvider.System.GetUtcNow(), "tests");
        var series = Enumerable.Range(0, 8).Select(Series).ToList();
        var clock = new ImpatientClock();
        var (rung, done) = (0, 0);

        var choices = new SharedForecasts(database, run.RunId, Cluster, worker, shards => rung = shards, clock).Choose(series, Forecast, new ParallelOptions(), () => done++);

        Assert.That((rung, done), Is.EqualTo((8, 8)));
        Assert.That(choices.Select(c => c.Forecast.Means), Is.EqualTo(LocalForecastsHere.Instance.Choose(series, Forecast, new ParallelOptions(), null).Select(c => c.Forecast.Means)));
        Assert.That(clock.Waited, Is.InRange(Cluster.CheckIn / 2, Cluster.CheckIn), "a patience for all shards, not for each");
    }

    private static GlobalSeries Series(int number)
    {
        double[] history = [.. Enumerable.Range(0, 60).Select(t => 10d + ((t * (number + 3)) % 7))];
        var task = ((Outcome<ForecastTask>.Done)GivenForecast.TaskOf([.. history], 1, 4, Forecast)).Value;
        return new GlobalSeries(FormattableString.Invariant($"P-{number} LEEDS"), task);
    }

    /// <summary>A clock for which every pause is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public TimeSpan Waited { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Waited.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
