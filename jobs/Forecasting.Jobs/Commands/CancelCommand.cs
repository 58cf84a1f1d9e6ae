using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting cancel</c>: calls a run off that is not out yet.</summary>
internal static class CancelCommand
{
    public static Command Create(TimeProvider clock)
    {
        var run = new Argument<string>("RUN") { Description = "Id of the run, as `forecasting runs` shows it." };
        var by = LedgerOptions.By();
        var reason = new Option<string?>("--reason") { Description = "Why, in words.", HelpName = "TEXT" };
        var ledger = new LedgerOptions();
        var command = new Command(
            "cancel",
            """
            Call a run off that is not published: nothing of it goes out, and its publication number is void.

            Example:
              forecasting cancel 0123456789ab --by "Anna Smith" --out ./reports
            """)
        {
            run, by, reason, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var (id, person) = (parse.GetValue(run)!, parse.GetValue(by)!);
            if (string.IsNullOrWhiteSpace(person))
                throw new SettingsException("A decision needs the name of who decides (--by).");
            var runs = new RunLedger(database);
            if (parse.GetValue(ledger.Out) is { } folder)
                InterruptedPublications.Record(runs, folder.FullName, database.UtcNow(clock));
            else if (runs.Find(id) is { State: RunState.Publishing })
                throw new SettingsException($"Files of run {id} may be out. Give --out with the folder of the reports, so that it can be seen.");
            if (runs.Cancel(id, person, parse.GetValue(reason) ?? "", LedgerOptions.Leases(database, clock)) is { } refusal)
                throw new SettingsException(refusal);
            Console.Out.WriteLine($"Run {id} is cancelled. Nothing of it goes out.");
            return ExitCode.Done;
        });
        return command;
    }
}
