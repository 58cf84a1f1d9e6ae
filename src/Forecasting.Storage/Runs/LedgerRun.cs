using Forecasting.Catalog;
using Forecasting.Planning;

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

/// <summary>One reorder line that went out.</summary>
/// <param name="LineId">Its id, never used twice.</param>
/// <param name="OrderId">Order it belongs to.</param>
/// <param name="LineNumber">Position in the order, from 1.</param>
/// <param name="Type">Purchase or transfer.</param>
/// <param name="Action">Create, change or cancel.</param>
/// <param name="Key">Product and place that receives.</param>
/// <param name="Source">Supplier code, or the sending place of a transfer.</param>
/// <param name="Cycle">First day of the plan cycle.</param>
/// <param name="Revision">0 for the first line of its key, source and cycle, 1 for the next, …</param>
/// <param name="Quantity">Units; 0 for a cancellation.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
/// <param name="RunId">The run that published it.</param>
/// <param name="AsOf">Morning of that run's plan.</param>
/// <param name="Sequence">Number of the publication.</param>
public sealed record PublishedLine(
    string LineId,
    string OrderId,
    int LineNumber,
    OrderType Type,
    OrderAction Action,
    SkuLocation Key,
    string Source,
    DateOnly Cycle,
    int Revision,
    decimal Quantity,
    DateOnly RequestedDelivery,
    string RunId,
    DateOnly AsOf,
    long Sequence);
