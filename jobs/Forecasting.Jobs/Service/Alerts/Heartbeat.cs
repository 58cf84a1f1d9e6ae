using System.Collections.Immutable;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Calls an address outside while the service looks and no deadline is missed: when the calls stay away, something that does not depend on this process tells.</summary>
internal sealed class Heartbeat(AlertSettings settings, HttpClient client, TimeProvider clock, ILogger<Heartbeat> logger)
{
    private static readonly Action<ILogger, string, Exception?> Unheard =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(22, "HeartbeatUnheard"), "The heartbeat was not heard: {Why}");

    private DateTimeOffset? last;
    private bool wasMissed;

    /// <summary>True when there is an address.</summary>
    public bool IsNeeded => settings.Heartbeat is not null;

    /// <summary>Calls, if it is time.</summary>
    /// <param name="standing">How the deadlines stand, as seen now.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Beat(ImmutableArray<DeadlineStanding> standing, CancellationToken cancellation)
    {
        if (settings.Heartbeat is not { } address)
            return;
        var now = clock.GetUtcNow();
        var isMissed = standing.Any(d => d.State == DeadlineState.Missed);
        if (isMissed)
        {
            // Once: from then on it is the silence that tells.
            if (!wasMissed && settings.HeartbeatFail && !await Call(address.TrimEnd('/') + "/fail", cancellation))
                return;
        }
        else if (wasMissed || last is not { } before || now - before >= TimeSpan.FromMinutes(settings.HeartbeatMinutes))
        {
            if (await Call(address, cancellation))
                last = now;
        }

        wasMissed = isMissed;
    }

    private async Task<bool> Call(string address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode)
                return true;
            Unheard(logger, FormattableString.Invariant($"the answer was {(int)answer.StatusCode}"), null);
        }
        catch (HttpRequestException fault)
        {
            Unheard(logger, fault.HttpRequestError.ToString(), null);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Unheard(logger, "there was no answer in time", null);
        }

        return false;
    }
}
