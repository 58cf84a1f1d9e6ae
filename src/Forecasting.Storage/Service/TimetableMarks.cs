using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>How far a job of the timetable has come.</summary>
/// <param name="Job">Which job.</param>
/// <param name="DueAt">The newest moment that it was rung for, UTC.</param>
/// <param name="Missed">How many moments before that one were passed over.</param>
/// <param name="RungAt">When it was rung, UTC.</param>
/// <param name="DoneAt">When its work had ended, UTC; null while it has not.</param>
public sealed record TimetableMark(string Job, DateTimeOffset DueAt, int Missed, DateTimeOffset RungAt, DateTimeOffset? DoneAt);

/// <summary>The marks of the timetable: which moment was rung for last, so that none is rung for twice, not even after a restart.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class TimetableMarks(ForecastingDatabase database)
{
    /// <summary>The mark of every job that has one.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<TimetableMark> All() => [.. database.Query<MarkRow>("Timetable/ReadAll").Select(r => r.ToMark())];

    /// <summary>Moves the mark of a job on, if it is where the caller saw it.</summary>
    /// <param name="mark">The new mark.</param>
    /// <param name="was">The moment that the caller saw; null = the job had no mark.</param>
    /// <returns>True for exactly one of those who try.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public bool TryMove(TimetableMark mark, DateTimeOffset? was)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var isMine = false;
        database.InTransaction(() =>
        {
            var due = new { job_name = mark.Job, due_at = StoredTime.Of(mark.DueAt), missed = mark.Missed, rung_at = StoredTime.Of(mark.RungAt) };
            if (was is { } seen)
            {
                isMine = database.Execute("Timetable/Move", new { due.job_name, due.due_at, due.missed, due.rung_at, seen_at = StoredTime.Of(seen) }) == 1;
                return;
            }

            isMine = All().All(m => m.Job != mark.Job);
            if (isMine)
            {
                var done = mark.DoneAt is { } end ? StoredTime.Of(end) : (DateTime?)null;
                database.Execute("Timetable/Insert", new { due.job_name, due.due_at, due.missed, due.rung_at, done_at = done });
            }
        });
        return isMine;
    }

    /// <summary>Keeps that the work for a moment has ended, however it did.</summary>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Finish(string job, DateTimeOffset dueAt, DateTimeOffset at) =>
        database.Execute("Timetable/Finish", new { job_name = job, due_at = StoredTime.Of(dueAt), done_at = StoredTime.Of(at) });

    private sealed record MarkRow
    {
        public string JobName { get; init; } = "";

        public DateTime DueAt { get; init; }

        public int Missed { get; init; }

        public DateTime RungAt { get; init; }

        public DateTime? DoneAt { get; init; }

        public TimetableMark ToMark() => new(
            JobName, StoredTime.Utc(DueAt), Missed, StoredTime.Utc(RungAt), DoneAt is { } end ? StoredTime.Utc(end) : null);
    }
}
