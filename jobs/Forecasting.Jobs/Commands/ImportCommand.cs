using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting import</c>: reads a data folder into the database and says what became of every row;
/// nothing is planned.</summary>
internal static class ImportCommand
{
    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder or Azure Blob container (https://…) with sales (required) and every other file you have: items, stock, "
                + "open_orders, …",
            Required = true,
            HelpName = "DIR",
        };
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
            Read a data folder into the database and say what became of every row. Nothing is planned.

            Examples:
              forecasting import --data ./export --out ./reports
              forecasting import --data ./export --db ./forecasting.duckdb --quarantine ./set-aside.csv
              forecasting import --data ./export --out ./reports --json

            Exit codes: 0 every file was read, also when single rows were set aside · 1 a file was refused whole · 2 wrong usage or settings ·
            3 no usable sales, or the database is unavailable
            """)
        {
            data, output, database, settings, quarantine, wait, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            var target = DatabaseOption.Resolve(parse.GetValue(database), parse.GetValue(output)?.FullName);
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");

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
