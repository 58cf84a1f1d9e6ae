using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Forecasting.Trust;

namespace Forecasting.Jobs.Service.Api;

/// <summary>What a preview is asked with.</summary>
/// <param name="AsOf">Morning of the plan; left out = the morning after the last sales.</param>
/// <param name="Skus">Only these products; left out = all.</param>
/// <param name="Locations">Only these places; left out = all.</param>
/// <param name="Suppliers">Only these suppliers; left out = all.</param>
/// <param name="Grades">Only these trust grades, A to D; left out = all.</param>
public sealed record PreviewOrder(
    DateOnly? AsOf, ImmutableArray<string>? Skus, ImmutableArray<string>? Locations, ImmutableArray<string>? Suppliers, ImmutableArray<string>? Grades = null);

/// <summary>What was asked of the service: previews, imports, and how far all of it is.</summary>
internal static class RequestsApi
{
    private const int CodesMost = 1000;
    private const int KeyMost = 100;
    private const int WaitMost = 60;

    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/live", (StatusBoard board) => board.Live is { } progress ? Results.Ok(progress) : Results.NoContent())
            .RequireAuthorization(Roles.Viewer).WithSummary("How far what is being done is; 204 when nothing is.");
        api.MapGet("/requests", (ServiceDatabase store) =>
        {
            using var database = store.Open();
            return new ServiceRequests(database).Newest();
        }).RequireAuthorization(Roles.Viewer).WithSummary("What was asked of the service lately.");
        api.MapGet("/requests/{requestId}", (string requestId, ServiceDatabase store, RunDesk desk) => Find(requestId, store, desk))
            .RequireAuthorization(Roles.Viewer).WithSummary("One request, and how it ended.");
        api.MapPost("/requests/{requestId}/cancel", (string requestId, ServiceDatabase store, RunDesk desk, ClaimsPrincipal user) =>
            Cancel(requestId, store, desk, user.NameOf())).RequireAuthorization(Roles.Operator).WithSummary("Stops what is being done.");
        api.MapPost("/imports", (HttpContext http, RunDesk desk) => Take(http, desk, new WorkOrder(RequestKind.Import)))
            .RequireAuthorization(Roles.Operator).WithSummary("Only reads the files.");
        api.MapPost("/previews", (HttpContext http, PreviewOrder order, RunDesk desk) =>
            Take(http, desk, new WorkOrder(RequestKind.Preview, order.AsOf, Part(order.Skus, order.Locations, order.Suppliers, order.Grades).ToText())))
            .RequireAuthorization(Roles.Planner).WithSummary("Plans without sending: what a run would order now, all of it or a part.");
        api.MapGet("/previews/{requestId}", (string requestId, ServiceDatabase store, RunDesk desk) =>
            RunViews.Preview(Find(requestId, store, desk))).RequireAuthorization(Roles.Viewer).WithSummary("The lines of a preview.");
    }

    /// <summary>Takes work on for a caller of the API: with his idempotency key, and waiting for the run as he prefers.</summary>
    public static async Task<IResult> Take(HttpContext http, RunDesk desk, WorkOrder order)
    {
        var key = KeyOf(http.Request);
        switch (desk.Ask(order, http.User.NameOf(), key))
        {
            case DeskAnswer.KeyReused reused:
                throw new Problem(
                    StatusCodes.Status422UnprocessableEntity, "key-reused", $"The idempotency key was used before for something else (request {reused.RequestId}).",
                    "Use a new key for each thing that you ask for.");
            case DeskAnswer.Busy busy:
                var live = busy.Request;
                throw Problem.Conflict(
                    "busy", $"The service is at work for {live.By} ({live.Kind.ToString().ToLowerInvariant()}, request {live.Id}).", "Wait until it has ended, or stop it.");
            case DeskAnswer.Taken taken:
                if (taken.Work is { } work && WaitOf(http.Request) is var wait && wait > TimeSpan.Zero)
                    await Task.WhenAny(work.Known, Task.Delay(wait, http.RequestAborted));
                http.Response.Headers.Location = $"/api/v1/requests/{taken.RequestId}";
                var request = Find(taken.RequestId, http.RequestServices.GetRequiredService<ServiceDatabase>(), desk);
                return Results.Accepted(value: new TakenView(request.Id, request.RunId, request.State));
            default:
                throw new InvalidOperationException("The desk said something new.");
        }
    }

    /// <summary>A request, with the run that is known only here while it is being done.</summary>
    /// <exception cref="Problem">There is none.</exception>
    public static ServiceRequest Find(string requestId, ServiceDatabase store, RunDesk desk)
    {
        if (desk.Live is { } live && live.Request.Id == requestId)
            return live.Request with { RunId = live.RunId };
        using var database = store.Open();
        return new ServiceRequests(database).Find(requestId) ?? throw Problem.NotFound($"There is no request {requestId}.", "GET /api/v1/requests lists them.");
    }

    /// <summary>Stops what is being done.</summary>
    /// <exception cref="Problem">It is not.</exception>
    public static void Cancel(string requestId, ServiceDatabase store, RunDesk desk, string by)
    {
        if (!desk.CallOff(requestId))
            throw Problem.Conflict("not-possible", $"Request {requestId} is not being done.", "GET /api/v1/requests tells how each ended.");
        using var database = store.Open();
        new AuditLog(database).Append(new AuditAct(store.UtcNow(database), by, AuditActs.Cancel, $"request {requestId}", ""));
    }

    /// <summary>The part of a plan that a call names.</summary>
    /// <exception cref="Problem">A code or a grade is none, or there are too many.</exception>
    public static Narrowing Part(
        ImmutableArray<string>? skus, ImmutableArray<string>? locations, ImmutableArray<string>? suppliers, ImmutableArray<string>? grades)
    {
        if (grades is { } named && (named.Length > Enum.GetValues<TrustGrade>().Length || named.Any(g => Narrowing.Grade(g) is null)))
            throw Problem.Invalid("A grade is none of A, B, C and D, or one is named more than once.", """Ask like {"grades": ["A", "B"]}.""");
        var part = new Narrowing { Skus = skus ?? [], Locations = locations ?? [], Suppliers = suppliers ?? [], Grades = [.. (grades ?? []).Select(g => Narrowing.Grade(g)!.Value)] };
        var codes = part.Skus.Concat(part.Locations).Concat(part.Suppliers).ToList();
        if (codes.Count > CodesMost)
            throw Problem.Invalid(string.Create(CultureInfo.InvariantCulture, $"{codes.Count} codes are too many; {CodesMost} are the most."), "Ask for less, or for all.");
        if (codes.Exists(c => c is not { Length: > 0 and <= 200 } || c.Any(char.IsControl)))
            throw Problem.Invalid("A code is empty, too long, or holds control characters.", "Give codes exactly as in the data.");
        return part;
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers["Idempotency-Key"] is not [{ } key])
            return null;
        return key is { Length: > 0 and <= KeyMost } && key.All(c => c is > ' ' and < (char)127)
            ? key
            : throw Problem.Invalid($"The header Idempotency-Key must be 1 to {KeyMost} visible characters of ASCII.", "A UUID will do.");
    }

    // RFC 7240.
    private static TimeSpan WaitOf(HttpRequest request) =>
        request.Headers["Prefer"] is [{ } prefer] && prefer.StartsWith("wait=", StringComparison.Ordinal)
        && int.TryParse(prefer.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, WaitMost))
            : TimeSpan.Zero;
}
