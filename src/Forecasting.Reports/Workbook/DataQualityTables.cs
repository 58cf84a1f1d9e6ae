using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;
using Forecasting.Trust;

namespace Forecasting.Reports.Workbook;

/// <summary>The tables of the sheet Data quality, one under the other in the columns of one grid.</summary>
/// <remarks>The last column of most runs on to the right.</remarks>
internal static class DataQualityTables
{
    private const int LongestText = 300;

    public static readonly TableColumn<GateFinding>[] Gate =
    [
        new("Level", 0, Looks.Code, g => CellContent.Text(NameOf(g.Level))),
        new("Feed", 0, Looks.Code, g => CellContent.Text(g.Feed)),
        new("Check", 0, Looks.Code, g => CellContent.Text(g.Check)),
        new("Finding", 0, Looks.Code, g => CellContent.Text(g.Text)),
    ];

    public static readonly TableColumn<ImportReport>[] Files =
    [
        new("File", 0, Looks.Prose, i => CellContent.Text(i.File)),
        new("Feed", 0, Looks.Code, i => CellContent.Text(i.Feed)),
        new("Rows read", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsRead)),
        new("Rows loaded", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsLoaded)),
        new("of them corrected later", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsSuperseded)),
        new("Rows set aside", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsQuarantined)),
        new("Rows repeated", 0, Looks.Whole, i => CellContent.Number((decimal)i.RowsDuplicate)),
        new("Units read", 0, Looks.Units, i => Units(i, i.QuantityRead)),
        new("Units loaded", 0, Looks.Units, i => Units(i, i.QuantityLoaded)),
        new("Units set aside", 0, Looks.Units, i => Units(i, i.QuantityQuarantined)),
        new("Units repeated", 0, Looks.Units, i => Units(i, i.QuantityDuplicate)),
        new("Check", 0, Looks.Prose, i => CellContent.Text(CheckOf(i))),
        new("How it was read", 0, Looks.Prose, i => CellContent.Text(ReadingOf(i))),
    ];

    public static readonly TableColumn<HistoryChange>[] Changes =
    [
        new("SKU", 0, Looks.Code, c => CellContent.Text(c.Key.Sku.Code)),
        new("Location", 0, Looks.Code, c => CellContent.Text(c.Key.Location.Code)),
        new("Day", 0, Looks.Date, c => CellContent.Date(c.Day)),
        new("Was (units)", 0, Looks.UnitsOrWords, c => c.Was is { } was ? CellContent.Number(was) : CellContent.Text("no row")),
        new("Is now (units)", 0, Looks.UnitsOrWords, c => c.Now is { } now ? CellContent.Number(now) : CellContent.Text("no row")),
        new("Difference", 0, Looks.Units, c => CellContent.Number((c.Now ?? 0) - (c.Was ?? 0))),
        new("Said before → says now", 0, Looks.Code, c => CellContent.Text($"{c.Source} → {(c.File.Length > 0 ? c.File : "no file")}")),
    ];

    public static readonly TableColumn<RuleTotal>[] ByRule =
    [
        new("Rule", 0, Looks.Code, r => CellContent.Text(r.First.Rule)),
        new("Feed", 0, Looks.Code, r => CellContent.Text(r.First.Feed)),
        new("Findings", 0, Looks.Whole, r => CellContent.Number((decimal)r.Findings)),
        new("Rows", 0, Looks.Whole, r => CellContent.Number((decimal)r.Rows)),
        new("First on line", 0, Looks.Whole, r => CellContent.Number((decimal)r.First.Line)),
        new("For example", 0, Looks.Code, r => CellContent.Text(Shorten(r.First.Message))),
    ];

    public static readonly TableColumn<QuarantinedRow>[] Findings =
    [
        new("File", 0, Looks.Prose, q => CellContent.Text(q.File)),
        new("Value", 0, Looks.Code, q => CellContent.Text(Shorten(q.Value))),
        new("Line", 0, Looks.Whole, q => CellContent.Number((decimal)q.Line)),
        new("Column", 0, Looks.Code, q => CellContent.Text(q.Column)),
        new("Rule", 0, Looks.Code, q => CellContent.Text(q.Rule)),
        new("The row as it stands in the file", 0, Looks.Code, q => CellContent.Text(Shorten(q.OriginalLine))),
        .. Enumerable.Repeat(new TableColumn<QuarantinedRow>("", 0, Looks.Subtitle, _ => CellContent.Blank), 6),
        new("What is wrong", 0, Looks.Prose, q => CellContent.Text(Shorten(q.Message))),
    ];

    public static readonly TableColumn<CorrectionCount>[] ByCorrection =
    [
        new("Rule", 0, Looks.Code, c => CellContent.Text(c.Rule)),
        new("SKU-locations", 0, Looks.Whole, c => CellContent.Number((decimal)c.SkuLocations)),
        new("Buckets", 0, Looks.Whole, c => CellContent.Number((decimal)c.Buckets)),
        new("of them not observed", 0, Looks.Whole, c => CellContent.Number((decimal)c.Unobserved)),
        new("Units (now − was)", 0, Looks.UnitsRounded, c => CellContent.Number(c.Units)),
        new("Vetoed", 0, Looks.Whole, c => CellContent.Number((decimal)c.Vetoed)),
        new("First bucket", 0, Looks.Date, c => CellContent.Date(c.First.BucketStart)),
        new("For example", 0, Looks.Code, c => CellContent.Text($"{c.FirstKey}: {c.First.Why}")),
    ];

    public static readonly TableColumn<ShiftedLevel>[] Shifts =
    [
        new("SKU", 0, Looks.Code, s => CellContent.Text(s.Line.Key.Sku.Code)),
        new("Name", 0, Looks.Code, s => CellContent.Text(s.Line.Item.Name)),
        new("Location", 0, Looks.Code, s => CellContent.Text(s.Line.Key.Location.Code)),
        new("From bucket", 0, Looks.Date, s => CellContent.Date(s.Shift.BucketStart)),
        new("Level before (units)", 0, Looks.UnitsRounded, s => CellContent.Number(s.Shift.From)),
        new("Level since (units)", 0, Looks.UnitsRounded, s => CellContent.Number(s.Shift.To)),
        new("Change", 0, Looks.Percent, s => CellContent.Number(s.Shift.From > 0 ? s.Shift.To / s.Shift.From - 1 : double.NaN)),
        new("Standard errors", 0, Looks.UnitsRounded, s => CellContent.Number(s.Shift.Deviations)),
    ];

    public static readonly TableColumn<UnplannedLine>[] Unplanned =
    [
        new("SKU", 0, Looks.Code, u => CellContent.Text(u.Key.Sku.Code)),
        new("Location", 0, Looks.Code, u => CellContent.Text(u.Key.Location.Code)),
        new("Outcome", 0, Looks.Code, u => CellContent.Text(u.IsFailure ? "failed" : u.Trust.Grade == TrustGrade.D ? "held" : "skipped")),
        new("Reason", 0, Looks.Code, u => CellContent.Text(u.Reason)),
    ];

    /// <summary>Whether the rows of a file add up, or why it was refused.</summary>
    public static string CheckOf(ImportReport import) =>
        import.IsRejected ? $"✗ refused: {import.RejectedReason}" : Verdict(import.IsConserved);

    /// <summary>How a file was read, and what its owner should know.</summary>
    public static string ReadingOf(ImportReport import) => string.Join(" · ", import.Notes.Prepend(import.Profile).Where(n => n.Length > 0));

    /// <summary>Corrections of one rule, by its name.</summary>
    public static List<CorrectionCount> Corrections(PlanReport report) =>
    [
        .. report.Lines
            .SelectMany(l => l.History.Corrections.Select(c => (l.Key, Correction: c)))
            .GroupBy(c => c.Correction.Rule, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CorrectionCount(
                g.Key, g.Select(c => c.Key).Distinct().Count(), g.Count(), g.Count(c => double.IsNaN(c.Correction.Now)),
                g.Where(c => double.IsFinite(c.Correction.Now) && double.IsFinite(c.Correction.Was)).Sum(c => c.Correction.Now - c.Correction.Was),
                g.Count(c => c.Correction.Veto.Length > 0), g.First().Correction, g.First().Key.ToString())),
    ];

    /// <summary>Every lasting change of level, the most recent first.</summary>
    public static List<ShiftedLevel> LevelShifts(PlanReport report) =>
    [
        .. report.Lines
            .SelectMany(l => l.History.LevelShifts.Select(s => new ShiftedLevel(l, s)))
            .OrderByDescending(s => s.Shift.BucketStart)
            .ThenByDescending(s => Math.Abs(s.Shift.Deviations))
            .ThenBy(s => s.Line.Key),
    ];

    /// <summary>Whether rows and units add up.</summary>
    public static string Verdict(bool isConserved) => isConserved ? "✓ adds up" : "✗ DOES NOT ADD UP";

    /// <summary>The words for what a finding does.</summary>
    public static string NameOf(GateLevel level) => level switch
    {
        GateLevel.Block => "blocks",
        GateLevel.Warning => "warning",
        _ => "note",
    };

    private static CellContent Units(ImportReport import, decimal units) =>
        import is { QuantityRead: 0, QuantityLoaded: 0, QuantityQuarantined: 0, QuantityDuplicate: 0 }
            ? CellContent.Blank
            : CellContent.Number(units);

    private static string Shorten(string text) => SheetText.Cut(text, LongestText, QuarantineFile.Name);

    internal sealed record ShiftedLevel(PlanLine Line, LevelShift Shift);

    internal sealed record CorrectionCount(
        string Rule, int SkuLocations, int Buckets, int Unobserved, double Units, int Vetoed, Correction First, string FirstKey);
}
