using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Forecasters.Ssa;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;
using static Forecasting.Reports.Workbook.Palette;

namespace Forecasting.Reports.Workbook;

/// <summary>The first sheet, one page: what is wrong with the data, the run in nine numbers, and the twenty decisions that matter.</summary>
internal static class DecisionsSheet
{
    public const string Name = "Decisions";

    public const int DecisionsShown = 20;

    private const int FindingsShown = 4;

    private const int LastColumn = 13;

    private const int SkuColumn = 3;

    private const int MoneyColumn = 11;

    private const int GradeColumn = 12;

    private static readonly TableColumn<Decision>[] Columns =
    [
        new("#", 4, Looks.Whole, d => CellContent.Number((decimal)d.Rank)),
        new("Action", 17, Looks.Code, d => CellContent.Text(d.Kind.Name())),
        new("SKU", 17, Looks.CodeLink, d => CellContent.Text(d.Line.Key.Sku.Code)),
        new("Name", 24, Looks.Prose, d => CellContent.Text(d.Line.Item.Name)),
        new("Location", 12, Looks.Code, d => CellContent.Text(d.Line.Key.Location.Code)),
        new("What to do", 50, Looks.Prose, d => CellContent.Text(d.What)),
        new("Quantity (units)", 11, Looks.Units, d => CellContent.Number(d.Quantity)),
        new("Value", 13, Looks.Money, d => CellContent.Number(d.Value)),
        new("Cur.", 7, Looks.Code, d => CellContent.Text(d.Currency)),
        new("By (date)", 12, Looks.Date, d => CellContent.Date(d.By)),
        new("Money at risk", 14, Looks.Money, d => CellContent.Number(d.MoneyAtRisk)),
        new("Trust", 7, Looks.Grade, d => CellContent.Text(d.Line.Trust.Grade.ToString())),
        new("Why", 56, Looks.Prose, d => CellContent.Text(d.Why)),
    ];

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="decisions">The decisions, by rank.</param>
    /// <param name="first">What the demand of the first of them is made of; null when there is none.</param>
    /// <param name="changes">What changed since the plan before; null when there was none.</param>
    /// <returns>The draft, and the row of each decision in it.</returns>
    public static (SheetDraft Draft, int FirstDecisionRow) Add(
        XLWorkbook workbook, PlanReport report, ImmutableArray<Decision> decisions, Outcome<SsaComponents>? first, PlanChanges? changes)
    {
        var identity = report.Identity;
        var draft = SheetFrame.Begin(
            workbook, Name, $"Decisions for {Wording.Day(identity.AsOf)}",
            $"Run {identity.RunId} · publication {Wording.Count(report.Sequence)} · scope: {identity.Scope}{(report.Part.Length > 0 ? ", " : "")}{report.Part} · orders of the cycle from {Wording.Day(report.Cycle)} · "
            + $"{Wording.Plural(report.Horizon, report.Bucket.ToString(), report.Bucket + "s")} forecast",
            report);
        draft.Layout.PageSetup.FitToPages(1, 1);
        Table.SetWidths(draft, Columns);

        var row = AddFindings(draft, 3, ImportQuality.Of(report));
        if (changes is not null)
        {
            draft.Link(row, 1, ChangesSheet.Name, 1, 1);
            AddBanner(draft, row++, new(TrustLevel.Good, ChangeWords.Summary(changes, ChangesSheet.Name)));
        }

        var firstTile = row + 1;
        row = KeyFigureTiles.Add(draft, firstTile, KeyFigures.Of(report));

        // A picture of nothing sold says nothing: the first decision that has a history is shown.
        var pictured = decisions.FirstOrDefault(d => d.Line.History.Raw.Quantities.Any(q => q > 0));
        var subject = pictured?.Line ?? report.Lines.Where(l => l.CustomerForecast is not null).MaxBy(l => l.Recommendation.Explanation.ExpectedDemand * (l.Terms.UnitCost ?? 1));

        draft.Put(row + 1, 1, Heading(decisions.Length), Looks.Heading);
        var header = row + 2;
        draft.Layout.Row(header).Height = 26;
        AddDecisions(draft, header, decisions);
        var last = header + Math.Max(1, decisions.Length);
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, last, LastColumn);
        if (subject is not null)
        {
            var components = first is not null && pictured == decisions[0] ? first : PlannedDemand.Of(subject).Components();
            DemandChart.Add(draft, last + 3, subject, components, from: (firstTile, 7), to: (row, LastColumn + 1));
        }

        return (draft, header + 1);
    }

    /// <summary>What stands over the decisions.</summary>
    public static string Heading(int decisions) =>
        decisions == 1 ? "The decision that can still be taken" : $"The {decisions} decisions with most money at risk that can still be taken";

    /// <summary>Leads each decision to its explanation.</summary>
    public static void Link(SheetDraft draft, int firstDecisionRow, ImmutableArray<Decision> decisions, ShownLines shown)
    {
        for (var i = 0; i < decisions.Length; i++)
        {
            if (shown.IndexOf(decisions[i].Line.Key) is { } index)
                draft.Link(firstDecisionRow + i, SkuColumn, WhySheet.Name, WhySheet.FirstRow + index, WhySheet.SkuColumn);
        }
    }

    private static int AddFindings(SheetDraft draft, int row, ImportQuality quality)
    {
        var findings = quality.Findings;
        if (findings.IsEmpty)
        {
            var set = quality.RowsQuarantined == 0 ? "none set aside" : $"{Wording.Count(quality.RowsQuarantined)} set aside ({Wording.Percent(quality.QuarantinedShare)})";
            findings = [new(TrustLevel.Good, $"No warnings. {Wording.Count(quality.RowsRead)} rows read, {set}, all accounted for.")];
        }

        var shown = findings.Length <= FindingsShown ? findings : findings[..(FindingsShown - 1)];
        foreach (var finding in shown)
            AddBanner(draft, row++, finding);
        if (shown.Length < findings.Length)
            AddBanner(draft, row++, new(findings[shown.Length].Level, $"{findings.Length - shown.Length} more warnings: see {DataQualitySheet.Name}."));
        return row;
    }

    private static void AddBanner(SheetDraft draft, int row, Finding finding)
    {
        var (mark, ground, ink) = finding.Level switch
        {
            TrustLevel.Serious => ("Attention  ", Coral, Orange),
            TrustLevel.Warning => ("Note  ", Amber, DarkGrey),
            _ => ("", Mist, Grey),
        };
        var text = SheetText.Cut(mark + finding.Text, 330, DataQualitySheet.Name);
        draft.Put(row, 1, text, style =>
        {
            Looks.Font(style, 9, ink);
            style.Font.Bold = finding.Level == TrustLevel.Serious;
            style.Alignment.WrapText = true;
            style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        });
        var banner = draft.Layout.Range(row, 1, row, LastColumn).Merge();
        banner.Style.Fill.BackgroundColor = Colour(ground);
        draft.Layout.Row(row).Height = text.Length > 170 ? 28 : 16;
    }

    private static void AddDecisions(SheetDraft draft, int header, ImmutableArray<Decision> decisions)
    {
        for (var column = 1; column <= Columns.Length; column++)
            draft.Put(header, column, Columns[column - 1].Header, Looks.Header);
        if (decisions.IsEmpty)
            draft.Put(header + 1, 1, "Nothing needs a decision today.", Looks.Subtitle);

        foreach (var decision in decisions)
        {
            var row = header + decision.Rank;
            for (var column = 1; column <= Columns.Length; column++)
                draft.Put(row, column, Columns[column - 1].Content(decision), Columns[column - 1].Look);
            var action = draft.Layout.Cell(row, 2).Style;
            action.Font.Bold = true;
            action.Font.FontColor = Colour(decision.Kind switch
            {
                DecisionKind.OrderAndExpedite or DecisionKind.Expedite or DecisionKind.Reroute => Orange,
                DecisionKind.Order or DecisionKind.Transfer => Blue,
                _ => Grey,
            });
            draft.Layout.Row(row).Height = 13 * LinesOf(decision);
        }

        // Grows with the money; from zero, so that lengths compare.
        draft.Layout.Range(header + 1, MoneyColumn, header + Math.Max(1, decisions.Length), MoneyColumn)
            .AddConditionalFormat().DataBar(Colour("F2C9A5"), showBarOnly: false)
            .Minimum(XLCFContentType.Number, 0).Maximum(XLCFContentType.Maximum, 0);
        GradeColours.Add(draft, header + 1, header + Math.Max(1, decisions.Length), GradeColumn);
    }

    private static int LinesOf(Decision decision) =>
        Math.Max(Table.LinesFor(decision.What, 50, 4), Math.Max(Table.LinesFor(decision.Why, 56, 4), Table.LinesFor(decision.Line.Item.Name, 24, 4)));
}
