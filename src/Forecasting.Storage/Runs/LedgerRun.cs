namespace Forecasting.Storage.Runs;

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>Begun, and not ended as far as is known.</summary>
    Started,

    /// <summary>Its files are out.</summary>
    Published,

    /// <summary>Ended without publishing.</summary>
    Failed,
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
    string Outcome);
