using System.Text.Json;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>Tells the other nodes of a server's database that a request is being done here, and how far it is; learns from them that it was called off.</summary>
internal sealed class RequestHeartbeat : IDisposable
{
    private const int BeatsPerLease = 5;

    private readonly ForecastingDatabase database;
    private readonly RunLease lease;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource end = new();
    private Task beating = Task.CompletedTask;

    private RequestHeartbeat(ForecastingDatabase database, RunLease lease, TimeProvider clock) => (this.database, this.lease, this.clock) = (database, lease, clock);

    /// <summary>How often somebody began the request, this time included.</summary>
    public long Attempts => lease.Token;

    /// <summary>Takes a request, if nobody is at work on it.</summary>
    /// <param name="store">The database.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="duration">After so much silence another node goes on with it.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <returns>Null when somebody is.</returns>
    public static RequestHeartbeat? TryTake(ServiceDatabase store, string requestId, TimeSpan duration, TimeProvider clock)
    {
        var database = store.Open();
        if (store.Leases(database).TryAcquireFromOthers(RunLeases.OfRequest(requestId), requestId, duration) is { } lease)
            return new RequestHeartbeat(database, lease, clock);
        database.Dispose();
        return null;
    }

    /// <summary>Begins to beat.</summary>
    public void Begin(LiveWork work) => beating = Task.Run(() => Beat(work));

    /// <summary>Ends the beat, and lets others go on with the request; what is written about it before, only who still has it writes.</summary>
    /// <param name="last">The last words about it; null = none.</param>
    /// <exception cref="LeaseLostException">Another node has gone on with it, or it was called off there.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void End(Action<ServiceRequests>? last)
    {
        Stop();
        var requests = new ServiceRequests(database);
        lease.Write(() =>
        {
            last?.Invoke(requests);
            requests.NoteProgress(lease.Name[(lease.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..], null);
        });
        lease.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        end.Dispose();
        database.Dispose();
    }

    private void Stop()
    {
        if (!end.IsCancellationRequested)
            end.Cancel();
        beating.GetAwaiter().GetResult();
    }

    private async Task Beat(LiveWork work)
    {
        var requests = new ServiceRequests(database);
        using var timer = new PeriodicTimer(lease.Duration / BeatsPerLease, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                if (TryBeat(requests, work))
                    continue;
                work.CallOff();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    // False: it is not ours any more. A database that does not answer says nothing; the run has a lease of its own, and stops by that.
    private bool TryBeat(ServiceRequests requests, LiveWork work)
    {
        try
        {
            if (!lease.Renew())
                return false;
            requests.NoteProgress(work.Request.Id, JsonSerializer.Serialize(work.Progress(), LiveProgress.Json));
            if (work.RunId.Length > 0)
                requests.NoteRun(work.Request.Id, work.RunId);
            return true;
        }
        catch (DatabaseException)
        {
            return true;
        }
    }
}
