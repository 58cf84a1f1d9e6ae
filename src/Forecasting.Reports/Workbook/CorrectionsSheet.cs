using ClosedXML.Excel;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Every correction of history, with room for the planner's veto. The workbook is read back by the headers of this sheet.</summary>
internal static class CorrectionsSheet
{
    public const string Name = "Corrections";

    private const int HeaderRow = 4;

    private const int BucketColumn = 3;

    private const int VetoColumn = 9;

    private static readonly TableColumn<CorrectedBucket>[] Columns =
    [
        new("SKU", 26, Looks.Code, c => CellContent.Text(c.Key.Sku.Code)),
        new("Location", 14, Looks.Code, c => CellContent.Text(c.Key.Location.Code)),
        new("Bucket", 12, Looks.Date, c => CellContent.Date(c.Correction.BucketStart)),
        new("Rule", 13, Looks.Code, c => CellContent.Text(c.Correction.Rule)),
        new("Was", 12, Looks.UnitsOrWords, c => Units(c.Correction.Was)),
        new("Now", 12, Looks.UnitsOrWords, c => Units(c.Correction.Now)),
        new("± deviation", 11, Looks.UnitsRounded, c => CellContent.Number(c.Correction.Deviation > 0 ? c.Correction.Deviation : double.NaN)),
        new("Why", 80, Looks.Code, c => CellContent.Text(c.Correction.Why)),
        new("Veto", 11, Looks.Input, c => CellContent.Text(c.Correction.Veto.Length > 0 ? "veto" : "")),
        new("Veto reason", 40, Looks.Input, c => CellContent.Text(c.VetoReason)),
        new("Veto by", 20, Looks.Input, c => CellContent.Text(c.VetoBy)),
    ];

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var (shown, more) = Table.Limit(Ordered(report), Table.RowLimit, "correction", "corrections", "the database");
        var draft = SheetFrame.Begin(
            workbook, Name, $"Corrections made before learning, units per {report.Bucket}",
            "Write veto, a reason and your name, save, and put the workbook into the data folder: it holds until withdrawn. " + more, report);
        Table.SetWidths(draft, Columns);
        draft.Layout.Column(1).Width = Table.WidthFor(shown.Select(c => c.Key.Sku.Code), 12, 30);
        draft.Layout.Column(2).Width = Table.WidthFor(shown.Select(c => c.Key.Location.Code), 10, 24);
        var last = Table.Place(draft, HeaderRow, Columns, shown);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, Columns.Length, BucketColumn);
        if (shown.Count == 0)
        {
            draft.Put(HeaderRow + 1, 1, "None.", Looks.Subtitle);
            return draft;
        }

        var choice = draft.Layout.Range(HeaderRow + 1, VetoColumn, last, VetoColumn).SetDataValidation();
        choice.List("\"veto,withdraw\"", inCellDropdown: true);
        choice.ErrorTitle = "Veto";
        choice.ErrorMessage = "Write veto to leave the bucket as it was sold, or withdraw to take a veto back.";
        return draft;
    }

    /// <summary>The most recent first, within a bucket the largest change first; one from or to not observed counts with the units it hides.</summary>
    private static List<CorrectedBucket> Ordered(PlanReport report) =>
    [
        .. report.Lines
            .SelectMany(l => l.History.Corrections.Select(c => new CorrectedBucket(l.Key, c)))
            .OrderByDescending(c => c.Correction.BucketStart)
            .ThenByDescending(c => c.Size)
            .ThenBy(c => c.Key)
            .ThenBy(c => c.Correction.Rule, StringComparer.Ordinal),
    ];

    private static CellContent Units(double units) => double.IsNaN(units) ? CellContent.Text("not observed") : CellContent.Number(units);

    private sealed record CorrectedBucket(SkuLocation Key, Correction Correction)
    {
        public double Size => Math.Abs(Known(Correction.Now) - Known(Correction.Was));

        /// <summary>A veto on record reads <c>reason (author)</c>.</summary>
        private int AuthorAt => Correction.Veto.EndsWith(')') ? Correction.Veto.LastIndexOf(" (", StringComparison.Ordinal) : -1;

        public string VetoReason => AuthorAt < 0 ? Correction.Veto : Correction.Veto[..AuthorAt];

        public string VetoBy => AuthorAt < 0 ? "" : Correction.Veto[(AuthorAt + 2)..^1];

        private static double Known(double units) => double.IsFinite(units) ? units : 0;
    }
}
