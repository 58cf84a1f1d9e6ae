using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting run</c>: the weekly job, the whole path of the data.</summary>
internal static class RunCommand
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
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the reports: <out>/<as-of>_<run>/",
            Required = true,
            HelpName = "DIR",
        };
        var asOf = CommonOptions.AsOf();
        var database = DatabaseOption.Create();
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var threads = CommonOptions.Threads();
        var by = new Option<string?>("--by")
        {
            Description = "Who asks for the run; kept in the audit log, and may not approve what is held. Default: the user of this machine.",
            HelpName = "NAME",
        };
        var wait = CommonOptions.Wait();
        var lease = new Option<double>("--lease")
        {
            Description = "Seconds after which another process may take over from one that does not answer any more (databases of a server).",
            DefaultValueFactory = _ => RunLeases.DefaultDuration.TotalSeconds,
            HelpName = "SECONDS",
        };
        var skus = Codes("--sku", "Only the orders with this product go out, each whole; may be given several times. The others come with the next run.");
        var places = Codes("--location", "The same for a place that receives.");
        var suppliers = Codes("--supplier", "The same for a supplier.");
        var grades = new Option<string[]>("--grade")
        {
            Description = "The same for trust grades: A, B, C or D, several parted by commas.",
            HelpName = "GRADES",
            DefaultValueFactory = _ => [],
        };
        grades.Validators.Add(result =>
        {
            foreach (var grade in result.Tokens.SelectMany(t => Letters(t.Value)).Where(g => Narrowing.Grade(g) is null))
                result.AddError($"--grade {grade} is no grade; it must be A, B, C or D, or several parted by commas.");
        });
        lease.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 3600))
                result.AddError("--lease must be from 1 to 3600.");
        });
        var command = new Command(
            "run",
            """
            Load, clean, forecast, plan and publish: the weekly job.

            Examples:
              forecasting run --data ./export --out ./reports
              forecasting run --data ./export --out ./reports --as-of 2026-01-31
              forecasting run --data ./export --out ./reports --settings ./planning.json
              forecasting run --data ./export --out ./reports --sku A-1007 --sku A-1010
              forecasting run --data ./export --out ./reports --grade A,B
              forecasting run --data https://ACCOUNT.blob.core.windows.net/sales/weekly --out ./reports
            """)
        {
            data, output, asOf, database, settings, values, threads, by, wait, lease, skus, places, suppliers, grades,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(PlanAndReport(
            new RunRequest(
                parse.GetValue(data)!,
                parse.GetValue(output)!.FullName,
                parse.GetValue(asOf),
                DatabaseOption.Resolve(parse.GetValue(database), parse.GetValue(output)!.FullName),
                parse.GetValue(settings)?.FullName,
                parse.GetValue(threads))
            {
                By = parse.GetValue(by) is { Length: > 0 } name ? name : Environment.UserName,
                Values = CommonOptions.Named(parse.GetValue(values)),
                Part = new Narrowing
                {
                    Skus = [.. parse.GetValue(skus)!],
                    Locations = [.. parse.GetValue(places)!],
                    Suppliers = [.. parse.GetValue(suppliers)!],
                    Grades = [.. parse.GetValue(grades)!.SelectMany(Letters).Select(g => Narrowing.Grade(g)!.Value)],
                }.ToText(),
                Wait = TimeSpan.FromSeconds(parse.GetValue(wait)),
                LeaseDuration = TimeSpan.FromSeconds(parse.GetValue(lease)),
            },
            clock,
            cancellation)));
        return command;
    }

    private static Option<string[]> Codes(string name, string description) => new(name) { Description = description, HelpName = "CODE", DefaultValueFactory = _ => [] };

    private static string[] Letters(string grades) => grades.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Runs the job and prints where its result is.</summary>
    public static int PlanAndReport(RunRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.SettingsFile is { } file && !File.Exists(file))
            throw new SettingsException($"{file} is not there.");
        RunResult result;
        using (var progress = RunProgress.Start())
            result = PlanningRun.Execute(request, clock, progress, cancellation);

        foreach (var warning in result.Warnings)
            Console.Error.WriteLine("note: " + warning);
        Console.Out.WriteLine(result.Summary);
        return result.ExitCode;
    }
}
