using System.Globalization;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service;

/// <summary>What the service does when it begins and when it ends: puts both on record, tells of what was broken off, stops what is being done.</summary>
internal sealed class ServiceLifetime(ServiceOptions options, ServiceDatabase store, RunDesk desk, ILogger<ServiceLifetime> logger) : IHostedService
{
    private static readonly Action<ILogger, string, Exception?> Told =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(6, "Told"), "{What}");

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var database = store.Open();
        var now = store.UtcNow(database);

        // On a server's database the work of another service may still be going on.
        if (!database.IsServer && new ServiceRequests(database).Interrupt(RunLeases.ThisProcess, "The service was killed meanwhile. Ask again.", now) is var broken and > 0)
            Told(logger, string.Create(CultureInfo.InvariantCulture, $"{broken} requests were broken off when the service was killed."), null);
        new AuditLog(database).Append(new AuditAct(now, RunLeases.ThisProcess, AuditActs.Serve, string.Join(' ', options.Urls), options.IsDevelopment ? "begun, in development" : "begun"));
        if (options.IsDevelopment)
            Told(logger, "--development: whoever sits at this machine may do everything.", null);
        else if (options.Settings.Service.Proxies.IsEmpty && options.Urls.FirstOrDefault(u => u.StartsWith("http:", StringComparison.Ordinal) && !ServiceOptions.IsLoopback(u)) is { } open)
            Told(logger, $"{open} is not encrypted, and keys and tokens pass over it: listen at https, or behind a proxy that encrypts (service.proxies).", null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await desk.DisposeAsync();
        using var database = store.Open();
        new AuditLog(database).Append(new AuditAct(store.UtcNow(database), RunLeases.ThisProcess, AuditActs.Serve, string.Join(' ', options.Urls), "ended"));
    }
}
