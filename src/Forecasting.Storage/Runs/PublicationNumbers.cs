using System.Globalization;

namespace Forecasting.Storage.Runs;

/// <summary>The numbers of publications: reserved with the plan, used once, void when the plan is given up.</summary>
/// <param name="database">Where they are kept.</param>
internal sealed class PublicationNumbers(ForecastingDatabase database)
{
    /// <summary>Every number that was ever reserved, in order.</summary>
    public IReadOnlyList<PublicationNumber> All() => [.. database.Query<NumberRow>("Publications/ReadAll").Select(r => r.ToNumber())];

    /// <summary>One number; null when it was never reserved.</summary>
    public PublicationNumber? Find(long? sequence) => sequence is null
        ? null
        : database.Query<NumberRow>("Publications/Find", new { sequence }).SingleOrDefault()?.ToNumber();

    /// <summary>The newest publication; 0 = none.</summary>
    public long LastPublished() => database.Scalar<long>("Publications/LastPublished");

    /// <summary>The number that nobody has yet.</summary>
    public long Next() => database.Scalar<long>("Runs/NextSequence");

    /// <summary>The number under which a run will publish these lines; part of a transaction.</summary>
    /// <returns>The number that the run has, unless a later one is out already or it was given up: then a new one.</returns>
    /// <exception cref="DatabaseException">Files of the run may be out under its number, and these are not their lines.</exception>
    public long Reserve(LedgerRun run, DateOnly cycle, string linesHash, DateTimeOffset at)
    {
        var last = LastPublished();
        var own = Find(run.Sequence);
        if (own is { State: NumberState.Reserved } && run.State == RunState.Publishing && own.LinesHash != linesHash)
        {
            throw new DatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"Run {run.RunId} was interrupted while publication {own.Sequence} was on its way, and its plan is not the same any more. "
                + $"Cancel it, and run again."));
        }

        var plan = new
        {
            run_id = run.RunId,
            scope = run.Scope,
            cycle,
            based_on = last,
            supersedes = database.Scalar<long?>("Publications/Superseded", new { scope = run.Scope, cycle }),
            lines_hash = linesHash,
            changed_at = StoredTime.Of(at),
        };
        if (own is { State: NumberState.Reserved } && own.Sequence > last)
        {
            database.Execute("Publications/ReserveAgain", new { sequence = own.Sequence, plan.cycle, plan.based_on, plan.supersedes, plan.lines_hash, plan.changed_at });
            return own.Sequence;
        }

        if (own is { State: NumberState.Reserved })
            Void(own.Sequence, run.RunId, string.Create(CultureInfo.InvariantCulture, $"publication {last} went out before it"), "", at);
        var next = Next();
        database.Execute("Publications/Reserve", new
        {
            sequence = next,
            plan.run_id,
            plan.scope,
            plan.cycle,
            plan.based_on,
            plan.supersedes,
            plan.lines_hash,
            plan.changed_at,
        });
        database.Execute("Runs/NumberRun", new { run_id = run.RunId, sequence = next });
        return next;
    }

    /// <summary>Gives a reserved number up, on record, with those of its files for partners; nothing happens to any other. Part of a transaction.</summary>
    public void Void(long? sequence, string runId, string reason, string by, DateTimeOffset at)
    {
        if (sequence is null || database.Execute("Publications/Void", new { sequence, reason, changed_at = StoredTime.Of(at) }) != 1)
            return;
        new PartnerNumbers(database).VoidPublication(sequence.Value, reason, at);
        new AuditLog(database).Append(new AuditAct(
            at, by, AuditActs.Void, runId, string.Create(CultureInfo.InvariantCulture, $"number {sequence}: {reason}")));
    }

    private sealed record NumberRow
    {
        public long Sequence { get; init; }

        public string RunId { get; init; } = "";

        public string Scope { get; init; } = "";

        public DateOnly Cycle { get; init; }

        public long BasedOn { get; init; }

        public long? Supersedes { get; init; }

        public string LinesHash { get; init; } = "";

        public string State { get; init; } = "";

        public DateTime ChangedAt { get; init; }

        public string Reason { get; init; } = "";

        public PublicationNumber ToNumber() => new(
            Sequence, RunId, Scope, Cycle, BasedOn, Supersedes, LinesHash, Enum.Parse<NumberState>(State), StoredTime.Utc(ChangedAt), Reason);
    }
}
