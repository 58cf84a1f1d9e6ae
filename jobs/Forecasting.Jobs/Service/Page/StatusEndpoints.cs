using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Api;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Service;
using Microsoft.AspNetCore.Mvc;

namespace Forecasting.Jobs.Service.Page;

/// <summary>The status page, and what its buttons do.</summary>
internal static class StatusEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext http, string? said, string? sku, string? location) => Show(http, Words(said), null, sku, location))
            .RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        app.MapGet("/page/style.css", () => Results.Text(StatusStyle.Sheet, "text/css")).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        app.MapGet("/page/refresh.js", () => Results.Text(StatusStyle.Refresh, "text/javascript")).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        app.MapGet("/page/icon.svg", () => Results.Text(StatusStyle.Icon, "image/svg+xml")).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        app.MapPost("/page/run", (HttpContext http, [FromForm] string? asOf) => Act(http, "run", () => Take(http, new WorkOrder(RequestKind.Run, DayOf(asOf)))))
            .RequireAuthorization(Roles.Operator).ExcludeFromDescription();
        app.MapPost("/page/preview", (HttpContext http, [FromForm] string? asOf) => Act(http, "preview", () => Take(http, new WorkOrder(RequestKind.Preview, DayOf(asOf)))))
            .RequireAuthorization(Roles.Planner).ExcludeFromDescription();
        app.MapPost("/page/look", (HttpContext http, IFormCollection _) => Act(http, "look", () => Take(http, new WorkOrder(RequestKind.Sense))))
            .RequireAuthorization(Roles.Operator).ExcludeFromDescription();
        app.MapPost("/page/stop", (HttpContext http, [FromForm] string requestId, ServiceDatabase store, RunDesk desk) =>
            Act(http, "stop", () => RequestsApi.Cancel(requestId, store, desk, http.User.NameOf()))).RequireAuthorization(Roles.Operator).ExcludeFromDescription();
        app.MapPost("/page/approve", (HttpContext http, [FromForm] string runId, [FromForm] string? reason, ServiceDatabase store, RunDesk desk) =>
            Act(http, "approve", () => RunsApi.Approve(runId, reason, store, desk, http.User.NameOf()))).RequireAuthorization(Roles.Approver).ExcludeFromDescription();
        app.MapPost("/page/reject", (HttpContext http, [FromForm] string runId, [FromForm] string? reason, ServiceDatabase store) =>
            Act(http, "reject", () => RunsApi.Reject(runId, reason, store, http.User.NameOf()))).RequireAuthorization(Roles.Approver).ExcludeFromDescription();
        app.MapPost("/page/alert-test", (HttpContext http, IFormCollection _, AlertPost post) =>
            Act(http, "test", () => post.SendTest(http.User.NameOf(), http.RequestAborted).GetAwaiter().GetResult())).RequireAuthorization(Roles.Operator).ExcludeFromDescription();
    }

    private static RazorSlices.RazorSlice<StatusModel> Show(HttpContext http, string? said, Problem? problem, string? sku, string? location)
    {
        http.Response.StatusCode = problem?.Status ?? StatusCodes.Status200OK;
        return StatusPage.Create(StatusModel.Of(http, said, problem, sku, location));
    }

    // The page again, so that to load it anew does nothing a second time.
    private static IResult Act(HttpContext http, string what, Action act)
    {
        try
        {
            act();
            return Results.Redirect($"/?said={what}");
        }
        catch (Problem problem)
        {
            return Show(http, null, problem, null, null);
        }
    }

    private static void Take(HttpContext http, WorkOrder order)
    {
        if (http.RequestServices.GetRequiredService<RunDesk>().Ask(order, http.User.NameOf()) is DeskAnswer.Busy busy)
            throw Problem.Conflict("busy", $"The service is at work for {busy.Request.By}.", "Wait until it has ended, or stop it.");
    }

    private static DateOnly? DayOf(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : throw Problem.Invalid("The morning of the plan is no date.", "Write it like 2026-01-31.");

    private static string? Words(string? said) => said switch
    {
        "run" => "The run was taken on.",
        "preview" => "The preview was taken on. Nothing of it is sent.",
        "look" => "The look was taken on. Its signals are below when it has ended.",
        "stop" => "What was being done is stopped.",
        "approve" => "The plan is approved. It goes out now, or when what is being done has ended.",
        "reject" => "The plan is rejected. It never goes out.",
        "test" => "A test message was sent; below is what became of it.",
        _ => null,
    };
}
