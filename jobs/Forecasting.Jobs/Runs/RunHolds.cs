using Forecasting.Storage.Files;
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

    /// <summary>Nothing happens when somebody asked for the morning, or no later one is published.</summary>
    /// <remarks>A morning that follows from the sales goes back when the newest file of sales is missing, cut or refused. Measured by itself such a plan is fresh.</remarks>
    /// <exception cref="InputException">The plan would be older than one that is out.</exception>
    public static void RefuseOlderMorning(RunLedger ledger, PlanMorning morning)
    {
        if (morning.IsGiven)
            return;
        var later = ledger.Runs().Where(r => r.State == RunState.Published && r.Scope == ScopeLease.Scope).MaxBy(r => r.AsOf);
        if (later is not null && later.AsOf > morning.AsOf)
        {
            throw new InputException(FormattableString.Invariant(
                $"By its newest sales this is a plan of {morning.AsOf:yyyy-MM-dd}, and the plan of {later.AsOf:yyyy-MM-dd} is out (run {later.RunId}): sales are missing. ")
                + FormattableString.Invariant($"Nothing was published. Send all sales again; to plan that day all the same, give --as-of {morning.AsOf:yyyy-MM-dd}."));
        }
    }
}
