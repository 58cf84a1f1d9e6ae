using ClosedXML.Excel;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What was read, set aside, corrected and left out: nothing is dropped in silence.</summary>
internal static class DataQualitySheet
{
    public const string Name = "Data quality";

    private const int FindingsShown = 1_000;

    private const int LongestText = 300;

    private static readonly double[] Widths = [30, 15, 12, 14, 20, 14, 62, 62];

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var draft = SheetFrame.Begin(
            workbook, Name, "What was read, set aside, corrected and left out",
            "For every file: rows read = rows loaded + set aside + repeated. A row with three faults is one row and three findings.", report);
        for (var column = 1; column <= Widths.Length; column++)
            draft.Layout.Column(column).Width = Widths[column - 1];
        draft.Layout.SheetView.FreezeRows(2);

        var row = AddWarnings(draft, 4, report);
        row = AddFiles(draft, row, report);
        row = AddBlock(draft, row, "Findings by rule", "", ByRule, Rules(report));
        var (findings, more) = Table.Limit(report.Quarantine, FindingsShown, "finding", "findings", QuarantineFile.Name);
        row = AddBlock(draft, row, "Rows set aside", more, Findings, findings);
        row = AddBlock(draft, row, "Corrections made before learning", "", ByCorrection, Corrections(report));
        var (unplanned, moreUnplanned) = Table.Limit(report.Unplanned, Table.RowLimit, "SKU-location", "SKU-locations", "the database");
        row = AddBlock(draft, row, "SKU-locations not planned", moreUnplanned, Unplanned, unplanned);
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, row - 2, Widths.Length);
        return draft;
    }

    private static int AddWarnings(SheetDraft draft, int row, PlanReport report)
    {
        draft.Put(row, 1, "Warnings", Looks.Heading);
        var findings = ImportQuality.Of(report).Findings;
        if (findings.IsEmpty)
            draft.Put(++row, 1, "None.", Looks.Subtitle);
        foreach (var finding in findings)
        {
            draft.Put(++row, 1, finding.Text, style => Looks.Font(style, 9, finding.Level == TrustLevel.Serious ? Palette.Orange : Palette.DarkGrey));
        }

        return row + 2;
    }

    private static int AddFiles(SheetDraft draft, int row, PlanReport report)
    {
        var last = AddBlock(draft, row, "Files", "", Files, report.Imports) - 1;
        if (report.Imports.IsEmpty)
            return last + 1;

        draft.Put(last, 1, "All files", Looks.Total(Looks.Code));
        draft.Put(last, 2, "", Looks.Total(Looks.Code));
        Func<ImportReport, long>[] counts = [i => i.RowsRead, i => i.RowsLoaded, i => i.RowsQuarantined, i => i.RowsDuplicate];
        for (var i = 0; i < counts.Length; i++)
            draft.Put(last, 3 + i, CellContent.Number((decimal)report.Imports.Sum(counts[i])), Looks.Total(Looks.Whole));
        draft.Put(last, 7, report.Imports.All(i => i.IsConserved) ? "✓ adds up" : "✗ DOES NOT ADD UP", Looks.Total(Looks.Code));
        draft.Put(last, 8, "", Looks.Total(Looks.Code));
        return last + 2;
    }

    /// <returns>The row where the next block may begin.</returns>
    private static int AddBlock<T>(SheetDraft draft, int row, string heading, string note, TableColumn<T>[] columns, IReadOnlyList<T> items)
    {
        draft.Put(row, 1, heading, Looks.Heading);
        if (items.Count == 0)
        {
            draft.Put(row + 1, 1, "None.", Looks.Subtitle);
            return row + 3;
        }

        draft.Put(row, 2, note, Looks.Subtitle);
        return Table.Place(draft, row + 1, columns, items) + 2;
    }

    private static readonly TableColumn<ImportReport>[] Files =
    [
        new("File", 0, Looks.Code, i => CellContent.Text(i.File)),
        new("Feed", 0, Looks.Code, i => CellContent.Text(i.Feed)),
        new("Rows read", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsRead)),
        new("Rows loaded", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsLoaded)),
        new("Rows set aside", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsQuarantined)),
        new("Rows repeated", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsDuplicate)),
        new("Check", 0, Looks.Prose, i => CellContent.Text(
            i.IsRejected ? $"✗ refused: {i.RejectedReason}" : i.IsConserved ? "✓ adds up" : "✗ DOES NOT ADD UP")),
        new("How it was read", 0, Looks.Prose, i => CellContent.Text(string.Join(" · ", i.Notes.Prepend(i.Profile).Where(n => n.Length > 0)))),
    ];

    private static readonly TableColumn<RuleCount>[] ByRule =
    [
        new("Rule", 0, Looks.Code, r => CellContent.Text(r.First.Rule)),
        new("Feed", 0, Looks.Code, r => CellContent.Text(r.First.Feed)),
        new("Findings", 0, Looks.Whole, r => CellContent.Number((decimal)r.Findings)),
        new("Rows", 0, Looks.Whole, r => CellContent.Number((decimal)r.Rows)),
        new("First in file", 0, Looks.Code, r => CellContent.Text(r.First.File)),
        new("on line", 0, Looks.Whole, r => CellContent.Number((decimal)r.First.Line)),
        new("For example", 0, Looks.Prose, r => CellContent.Text(Shorten(r.First.Message))),
    ];

    private static readonly TableColumn<QuarantinedRow>[] Findings =
    [
        new("File", 0, Looks.Code, q => CellContent.Text(q.File)),
        new("Feed", 0, Looks.Code, q => CellContent.Text(q.Feed)),
        new("Line", 0, Looks.Whole, q => CellContent.Number((decimal)q.Line)),
        new("Column", 0, Looks.Code, q => CellContent.Text(q.Column)),
        new("Value", 0, Looks.Code, q => CellContent.Text(Shorten(q.Value))),
        new("Rule", 0, Looks.Code, q => CellContent.Text(q.Rule)),
        new("What is wrong", 0, Looks.Prose, q => CellContent.Text(Shorten(q.Message))),
        new("The row as it stands in the file", 0, Looks.Prose, q => CellContent.Text(Shorten(q.OriginalLine))),
    ];

    private static readonly TableColumn<CorrectionCount>[] ByCorrection =
    [
        new("Rule", 0, Looks.Code, c => CellContent.Text(c.Rule)),
        new("SKU-locations", 0, Looks.Whole, c => CellContent.Number((decimal)c.SkuLocations)),
        new("Buckets", 0, Looks.Whole, c => CellContent.Number((decimal)c.Buckets)),
        new("of them set to not observed", 0, Looks.Whole, c => CellContent.Number((decimal)c.Unobserved)),
        new("Units changed (now − was)", 0, Looks.UnitsRounded, c => CellContent.Number(c.Units)),
        new("First bucket", 0, Looks.Date, c => CellContent.Date(c.First.BucketStart)),
        new("For example", 0, Looks.Prose, c => CellContent.Text($"{c.FirstKey}: {c.First.Why}")),
    ];

    private static readonly TableColumn<UnplannedLine>[] Unplanned =
    [
        new("SKU", 0, Looks.Code, u => CellContent.Text(u.Key.Sku.Code)),
        new("Location", 0, Looks.Code, u => CellContent.Text(u.Key.Location.Code)),
        new("Outcome", 0, Looks.Code, u => CellContent.Text(u.IsFailure ? "failed" : "skipped")),
        new("Reason", 0, Looks.Code, u => CellContent.Text(u.Reason)),
    ];

    private static List<RuleCount> Rules(PlanReport report) =>
    [
        .. report.Quarantine
            .GroupBy(q => (q.Feed, q.Rule))
            .Select(g => new RuleCount(g.First(), g.Count(), g.Select(q => (q.File, q.Line)).Distinct().Count()))
            .OrderByDescending(r => r.Findings)
            .ThenBy(r => r.First.Feed, StringComparer.Ordinal)
            .ThenBy(r => r.First.Rule, StringComparer.Ordinal),
    ];

    private static List<CorrectionCount> Corrections(PlanReport report) =>
    [
        .. report.Lines
            .SelectMany(l => l.History.Corrections.Select(c => (l.Key, Correction: c)))
            .GroupBy(c => c.Correction.Rule, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CorrectionCount(
                g.Key, g.Select(c => c.Key).Distinct().Count(), g.Count(), g.Count(c => double.IsNaN(c.Correction.Now)),
                g.Where(c => double.IsFinite(c.Correction.Now) && double.IsFinite(c.Correction.Was)).Sum(c => c.Correction.Now - c.Correction.Was),
                g.First().Correction, g.First().Key.ToString())),
    ];

    private static string Shorten(string text) => SheetText.Cut(text, LongestText, QuarantineFile.Name);

    private sealed record RuleCount(QuarantinedRow First, int Findings, int Rows);

    private sealed record CorrectionCount(
        string Rule, int SkuLocations, int Buckets, int Unobserved, double Units, Correction First, string FirstKey);
}
