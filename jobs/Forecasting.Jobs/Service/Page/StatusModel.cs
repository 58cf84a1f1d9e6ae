using System.Collections.Immutable;
using System.Security.Claims;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Forecasting.Sensing;
using Forecasting.Storage.Sensing;
using Forecasting.Storage.Service;
using Microsoft.AspNetCore.Antiforgery;

namespace Forecasting.Jobs.Service.Page;

/// <summary>Everything that the status page shows.</summary>
public sealed record StatusModel
{
    private const int RunsShown = 12;
    private const int RequestsShown = 8;

    // Whoever has no button needs no token, and to make one costs more than the rest of the page.
    private static readonly AntiforgeryTokenSet NoForm = new(null, null, "none", null);

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Who looks.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>True when he signed in with this browser, and can sign out.</summary>
    public required bool CanSignOut { get; init; }

    /// <summary>Name and value of the field that tells our forms from those of other sites; empty for whoever has no form.</summary>
    public required AntiforgeryTokenSet Form { get; init; }

    /// <summary>What was done with the form before; null = nothing.</summary>
    public string? Said { get; init; }

    /// <summary>What could not be done; null = nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>What is being done; null = nothing.</summary>
    public LiveProgress? Live { get; init; }

    /// <summary>What somebody must see to.</summary>
    public required ImmutableArray<Alarm> Alarms { get; init; }

    /// <summary>Deadlines, and what was told of alarms.</summary>
    public required AlertsModel Alerting { get; init; }

    /// <summary>The newest runs.</summary>
    public required ImmutableArray<RunView> Runs { get; init; }

    /// <summary>What was asked for lately.</summary>
    public required ImmutableArray<ServiceRequest> Requests { get; init; }

    /// <summary>How fresh the feeds are.</summary>
    public required ImmutableArray<FeedView> Feeds { get; init; }

    /// <summary>How the jobs of the timetable stand.</summary>
    public required ImmutableArray<JobStanding> Jobs { get; init; }

    /// <summary>The newest plan; null = none.</summary>
    public NewestPlan? Plan { get; init; }

    /// <summary>Its orders with most at risk.</summary>
    public required ImmutableArray<TopOrder> Orders { get; init; }

    /// <summary>The signals with most at risk that stand.</summary>
    public required ImmutableArray<StandingSignal> Signals { get; init; }

    /// <summary>The look that found them; null = none was made.</summary>
    public NewestLook? Look { get; init; }

    /// <summary>The product that was asked for; empty = none.</summary>
    public string Sku { get; init; } = "";

    /// <summary>The place that was asked for; empty = none.</summary>
    public string Location { get; init; } = "";

    /// <summary>Its forecast; null = none was asked for, or there is none.</summary>
    public ForecastView? Forecast { get; init; }

    /// <summary>Why there is no forecast; null = there is one, or none was asked for.</summary>
    public string? NoForecast { get; init; }

    /// <summary>The page for a call.</summary>
    internal static StatusModel Of(HttpContext http, string? said, Problem? problem, string? sku, string? location)
    {
        var services = http.RequestServices;
        var options = services.GetRequiredService<ServiceOptions>();
        var live = services.GetRequiredService<StatusBoard>();
        var board = live.Now();
        ForecastView? forecast = null;
        string? noForecast = null;
        if (!string.IsNullOrEmpty(sku))
        {
            try
            {
                using var database = services.GetRequiredService<ServiceDatabase>().Open();
                forecast = ForecastView.Of(database, sku, string.IsNullOrEmpty(location) ? null : location);
            }
            catch (Problem none)
            {
                noForecast = $"{none.Message} {none.Action}";
            }
        }

        var canSignOut = options.Settings.Service.ClientId is not null && !options.IsDevelopment;
        var hasForms = canSignOut || http.User.May(Roles.Planner) || http.User.May(Roles.Approver);
        return new StatusModel
        {
            Now = board.Now,
            User = http.User,
            CanSignOut = canSignOut,
            Form = hasForms ? services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http) : NoForm,
            Said = said,
            Problem = problem is null ? null : $"{problem.Message} {problem.Action}",
            Live = live.Live,
            Alarms = board.Alarms,
            Alerting = board.Alerting,
            Runs = [.. board.Runs.Take(RunsShown)],
            Requests = [.. board.Requests.Take(RequestsShown)],
            Feeds = board.Feeds,
            Jobs = board.Jobs,
            Plan = board.Plan,
            Orders = board.Orders,
            Signals = board.Signals,
            Look = board.Look,
            Sku = sku ?? "",
            Location = location ?? "",
            Forecast = forecast,
            NoForecast = noForecast,
        };
    }

    /// <summary>True when whoever looks may do what a policy is about.</summary>
    public bool May(string policy) => User.May(policy);
}
