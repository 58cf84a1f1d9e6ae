using Forecasting.Jobs.Sensing;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Sensing;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Api;

/// <summary>What came since the plan and is not as it promised.</summary>
internal static class SignalsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/signals", (ServiceDatabase store) =>
        {
            using var database = store.Open();
            var archive = new SignalArchive(database);
            return new { Look = archive.Newest(), Signals = archive.Open().Select(SignalView.Of).ToList() };
        }).RequireAuthorization(Roles.Viewer).WithSummary("Signals that stand, most money at risk first, and the look that found them; null when nobody has looked yet.");
        api.MapPost("/signals", (HttpContext http, RunDesk desk) => RequestsApi.Take(http, desk, new WorkOrder(RequestKind.Sense)))
            .RequireAuthorization(Roles.Operator).WithSummary("Reads the files and looks now.");
    }
}
