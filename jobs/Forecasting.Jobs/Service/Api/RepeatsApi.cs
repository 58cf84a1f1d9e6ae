using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Api;

/// <summary>Which days a backfill is of.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
public sealed record BackfillOrder(DateOnly? From, DateOnly? To);

/// <summary>Runs once more, and runs that were missed: only when somebody asks.</summary>
internal static class RepeatsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/runs/{runId}/replay", Replay).RequireAuthorization(Roles.Operator)
            .WithSummary("Makes a published run once more from the raw archive; the request tells whether every file is the same.");
        api.MapPost("/backfills", Backfill).RequireAuthorization(Roles.Operator)
            .WithSummary("Makes the runs of the mornings in these days that have none, the oldest first.");
    }

    private static Task<IResult> Replay(string runId, HttpContext http, ServiceDatabase store, RunDesk desk)
    {
        using (var database = store.Open())
        {
            var run = new RunLedger(database).Find(runId) ?? throw Problem.NotFound($"There is no run {runId}.", "GET /api/v1/runs lists them.");
            if (run.State != RunState.Published)
                throw Problem.Conflict("not-possible", $"Run {runId} was not published: there is nothing to compare a replay with.", "Name a published run.");
        }

        return RequestsApi.Take(http, desk, new WorkOrder(RequestKind.Replay, null, runId));
    }

    private static Task<IResult> Backfill(HttpContext http, BackfillOrder order, RunDesk desk)
    {
        if (order is not { From: { } from, To: { } to } || from > to || to.DayNumber - from.DayNumber >= MissedMornings.MostDays)
        {
            throw Problem.Invalid(
                FormattableString.Invariant($"A backfill is of a first and a last day, at most {MissedMornings.MostDays} days in all."),
                """Ask like {"from": "2026-03-02", "to": "2026-03-30"}.""");
        }

        return RequestsApi.Take(http, desk, new WorkOrder(RequestKind.Backfill, null, new MissedMornings(from, to).ToString()));
    }
}
