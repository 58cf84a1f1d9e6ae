using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting simulate</c>: what the plans would have cost on the firm's own past, beside simpler ways to order.</summary>
internal static class SimulateCommand
{
    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder or Azure Blob container (https://…) with sales (required) and every other file you have: items, suppliers, availability, …",
            Required = true,
            HelpName = "DIR",
        };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder where simulation.csv (a row for each policy and SKU-location), simulation-curve.csv (a row for each policy and setting) and simulation.svg (the picture) are written; simulation-orders.csv where orders are on record.",
            Required = true,
            HelpName = "DIR",
        };
        var weeks = new Option<int>("--weeks") { Description = "Weeks on whose mornings orders are placed and scored, 1..520.", DefaultValueFactory = _ => 26, HelpName = "N" };
        var until = new Option<DateOnly?>("--as-of")
        {
            Description = "End of the past that is played, e.g. 2026-01-31. Default: the morning after the last sales.",
            HelpName = "DATE",
            CustomParser = CommonOptions.ParseDate,
        };
        var cover = new Option<double>("--cover") { Description = "Weeks of cover of the plain 13-week mean that the plans are compared with.", DefaultValueFactory = _ => 4, HelpName = "WEEKS" };
        var safety = new Option<double>("--safety") { Description = "Safety factor of textbook stock (exponential smoothing, normal errors).", DefaultValueFactory = _ => 1.64, HelpName = "Z" };
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var threads = CommonOptions.Threads();
        var command = new Command(
            "simulate",
            """
            Play the weekly plan on your own past, with only what was known then, beside simpler ways to order: service, stock, orders, money.
            Each policy is played at lower and higher settings too, so that they can be compared at the same service, and the cheapest setting is seen.
            Where items or item_locations give min_stock and max_stock, what an ERP makes of them is played as well; where receipts or open_orders say
            when they were ordered, the plan's orders stand beside the real ones.

            Examples:
              forecasting simulate --data ./export --out ./reports
              forecasting simulate --data ./export --out ./reports --weeks 52 --cover 6
              forecasting simulate --data ./export --out ./reports --weeks 13 --as-of 2026-01-31 --safety 2.05
            """)
        {
            data, output, weeks, until, cover, safety, settings, values, threads,
        };
        command.SetAction((parse, cancellation) =>
        {
            var request = new SimulationRequest(
                parse.GetValue(data)!,
                parse.GetValue(output)!.FullName,
                parse.GetValue(weeks),
                parse.GetValue(until),
                parse.GetValue(cover),
                parse.GetValue(safety),
                parse.GetValue(settings)?.FullName,
                parse.GetValue(threads))
            {
                Values = CommonOptions.Named(parse.GetValue(values)),
            };
            request.Validate();
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");
            using var progress = RunProgress.Start();
            var result = Simulation.Execute(request, clock, progress, cancellation);
            Console.Out.Write(SimulationText.Of(result));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
