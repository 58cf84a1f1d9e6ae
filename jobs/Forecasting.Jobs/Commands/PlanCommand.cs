using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting plan</c>: what a run would order, without sending it.</summary>
internal static class PlanCommand
{
    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder or Azure Blob container (https://…) with sales (required) and every other file you have.",
            Required = true,
            HelpName = "DIR",
        };
        var target = new Option<DirectoryInfo>("--to")
        {
            Description = "Folder for the files: <to>/<as-of>_<run>_preview/. Not the one where the warehouse looks.",
            Required = true,
            HelpName = "DIR2",
        };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder of the reports of your runs: the plan then knows what they have sent, learnt and promised. Nothing is written there.",
            HelpName = "DIR",
        };
        var database = DatabaseOption.Create();
        var asOf = CommonOptions.AsOf();
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var threads = CommonOptions.Threads();
        var wait = CommonOptions.Wait();
        var command = new Command(
            "plan",
            """
            Make the plan that a run would make now, and publish nothing: workbook and files to look at, and what would be sent.
            Ask with other settings what they would order; the same question again replaces the answer.

            Examples:
              forecasting plan --data ./export --to ./preview
              forecasting plan --data ./export --to ./preview --out ./reports
              forecasting plan --data ./export --to ./preview --out ./reports --set inventory.budget=50000
              forecasting plan --data ./export --to ./preview --set inventory.totalFillRate=0.97 --set inventory.totalBy=category
            """)
        {
            data, target, output, database, asOf, settings, values, threads, wait,
        };
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");
            if (parse.GetValue(output) is { } reports && Path.TrimEndingDirectorySeparator(reports.FullName) == Path.TrimEndingDirectorySeparator(parse.GetValue(target)!.FullName))
                throw new SettingsException("--to is the folder of the reports, where others look for what was published. Name another.");
            RunResult result;
            using (var progress = RunProgress.Start())
            {
                result = PlanPreview.Execute(
                    new PreviewRequest(
                        parse.GetValue(data)!,
                        parse.GetValue(target)!.FullName,
                        parse.GetValue(asOf),
                        DatabaseOption.Optional(parse.GetValue(database), parse.GetValue(output)?.FullName),
                        parse.GetValue(settings)?.FullName,
                        CommonOptions.Named(parse.GetValue(values)),
                        parse.GetValue(threads),
                        TimeSpan.FromSeconds(parse.GetValue(wait))),
                    clock,
                    progress,
                    cancellation);
            }

            foreach (var warning in result.Warnings)
                Console.Error.WriteLine("note: " + warning);
            Console.Out.WriteLine(result.Summary);
            return Task.FromResult(result.ExitCode);
        });
        return command;
    }
}
