using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>What was asked of the service, and under which idempotency keys: known after a restart too.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class ServiceRequests(ForecastingDatabase database)
{
    /// <summary>Keeps a request that is begun.</summary>
    /// <param name="request">The request.</param>
    /// <param name="worker">The process that does it.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Begin(ServiceRequest request, string worker)
    {
        ArgumentNullException.ThrowIfNull(request);
        database.Execute("Requests/Insert", new
        {
            request_id = request.Id,
            kind = request.Kind.ToString(),
            as_of = request.AsOf,
            narrowed_to = request.NarrowedTo,
            requested_by = request.By,
            requested_at = StoredTime.Of(request.At),
            state = request.State.ToString(),
            run_id = request.RunId,
            folder = request.Folder,
            outcome = request.Outcome,
            worker,
        });
    }

    /// <summary>Keeps which run a request is about.</summary>
    public void NoteRun(string id, string runId) => database.Execute("Requests/NoteRun", new { request_id = id, run_id = runId });

    /// <summary>Keeps how a request ended; one that has ended stays as it is.</summary>
    public void Finish(string id, RequestState state, string folder, string outcome, DateTimeOffset at) =>
        database.Execute("Requests/Finish", new { request_id = id, state = state.ToString(), folder, outcome, finished_at = StoredTime.Of(at) });

    /// <summary>Ends what other processes left unfinished: for a service that is alone on its database, when it starts.</summary>
    /// <returns>How many there were.</returns>
    public int Interrupt(string worker, string outcome, DateTimeOffset at) =>
        database.Execute("Requests/Interrupt", new { worker, outcome, finished_at = StoredTime.Of(at) });

    /// <summary>One request; null when there is none.</summary>
    public ServiceRequest? Find(string id) => database.Query<RequestRow>("Requests/Find", new { request_id = id }).SingleOrDefault()?.ToRequest();

    /// <summary>The newest hundred, the newest first.</summary>
    public IReadOnlyList<ServiceRequest> Newest() => [.. database.Query<RequestRow>("Requests/ReadNewest").Select(r => r.ToRequest())];

    /// <summary>The requests that are being done, or whose worker is gone, the oldest first.</summary>
    public IReadOnlyList<ServiceRequest> Working() => [.. database.Query<RequestRow>("Requests/ReadWorking").Select(r => r.ToRequest())];

    /// <summary>Keeps that another process goes on with a request.</summary>
    /// <returns>False when it has ended meanwhile.</returns>
    public bool TakeOver(string id, string worker) => database.Execute("Requests/TakeOver", new { request_id = id, worker }) == 1;

    /// <summary>Keeps how far a request is, for those who ask another node.</summary>
    /// <param name="id">The request.</param>
    /// <param name="progress">JSON; null = nothing any more.</param>
    public void NoteProgress(string id, string? progress) => database.InTransaction(() =>
    {
        if (progress is null)
            database.Execute("Requests/DeleteProgress", new { request_id = id });
        else if (database.Execute("Requests/UpdateProgress", new { request_id = id, progress }) == 0)
            database.Execute("Requests/InsertProgress", new { request_id = id, progress });
    });

    /// <summary>How far a request is, as JSON; null when nobody said.</summary>
    public string? Progress(string id) => database.Scalar<string>("Requests/ReadProgress", new { request_id = id });

    /// <summary>Keeps what was asked with an idempotency key.</summary>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="bodyHash">SHA-256 of what was asked.</param>
    /// <param name="id">The request that answers it.</param>
    public void NoteKey(string caller, string key, string bodyHash, string id) =>
        database.Execute("Requests/InsertKey", new { caller, request_key = key, body_hash = bodyHash, request_id = id });

    /// <summary>What was asked with an idempotency key before; null when nothing was.</summary>
    public (string BodyHash, string RequestId)? FindKey(string caller, string key) =>
        database.Query<KeyRow>("Requests/FindKey", new { caller, request_key = key }).SingleOrDefault() is { } row ? (row.BodyHash, row.RequestId) : null;

    private sealed record KeyRow
    {
        public string BodyHash { get; init; } = "";

        public string RequestId { get; init; } = "";
    }

    private sealed record RequestRow
    {
        public string RequestId { get; init; } = "";

        public string Kind { get; init; } = "";

        public DateOnly? AsOf { get; init; }

        public string NarrowedTo { get; init; } = "";

        public string RequestedBy { get; init; } = "";

        public DateTime RequestedAt { get; init; }

        public string State { get; init; } = "";

        public string RunId { get; init; } = "";

        public string Folder { get; init; } = "";

        public string Outcome { get; init; } = "";

        public DateTime? FinishedAt { get; init; }

        public string Worker { get; init; } = "";

        public ServiceRequest ToRequest() => new(
            RequestId,
            Enum.Parse<RequestKind>(Kind),
            AsOf,
            NarrowedTo,
            RequestedBy,
            StoredTime.Utc(RequestedAt),
            Enum.Parse<RequestState>(State),
            RunId,
            Folder,
            Outcome,
            FinishedAt is { } end ? StoredTime.Utc(end) : null);
    }
}
