using Forecasting.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Forecasting.Jobs.Service;

/// <summary>Ready is who can use its database. While another process has a DuckDB file, nobody else can.</summary>
internal sealed class DatabaseHealth(ServiceDatabase store) : IHealthCheck
{
    /// <summary>Tag of the checks of readiness.</summary>
    public const string Ready = "ready";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var database = store.Open();
            store.UtcNow(database);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (DatabaseException fault)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(fault.Message));
        }
    }
}
