using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Forecasting.Jobs.Commands;

namespace Forecasting.Jobs;

/// <summary>The one program, <c>forecasting</c>. All wiring is here.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Machine files must not depend on the machine's language; the program itself speaks English only. (Not the invariant mode of the
        // runtime: the driver of SQL Server refuses to work in it.)
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        // A plain command and not a RootCommand, which would name itself after the assembly.
        var root = new Command(
            "forecasting",
            """
            Forecasts every SKU at every location, turns the forecasts into orders, and explains each one.

            Examples:
              forecasting demo                                       a sample company, planned; says where the workbook is
              forecasting run --data DIR --out DIR                   the weekly job on your own CSV or Parquet files
              forecasting run --data DIR --out DIR --as-of 2026-01-31
              forecasting plan --data DIR --to DIR2 --out DIR        what a run would order, without sending it
              forecasting import --data DIR --out DIR                only read the files, and say what became of every row
              forecasting import plan.xlsx --by NAME --out DIR       take back what planners wrote into the workbook
              forecasting publish --preview RUN --partner NAME --out DIR --to DIR2     the file that a partner would get, to try out
              forecasting deliver --out DIR                          bring partners' files to their targets; --list shows what became of each
              forecasting explain A-1007 --at LEEDS --out DIR        how this SKU's order was computed, step by step
              forecasting replay RUN --out DIR --to DIR2             a run once more from the raw archive: is it the same to the byte?
              forecasting db clean --out DIR --keep-runs 52          what old runs keep in the database and the archive, and take it out
              forecasting sense --data DIR --out DIR                 what came since the plan and is not as it promised
              forecasting runs --out DIR                             what was run, and what became of it
              forecasting approve RUN --by NAME --reason TEXT --out DIR     let a held plan out, or reject it
              forecasting cancel RUN --by NAME --out DIR             call a run off
              forecasting orders --open --out DIR                    what was ordered and has not come yet
              forecasting acknowledge FILE|DIR --out DIR             take what suppliers and warehouses answer
              forecasting audit --verify --out DIR                   who did what, and whether the log is whole
              forecasting forecast --input F --horizon 13 --frequency W --output G
              forecasting backtest --input F --horizon 13 --frequency W --output G     how good the models are on past origins
              forecasting simulate --data DIR --out DIR              what the plans would have cost on your own past
              forecasting serve --data DIR --out DIR --development   API, status page and timetable on the same data
              forecasting keys create --name NAME --role ROLE --days N --out DIR     a key by which a machine speaks to the service
              forecasting settings --data DIR                        every setting, its value, and where it comes from

            Exit codes: 0 done · 1 done, some SKUs failed · 2 wrong usage or settings · 3 input or database unavailable · 130 cancelled
            """)
        {
            new HelpOption(),
            new VersionOption(),
        };
        (string Name, Func<Command> Create)[] commands =
        [
            ("demo", () => DemoCommand.Create(TimeProvider.System)),
            ("run", () => RunCommand.Create(TimeProvider.System)),
            ("plan", () => PlanCommand.Create(TimeProvider.System)),
            ("publish", () => PublishCommand.Create(TimeProvider.System)),
            ("deliver", () => DeliverCommand.Create(TimeProvider.System)),
            ("import", () => ImportCommand.Create(TimeProvider.System)),
            ("sense", () => SenseCommand.Create(TimeProvider.System)),
            ("runs", RunsCommand.Create),
            ("approve", () => ApproveCommand.Create(TimeProvider.System)),
            ("cancel", () => CancelCommand.Create(TimeProvider.System)),
            ("orders", () => OrdersCommand.Create(TimeProvider.System)),
            ("acknowledge", () => AcknowledgeCommand.Create(TimeProvider.System)),
            ("audit", AuditCommand.Create),
            ("forecast", ForecastCommand.Create),
            ("backtest", BacktestCommand.Create),
            ("simulate", () => SimulateCommand.Create(TimeProvider.System)),
            ("explain", ExplainCommand.Create),
            ("replay", () => ReplayCommand.Create(TimeProvider.System)),
            ("db", () => DatabaseCommand.Create(TimeProvider.System)),
            ("serve", () => ServeCommand.Create(TimeProvider.System)),
            ("keys", () => KeysCommand.Create(TimeProvider.System)),
            ("settings", SettingsCommand.Create),
        ];

        // The command that is asked for is enough; all of them are for the help, and for a word that is none of theirs.
        var asked = Array.FindIndex(commands, command => arguments.Length > 0 && arguments[0] == command.Name);
        foreach (var (_, create) in asked < 0 ? commands : commands.AsSpan(asked, 1))
            root.Add(create());
        return await CommandLine.InvokeAsync(root, arguments);
    }
}
