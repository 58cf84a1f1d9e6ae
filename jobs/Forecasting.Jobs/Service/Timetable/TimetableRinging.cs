using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NodaTime;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>What a ring is for.</summary>
/// <param name="DueAt">The newest moment that is due, UTC.</param>
/// <param name="Missed">Moments before it for which nobody rang: they are passed over, for the newest one stands for all of them.</param>
internal sealed record DueMoment(DateTimeOffset DueAt, int Missed);

/// <summary>Decides what a ring is for. Quartz only rings; which moments are due follows from the marks in the database, so that none is rung for
/// twice, and after an outage there is one catch-up, however long it was.</summary>
internal sealed class TimetableRinging
{
    private readonly ServiceDatabase store;
    private readonly TimetableSettings settings;
    private readonly DateTimeZone zone;
    private readonly ImmutableArray<(string Job, string Cron, FireTimes Times)> jobs;

    /// <summary>The timetable of the settings.</summary>
    public TimetableRinging(ServiceOptions options, ServiceDatabase store)
    {
        (this.store, settings) = (store, options.Settings.Timetable);
        zone = options.Zone;
        jobs = [.. settings.Jobs().Select(j => (j.Job, j.Cron, new FireTimes(j.Cron, zone, options.Closed)))];
    }

    /// <summary>The jobs that have a time.</summary>
    public IEnumerable<string> Jobs => jobs.Select(j => j.Job);

    /// <summary>The first moment of a job after another, UTC; null when there is none any more.</summary>
    public DateTimeOffset? Next(string job, DateTimeOffset after) => jobs.Single(j => j.Job == job).Times.After(after);

    /// <summary>The order of a job.</summary>
    public static WorkOrder OrderOf(string job) => new(job switch
    {
        "import" => RequestKind.Import,
        "sense" => RequestKind.Sense,
        "run" => RequestKind.Run,
        "deliver" => RequestKind.Deliver,
        "acknowledge" => RequestKind.Acknowledge,
        "housekeeping" => RequestKind.Clean,
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, "is no job of the timetable"),
    });

    /// <summary>What a ring is for, and moves the mark: only one of those who ask is told.</summary>
    /// <param name="job">Which job.</param>
    /// <param name="isStart">True when the service starts: what was begun and not ended then is due again.</param>
    /// <param name="rungFor">The moment that was rung for; null = none. A clock that rings is not always that of the database: it has come.</param>
    /// <returns>Null when nothing is due.</returns>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <remarks>A job that has never been rung for begins now: nobody waits for moments before the timetable was made. On a closed day nothing falls due; what
    /// was missed before it is caught up with all the same, for it is late already.</remarks>
    public DueMoment? Due(string job, bool isStart = false, DateTimeOffset? rungFor = null)
    {
        var times = jobs.Single(j => j.Job == job).Times;
        using var database = store.Open();
        var marks = new TimetableMarks(database);
        var now = store.UtcNow(database);
        now = rungFor > now ? rungFor.Value : now;
        if (marks.All().SingleOrDefault(m => m.Job == job) is not { } mark)
        {
            marks.TryMove(new TimetableMark(job, now, 0, now, now), null);
            return null;
        }

        var due = times.Between(mark.DueAt, now).ToList();
        if (due is [])
        {
            if (rungFor <= mark.DueAt)
                NoteLost(database, job, rungFor.Value, now);
            return isStart && mark.DoneAt is null ? new DueMoment(mark.DueAt, 0) : null;
        }

        if (isStart && settings.Misfire == MisfirePolicy.Skip)
        {
            marks.TryMove(new TimetableMark(job, due[^1], due.Count, now, null), mark.DueAt);
            marks.Finish(job, due[^1], now);
            return null;
        }

        var newest = new DueMoment(due[^1], due.Count - 1);
        if (marks.TryMove(new TimetableMark(job, newest.DueAt, newest.Missed, now, null), mark.DueAt))
            return newest;
        NoteLost(database, job, newest.DueAt, now);
        return null;
    }

    /// <summary>Keeps that the work for a moment has ended.</summary>
    public void Finish(string job, DueMoment due)
    {
        using var database = store.Open();
        new TimetableMarks(database).Finish(job, due.DueAt, store.UtcNow(database));
    }

    /// <summary>How every job stands.</summary>
    /// <param name="database">The database.</param>
    /// <param name="now">Now.</param>
    public ImmutableArray<JobStanding> Standing(ForecastingDatabase database, DateTimeOffset now)
    {
        var marks = new TimetableMarks(database).All().ToDictionary(m => m.Job);
        return
        [
            .. jobs.Select(j =>
            {
                var mark = marks.GetValueOrDefault(j.Job);
                return new JobStanding(
                    j.Job, j.Cron, zone.Id, j.Times.After(now), mark?.DueAt, mark?.Missed ?? 0, mark?.DoneAt, mark is null ? null : LateSince(mark, j.Times, now));
            }),
        ];
    }

    // Two nodes ring for each moment; the log says of the one that came second that it left.
    private static void NoteLost(ForecastingDatabase database, string job, DateTimeOffset moment, DateTimeOffset now) => new AuditLog(database).Append(new AuditAct(
        now, TimetableBell.Name, AuditActs.LostRing, $"job {job}",
        string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: another ring has taken it, and {RunLeases.ThisProcess} does nothing")));

    // Late is what was begun and has not ended, and also what nobody rang for.
    private DateTimeOffset? LateSince(TimetableMark mark, FireTimes times, DateTimeOffset now)
    {
        var expected = mark.DoneAt is null ? mark.DueAt : times.After(mark.DueAt);
        return expected is { } due && now - due > TimeSpan.FromMinutes(settings.LateAfterMinutes) ? due : null;
    }
}
