using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting approve</c>: a second person lets a held plan out, or gives it up.</summary>
internal static class ApproveCommand
{
    public static Command Create(TimeProvider clock)
    {
        var run = new Argument<string>("RUN") { Description = "Id of the run, as `forecasting runs` shows it." };
        var by = LedgerOptions.By();
        var reason = new Option<string>("--reason") { Description = "Why, in words.", Required = true, HelpName = "TEXT" };
        var reject = new Option<bool>("--reject") { Description = "Give the plan up instead: it never goes out, and its number is void." };
        var ledger = new LedgerOptions();
        var command = new Command(
            "approve",
            """
            Let a held plan out, or reject it. Whoever asked for the run or put numbers into it cannot decide about it.

            Examples:
              forecasting approve 0123456789ab --by "Anna Smith" --reason "the fair is on" --out ./reports
              forecasting approve 0123456789ab --reject --by "Anna Smith" --reason "stock file is empty" --out ./reports
            """)
        {
            run, by, reason, reject, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var (id, person, why) = (parse.GetValue(run)!, parse.GetValue(by)!, parse.GetValue(reason)!);
            var approvals = new Approvals(database);
            var isRejected = parse.GetValue(reject);
            var refusal = isRejected
                ? approvals.Reject(id, person, why, LedgerOptions.Leases(database, clock))
                : approvals.Approve(id, person, why, database.UtcNow(clock));
            if (refusal is not null)
                throw new SettingsException(refusal);
            Console.Out.WriteLine(isRejected
                ? $"Run {id} is rejected. Mend what was wrong and run again."
                : $"Run {id} is approved. Run the same command as before, and it is published.");
            return ExitCode.Done;
        });
        return command;
    }
}
