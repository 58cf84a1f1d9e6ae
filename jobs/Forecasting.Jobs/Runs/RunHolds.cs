using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What stands between a plan and its publication: a decision that a person has to take, or has taken.</summary>
internal static class RunHolds
{
    /// <summary>Nothing happens unless a person must decide about the run, or has decided against it.</summary>
    /// <exception cref="RunHeldException">So it is; the message says what to do.</exception>
    public static void RefuseUndecided(LedgerRun run)
    {
        if (run.State == RunState.Held)
        {
            throw new RunHeldException(
                $"The plan of run {run.RunId} waits for a second person; nothing was published.\n{run.HoldReasons}\n"
                + $"Look with `forecasting explain SKU --run {run.RunId}`. Then `forecasting approve {run.RunId} --by NAME --reason TEXT` and the same "
                + "command again publish it; with --reject it is given up.");
        }

        if (run.State == RunState.Cancelled)
            throw new RunHeldException($"Run {run.RunId} was given up ({run.Outcome}): it is never published. Change what it is made from, and run again.");
    }
}
