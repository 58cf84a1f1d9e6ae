using System.Diagnostics;
using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>Takes shards out of the ledger and computes them, one after the other, until none is open.</summary>
internal sealed class ShardWorker(ServiceOptions options, ServiceDatabase store, ServiceMetrics metrics, TimeProvider clock, ILogger<ShardWorker> logger)
{
    private static readonly Action<ILogger, string, int, int, string, Exception?> Lost = LoggerMessage.Define<string, int, int, string>(
        LogLevel.Warning, new EventId(9, "ShardLost"), "Run {Run}, shard {Shard} of {Rows} SKU-locations was computed in vain: {Why}");

    private readonly TimeSpan lasts = options.Settings.Cluster.CheckIn;

    /// <summary>The work and the ledger of shards on a database.</summary>
    public (ShardWork Work, RunStages Stages) On(ForecastingDatabase database)
    {
        var stages = new RunStages(database, store.Leases(database));
        return (new ShardWork(database, stages, RunStage.Forecast), stages);
    }

    /// <summary>Works on every run that is being made, until nothing is open.</summary>
    /// <param name="cancellation">Stops between two series; what was begun is given back.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public void DoAll(CancellationToken cancellation)
    {
        using var database = store.Open();
        foreach (var run in On(database).Work.OpenRuns(ForecastPacket.Build))
        {
            while (!cancellation.IsCancellationRequested && DoOne(database, run, cancellation))
            {
            }
        }
    }

    /// <summary>Takes the next shard of a run that is open, or whose worker is gone, and computes it.</summary>
    /// <returns>False when there is none.</returns>
    public bool DoOne(ForecastingDatabase database, string runId, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var (work, stages) = On(database);
        if (stages.ClaimNext(runId, RunStage.Forecast, lasts) is not { } shard)
            return false;
        using var activity = ServiceMetrics.Activities.StartActivity("shard", ActivityKind.Internal);
        activity?.SetTag("run", runId).SetTag("shard", shard.Number);
        if (work.Question(runId, shard.Number) is not { } question)
        {
            shard.Lease.Release();
            return false;
        }

        using var beside = database.Another();
        try
        {
            var (answer, rows, took) = Computed(question, shard.Lease, beside, cancellation);
            try
            {
                work.Answer(shard, rows, answer);
                metrics.Shard(clock.GetElapsedTime(began), took, rows);
            }
            catch (LeaseLostException lost)
            {
                Lost(logger, runId, shard.Number, rows, lost.Message, null);
            }
        }
        catch (OperationCanceledException)
        {
            // Called off, taken over, or the service ends: whoever wants it now need not wait for the lease.
            if (cancellation.IsCancellationRequested)
                shard.Lease.Release();
            return false;
        }

        return true;
    }

    /// <summary>Told how many shards the run of this node waits for.</summary>
    public void Waits(int open) => metrics.OpenShards = open;

    /// <summary>Forgets what runs that have ended asked of nodes.</summary>
    public void ForgetEnded(ForecastingDatabase database) => On(database).Work.ForgetEnded(database.UtcNow(clock).AddDays(-1));

    private (byte[] Answer, int Rows, TimeSpan Took) Computed(byte[] question, RunLease lease, ForecastingDatabase beside, CancellationToken cancellation)
    {
        using var renewal = LeaseRenewal.Start(lease, beside, clock, cancellation);
        return ForecastPacket.Answer(question, clock, renewal.Stop);
    }
}
