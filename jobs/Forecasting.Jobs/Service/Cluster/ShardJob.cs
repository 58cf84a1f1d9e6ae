using Quartz;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>A ring that says: a run has open shards. Whoever hears it takes them out of the ledger until none is left.</summary>
internal sealed class ShardJob(ShardWorker worker, IHostApplicationLifetime lifetime) : IJob
{
    /// <inheritdoc/>
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        worker.DoAll(stop.Token);
        return ValueTask.CompletedTask;
    }
}
