using System.Data.Common;
using Forecasting.Accuracy;
using Forecasting.Storage;
using Quartz;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>This node among those that share a server's database: Quartz's clustered store carries the rings, the ledger decides who does what.</summary>
internal sealed class NodeCluster(ServiceOptions options, ServiceDatabase store, ShardWorker worker, ISchedulerFactory quartz, TimeProvider clock, ILogger<NodeCluster> logger) : IHostedService
{
    /// <summary>Name of the scheduler, the same on all nodes.</summary>
    public const string SchedulerName = "forecasting";

    /// <summary>Most rings for a run: threads of all nodes together that can hear of it at once. Each goes on until no shard is left.</summary>
    private const int MostRings = 64;

    private static readonly Action<ILogger, string, Exception?> NotRung = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(13, "NotRung"), "Other nodes could not be called to the shards of run {Run}");

    /// <summary>How long a node may say nothing before others go on with its work.</summary>
    public TimeSpan CheckIn => options.Settings.Cluster.CheckIn;

    /// <summary>Tells Quartz how to work in the cluster.</summary>
    public static void Configure(IQuartzBuilder quartz, ServiceOptions options)
    {
        var (cluster, address) = (options.Settings.Cluster, ServerAddress.Of(options.Database));
        quartz.ConfigureScheduler(o =>
        {
            o.InstanceName = SchedulerName;
            o.IdleWaitTime = TimeSpan.FromSeconds(1);
        });
        quartz.UseDefaultThreadPool(cluster.Threads == 0 ? Environment.ProcessorCount : cluster.Threads);
        quartz.UsePersistentStore(s =>
        {
            _ = address.IsPostgreSql ? s.UsePostgres(address.Factory, address.ConnectionString) : s.UseSqlServer(address.Factory, address.ConnectionString);
            s.ConfigureStore(o => o.TablePrefix = ClusterSchema.Prefix);
            s.UseClustering(c =>
            {
                c.CheckinInterval = cluster.CheckIn / 2;
                c.CheckinMisfireThreshold = cluster.CheckIn / 2;
            });
        });
    }

    /// <summary>Who computes the forecasts of a run: every node.</summary>
    public ILocalForecasts Share(ForecastingDatabase database, string runId) =>
        new SharedForecasts(database, runId, options.Settings.Cluster, worker, shards => Task.Run(() => Ring(runId, shards)), clock);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ClusterSchema.Provision(options.Database, store, clock, cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A run does not wait for the bell: where it cannot be rung, the node that makes the run works alone.
    private async Task Ring(string runId, int shards)
    {
        try
        {
            var scheduler = await Scheduler(CancellationToken.None);
            var rings = Enumerable.Range(0, Math.Min(shards, MostRings)).ToDictionary(
                i => JobBuilder.Create<ShardJob>().WithIdentity(FormattableString.Invariant($"{i}"), runId).RequestRecovery().Build(),
                i => (IReadOnlyCollection<ITrigger>)[TriggerBuilder.Create().WithIdentity(FormattableString.Invariant($"{i}"), runId).StartNow().Build()]);
            await scheduler.ScheduleJobs(rings, ScheduleJobOptions.Replacing, CancellationToken.None);
        }
        catch (Exception fault) when (fault is SchedulerException or DbException or InvalidOperationException)
        {
            NotRung(logger, runId, fault);
        }
    }

    private async Task<IScheduler> Scheduler(CancellationToken cancellation) =>
        await quartz.LookupScheduler(SchedulerName, cancellation) ?? throw new InvalidOperationException("The scheduler of the cluster is not there yet.");
}
