using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;
using Forecasting.Trust;

namespace Forecasting.Reports.Workbook;

/// <summary>Can I trust this SKU? And what was read, set aside, corrected and left out: nothing is dropped in silence.</summary>
internal static class DataQualitySheet
{
    public const string Name = "Data quality";

    private const int FindingsShown = 1_000;

    private const int ChangesShown = 1_000;

    private const int DoubtsShown = 200;

    private const int ShiftsShown = 200;

    private static readonly double[] Widths = [28, 24, 12, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 22, 64];

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="ranked">Its SKU-locations by trust.</param>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, ImmutableArray<TrustedLine> ranked)
    {
        var draft = SheetFrame.Begin(
            workbook, Name, "Can I trust this SKU? What was read, set aside, corrected and left out",
            "Grade A: nothing is known against the data. The reasons of every other grade are below, and all SKU-locations are on the sheet Trust.",
            report);
        for (var column = 1; column <= Widths.Length; column++)
            draft.Layout.Column(column).Width = Widths[column - 1];
        draft.Layout.SheetView.FreezeRows(2);

        var row = TrustTiles.Add(draft, 4, report) + 1;
        if (TrustSheet.RangeOf(ranked) is { } table)
        {
            var heading = row;
            row = TrustLookup.Add(draft, heading, ranked[0], table) + 1;
            SpreadHeaders(draft, heading + 1, TrustLookup.Headers);
        }

        row = AddConservation(draft, row, report.Imports);
        row = AddWarnings(draft, row, report);
        row = AddGate(draft, row, report);
        row = AddDoubts(draft, row, ranked);
        row = AddFiles(draft, row, report);
        var (changes, moreChanges) = Table.Limit(report.Changes, ChangesShown, "day", "days", "what \"forecasting import --json\" prints");
        row = AddBlock(draft, row, "Days of history that were corrected", moreChanges, DataQualityTables.Changes, changes);
        row = AddBlock(draft, row, "Findings by rule", "", DataQualityTables.ByRule, RuleTotal.Of(report.Quarantine));
        var (findings, more) = Table.Limit(report.Quarantine, FindingsShown, "finding", "findings", QuarantineFile.Name);
        row = AddBlock(draft, row, "Rows set aside", more, DataQualityTables.Findings, findings, f => Lines((f.File, 1), (f.Message, 13)));
        row = AddBlock(
            draft, row, "Corrections made before learning, each on the sheet Corrections", "", DataQualityTables.ByCorrection,
            DataQualityTables.Corrections(report));
        var shifts = DataQualityTables.LevelShifts(report);
        var moreShifts = shifts.Count <= ShiftsShown
            ? ""
            : $"The {ShiftsShown} most recent of {Wording.Count(shifts.Count)} are shown; the latest of each SKU-location is in the notes of the sheet {WhySheet.Name}.";
        row = AddBlock(
            draft, row, $"Lasting changes of the level, units per {report.Bucket}: told, not corrected", moreShifts, DataQualityTables.Shifts, [.. shifts.Take(ShiftsShown)]);
        var (unplanned, moreUnplanned) = Table.Limit(report.Unplanned, Table.RowLimit, "SKU-location", "SKU-locations", "the database");
        row = AddBlock(draft, row, "SKU-locations not planned", moreUnplanned, DataQualityTables.Unplanned, unplanned);
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, row - 2, Widths.Length);
        return draft;
    }

    private static int AddConservation(SheetDraft draft, int row, ImmutableArray<ImportReport> imports)
    {
        var rows = RowTotals.Of(imports);
        draft.Put(row, 1, "Nothing is lost: read = loaded + set aside + repeated", Looks.Heading);
        AddSentence(draft, ++row, $"{Mark(rows.IsConserved)} {rows}", isSerious: !rows.IsConserved);
        foreach (var units in UnitTotals.Of(imports))
            AddSentence(draft, ++row, $"{Mark(units.IsConserved)} {units}", isSerious: !units.IsConserved);
        if (rows.Superseded > 0)
        {
            var corrected = Wording.Plural(rows.Superseded, "row", "rows");
            AddSentence(draft, ++row, $"{corrected} of those loaded do not count any more: a newer file corrects them.", isSerious: false);
        }

        return row + 2;
    }

    private static string Mark(bool isConserved) => isConserved ? "✓" : "✗ DOES NOT ADD UP:";

    private static int AddWarnings(SheetDraft draft, int row, PlanReport report)
    {
        draft.Put(row, 1, "Warnings", Looks.Heading);
        var ofTheGate = report.Gate.Select(g => g.Text).ToHashSet(StringComparer.Ordinal);
        var findings = ImportQuality.Of(report).Findings.Where(f => !ofTheGate.Contains(f.Text)).ToList();
        if (findings.Count == 0)
            draft.Put(++row, 1, "None.", Looks.Subtitle);
        foreach (var finding in findings)
            AddSentence(draft, ++row, finding.Text, finding.Level == TrustLevel.Serious);
        return row + 2;
    }

    private static void AddSentence(SheetDraft draft, int row, string text, bool isSerious) =>
        draft.Put(row, 1, text, style => Looks.Font(style, 9, isSerious ? Palette.Orange : Palette.DarkGrey));

    private static int AddGate(SheetDraft draft, int row, PlanReport report)
    {
        var next = AddBlock(draft, row, "What the gate found, feed by feed", "", DataQualityTables.Gate, report.Gate);
        draft.Layout.Range(row + 2, 1, row + 1 + Math.Max(1, report.Gate.Length), 1).AddConditionalFormat()
            .WhenEquals(DataQualityTables.NameOf(GateLevel.Block)).Fill.SetBackgroundColor(Palette.Colour(Palette.Coral));
        return next;
    }

    private static int AddDoubts(SheetDraft draft, int row, ImmutableArray<TrustedLine> ranked)
    {
        var doubts = ranked.Where(l => l.Trust.Grade > TrustGrade.A).ToList();
        var (shown, more) = Table.Limit(doubts, DoubtsShown, "SKU-location", "SKU-locations", $"the sheet {TrustSheet.Name}");
        var next = AddBlock(draft, row, "SKU-locations by trust", more, TrustSheet.Columns, shown);
        GradeColours.Add(draft, row + 2, row + 1 + shown.Count, TrustSheet.GradeColumn);
        return next;
    }

    private static int AddFiles(SheetDraft draft, int row, PlanReport report)
    {
        var last = AddBlock(
            draft, row, "Files", "", DataQualityTables.Files, report.Imports,
            i => Lines((i.File, 1), (DataQualityTables.CheckOf(i), 12), (DataQualityTables.ReadingOf(i), 13))) - 1;
        if (report.Imports.IsEmpty)
            return last + 1;

        var rows = RowTotals.Of(report.Imports);
        CellContent[] totals =
        [
            CellContent.Text("All files"), CellContent.Blank,
            .. new[] { rows.Read, rows.Loaded, rows.Superseded, rows.SetAside, rows.Repeated }.Select(count => CellContent.Number((decimal)count)),
            .. Enumerable.Repeat(CellContent.Blank, 4), CellContent.Text(DataQualityTables.Verdict(rows.IsConserved)), CellContent.Blank,
        ];
        for (var column = 1; column <= totals.Length; column++)
            draft.Put(last, column, totals[column - 1], Looks.Total(DataQualityTables.Files[column - 1].Look));
        return last + 2;
    }

    private static int Lines(params ReadOnlySpan<(string Text, int Column)> cells)
    {
        var most = 1;
        foreach (var (text, column) in cells)
            most = Math.Max(most, Table.LinesFor(text, Widths[column - 1], 8));
        return most;
    }

    /// <returns>The row where the next block may begin.</returns>
    private static int AddBlock<T>(
        SheetDraft draft, int row, string heading, string note, TableColumn<T>[] columns, IReadOnlyList<T> items,
        Func<T, int>? lines = null)
    {
        draft.Put(row, 1, note.Length > 0 ? $"{heading}. {note}" : heading, Looks.Heading);
        if (items.Count == 0)
        {
            draft.Put(row + 1, 1, "None.", Looks.Subtitle);
            return row + 3;
        }

        var last = Table.Place(draft, row + 1, columns, items, lines);
        SpreadHeaders(draft, row + 1, [.. columns.Select(c => c.Header)]);
        return last + 2;
    }

    /// <summary>A header reaches over the columns after it that have none: there the text below it runs on.</summary>
    private static void SpreadHeaders(SheetDraft draft, int row, string[] headers)
    {
        for (var first = 0; first < headers.Length; first++)
        {
            var last = first;
            while (last + 1 < Widths.Length && (last + 1 >= headers.Length || headers[last + 1].Length == 0))
                draft.Put(row, ++last + 1, CellContent.Blank, Looks.Header);
            if (last == first)
                continue;
            var header = draft.Layout.Range(row, first + 1, row, last + 1).Merge();
            header.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
            header.Style.Alignment.Indent = 1;
            first = last;
        }
    }
}
