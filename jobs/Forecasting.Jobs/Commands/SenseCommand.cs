using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Sensing;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting sense</c>: what came since the newest published plan and is not as it promised.</summary>
internal static class SenseCommand
{
    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder or Azure Blob container (https://…) with the newest sales, stock and open_orders.",
            Required = true,
            HelpName = "DIR",
        };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder of the reports, whose forecasting.duckdb knows the plans.", HelpName = "DIR" };
        var database = DatabaseOption.Create();
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var asOf = CommonOptions.AsOf();
        asOf.Description = "Morning of the look, e.g. 2026-01-31: nothing from this day on is known. Default: the morning after the last sales.";
        var top = new Option<int>("--top") { Description = "Signals shown, those with most money at risk first.", DefaultValueFactory = _ => 10, HelpName = "N" };
        top.Validators.Add(CommonOptions.AtLeastOne);
        var wait = CommonOptions.Wait();
        var json = new Option<bool>("--json") { Description = "Print one JSON object with all signals instead of text." };
        var command = new Command(
            "sense",
            """
            Compare what came since the newest published plan with what it promised: demand that spiked or collapsed, stock that will be gone before the
            next delivery, suppliers that are later than they usually are; most money at risk first. Nothing is planned, no model is fitted.

            Examples:
              forecasting sense --data ./export --out ./reports
              forecasting sense --data ./export --out ./reports --as-of 2026-03-05 --top 3
              forecasting sense --data ./export --out ./reports --set sensing.falseAlarmsPerWeek=0.5 --json

            Exit codes: 0 looked, whatever was found · 1 a file was refused whole · 2 wrong usage or settings · 3 no usable sales by day, no published
            plan, or the database is unavailable
            """)
        {
            data, output, database, settings, values, asOf, top, wait, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");
            var request = new SensingRequest(
                parse.GetValue(data)!,
                DatabaseOption.Existing(parse.GetValue(database), parse.GetValue(output)?.FullName),
                parse.GetValue(asOf),
                parse.GetValue(settings)?.FullName,
                CommonOptions.Named(parse.GetValue(values)),
                TimeSpan.FromSeconds(parse.GetValue(wait)));
            SensingResult result;
            using (var progress = RunProgress.Start())
                result = SensingRun.Execute(request, clock, progress, cancellation);
            Console.Out.Write(parse.GetValue(json) ? SignalView.ToJson(result) : SensingText.Of(result, parse.GetValue(top)));
            return Task.FromResult(result.Refused.IsEmpty ? ExitCode.Done : ExitCode.SomeFailed);
        });
        return command;
    }
}
