namespace Forecasting.Jobs.Runs;

/// <summary>What the ledger says of a run that went out; the exit code of the same command follows from it.</summary>
internal static class RunOutcome
{
    /// <summary>All of it.</summary>
    public const string Done = "done";

    /// <summary>Some SKUs failed, or a file was refused.</summary>
    public const string Partial = "partial";
}
