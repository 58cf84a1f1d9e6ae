using System.Globalization;
using System.Security.Cryptography;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>Takes work, one piece at a time: whoever asks for what is being done gets the same request, whoever asks for something else is told.</summary>
/// <remarks>Between processes the lease of the ledger decides, as always; within one this desk does, because a process may take its own lease again.</remarks>
internal sealed class RunDesk : IAsyncDisposable
{
    private static readonly Action<ILogger, string, RequestState, string, Exception?> Ended = LoggerMessage.Define<string, RequestState, string>(
        LogLevel.Information, new EventId(3, "WorkEnded"), "{Kind} ended {State}: {Outcome}");

    private static readonly Action<ILogger, string, string, Exception?> Began = LoggerMessage.Define<string, string>(
        LogLevel.Information, new EventId(4, "WorkBegan"), "{Kind} began, asked for by {By}");

    private static readonly Action<ILogger, string, Exception?> Defect =
        LoggerMessage.Define<string>(LogLevel.Error, new EventId(5, "WorkDefect"), "Request {RequestId} failed in a way that was not foreseen");

    private static readonly Action<ILogger, string, long, Exception?> TakenOver = LoggerMessage.Define<string, long>(
        LogLevel.Warning, new EventId(10, "TakenOver"), "The node of request {RequestId} is gone; this one goes on with it, attempt {Attempt}");

    private readonly ServiceDatabase store;
    private readonly WorkBench bench;
    private readonly OtherNodes others;
    private readonly TimeProvider clock;
    private readonly ServiceMetrics metrics;
    private readonly ILogger<RunDesk> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly WaitingLine line = new();
    private LiveWork? live;
    private bool isDisposed;

    public RunDesk(ServiceDatabase store, WorkBench bench, OtherNodes others, TimeProvider clock, ServiceMetrics metrics, ILogger<RunDesk> logger) =>
        (this.store, this.bench, this.others, this.clock, this.metrics, this.logger) = (store, bench, others, clock, metrics, logger);

    /// <summary>Told when a piece of work has ended and is on record.</summary>
    public event Action? WorkEnded;

    /// <summary>What is being done on this node; null when nothing is.</summary>
    public LiveWork? Live
    {
        get
        {
            lock (gate)
                return live;
        }
    }

    /// <summary>Takes work, or says why not.</summary>
    /// <param name="order">What is asked for.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="key">His idempotency key; null = none.</param>
    /// <exception cref="DatabaseException">The database cannot be used; nothing was begun.</exception>
    public DeskAnswer Ask(WorkOrder order, string by, string? key = null)
    {
        lock (gate)
        {
            if (key is null && live is { } same && same.Order == order)
                return new DeskAnswer.Taken(same.Request.Id, same, IsNew: false);
            if (key is null && live is { } other)
                return new DeskAnswer.Busy(other.Request, other);
            using var database = store.Open();
            var requests = new ServiceRequests(database);
            if (key is not null && requests.FindKey(by, key) is { } before)
            {
                return before.BodyHash != order.Hash
                    ? new DeskAnswer.KeyReused(before.RequestId)
                    : new DeskAnswer.Taken(before.RequestId, live?.Request.Id == before.RequestId ? live : null, IsNew: false);
            }

            if (live is not null && live.Order != order)
                return new DeskAnswer.Busy(live.Request, live);
            if (live is null && others.AtWork(database) is { } elsewhere)
            {
                if (WorkOrder.Of(elsewhere) != order)
                    return new DeskAnswer.Busy(elsewhere, null);
                if (key is not null)
                    requests.NoteKey(by, key, order.Hash, elsewhere.Id);
                return new DeskAnswer.Taken(elsewhere.Id, null, IsNew: false);
            }

            live ??= GoOn(request => WorkOrder.Of(request) == order) ?? Begin(order, by, database, requests);
            if (key is not null)
                requests.NoteKey(by, key, order.Hash, live.Request.Id);
            return new DeskAnswer.Taken(live.Request.Id, live, IsNew: live.Request.By == by);
        }
    }

    /// <summary>Does work, waiting while something else is being done, and waits for its end, on whichever node that is.</summary>
    /// <returns>How it ended.</returns>
    public async Task<RequestState> DoWhenFree(WorkOrder order, string by, CancellationToken cancellation)
    {
        while (true)
        {
            switch (await AskInTurn(order, by, cancellation))
            {
                case DeskAnswer.Taken { Work: { } work }:
                    await work.Ended.WaitAsync(cancellation);
                    return work.Result!.State;
                case DeskAnswer.Taken elsewhere:
                    return await others.Ended(elsewhere.RequestId, cancellation);
                case DeskAnswer.Busy busy:
                    await others.Ended(busy.Request.Id, cancellation);
                    break;
                default:
                    throw new InvalidOperationException("Work without a key is taken or not.");
            }
        }
    }

    /// <summary>Goes on with work whose node is gone, if this one has nothing to do.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public void TakeOverLost()
    {
        lock (gate)
        {
            if (!isDisposed)
                live ??= GoOn(_ => true);
        }
    }

    /// <summary>Stops what is being done, on whichever node, if it is that request or run.</summary>
    /// <param name="id">A request or a run.</param>
    /// <returns>False when it is not being done.</returns>
    public bool CallOff(string id)
    {
        lock (gate)
        {
            if (live is { } work && (work.Request.Id == id || work.RunId == id))
            {
                work.CallOff();
                return true;
            }
        }

        return others.CallOff(id);
    }

    /// <summary>Stops what is being done and waits for it to end, so that nothing is half done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        await stopping.CancelAsync();
        if (Live is { } last)
            await last.Ended;
        stopping.Dispose();
    }

    private Task<DeskAnswer> AskInTurn(WorkOrder order, string by, CancellationToken cancellation)
    {
        lock (gate)
            return Ask(order, by) is var answer && answer is DeskAnswer.Busy { Work: not null } ? line.Turn(order, by, cancellation) : Task.FromResult(answer);
    }

    private LiveWork Begin(WorkOrder order, string by, ForecastingDatabase database, ServiceRequests requests)
    {
        var now = store.UtcNow(database);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var request = new ServiceRequest(id, order.Kind, order.AsOf, order.NarrowedTo, by, now, RequestState.Working, "", "", "", null);

        // Taken before it is there to be seen: nobody finds it without its node.
        var beat = others.Take(id);
        requests.Begin(request, RunLeases.ThisProcess);
        var asOf = order.AsOf is { } day ? string.Create(CultureInfo.InvariantCulture, $" as of {day:yyyy-MM-dd}") : "";
        new AuditLog(database).Append(new AuditAct(
            now, by, AuditActs.Request, $"request {id}", $"{order.Kind.ToString().ToLowerInvariant()}{asOf} {order.NarrowedTo}".TrimEnd()));
        return Start(request, order, beat);
    }

    private LiveWork? GoOn(Func<ServiceRequest, bool> which)
    {
        if (others.TakeLost(which) is not { } lost)
            return null;
        TakenOver(logger, lost.Request.Id, lost.Beat.Attempts, null);
        return Start(lost.Request, WorkOrder.Of(lost.Request), lost.Beat);
    }

    private LiveWork Start(ServiceRequest request, WorkOrder order, RequestHeartbeat? beat)
    {
        var work = new LiveWork(request, order, beat, metrics, clock, stopping.Token);
        beat?.Begin(work);
        _ = Task.Factory.StartNew(() => Do(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return work;
    }

    private void Do(LiveWork work)
    {
        var kind = work.Order.Kind.ToString().ToLowerInvariant();
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["request"] = work.Request.Id });
        Began(logger, kind, work.Request.By, null);
        WorkResult result;
        try
        {
            using var measured = metrics.Measure(work.Order.Kind);
            work.Trace = measured.Trace;
            result = bench.Do(work);
            measured.End(result.State);
        }
        catch (Exception fault)
        {
            // Whatever it was, the desk must be free again, and somebody must read of it.
            Defect(logger, work.Request.Id, fault);
            result = new WorkResult(RequestState.Failed, $"The program failed in a way that it did not foresee; the log has more under request {work.Request.Id}.");
        }

        using (logger.BeginScope(new Dictionary<string, object> { ["run"] = work.RunId }))
            Ended(logger, kind, result.State, result.Outcome, null);
        Keep(work, result);
        lock (gate)
        {
            live = null;
            if (!stopping.IsCancellationRequested)
                line.Next((order, by) => Ask(order, by), () => live is null);
        }

        WorkEnded?.Invoke();
        if (result.Then is { } next)
            Follow(next);
        work.End(result);
        work.Dispose();
    }

    private void Follow(WorkOrder order)
    {
        if (stopping.IsCancellationRequested)
            return;
        try
        {
            Ask(order, SensingWork.Name);
        }
        catch (DatabaseException fault)
        {
            Defect(logger, order.Kind.ToString(), fault);
        }
    }

    private void Keep(LiveWork work, WorkResult result)
    {
        try
        {
            using var database = store.Open();
            var now = store.UtcNow(database);
            if (work.Beat is { } beat)
            {
                // What ends with this node and not by itself another one goes on with.
                beat.End(result.State == RequestState.Interrupted ? null : requests => Write(work, result, requests, now));
            }
            else
            {
                Write(work, result, new ServiceRequests(database), now);
            }

            KeepTimes(work, result, database, now);
        }
        catch (LeaseLostException)
        {
            // Another node has gone on with it, or it was called off there and is on record.
        }
        catch (DatabaseException fault)
        {
            Defect(logger, work.Request.Id, fault);
        }
        finally
        {
            // Whatever could not be written: nobody must take it for work that is still being done.
            work.Beat?.Dispose();
        }
    }

    private static void Write(LiveWork work, WorkResult result, ServiceRequests requests, DateTimeOffset now)
    {
        requests.NoteRun(work.Request.Id, work.RunId);
        requests.Finish(work.Request.Id, result.State, result.Folder, result.Outcome, now);
    }

    // Of a run that published: a stage ends where the next begins, the last one here.
    private static void KeepTimes(LiveWork work, WorkResult result, ForecastingDatabase database, DateTimeOffset now)
    {
        if (work.Order.Kind == RequestKind.Run && result.State is RequestState.Done or RequestState.Partial && work.Progress().Stages is [.., { Name: "publish" }] stages)
            new WorkTimes(database).Keep(work.Request.Id, [.. stages.Select(s => new StageTime(s.Name, s.Seconds))], now);
    }
}
