using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Runs;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting runs</c>: what was run, and what became of it.</summary>
internal static class RunsCommand
{
    private const int Shown = 20;

    public static Command Create()
    {
        var last = new Option<int>("--last") { Description = "Only the newest N.", DefaultValueFactory = _ => Shown, HelpName = "N" };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--last must be at least 1.");
        });
        var ledger = new LedgerOptions();
        var command = new Command(
            "runs",
            """
            List the runs, the newest first: id, date, state, publication number, and what became of it.

            Examples:
              forecasting runs --out ./reports
              forecasting runs --last 5 --db ./forecasting.duckdb
            """)
        {
            last, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var runs = new RunLedger(database);
            var lines = runs.PublishedLines().CountBy(l => l.RunId).ToDictionary();
            var rows = runs.Runs().Take(parse.GetValue(last)).Select(run => Row(run, lines.GetValueOrDefault(run.RunId))).ToList();
            Console.Out.Write(PlainTable.Of(8, [["run", "as of", "state", "number", "started", "took", "lines", "outcome"], .. rows]));
            foreach (var number in runs.Numbers().Where(n => n.State == NumberState.Void))
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Number {number.Sequence} is void (run {number.RunId}): {number.Reason}."));
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(LedgerRun run, int lines) =>
    [
        run.RunId,
        run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        run.State.ToString().ToLowerInvariant(),
        Number(run),
        run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        run.FinishedAt is { } end ? (end - run.StartedAt).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : "",
        run.State == RunState.Published ? lines.ToString(CultureInfo.InvariantCulture) : "",
        run.State switch
        {
            RunState.Held => "waits for approval: " + run.HoldReasons.Replace('\n', ' '),
            RunState.Publishing => "its files are on their way", // what it will come to is not what became of it
            _ => run.Outcome,
        },
    ];

    private static string Number(LedgerRun run) => run switch
    {
        { Sequence: null } => "",
        { Supersedes: { } earlier } => string.Create(CultureInfo.InvariantCulture, $"{run.Sequence} for {earlier}"),
        _ => run.Sequence.Value.ToString(CultureInfo.InvariantCulture),
    };
}
