using System.Collections.Immutable;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Storage;

namespace Forecasting.Jobs.Service.Page;

/// <summary>What the page shows of deadlines and messages.</summary>
public sealed record AlertsModel
{
    private const int MessagesShown = 5;

    /// <summary>How the deadlines stand.</summary>
    public required ImmutableArray<DeadlineStanding> Deadlines { get; init; }

    /// <summary>That there are no new orders, and which plan stands; null = that is not so.</summary>
    public StandingPlanNotice? Notice { get; init; }

    /// <summary>True when somebody is told of alarms.</summary>
    public required bool HasWays { get; init; }

    /// <summary>The newest messages.</summary>
    public required ImmutableArray<AlertView> Messages { get; init; }

    /// <summary>For a call.</summary>
    internal static AlertsModel Of(IServiceProvider services, ForecastingDatabase database, DateTimeOffset now)
    {
        var standing = services.GetRequiredService<DeadlineWatch>().Standing(database, now);
        return new AlertsModel
        {
            Deadlines = standing,
            Notice = StandingPlanNotice.Of(services.GetRequiredService<ServiceOptions>().Settings.Deadlines, standing, database),
            HasWays = !services.GetRequiredService<AlertPost>().Channels.IsEmpty,
            Messages = [.. AlertView.Newest(database, now).Take(MessagesShown)],
        };
    }
}
