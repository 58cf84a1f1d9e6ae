using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>A stage of the work that is being done.</summary>
/// <param name="Name">read, check, plan, publish.</param>
/// <param name="Seconds">How long it takes, or took.</param>
public sealed record LiveStage(string Name, double Seconds);

/// <summary>How far the work is at this moment.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Kind">What is done.</param>
/// <param name="By">Who asked.</param>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="RunId">The run; empty until it is known.</param>
/// <param name="Stage">The stage it is in; empty before the first.</param>
/// <param name="Done">Steps done of the stage.</param>
/// <param name="Total">Steps of the stage; 0 = not known.</param>
/// <param name="Stages">Every stage so far.</param>
public sealed record LiveProgress(
    string RequestId,
    RequestKind Kind,
    string By,
    DateTimeOffset StartedAt,
    string RunId,
    string Stage,
    double Done,
    double Total,
    ImmutableArray<LiveStage> Stages)
{
    /// <summary>How nodes write it for each other.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>The work that is being done: how far it is, and the means to stop it.</summary>
internal sealed class LiveWork(
    ServiceRequest request, WorkOrder order, RequestHeartbeat? beat, ServiceMetrics metrics, TimeProvider clock, CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly TaskCompletionSource known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Name, long Began)> stages = [];
    private readonly Lock gate = new();
    private string runId = "";
    private double done;
    private double total;
    private Activity? traced;

    /// <summary>What was asked for.</summary>
    public ServiceRequest Request => request;

    /// <summary>The same as work.</summary>
    public WorkOrder Order => order;

    /// <summary>What tells other nodes of it; null where there are none.</summary>
    public RequestHeartbeat? Beat => beat;

    /// <summary>Cancelled when it is to stop.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>True when a person stopped it, and not the end of the service.</summary>
    public bool IsCalledOff { get; private set; }

    /// <summary>How it ended; null while it has not.</summary>
    public WorkResult? Result { get; private set; }

    /// <summary>Completed when the run is known, or there is none.</summary>
    public Task Known => known.Task;

    /// <summary>Completed when the work has ended and is on record.</summary>
    public Task Ended => ended.Task;

    /// <summary>The run; empty until it is known.</summary>
    public string RunId
    {
        get
        {
            lock (gate)
                return runId;
        }
    }

    /// <summary>The trace that its stages belong to.</summary>
    public ActivityContext Trace { get; set; }

    /// <summary>Told how far it is, from any thread.</summary>
    public void Report(string stage, double stepsDone, double steps)
    {
        lock (gate)
        {
            if (stages is [] || stages[^1].Name != stage)
            {
                // A late word of the stage before does not bring it back.
                if (stages.Exists(s => s.Name == stage))
                    return;
                stages.Add((stage, clock.GetTimestamp()));
                done = 0;
                traced?.Dispose();
                traced = ServiceMetrics.Activities.StartActivity($"stage {stage}", ActivityKind.Internal, Trace);
                traced?.SetTag("run", runId);
            }

            if (stage == "plan" && stepsDone > done)
                metrics.Planned((long)(stepsDone - done));
            (done, total) = (Math.Max(done, stepsDone), steps);
        }
    }

    /// <summary>Told which run it is.</summary>
    public void Begun(string run)
    {
        lock (gate)
            runId = run;
        known.TrySetResult();
    }

    /// <summary>Stops it, as a person wants.</summary>
    public void CallOff()
    {
        IsCalledOff = true;
        stop.Cancel();
    }

    /// <summary>Says that all of it is over and on record.</summary>
    public void End(WorkResult result)
    {
        Result = result;
        lock (gate)
            traced?.Dispose();
        known.TrySetResult();
        ended.TrySetResult();
    }

    /// <summary>How far it is now.</summary>
    public LiveProgress Progress()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            return new LiveProgress(
                request.Id, request.Kind, request.By, request.At, runId, stages is [] ? "" : stages[^1].Name, done, total,
                [
                    .. stages.Select((s, i) => new LiveStage(
                        s.Name, Math.Round(clock.GetElapsedTime(s.Began, i + 1 < stages.Count ? stages[i + 1].Began : now).TotalSeconds, 1))),
                ]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();
}
