using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The truth about runs and about what went out: a run is published once, a line exists once, for ever.</summary>
/// <param name="database">Where the ledger is kept.</param>
/// <remarks>
/// Times are given by the caller and kept in UTC; nothing here reads a clock. Each step is whole or not at all, and does nothing more when
/// it is done twice. Where several may work on the same database, <see cref="Plan"/>, <see cref="BeginPublishing"/> and
/// <see cref="RecordPublication"/> are called within <see cref="RunLease.Write"/>, under the lease of the scope.
/// </remarks>
public sealed class RunLedger(ForecastingDatabase database)
{
    private readonly PublicationNumbers numbers = new(database);
    private readonly PartnerNumbers partners = new(database);
    private readonly LinesThatWentOut published = new(database);
    private readonly AuditLog audit = new(database);

    /// <summary>Records that a run is asked for: it begins, or begins again after it failed or was cancelled.</summary>
    /// <param name="identity">Which run.</param>
    /// <param name="at">Now.</param>
    /// <param name="triggeredBy">Who asks; empty when not known.</param>
    /// <param name="leases">Who works on what, to tell whoever comes second; null = not told.</param>
    /// <returns>The run. Unchanged, and not new, when it is under way, held, rejected or published: then it goes on from where it is.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public BegunRun Begin(RunIdentity identity, DateTimeOffset at, string triggeredBy, RunLeases? leases = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var isNew = false;
        database.InTransaction(() =>
        {
            var was = Find(identity.RunId);
            isNew = was is null || was.State == RunState.Failed || (was.State == RunState.Cancelled && !IsRejected(was));
            if (was is null)
            {
                database.Execute("Runs/Begin", new
                {
                    run_id = identity.RunId,
                    as_of = identity.AsOf,
                    scope = identity.Scope,
                    engine_version = identity.EngineVersion,
                    settings_hash = identity.SettingsHash,
                    started_at = StoredTime.Of(at),
                    triggered_by = triggeredBy,
                });
            }
            else if (isNew)
            {
                var again = new { run_id = identity.RunId, started_at = StoredTime.Of(at), triggered_by = triggeredBy, was = was.State.ToString() };
                isNew = database.Execute("Runs/BeginAgain", again) == 1;
            }

            audit.Append(new AuditAct(at, triggeredBy, AuditActs.Trigger, identity.RunId, isNew ? "begun" : $"is {was!.State} already"));
        });
        return new BegunRun(Find(identity.RunId)!, isNew, leases?.WorkerOn(identity.RunId) ?? "");
    }

    /// <summary>Records that a run begins, or begins again after it failed or broke off.</summary>
    /// <param name="identity">Which run.</param>
    /// <param name="at">Now.</param>
    /// <returns>The run; already <see cref="RunState.Published"/> when there is nothing left to do, and then unchanged.</returns>
    public LedgerRun Begin(RunIdentity identity, DateTimeOffset at) => Begin(identity, at, "").Run;

    /// <summary>Reserves the number under which a plan will go out, or finds the one that its run has: call it in the transaction that saves
    /// the plan.</summary>
    /// <param name="runId">Which run; begun.</param>
    /// <param name="cycle">First day of the plan cycle.</param>
    /// <param name="linesHash">Fingerprint of the lines, see <see cref="LinesHash"/>.</param>
    /// <param name="at">Now.</param>
    /// <param name="files">Files of the plan for partners, whose numbers are reserved as well; null = none.</param>
    /// <returns>The run with its number and what it supersedes.</returns>
    /// <remarks>A run that is planned again keeps its number, so that whoever publishes it writes the same bytes; but when a later number is out
    /// already, its own is void and it gets a new one: numbers only rise.</remarks>
    /// <exception cref="DatabaseException">The run is not begun, held, ended, or interrupted with other lines on their way.</exception>
    public LedgerRun Plan(
        string runId, DateOnly cycle, string linesHash, DateTimeOffset at, IReadOnlyCollection<PlannedPartnerFile>? files = null)
    {
        database.InTransaction(() =>
        {
            var run = Require(runId);
            var sequence = numbers.Reserve(run, cycle, linesHash, at);
            partners.Reserve(run, sequence, cycle, files ?? [], at);
            Move(run, RunState.Planned, "", null);
        });
        return Require(runId);
    }

    /// <summary>Lets a plan wait for a second person.</summary>
    /// <param name="runId">Which run; planned.</param>
    /// <param name="reasons">Why: full sentences.</param>
    /// <param name="at">Now.</param>
    public void Hold(string runId, IReadOnlyCollection<string> reasons, DateTimeOffset at) => database.InTransaction(() =>
    {
        var run = Require(runId);
        database.Execute("Publications/Hold", new { sequence = run.Sequence, hold_reasons = string.Join('\n', reasons) });
        Move(run, RunState.Held, "waits for approval", null);
        audit.Append(new AuditAct(at, run.TriggeredBy, AuditActs.Hold, runId, string.Join(' ', reasons)));
    });

    /// <summary>Says that files of a run may be out from now on.</summary>
    /// <param name="runId">Which run; planned, and not held.</param>
    /// <param name="outcome">What it will have come to when all of them are out.</param>
    /// <exception cref="DatabaseException">Another publication went out since the plan was made, or is on its way; or the run is not planned.</exception>
    public void BeginPublishing(string runId, string outcome = "") => database.InTransaction(() =>
    {
        var run = Require(runId);
        if (IsOvertaken(run))
        {
            throw new DatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"Publication {numbers.LastPublished()} went out after run {runId} was planned: its lines may be out already. Run it again."));
        }

        if (database.Query<string>("Runs/OthersPublishing", new { run_id = runId }) is [var other, ..])
            throw new DatabaseException($"The publication of run {other} is not finished. Finish it with the same command as before, or cancel it.");
        Move(run, RunState.Publishing, outcome, null);
    });

    /// <summary>True when something went out since the run was planned, so that its lines may be out already: it must be planned again.</summary>
    public bool IsOvertaken(LedgerRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return numbers.Find(run.Sequence) is not { State: NumberState.Reserved } own || own.BasedOn != numbers.LastPublished();
    }

    /// <summary>Records that a run ended without publishing. What is published, held or cancelled stays so, and one whose files may be out
    /// stays to be finished.</summary>
    /// <param name="identity">Which run; begun.</param>
    /// <param name="outcome">What to tell an operator.</param>
    /// <param name="at">Now.</param>
    public void Fail(RunIdentity identity, string outcome, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(identity);
        database.InTransaction(() =>
        {
            var run = Require(identity.RunId);
            if (run.State is RunState.Started or RunState.Planned)
                Move(run, RunState.Failed, outcome, at);
            else if (run.State == RunState.Publishing)
                Move(run, RunState.Publishing, outcome, at);
        });
    }

    /// <summary>Calls a run off: its number is void, and whoever works on it can write no more.</summary>
    /// <param name="runId">Which run.</param>
    /// <param name="by">Who calls it off; not empty.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <param name="leases">Who works on what.</param>
    /// <returns>Why it cannot be called off, as a sentence; null when it is done.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <remarks>Of a run whose files may be out, see first whether they are: what is complete on disk is published, and cannot be called back.</remarks>
    public string? Cancel(string runId, string by, string reason, RunLeases leases)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(leases);
        (by, reason) = (OneLine.Of(by), OneLine.Of(reason));
        string? refusal = null;
        database.InTransaction(() =>
        {
            var run = Find(runId);
            refusal = run switch
            {
                null => $"There is no run {runId}. `forecasting runs` lists them.",
                { State: RunState.Published } => string.Create(
                    CultureInfo.InvariantCulture, $"Run {runId} is published under number {run.Sequence}: what is out cannot be called back."),
                { State: RunState.Cancelled } => $"Run {runId} is cancelled already: {run.Outcome}.",
                { State: RunState.Publishing } when leases.WorkerOn(runId) is { Length: > 0 } worker =>
                    $"Run {runId} is being published by {worker}: it cannot be called off any more.",
                _ => null,
            };
            if (refusal is null)
                CallOff(run!, $"cancelled by {by}" + (reason.Length > 0 ? $": {reason}" : ""), by, AuditActs.Cancel, reason, leases);
        });
        return refusal;
    }

    /// <summary>A run by its id; null when it never began.</summary>
    public LedgerRun? Find(string runId) => database.Query<RunRow>("Runs/Find", new { run_id = runId }).SingleOrDefault()?.ToRun();

    /// <summary>A run by its id, if it is published; otherwise null.</summary>
    public LedgerRun? FindPublished(string runId) => Find(runId) is { State: RunState.Published } run ? run : null;

    /// <summary>Runs that began and are not known to be published, the oldest first.</summary>
    public IReadOnlyList<LedgerRun> Unpublished() => [.. database.Query<RunRow>("Runs/Unpublished").Select(r => r.ToRun())];

    /// <summary>Every run, the one begun last first.</summary>
    public IReadOnlyList<LedgerRun> Runs() => [.. database.Query<RunRow>("Runs/ReadRuns").Select(r => r.ToRun())];

    /// <summary>Every publication number that was ever reserved, in order: what is out, what will be, and what is void and why.</summary>
    public IReadOnlyList<PublicationNumber> Numbers() => numbers.All();

    /// <summary>The number under which a run will go out: its own, unless that was given up or a later one is out already; else the next.</summary>
    /// <param name="runId">The run; begun or not.</param>
    public long SequenceOf(string runId) =>
        numbers.Find(Find(runId)?.Sequence) is { State: NumberState.Reserved } own && own.Sequence > numbers.LastPublished()
            ? own.Sequence
            : numbers.Next();

    /// <summary>True when something was ever published from this database.</summary>
    public bool HasPublished => numbers.LastPublished() > 0;

    /// <summary>The number that the next plan gets: 1, 2, 3, … each used once.</summary>
    public long NextSequence() => numbers.Next();

    /// <summary>Records that a run's files are out, and every line in them; all of it or nothing.</summary>
    /// <param name="runId">Which run; begun, and not published.</param>
    /// <param name="asOf">Morning of its plan.</param>
    /// <param name="sequence">Number of the publication: the one that the run has, or for a run without, <see cref="NextSequence"/>.</param>
    /// <param name="folder">Name of the folder it was published in.</param>
    /// <param name="cycle">First day of the plan cycle of the lines.</param>
    /// <param name="lines">The lines of the file, in its order.</param>
    /// <param name="outcome">What to tell an operator.</param>
    /// <param name="at">Now.</param>
    /// <param name="files">The files for partners that are in the folder; null = none.</param>
    /// <exception cref="DatabaseException">The run is not begun or already published, the number is not its own, or a line id is already out.</exception>
    public void RecordPublication(
        string runId,
        DateOnly asOf,
        long sequence,
        string folder,
        DateOnly cycle,
        IReadOnlyCollection<OrderLine> lines,
        string outcome,
        DateTimeOffset at,
        IReadOnlyCollection<PublishedPartnerFile>? files = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        database.InTransaction(() =>
        {
            if (Find(runId) is not { } run || run.State == RunState.Published)
                throw new DatabaseException($"Run {runId} cannot be published: it was not begun, or is published already.");
            TakeNumber(run, sequence, cycle, LinesHash.Of(lines), at);
            var finished = new { run_id = runId, sequence, folder, outcome, finished_at = StoredTime.Of(at) };
            if (database.Execute("Runs/FinishPublication", finished) != 1)
                throw new DatabaseException($"Run {runId} cannot be published: it was not begun, or is published already.");
            database.Execute("Publications/Finish", new { sequence, run_id = runId, cycle, changed_at = StoredTime.Of(at) });
            published.Append(runId, asOf, sequence, cycle, lines);
            partners.Publish(sequence, files ?? [], at);
            audit.Append(new AuditAct(at, run.TriggeredBy, AuditActs.Publish, runId, string.Create(
                CultureInfo.InvariantCulture, $"number {sequence}, {lines.Count} lines, {folder}")));
        });
    }

    /// <summary>Every line that went out, or those of one cycle, in the order in which they did, with what was confirmed of them.</summary>
    /// <param name="cycle">First day of the plan cycle; null = all.</param>
    public IReadOnlyList<PublishedLine> PublishedLines(DateOnly? cycle = null) => published.Read(cycle);

    /// <summary>Ends a run by a person's word: its number is void, its leases are taken away. Part of a transaction.</summary>
    internal void CallOff(LedgerRun run, string outcome, string by, string act, string reason, RunLeases leases)
    {
        Move(run, RunState.Cancelled, outcome, leases.Now);
        leases.Revoke(run.RunId);
        numbers.Void(run.Sequence, run.RunId, outcome, by, leases.Now);
        audit.Append(new AuditAct(leases.Now, by, act, run.RunId, reason));
    }

    /// <summary>Goes on from the state that was read; part of a transaction.</summary>
    /// <exception cref="DatabaseException">It cannot, or somebody else was faster.</exception>
    internal void Move(LedgerRun run, RunState to, string outcome, DateTimeOffset? finishedAt)
    {
        if (!RunMoves.IsLegal(run.State, to))
            throw new DatabaseException($"Run {run.RunId} is {run.State} and cannot become {to}.");
        var move = new
        {
            run_id = run.RunId,
            state = to.ToString(),
            outcome,
            finished_at = finishedAt is { } end ? StoredTime.Of(end) : (DateTime?)null,
            was = run.State.ToString(),
        };
        if (database.Execute("Runs/Move", move) != 1)
            throw new DatabaseException($"Run {run.RunId} was changed by somebody else at this moment. Run the same command again.");
    }

    private LedgerRun Require(string runId) =>
        Find(runId) ?? throw new DatabaseException($"There is no run {runId} in the ledger.");

    private bool IsRejected(LedgerRun run) => new Approvals(database).Decisions(run.RunId) is [.., { IsApproved: false }];

    // The number of a run is its own, whatever became of the run; a run without one takes the next.
    private void TakeNumber(LedgerRun run, long sequence, DateOnly cycle, string linesHash, DateTimeOffset at)
    {
        if (run.Sequence == sequence)
            return;
        var expected = run.Sequence is { } own
            ? string.Create(CultureInfo.InvariantCulture, $"run {run.RunId} has number {own}")
            : string.Create(CultureInfo.InvariantCulture, $"the next number is {NextSequence()}");
        if (run.Sequence is not null || sequence != NextSequence())
            throw new DatabaseException(string.Create(CultureInfo.InvariantCulture, $"Publication {sequence} cannot be recorded: {expected}."));
        numbers.Reserve(run, cycle, linesHash, at);
    }
}
