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

    /// <summary>What there is to show.</summary>
    internal static AlertsModel Of(ServiceOptions options, AlertPost post, ImmutableArray<DeadlineStanding> standing, ForecastingDatabase database, DateTimeOffset now) => new()
    {
        Deadlines = standing,
        Notice = StandingPlanNotice.Of(options.Settings.Deadlines, standing, database),
        HasWays = !post.Channels.IsEmpty,
        Messages = [.. AlertView.Newest(database, now).Take(MessagesShown)],
    };
}
