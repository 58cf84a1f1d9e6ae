using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>The forecasts of a large run, computed by every node of a cluster: cut into shards by the hash of the SKU-location, asked, waited for, put together.</summary>
/// <remarks>Whoever asks works too when nobody else does, so that a run never waits for a node that is gone.</remarks>
/// <param name="database">The database of the run, under its lease.</param>
/// <param name="runId">The run.</param>
/// <param name="settings">How large a shard is.</param>
/// <param name="worker">Works on shards.</param>
/// <param name="ring">Calls the nodes; told how many shards there are.</param>
/// <param name="clock">Whose time passes.</param>
internal sealed class SharedForecasts(
    ForecastingDatabase database, string runId, ClusterSettings settings, ShardWorker worker, Action<int> ring, TimeProvider clock) : ILocalForecasts
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public ModelChoice[] Choose(IReadOnlyList<GlobalSeries> series, ForecastSettings forecast, ParallelOptions options, Action? done)
    {
        if (series.Count < settings.ShareFrom)
            return LocalForecastsHere.Instance.Choose(series, forecast, options, done);
        var shards = Cut(series);
        var questions = new ShardQuestion[shards.Length];
        Parallel.For(0, shards.Length, options, i => questions[i] = ForecastPacket.Question(forecast, [.. shards[i].Select(s => series[s].Task)]));
        var (work, stages) = worker.On(database);
        worker.ForgetEnded(database);
        work.Ask(runId, ForecastPacket.Build, questions);
        ring(shards.Length);
        Wait(stages, done, options.CancellationToken);

        var answers = shards.Select((_, i) => work.Answered(runId, i)).ToArray();
        var choices = new ModelChoice[series.Count];
        Parallel.For(0, shards.Length, options, i =>
        {
            foreach (var (place, choice) in shards[i].Zip(ForecastPacket.Choices(answers[i], shards[i].Select(s => series[s].Task))))
                choices[place] = choice;
        });
        work.ForgetAnswers(runId);
        return choices;
    }

    /// <summary>The numbers of the series of each shard.</summary>
    private int[][] Cut(IReadOnlyList<GlobalSeries> series)
    {
        var count = (int)(((long)series.Count + settings.ShardSize - 1) / settings.ShardSize);
        return [.. Enumerable.Range(0, series.Count).ToLookup(i => (int)(Shard.HashOf(series[i].Key) % count)) is var cut
            ? Enumerable.Range(0, count).Select(shard => cut[shard].ToArray())
            : []];
    }

    private void Wait(RunStages stages, Action? done, CancellationToken cancellation)
    {
        var told = 0L;
        var finished = 0;
        var moved = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var shards = stages.Shards(runId, RunStage.Forecast);
            for (var known = shards.Where(s => s.IsDone).Sum(s => s.Rows ?? 0); told < known; told++)
                done?.Invoke();
            var ended = shards.Count(s => s.IsDone);
            worker.Waits(shards.Count - ended);
            if (ended == shards.Count)
                return;
            if (ended != finished)
                (finished, moved) = (ended, clock.GetTimestamp());
            else if (clock.GetElapsedTime(moved) > settings.CheckIn / 2 && worker.DoOne(database, runId, cancellation))
            {
                // What was done here is nobody else's move: the next one is done here at once, too.
                finished++;
                continue;
            }

            Task.Delay(Pause, clock, cancellation).GetAwaiter().GetResult();
        }
    }
}
