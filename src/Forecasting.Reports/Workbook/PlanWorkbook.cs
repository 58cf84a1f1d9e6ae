using System.Collections.Immutable;
using System.Globalization;
using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary><c>plan.xlsx</c>: the planner's workbook. A function of a plan; it never queries and never forecasts.</summary>
/// <remarks>
/// Sheets in the reader's order: Decisions, Orders by supplier, Why, Changes, Risk and excess, Forecast, Forecast totals, Components, Sold and learnt, Accuracy, Overrides, Data
/// quality, Trust, Corrections, Service and stock, Notes. Codes and names are text in every cell, whatever they look like; the only formulas are our own. The same plan gives the same bytes, whatever the culture, time zone or day of the machine
/// (with the same version of .NET, whose compression they carry).
/// </remarks>
public static class PlanWorkbook
{
    /// <summary>File name.</summary>
    public const string Name = "plan.xlsx";

    /// <summary>File name of the workbook of a part: <c>plan-03-garden.xlsx</c>. Its number keeps it apart from every other, whatever the names are.</summary>
    /// <param name="part">The part.</param>
    public static string NameOf(PlanPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var words = string.Concat(part.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-').Take(40));
        var name = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return string.Create(CultureInfo.InvariantCulture, $"plan-{part.Number:00}{(name.Length > 0 ? "-" : "")}{name}.xlsx");
    }

    /// <summary>Writes the workbook. The stream stays open; it need not be readable.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="report">The plan. Detail sheets show its 20,000 SKU-locations with most money at risk, and say so when there are more.</param>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        var decisions = DecisionRanking.Rank(report, DecisionsSheet.DecisionsShown);
        var components = decisions.Select(decision => PlannedDemand.Of(decision.Line).Components()).ToImmutableArray();
        var shown = ShownLines.Of(report, Table.RowLimit);

        using var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = "Calibri";
        var ranked = TrustRanking.Rank(report);
        var changes = PlanChanges.Of(report);
        var (first, firstDecisionRow) = DecisionsSheet.Add(workbook, report, decisions, components.FirstOrDefault(), changes);
        DecisionsSheet.Link(first, firstDecisionRow, decisions, shown);
        SheetDraft[] drafts =
        [
            first,
            OrdersSheet.Add(workbook, report),
            WhySheet.Add(workbook, report, shown, decisions, firstDecisionRow),
            ChangesSheet.Add(workbook, report, changes),
            RiskSheet.Add(workbook, report),
            ForecastSheet.Add(workbook, report, shown),
            ForecastTotalsSheet.Add(workbook, report),
            ComponentsSheet.Add(workbook, report, decisions, components, firstDecisionRow),
            SoldAndLearntSheet.Add(workbook, report, decisions, firstDecisionRow),
            AccuracySheet.Add(workbook, report, shown),
            OverridesSheet.Add(workbook, report),
            DataQualitySheet.Add(workbook, report, ranked),
            TrustSheet.Add(workbook, report, ranked),
            CorrectionsSheet.Add(workbook, report),
            ServiceCostSheet.Add(workbook, report),
            NotesSheet.Add(workbook, report),
        ];
        var identity = report.Identity;
        WorkbookPackage.Write(stream, workbook, drafts, $"Plan of {Wording.Day(identity.AsOf)}, run {identity.RunId}", identity.AsOf);
    }
}
