using System.CommandLine;
using Forecasting.Jobs.Demo;
using Forecasting.Jobs.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting demo</c>: a sample company, planned.</summary>
internal static class DemoCommand
{
    public static Command Create(TimeProvider clock)
    {
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder to make: data/ with the company's files, reports/ with its plan.",
            DefaultValueFactory = _ => new DirectoryInfo("forecasting-demo"),
            HelpName = "DIR",
        };
        var database = DatabaseOption.Create();
        var threads = CommonOptions.Threads();
        var command = new Command(
            "demo",
            """
            Make a sample company, plan its Monday, and say where the workbook is.

            Examples:
              forecasting demo
              forecasting demo --out /tmp/demo
            """)
        {
            output, database, threads,
        };
        command.SetAction((parse, cancellation) =>
        {
            var folder = parse.GetValue(output)!.FullName;
            var (data, reports) = (Path.Combine(folder, "data"), Path.Combine(folder, "reports"));
            var files = DemoCompany.Write(data);
            DemoCompany.WriteSettings(data);
            RunProgress.Say($"A sample company is in {data} ({files.Length} files).");
            return Task.FromResult(RunCommand.PlanAndReport(
                new RunRequest(
                    data, reports, DemoCompany.DefaultAsOf, DatabaseOption.Resolve(parse.GetValue(database), reports), null, parse.GetValue(threads)), clock, cancellation));
        });
        return command;
    }
}
