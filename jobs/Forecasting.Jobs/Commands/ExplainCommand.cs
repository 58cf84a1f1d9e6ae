using System.CommandLine;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using Forecasting.Storage;
using Forecasting.Storage.Plans;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting explain</c>: how one order quantity was computed, as a sum that can be redone with a pencil, and what the
/// demand behind it is made of, and which rows of which files say so.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var sku = new Argument<string>("SKU") { Description = "Product code, exactly as in the data." };
        var at = new Option<string?>("--at", "--location") { Description = "Only this place.", HelpName = "LOCATION" };
        var run = new Option<string?>("--run") { Description = "Id of the run; default the latest.", HelpName = "ID" };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder of the reports, whose forecasting.duckdb is read.",
            HelpName = "DIR",
        };
        var database = DatabaseOption.Create();
        var workbook = new Option<FileInfo?>("--workbook")
        {
            Description = "Also write history, components and forecast as charts and numbers to this .xlsx.",
            HelpName = "FILE",
        };
        var archive = CommonOptions.Archive();
        var rows = new Option<string>("--rows")
        {
            Description = "Input rows of each file that are shown: the newest (few) or all.",
            DefaultValueFactory = _ => "few",
            HelpName = "few|all",
        };
        rows.AcceptOnlyFromAmong("few", "all");
        var command = new Command(
            "explain",
            """
            Show how the order of a SKU was computed, step by step, what its demand is made of: trend, seasons, noise; and the rows of the
            files that were sent which say so.

            Examples:
              forecasting explain A-1007 --out ./reports
              forecasting explain A-1007 --at LEEDS --out ./reports
              forecasting explain A-1007 --run 0123456789ab --db ./forecasting.duckdb
              forecasting explain A-1007 --at LEEDS --out ./reports --rows all
              forecasting explain A-1007 --out ./reports --workbook A-1007.xlsx
            """)
        {
            sku, at, run, output, database, archive, rows, workbook,
        };
        command.SetAction((parse, cancellation) =>
        {
            var address = DatabaseOption.Existing(parse.GetValue(database), parse.GetValue(output)?.FullName);
            using var opened = ForecastingDatabase.Open(address);
            var place = parse.GetValue(at) is { Length: > 0 } named ? new Location(named) : (Location?)null;
            var product = new Sku(parse.GetValue(sku)!);
            var explanation = new PlanArchive(opened).Explain(product, place, parse.GetValue(run));
            if (explanation is null || (explanation.Lines.IsEmpty && explanation.Unplanned.IsEmpty))
                throw new SettingsException(
                    $"No plan names SKU {parse.GetValue(sku)}{(place is { } p ? $" at {p}" : "")}. Codes are case-sensitive.");
            var planned = new PlannedDemandArchive(opened);
            var demands = explanation.Lines.ToDictionary(line => line.Key, line => planned.Read(explanation.RunId, line.Key));
            Print(explanation, demands);
            var code = parse.GetValue(workbook) is { } target ? WriteWorkbook(target.FullName, explanation, demands) : ExitCode.Done;
            var kept = ArchivedRun.ArchiveOf(CommonOptions.ArchiveFolder(parse.GetValue(archive)), address, parse.GetValue(output)?.FullName);
            ExplainedRows.Print(
                Console.Out, opened, kept, explanation, product, place, parse.GetValue(rows) == "all", cancellation);
            return Task.FromResult(code);
        });
        return command;
    }

    // "(8 demand, 3 lead time, 1 service)", where there is more to say than the sum.
    private static string Parts(OrderExplanation e) => e.LeadTimeSafety == 0 && e.ServiceSafety == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $" ({e.DemandSafety:0.##} demand, {e.LeadTimeSafety:0.##} lead time, {e.ServiceSafety:0.##} service)");

    private static int WriteWorkbook(
        string file, PlanExplanation explanation, Dictionary<SkuLocation, Outcome<PlannedDemand>> demands)
    {
        var explained = new List<ExplainedDemand>();
        foreach (var line in explanation.Lines)
        {
            if (demands[line.Key] is Outcome<PlannedDemand>.Done { Value: var demand })
                explained.Add(new ExplainedDemand(demand, line.ItemName) { Sold = demand.Sold });
        }

        if (explained.Count == 0)
        {
            Console.Error.WriteLine($"No workbook was written: run {explanation.RunId} holds no history of this SKU to show.");
            return ExitCode.SomeFailed;
        }

        ExplainedComponents.Write(file, new DemandExplanation(explanation.RunId, explanation.AsOf, [.. explained]));
        Console.Out.WriteLine($"\nHistory, components and forecast: {file}");
        return ExitCode.Done;
    }

    private static void Print(PlanExplanation explanation, Dictionary<SkuLocation, Outcome<PlannedDemand>> demands)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.Out.WriteLine(string.Create(culture, $"Run {explanation.RunId}, as of {explanation.AsOf:yyyy-MM-dd}"));
        foreach (var line in explanation.Lines)
        {
            var r = line.Recommendation;
            var e = r.Explanation;
            var from = line.SourceLocation.Length > 0 ? $"transfer from {line.SourceLocation}"
                : line.Supplier.Length > 0 ? $"purchase from {line.Supplier}" : "purchase";
            Console.Out.WriteLine(string.Create(culture, $"""

                {line.Key}{(line.ItemName.Length > 0 ? $": {line.ItemName}" : "")}
                  demand     {line.Pattern.ToLowerInvariant()}{(line.AbcClass.Trim().Length > 0 ? $", class {line.AbcClass}" : "")}; model {line.Model} {(line.Parameters.Length > 0 ? $"({line.Parameters})" : "")}
                  terms      {from}; lead time {line.LeadTime.MeanDays:0.#} ± {line.LeadTime.StandardDeviationDays:0.#} days ({line.LeadTimeSource}), review every {line.ReviewDays:0.#} days
                  target     {r.ServiceTarget}; stock must last {r.ProtectionIntervalDays:0} days, demand deviates by {r.DemandDeviation:0.#}

                  {e.ExpectedDemand,12:0.###}  expected demand over {r.ProtectionIntervalDays:0} days
                + {e.SafetyStock,12:0.###}  safety stock{Parts(e) + " ",-28}= {e.ReorderPoint:0.###} reorder point
                + {e.LotAllowance,12:0.###}  lot allowance                           = {e.OrderUpToLevel:0.###} order-up-to level
                - {e.OnHand,12:0.###}  on hand
                + {e.Allocated,12:0.###}  allocated
                + {e.Backordered,12:0.###}  backordered
                - {e.OnOrder,12:0.###}  on order                                = {e.Need:0.###} need
                + {e.NotNeeded,12:0.###}  not needed or not orderable
                + {e.MinimumOrderRounding,12:0.###}  up to the minimum order of {line.Moq:0.###}
                + {e.PackRounding,12:0.###}  to whole packs of {line.PackSize:0.###}
                - {e.MaximumCut,12:0.###}  cut by the largest order or stock{(e.Joined == 0 ? "" : string.Create(culture, $"\n+ {e.Joined,12:0.###}  ordered with other items of {line.Supplier}"))}{(e.OfferRounding == 0 ? "" : string.Create(culture, $"\n+ {e.OfferRounding,12:0.###}  for a better price, full layers or pallets"))}
                + {e.SharedRounding,12:0.###}  by the order as a whole: supplier's minimum, one delivery, room at the place
                - {e.BudgetCut,12:0.###}  cut by the budget{(e.SourceCut == 0 ? "" : string.Create(culture, $"\n- {e.SourceCut,12:0.###}  cut: {line.SourceLocation} has not enough"))}
                = {e.Quantity,12:0.###}  ordered on {r.OrderDate:yyyy-MM-dd}, on the shelf by {r.RequestedDelivery:yyyy-MM-dd}; expected fill rate {r.ExpectedService * 100:0.0} %
                """));
            var isSource = line.Model == SourceDemand.ModelName;
            if (line.FallbackReason.Length > 0)
                Console.Out.WriteLine($"  {(isSource ? "made of" : "model")}: {line.FallbackReason}");
            if (r is { Worth: { } worth, NextPackWorth: { } next, RoundingCost: { } rounding })
                Console.Out.WriteLine(string.Create(culture, $"  money: the order is worth {worth:0.00} (shortages saved less holding), one pack more {next:0.00}; rounding up costs {rounding:0.00}"));
            foreach (var note in r.Notes.Where(n => !isSource || n != line.FallbackReason))
                Console.Out.WriteLine($"  note: {note}");
            switch (demands[line.Key])
            {
                case Outcome<PlannedDemand>.Done { Value: var demand }:
                    ExplainedComponents.Print(Console.Out, demand);
                    break;
                case Outcome<PlannedDemand>.Skipped { Reason: var why }:
                    Console.Out.WriteLine($"\n  {"history",-10} {why}");
                    break;
            }
        }

        foreach (var unplanned in explanation.Unplanned)
            Console.Out.WriteLine($"\n{unplanned.Key}: not planned. {unplanned.Reason}");
    }
}
