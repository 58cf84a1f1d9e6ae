using Forecasting.History;

namespace Forecasting.Storage.Runs;

/// <summary>A person's decision about a held plan.</summary>
/// <param name="IsApproved">True to let it out, false to give it up.</param>
/// <param name="LinesHash">The lines that were decided about; an approval is of these and of no others.</param>
/// <param name="Person">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record Decision(bool IsApproved, string LinesHash, string Person, string Reason, DateTimeOffset At);

/// <summary>Decisions about held plans: never by who asked for the run or put numbers into it.</summary>
/// <param name="database">Where they are kept.</param>
/// <remarks>Names are taken as given; who may give which name is decided where the program is called.</remarks>
public sealed class Approvals(ForecastingDatabase database)
{
    private const string Approved = "Approved";
    private const string Rejected = "Rejected";

    private readonly RunLedger ledger = new(database);
    private readonly AuditLog audit = new(database);

    /// <summary>Lets a held plan out: the same command as before publishes it.</summary>
    /// <param name="runId">Which run; held.</param>
    /// <param name="person">Who approves: not empty, and not who asked for the run or overrode its numbers.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="at">Now.</param>
    /// <returns>Why it is refused, as a sentence; null when it is done. A refusal is in the audit log too.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public string? Approve(string runId, string person, string reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(reason);
        (person, reason) = (OneLine.Of(person), OneLine.Of(reason));
        return Decide(runId, person, reason, at, run =>
        {
            if (ledger.IsOvertaken(run))
                return $"Another publication went out since run {runId} was planned. Run it again, and approve what is then held.";
            Insert(run, Approved, person, reason, at);
            ledger.Move(run, RunState.Planned, "", null);
            audit.Append(new AuditAct(at, person, AuditActs.Approve, runId, reason));
            return null;
        });
    }

    /// <summary>Gives a held plan up: its number is void, and the same run is never published.</summary>
    /// <param name="runId">Which run; held.</param>
    /// <param name="person">Who rejects: not empty, and not who asked for the run or overrode its numbers.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="leases">Who works on what.</param>
    /// <returns>Why it is refused, as a sentence; null when it is done.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public string? Reject(string runId, string person, string reason, RunLeases leases)
    {
        ArgumentNullException.ThrowIfNull(leases);
        (person, reason) = (OneLine.Of(person), OneLine.Of(reason));
        return Decide(runId, person, reason, leases.Now, run =>
        {
            Insert(run, Rejected, person, reason, leases.Now);
            ledger.CallOff(run, $"rejected by {person}: {reason}", person, AuditActs.Reject, reason, leases);
            return null;
        });
    }

    /// <summary>Every decision about a run, the oldest first.</summary>
    public IReadOnlyList<Decision> Decisions(string runId) =>
    [
        .. database.Query<DecisionRow>("Approvals/Read", new { run_id = runId })
            .Select(r => new Decision(r.Decision == Approved, r.LinesHash, r.Person, r.Reason, StoredTime.Utc(r.DecidedAt))),
    ];

    /// <summary>True when a person let these very lines of the run out.</summary>
    /// <param name="runId">Which run.</param>
    /// <param name="linesHash">The lines, see <see cref="Planning.LinesHash"/>.</param>
    public bool IsApproved(string runId, string linesHash) => Decisions(runId) is [.., { IsApproved: true } last] && last.LinesHash == linesHash;

    private string? Decide(string runId, string person, string reason, DateTimeOffset at, Func<LedgerRun, string?> decide)
    {
        string? refusal = null;
        database.InTransaction(() =>
        {
            var run = ledger.Find(runId);
            refusal = WhyNot(runId, run, person, reason) ?? decide(run!);
            if (refusal is not null)
                audit.Append(new AuditAct(at, person, AuditActs.Refused, runId, refusal));
        });
        return refusal;
    }

    private string? WhyNot(string runId, LedgerRun? run, string person, string reason)
    {
        if (string.IsNullOrWhiteSpace(person))
            return "A decision needs the name of who decides (--by).";
        if (string.IsNullOrWhiteSpace(reason))
            return "A decision needs a reason (--reason).";
        if (run is null)
            return $"There is no run {runId}. `forecasting runs` lists them.";
        if (run.State != RunState.Held)
            return $"Run {runId} is {run.State}, not Held: there is nothing to decide.";
        if (PersonName.AreSame(run.TriggeredBy, person))
            return $"{person} asked for run {runId}: somebody else must decide.";
        return audit.ActorsOf(runId, AuditActs.Override, AuditActs.Veto).Any(actor => PersonName.AreSame(actor, person))
            ? $"{person} put numbers into run {runId}: somebody else must decide."
            : null;
    }

    private void Insert(LedgerRun run, string decision, string person, string reason, DateTimeOffset at) => database.Execute("Approvals/Insert", new
    {
        run_id = run.RunId,
        decision_no = Decisions(run.RunId).Count + 1,
        decision,
        lines_hash = run.LinesHash,
        person,
        reason,
        decided_at = StoredTime.Of(at),
    });

    private sealed record DecisionRow
    {
        public string Decision { get; init; } = "";

        public string LinesHash { get; init; } = "";

        public string Person { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTime DecidedAt { get; init; }
    }
}
