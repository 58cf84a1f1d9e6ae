using System.Diagnostics;
using Forecasting.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Forecasting.Jobs.Service;

/// <summary>Ready is who can use its database. While another process has a DuckDB file, nobody else can. Degraded is whose clock is not that of the server: it works
/// as before.</summary>
/// <remarks>Probes need no key and are not counted, so that a flood from their address cannot starve them: looked is once a second, however many ask.</remarks>
internal sealed class DatabaseHealth(ServiceDatabase store) : IHealthCheck
{
    /// <summary>Tag of the checks of readiness.</summary>
    public const string Ready = "ready";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private HealthCheckResult? last;
    private long lookedAt;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (last is null || Stopwatch.GetElapsedTime(lookedAt) >= Fresh)
                (last, lookedAt) = (Look(), Stopwatch.GetTimestamp());
            return Task.FromResult(last.Value);
        }
    }

    private HealthCheckResult Look()
    {
        try
        {
            using var database = store.Open();
            return ClockSkew.Fault(store.Skew(database), Environment.MachineName) is { } fault ? HealthCheckResult.Degraded(fault) : HealthCheckResult.Healthy();
        }
        catch (DatabaseException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
