using System.Globalization;
using System.Text;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Publishing;
using Forecasting.Storage.Runs;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>The few lines that a person reads on the terminal: where the report is, and what is most urgent.</summary>
internal static class RunSummary
{
    private const int UrgentShown = 3;

    /// <summary>The result of a run that was published.</summary>
    public static RunResult Of(PlanReport report, string folder)
    {
        var text = new StringBuilder();
        var failures = report.Unplanned.Count(u => u.IsFailure);
        text.Append(CultureInfo.InvariantCulture, $"As of {report.Identity.AsOf:yyyy-MM-dd}: {report.Lines.Length} SKU-locations planned "
            + $"by {report.Bucket}");
        if (report.Unplanned.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $", {report.Unplanned.Length} not planned (see Data quality)");
        text.Append(CultureInfo.InvariantCulture, $"; {report.Orders.Length} order lines{Values(report)}.\n");
        AppendTrust(text, report);
        foreach (var line in MostUrgent(report))
        {
            var r = line.Recommendation;
            var name = line.Item.Name.Length > 0 ? $" {line.Item.Name}" : "";
            text.Append(
                CultureInfo.InvariantCulture, $"  order {r.Explanation.Quantity:0.###} of {line.Key.Sku}{name} at {line.Key.Location}");
            if (line.Terms.Supplier.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $" from {line.Terms.Supplier}");
            if (r.ExpectedStockoutDate is { } date)
                text.Append(CultureInfo.InvariantCulture, $": runs out about {date:yyyy-MM-dd}");
            var currency = line.Terms.Currency.Length > 0 ? " " + line.Terms.Currency : "";
            if (r.MoneyAtRisk > 0)
                text.Append(CultureInfo.InvariantCulture, $", {r.MoneyAtRisk:#,0}{currency} at risk");
            text.Append('\n');
        }

        text.Append("Workbook: ").Append(Path.Combine(folder, "plan.xlsx"));
        var rejected = report.Imports.Any(i => i.IsRejected);
        return new RunResult(
            failures > 0 || rejected ? ExitCode.SomeFailed : ExitCode.Done,
            text.ToString(),
            [$"{RowTotals.Of(report.Imports)}.", .. report.Warnings])
        { Folder = folder };
    }

    /// <summary>The result of a run that was published before: nothing was done.</summary>
    /// <remarks>Whoever asks again wants to use it, so it is checked; not when somebody has moved it away.</remarks>
    /// <exception cref="PublicationConflictException">It is not what was published any more.</exception>
    public static RunResult AlreadyPublished(LedgerRun run, string outFolder)
    {
        var folder = Path.Combine(outFolder, run.Folder);
        if (Directory.Exists(folder))
            Publication.Verify(folder);
        return new RunResult(
            run.Outcome == RunOutcome.Partial ? ExitCode.SomeFailed : ExitCode.Done,
            $"Run {run.RunId} is already published: nothing new.\nWorkbook: {Path.Combine(folder, "plan.xlsx")}",
            [])
        { Folder = folder };
    }

    /// <summary>Said only when some data is doubtful: <c>data: 120 A, 30 B, 4 C, 0 D (see Data quality)</c></summary>
    private static void AppendTrust(StringBuilder text, PlanReport report)
    {
        var grades = GradeTotal.Of(report);
        if (grades.All(g => g.Grade < TrustGrade.C || g.SkuLocations == 0))
            return;
        text.Append("  data: ").AppendJoin(
            ", ", grades.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.SkuLocations} {g.Grade}")));
        text.Append(
            grades[^1].SkuLocations > 0 ? "; D is not planned (see Data quality)\n" : " (see Data quality)\n");
    }

    private static IEnumerable<PlanLine> MostUrgent(PlanReport report)
    {
        var ordered = report.Orders.Where(o => o.Quantity > 0).Select(o => new Catalog.SkuLocation(o.Sku, o.ShipTo)).ToHashSet();
        return report.Lines
            .Where(l => ordered.Contains(l.Key))
            .OrderByDescending(l => l.Recommendation.MoneyAtRisk)
            .ThenByDescending(l => l.Recommendation.ExpectedShortageWithoutOrder)
            .ThenBy(l => l.Key)
            .Take(UrgentShown);
    }

    private static string Values(PlanReport report)
    {
        // What a place buys for others is bought once, and not again when it is sent on.
        var counted = report.Lines.Any(l => l.Source is not null) ? report.Orders.Where(o => o.Type == OrderType.Purchase) : report.Orders;
        var values = counted.GroupBy(o => o.Currency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Sum(o => o.Value):#,0} {g.Key}").TrimEnd())
            .Where(v => v != "0").ToList();
        return values.Count > 0 ? " for " + string.Join(" + ", values) : "";
    }
}
