using Forecasting.Jobs.Service.Timetable;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>A moment of a deadline, and from when on what is done counts for it.</summary>
/// <param name="DueAt">The moment, UTC.</param>
/// <param name="Before">The moment before it, UTC; the least time there is when there was none.</param>
/// <param name="Since">From when on a run counts for it, UTC.</param>
internal sealed record DeadlineMoment(DateTimeOffset DueAt, DateTimeOffset Before, DateTimeOffset Since)
{
    // A clock that rings may be ahead of that of the database.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>True for what was begun for this moment, and not for one before.</summary>
    public bool IsBegunFor(DateTimeOffset at) => at >= (Since == DateTimeOffset.MinValue ? Since : Since - Slack);
}

/// <summary>Which moments of a deadline matter now.</summary>
/// <param name="deadline">Its times.</param>
/// <param name="start">The times at which the timetable begins a run; null = it does not.</param>
/// <remarks>A run counts from the timetable's last moment before the deadline on. Where the timetable begins none, from half-way between two deadlines on: a run that
/// came too late for one is not taken for that of the next.</remarks>
internal sealed class DeadlineMoments(FireTimes deadline, FireTimes? start)
{
    // How far back to look for what a cron expression named last, the nearest first.
    private static readonly int[] Days = [1, 8, 32, 370];

    /// <summary>The last moment up to now; null when there was none in a year.</summary>
    public DeadlineMoment? Last(DateTimeOffset now) => LastOf(deadline, now) is { } due ? At(due) : null;

    /// <summary>The first moment after now; null when there is none any more.</summary>
    public DeadlineMoment? Next(DateTimeOffset now) => deadline.After(now) is { } due ? At(due) : null;

    private DeadlineMoment At(DateTimeOffset due)
    {
        var before = LastOf(deadline, due.AddTicks(-1)) ?? DateTimeOffset.MinValue;
        var begun = start is null ? null : LastOf(start, due.AddTicks(-1));
        var since = begun > before ? begun.Value : before == DateTimeOffset.MinValue ? before : before + (due - before) / 2;
        return new DeadlineMoment(due, before, since);
    }

    private static DateTimeOffset? LastOf(FireTimes times, DateTimeOffset upTo)
    {
        foreach (var days in Days)
        {
            DateTimeOffset? last = null;
            foreach (var moment in times.Between(upTo.AddDays(-days), upTo))
                last = moment;
            if (last is not null)
                return last;
        }

        return null;
    }
}
