using System.Collections.Concurrent;
using System.Globalization;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Forecasting.Jobs.Service.Security;

/// <summary>Puts refused access on record: what was shown and not accepted, and what somebody asked for and may not do.</summary>
/// <remarks>One entry a minute for each address and reason, with the number of those between: whoever knocks all night must not fill the log.</remarks>
internal sealed class AccessLog(ServiceDatabase store, TimeProvider clock, ILogger<AccessLog> logger)
{
    private const int Remembered = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Action<ILogger, string, string, string, Exception?> Refused = LoggerMessage.Define<string, string, string>(
        LogLevel.Warning, new EventId(2, "RefusedAccess"), "Access refused to {Who} at {Path}: {Why}");

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> recent = new(StringComparer.Ordinal);

    /// <summary>Puts it on record. A database that cannot be written is no reason to let anybody in, or to fail otherwise.</summary>
    /// <param name="http">The call.</param>
    /// <param name="who">Who it was, as far as that is known.</param>
    /// <param name="why">Why it was refused: our words, never what the caller showed.</param>
    public void Note(HttpContext http, string who, string why)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var what = $"{http.Request.Method} {http.GetEndpoint()?.DisplayName ?? "an address that is not there"}";
        Refused(logger, who, what, why, null);
        var now = clock.GetUtcNow();
        var key = $"{address} {why}";
        var isDue = false;
        var before = 0;
        recent.AddOrUpdate(
            key,
            _ =>
            {
                isDue = true;
                return (now, 0);
            },
            (_, was) =>
            {
                isDue = now - was.Since >= Pause;
                before = was.Count;
                return isDue ? (now, 0) : (was.Since, was.Count + 1);
            });
        if (recent.Count > Remembered)
            recent.Clear();
        if (!isDue)
            return;
        try
        {
            using var database = store.Open();
            var more = before > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {before} more like it since the last entry") : "";
            new AuditLog(database).Append(new AuditAct(store.UtcNow(database), who, AuditActs.RefusedAccess, address, $"{what}: {why}{more}"));
        }
        catch (DatabaseException fault)
        {
            Refused(logger, who, what, "not in the audit log: " + fault.Message, null);
        }
    }
}

/// <summary>Lets the framework decide, and puts what it forbids on record.</summary>
internal sealed class RecordedRefusals(AccessLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler inner = new();

    /// <inheritdoc/>
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
            log.Note(context, context.User.NameOf(), "has not the role for it");
        return inner.HandleAsync(next, context, policy, authorizeResult);
    }
}
