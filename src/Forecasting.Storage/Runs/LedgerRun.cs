using System.Collections.Immutable;

namespace Forecasting.Storage.Runs;

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>Begun; there is no plan yet.</summary>
    Started,

    /// <summary>Its plan is saved and its publication number reserved; nothing stands in the way of its files.</summary>
    Planned,

    /// <summary>Its plan waits for a second person.</summary>
    Held,

    /// <summary>Its files are on their way, and may be out: it is finished, or given up when nobody works on it any more.</summary>
    Publishing,

    /// <summary>Its files are out.</summary>
    Published,

    /// <summary>Ended without publishing; the same command begins it again.</summary>
    Failed,

    /// <summary>Called off or rejected by a person; its number is void.</summary>
    Cancelled,
}

/// <summary>One run in the ledger.</summary>
/// <param name="RunId">Which run.</param>
/// <param name="AsOf">Morning of the plan.</param>
/// <param name="Scope">What is planned.</param>
/// <param name="State">How far it has come.</param>
/// <param name="StartedAt">When it was begun last, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC; null while it has not.</param>
/// <param name="Sequence">Number of its publication, from 1; null while it has none.</param>
/// <param name="Folder">Name of the folder it was published in; empty while it has none.</param>
/// <param name="Outcome">What to tell an operator; empty while it has not ended.</param>
public sealed record LedgerRun(
    string RunId,
    DateOnly AsOf,
    string Scope,
    RunState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long? Sequence,
    string Folder,
    string Outcome)
{
    /// <summary>Who asked for it; empty when not known.</summary>
    public string TriggeredBy { get; init; } = "";

    /// <summary>Number of the publication that this one replaces; null = none, or not planned yet.</summary>
    public long? Supersedes { get; init; }

    /// <summary>SHA-256 of its planned lines; empty while there is no plan.</summary>
    public string LinesHash { get; init; } = "";

    /// <summary>Why its plan waits, or waited, for a second person: full sentences, one a line; empty when it did not.</summary>
    public string HoldReasons { get; init; } = "";
}

/// <summary>What came of asking for a run.</summary>
/// <param name="Run">The run: one for all who ask for the same.</param>
/// <param name="IsNew">True for the one who began it, or began it again; false for whoever came second.</param>
/// <param name="Owner">Who works on it now; empty when nobody does.</param>
public sealed record BegunRun(LedgerRun Run, bool IsNew, string Owner);

/// <summary>From which state a run may go to which.</summary>
internal static class RunMoves
{
    private static readonly ImmutableDictionary<RunState, ImmutableArray<RunState>> Next = new Dictionary<RunState, ImmutableArray<RunState>>
    {
        [RunState.Started] = [RunState.Planned, RunState.Failed, RunState.Cancelled],
        [RunState.Planned] = [RunState.Planned, RunState.Held, RunState.Publishing, RunState.Failed, RunState.Cancelled],
        [RunState.Held] = [RunState.Planned, RunState.Held, RunState.Cancelled],
        [RunState.Publishing] = [RunState.Planned, RunState.Publishing, RunState.Failed, RunState.Cancelled],
        [RunState.Failed] = [RunState.Started, RunState.Cancelled],
        [RunState.Cancelled] = [RunState.Started],
        [RunState.Published] = [],
    }.ToImmutableDictionary();

    /// <summary>True when a run may go from one state to the other. Any run may turn out to be published.</summary>
    public static bool IsLegal(RunState from, RunState to) => to == RunState.Published ? from != to : Next[from].Contains(to);
}
