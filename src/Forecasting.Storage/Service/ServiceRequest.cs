namespace Forecasting.Storage.Service;

/// <summary>What can be asked of the service.</summary>
public enum RequestKind
{
    /// <summary>A run: planned and published.</summary>
    Run,

    /// <summary>What a run would order, without sending it.</summary>
    Preview,

    /// <summary>Only the files into the database.</summary>
    Import,

    /// <summary>What was approved since, out, and partners' files to their targets.</summary>
    Deliver,

    /// <summary>Partners' answers out of their inboxes.</summary>
    Acknowledge,

    /// <summary>Old details out of database and archive.</summary>
    Clean,

    /// <summary>What came since the newest plan, compared with what it promised.</summary>
    Sense,

    /// <summary>A published run once more from the raw archive, to see whether it is the same.</summary>
    Replay,

    /// <summary>The runs of mornings that were missed, the oldest first.</summary>
    Backfill,
}

/// <summary>How far a request has come.</summary>
public enum RequestState
{
    /// <summary>Being done.</summary>
    Working,

    /// <summary>Done, all of it.</summary>
    Done,

    /// <summary>Done, but some SKUs failed or a file was refused.</summary>
    Partial,

    /// <summary>Its plan waits for a second person.</summary>
    Held,

    /// <summary>The data or the settings cannot be worked with: somebody must mend them.</summary>
    Refused,

    /// <summary>It broke off.</summary>
    Failed,

    /// <summary>A person called it off.</summary>
    Cancelled,

    /// <summary>The service was stopped or killed meanwhile.</summary>
    Interrupted,
}

/// <summary>One thing that was asked of the service.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kind">What.</param>
/// <param name="AsOf">Morning of the plan; null where the data decide.</param>
/// <param name="NarrowedTo">The part that a preview is to show, as JSON, and empty = all of it; the run that is replayed; the days of a backfill.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When, UTC.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RunId">The run that it is about; empty until it is known, or when there is none.</param>
/// <param name="Folder">Folder of a preview; empty while there is none.</param>
/// <param name="Outcome">What to tell a person; empty while it has not ended.</param>
/// <param name="FinishedAt">When it ended, UTC; null while it has not.</param>
public sealed record ServiceRequest(
    string Id,
    RequestKind Kind,
    DateOnly? AsOf,
    string NarrowedTo,
    string By,
    DateTimeOffset At,
    RequestState State,
    string RunId,
    string Folder,
    string Outcome,
    DateTimeOffset? FinishedAt);
