using System.CommandLine;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting import</c>: reads a data folder, or a workbook that a planner sends back, into the database and says what became of
/// every row; nothing is planned.</summary>
internal static class ImportCommand
{
    public static Command Create(TimeProvider clock)
    {
        var workbook = new Argument<FileInfo?>("WORKBOOK")
        {
            Description = "The plan.xlsx of a run, with what planners wrote into its sheet Overrides.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string?>("--data")
        {
            Description = "Folder or Azure Blob container (https://…) with sales (required) and every other file you have: items, stock, "
                + "open_orders, … With a workbook only the settings.json of the folder is read.",
            HelpName = "DIR",
        };
        var by = new Option<string?>("--by") { Description = "Who brings the workbook: a name, kept with every change.", HelpName = "NAME" };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder of the reports, whose forecasting.duckdb is written.",
            HelpName = "DIR",
        };
        var database = DatabaseOption.Create();
        var settings = CommonOptions.Settings();
        var quarantine = new Option<FileInfo?>("--quarantine")
        {
            Description = "Also write every row set aside, with what is wrong, to this CSV.",
            HelpName = "FILE",
        };
        var wait = CommonOptions.Wait();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command(
            "import",
            """
            Read a data folder, or the workbook that a planner sends back, into the database and say what became of every row. Nothing is planned.

            Examples:
              forecasting import --data ./export --out ./reports
              forecasting import --data ./export --db ./forecasting.duckdb --quarantine ./set-aside.csv
              forecasting import --data ./export --out ./reports --json
              forecasting import ./plan.xlsx --by "Anna Smith" --out ./reports

            Exit codes: 0 every file was read, also when single rows were set aside · 1 a file was refused whole, or a row of the workbook ·
            2 wrong usage or settings · 3 no usable sales, no workbook of a run, or the database is unavailable
            """)
        {
            workbook, data, by, output, database, settings, quarantine, wait, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(workbook) is null && result.GetValue(data) is null)
                result.AddError("Say what to import: --data with a folder, or the plan.xlsx that a planner sends back.");
            else if (result.GetValue(workbook) is not null != result.GetValue(by) is not null)
                result.AddError("A workbook and --by NAME go together: every override is kept with the name of who brought it.");
        });
        command.SetAction((parse, cancellation) =>
        {
            var target = DatabaseOption.Resolve(parse.GetValue(database), parse.GetValue(output)?.FullName);
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");
            if (parse.GetValue(workbook) is { } returned)
            {
                var effective = EffectiveSettings.Load(
                    RunRequest.SettingsFiles(parse.GetValue(data), parse.GetValue(settings)?.FullName), CommonOptions.Environment(), []);
                var existing = DatabaseOption.Existing(parse.GetValue(database), parse.GetValue(output)?.FullName);
                var wanted = TimeSpan.FromSeconds(parse.GetValue(wait));
                return Task.FromResult(TakeBack(returned, parse.GetValue(by)!, existing, effective, wanted, parse.GetValue(json), clock, cancellation));
            }

            ImportSummary import;
            using (var progress = RunProgress.Start())
            {
                import = FolderImport.Execute(
                    parse.GetValue(data)!,
                    target,
                    parse.GetValue(settings)?.FullName,
                    TimeSpan.FromSeconds(parse.GetValue(wait)),
                    clock,
                    progress,
                    cancellation);
            }

            if (parse.GetValue(quarantine) is { } setAside)
                WriteQuarantine(setAside.FullName, import);
            if (parse.GetValue(json))
            {
                using var stdout = Console.OpenStandardOutput();
                ImportFile.Write(stdout, import);
            }
            else
            {
                Console.Out.Write(ImportText.Of(import));
            }

            return Task.FromResult(CodeOf(import));
        });
        return command;
    }

    private static int TakeBack(
        FileInfo workbook,
        string by,
        string database,
        EffectiveSettings settings,
        TimeSpan wait,
        bool asJson,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (!workbook.Exists)
            throw new SettingsException($"{workbook.FullName} is not there.");
        var returned = WorkbookImport.Execute(workbook.FullName, by, database, settings, wait, clock, cancellation);
        if (asJson)
        {
            using var stdout = Console.OpenStandardOutput();
            ReturnedFile.Write(stdout, returned);
        }
        else
        {
            Console.Out.Write(ReturnedText.Of(returned));
        }

        return returned.Count(ReturnedOutcome.Refused) > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static int CodeOf(ImportSummary import)
    {
        if (import.Files.Where(f => f.Feed == "sales").Sum(f => f.RowsLoaded) == 0)
        {
            Console.Error.WriteLine("forecasting: There are no usable sales.");
            return ExitCode.Unavailable;
        }

        return import.Files.Any(f => f.IsRejected) ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>Aside, and then into place.</summary>
    private static void WriteQuarantine(string file, ImportSummary import)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".tmp";
        using (var stream = File.Create(temporary))
            QuarantineFile.Write(stream, import.Quarantine);
        File.Move(temporary, file, overwrite: true);
    }
}
