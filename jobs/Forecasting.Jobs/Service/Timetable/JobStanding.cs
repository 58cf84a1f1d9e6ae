namespace Forecasting.Jobs.Service.Timetable;

/// <summary>How a job of the timetable stands.</summary>
/// <param name="Job">Which job.</param>
/// <param name="Cron">Its times.</param>
/// <param name="Zone">Their time zone.</param>
/// <param name="NextAt">Its next moment, UTC; null = none any more.</param>
/// <param name="LastDueAt">The newest moment that was rung for, UTC; null = none yet.</param>
/// <param name="Missed">Moments before that one which were passed over.</param>
/// <param name="DoneAt">When its work had ended, UTC.</param>
/// <param name="LateSince">Since when it is late, UTC; null = it is not.</param>
public sealed record JobStanding(
    string Job, string Cron, string Zone, DateTimeOffset? NextAt, DateTimeOffset? LastDueAt, int Missed, DateTimeOffset? DoneAt, DateTimeOffset? LateSince);
