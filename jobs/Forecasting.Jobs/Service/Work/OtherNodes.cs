using System.Text.Json;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>What the other nodes on the same server's database are at work on. A DuckDB file has no other nodes.</summary>
internal sealed class OtherNodes(ServiceOptions options, ServiceDatabase store, TimeProvider clock)
{
    /// <summary>How often a request is begun before it is given up: what ends every node that tries it must not go round for ever.</summary>
    private const int MostAttempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly bool isCluster = Commands.DatabaseOption.IsServer(options.Database);

    /// <summary>What another node is at work on; null = nothing.</summary>
    public ServiceRequest? AtWork(ForecastingDatabase database)
    {
        if (!isCluster)
            return null;
        var leases = store.Leases(database);
        return new ServiceRequests(database).Working().FirstOrDefault(r => leases.OwnerOf(RunLeases.OfRequest(r.Id)) is { Length: > 0 } owner && owner != leases.Owner);
    }

    /// <summary>How far that is; null = nothing is being done, or nothing is known of it yet.</summary>
    public LiveProgress? Progress(ForecastingDatabase database) =>
        AtWork(database) is { } request && new ServiceRequests(database).Progress(request.Id) is { } json
            ? JsonSerializer.Deserialize<LiveProgress>(json, LiveProgress.Json)
            : null;

    /// <summary>Takes a new request for this node.</summary>
    /// <returns>Null where there are no other nodes.</returns>
    public RequestHeartbeat? Take(string requestId) => isCluster ? RequestHeartbeat.TryTake(store, requestId, options.Settings.Cluster.CheckIn, clock) : null;

    /// <summary>Goes on with a request whose node is gone.</summary>
    /// <param name="which">Which one will do.</param>
    /// <returns>Null when there is none.</returns>
    public (ServiceRequest Request, RequestHeartbeat Beat)? TakeLost(Func<ServiceRequest, bool> which)
    {
        if (!isCluster)
            return null;
        using var database = store.Open();
        var requests = new ServiceRequests(database);
        foreach (var request in requests.Working().Where(which))
        {
            if (Take(request.Id) is not { } beat)
                continue;
            if (beat.Attempts > MostAttempts)
                requests.Finish(request.Id, RequestState.Failed, "", "Every node that tried it ended before it did. See the logs of the nodes; then ask again.", store.UtcNow(database));
            else if (requests.TakeOver(request.Id, RunLeases.ThisProcess))
                return (request, beat);
            using (beat)
                beat.End(null);
        }

        return null;
    }

    /// <summary>Calls off what another node is at work on: it learns that with its next beat.</summary>
    /// <param name="id">A request or a run.</param>
    /// <returns>False when none of them is at work on it.</returns>
    public bool CallOff(string id)
    {
        using var database = store.Open();
        if (AtWork(database) is not { } request || (request.Id != id && request.RunId != id))
            return false;
        new ServiceRequests(database).Finish(request.Id, RequestState.Cancelled, "", "Called off. Nothing of it goes out.", store.UtcNow(database));
        store.Leases(database).Revoke(request.Id);
        return true;
    }

    /// <summary>Waits for the end of a request that another node is at work on.</summary>
    public async Task<RequestState> Ended(string requestId, CancellationToken cancellation)
    {
        while (true)
        {
            using (var database = store.Open())
            {
                if (new ServiceRequests(database).Find(requestId)?.State is var state and not RequestState.Working)
                    return state ?? RequestState.Failed;
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }
}
