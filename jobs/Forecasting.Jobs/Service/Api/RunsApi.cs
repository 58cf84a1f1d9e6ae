using System.Collections.Immutable;
using System.Security.Claims;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Api;

/// <summary>What a run is asked with.</summary>
/// <param name="AsOf">Morning of the plan; left out = the morning after the last sales.</param>
/// <param name="Skus">Only orders with these products go out, each whole; left out = all.</param>
/// <param name="Locations">The same for places that receive.</param>
/// <param name="Suppliers">The same for suppliers.</param>
/// <param name="Grades">The same for trust grades, A to D.</param>
public sealed record RunOrder(
    DateOnly? AsOf,
    ImmutableArray<string>? Skus = null,
    ImmutableArray<string>? Locations = null,
    ImmutableArray<string>? Suppliers = null,
    ImmutableArray<string>? Grades = null);

/// <summary>Why somebody does something.</summary>
/// <param name="Why">In words; a decision needs it.</param>
public sealed record Reason(string? Why);

/// <summary>What was taken on.</summary>
/// <param name="RequestId">The request; <c>GET /api/v1/requests/{id}</c> tells how far it is.</param>
/// <param name="RunId">The run; empty until the files are read and it is known. <c>Prefer: wait=SECONDS</c> waits for it.</param>
/// <param name="State">How far it is.</param>
internal sealed record TakenView(string RequestId, string RunId, RequestState State);

/// <summary>Runs: list, one, start, cancel, decide.</summary>
internal static class RunsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/runs", (ServiceDatabase store, StatusBoard board, int last = StatusBoard.RunsKept) =>
        {
            if (Between(last, 1, 500) <= StatusBoard.RunsKept)
                return board.Now().Runs.Take(last).ToImmutableArray();
            using var database = store.Open();
            return RunViews.Newest(database, new RunLedger(database).Runs(), last);
        }).RequireAuthorization(Roles.Viewer).WithSummary("The newest runs.");
        api.MapGet("/runs/{runId}", (string runId, ServiceOptions options, ServiceDatabase store) =>
        {
            using var database = store.Open();
            return RunViews.One(database, runId, options.Out);
        }).RequireAuthorization(Roles.Viewer).WithSummary("One run: state, decisions, counts, stages and timings.");
        api.MapPost("/runs", Start).RequireAuthorization(Roles.Operator).WithSummary("Starts a run, of all orders or of a part. Whoever asks while it is being made gets the same one.");
        api.MapPost("/runs/{runId}/cancel", (string runId, Reason reason, ServiceOptions options, ServiceDatabase store, RunDesk desk, ClaimsPrincipal user) =>
            Cancel(runId, reason.Why, options, store, desk, user.NameOf())).RequireAuthorization(Roles.Operator).WithSummary("Calls a run off that is not out.");
        api.MapPost("/runs/{runId}/approve", (string runId, Reason reason, ServiceDatabase store, RunDesk desk, ClaimsPrincipal user) =>
            Approve(runId, reason.Why, store, desk, user.NameOf())).RequireAuthorization(Roles.Approver).WithSummary("Lets a held plan out.");
        api.MapPost("/runs/{runId}/reject", (string runId, Reason reason, ServiceDatabase store, ClaimsPrincipal user) =>
            Reject(runId, reason.Why, store, user.NameOf())).RequireAuthorization(Roles.Approver).WithSummary("Gives a held plan up.");
    }

    /// <summary>A number within its limits.</summary>
    /// <exception cref="Problem">It is not.</exception>
    public static int Between(int number, int least, int most) => number >= least && number <= most
        ? number
        : throw Problem.Invalid(FormattableString.Invariant($"{number} is not from {least} to {most}."), "Give another number.");

    /// <summary>Calls a run off: in the ledger, and where it is being made.</summary>
    public static void Cancel(string runId, string? reason, ServiceOptions options, ServiceDatabase store, RunDesk desk, string by)
    {
        using var database = store.Open();
        var runs = new RunLedger(database);
        if (desk.Live?.RunId != runId)
            InterruptedPublications.Record(runs, options.Out, store.UtcNow(database));
        if (runs.Cancel(runId, by, reason ?? "", store.Leases(database)) is { } refusal)
            throw Problem.Conflict("not-possible", refusal, "GET /api/v1/runs tells how each run stands.");
        desk.CallOff(runId);
    }

    /// <summary>Lets a held plan out, and sends it when nothing else is being done.</summary>
    /// <returns>Null when something else is being done: then it goes out with <c>deliver</c>, or the next approval.</returns>
    public static TakenView? Approve(string runId, string? reason, ServiceDatabase store, RunDesk desk, string by)
    {
        using (var database = store.Open())
        {
            if (new Approvals(database).Approve(runId, by, reason ?? "", store.UtcNow(database)) is { } refusal)
                throw Refused(refusal);
        }

        return desk.Ask(new WorkOrder(RequestKind.Deliver), by) is DeskAnswer.Taken taken ? new TakenView(taken.RequestId, runId, RequestState.Working) : null;
    }

    /// <summary>Gives a held plan up.</summary>
    public static void Reject(string runId, string? reason, ServiceDatabase store, string by)
    {
        using var database = store.Open();
        if (new Approvals(database).Reject(runId, by, reason ?? "", store.Leases(database)) is { } refusal)
            throw Refused(refusal);
    }

    private static Problem Refused(string refusal) =>
        Problem.Conflict("decision-refused", refusal, "Somebody who neither asked for the run nor put numbers into it decides, with a reason.");

    private static Task<IResult> Start(HttpContext http, RunOrder order, RunDesk desk) =>
        RequestsApi.Take(http, desk, new WorkOrder(RequestKind.Run, order.AsOf, RequestsApi.Part(order.Skus, order.Locations, order.Suppliers, order.Grades).ToText()));
}
