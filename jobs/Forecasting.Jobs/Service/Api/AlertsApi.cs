using System.Security.Claims;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Security;

namespace Forecasting.Jobs.Service.Api;

/// <summary>What was told of alarms, and how the deadlines stand.</summary>
internal static class AlertsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alerts", (ServiceDatabase store) =>
        {
            using var database = store.Open();
            return AlertView.Newest(database, store.UtcNow(database));
        }).RequireAuthorization(Roles.Viewer).WithSummary("The messages of the last 30 days, the newest first, and what became of each.");
        api.MapPost("/alerts/test", async (AlertPost post, ClaimsPrincipal user, CancellationToken cancellation) =>
            (await post.SendTest(user.NameOf(), cancellation)).Select(AlertWayView.Of)).RequireAuthorization(Roles.Operator).WithSummary("Sends a test message by every way, and tells what became of it.");
        api.MapGet("/deadlines", (ServiceDatabase store, DeadlineWatch deadlines) =>
        {
            using var database = store.Open();
            return deadlines.Standing(database, store.UtcNow(database));
        }).RequireAuthorization(Roles.Viewer).WithSummary("How each deadline stands: when what it is for is expected, and why.");
    }
}
