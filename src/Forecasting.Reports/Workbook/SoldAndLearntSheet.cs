using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Both series side by side, for each decision: what was sold, what was learnt from, and how uncertain an estimate is.</summary>
internal static class SoldAndLearntSheet
{
    public const string Name = "Sold and learnt";

    private const int HeaderRow = 4;

    private const int Buckets = 26;

    private const int FrozenColumns = 5;

    private const string Learnt = "Learnt from";

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="decisions">The decisions, by rank.</param>
    /// <param name="firstDecisionRow">Row of the first of them on their sheet.</param>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, ImmutableArray<Decision> decisions, int firstDecisionRow)
    {
        var bucket = report.Bucket;
        var rows = decisions.SelectMany(RowsOf).ToList();
        var next = rows.Count == 0 ? bucket.StartOf(report.Identity.AsOf) : rows.Max(r => r.Line.History.Raw.End);
        var buckets = Math.Min(Buckets, rows.Select(r => bucket.Between(r.Line.History.Raw.Start, next)).DefaultIfEmpty(0).Max());
        TableColumn<SeriesRow>[] columns =
        [
            new("Deci-\nsion", 7, Looks.CodeLink, r => CellContent.Number((decimal)r.Decision.Rank)),
            new("SKU", Table.WidthFor(rows.Select(r => r.Line.Key.Sku.Code), 12, 30), Looks.Code, r => CellContent.Text(r.Line.Key.Sku.Code)),
            new("Name", Table.WidthFor(rows.Select(r => r.Line.Item.Name), 12, 30), Looks.Code, r => CellContent.Text(r.Line.Item.Name)),
            new(
                "Location", Table.WidthFor(rows.Select(r => r.Line.Key.Location.Code), 10, 24), Looks.Code,
                r => CellContent.Text(r.Line.Key.Location.Code)),
            new("Series", 14, Looks.Code, r => CellContent.Text(r.Series)),
            .. Enumerable.Range(0, buckets).Select(i => bucket.Add(next, i - buckets)).Select(start => new TableColumn<SeriesRow>(
                Wording.Name(bucket, start), 10.5, Looks.UnitsRounded, r => r.At(bucket.Between(r.Line.History.Raw.Start, start)))),
        ];

        var draft = SheetFrame.Begin(
            workbook, Name, "What was sold, and what was learnt from",
            $"Units per {bucket}, the last {buckets}, for each decision. Amber: corrected. Blank: not observed, which is not zero. "
            + "±: standard deviation of an estimate. Reasons are on the sheet Corrections.",
            report);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), FrozenColumns);
        Table.Place(draft, HeaderRow, columns, []);
        var shape = draft.Shape(columns.Select(c => c.Look));
        draft.Add(HeaderRow + 1, rows.Select(row => new SheetRow(
            row.Series == Learnt ? CorrectedShape(draft, columns, row, bucket.Between(row.Line.History.Raw.Start, next) - buckets) : shape,
            [.. columns.Select(c => c.Content(row))])).ToList());
        var last = HeaderRow + rows.Count;
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Length, FrozenColumns);
        for (var i = 0; i < rows.Count; i++)
            draft.Link(HeaderRow + 1 + i, 1, DecisionsSheet.Name, firstDecisionRow + rows[i].Decision.Rank - 1, 3);
        if (rows.Count == 0)
            draft.Put(HeaderRow + 1, 1, "Nothing needs a decision today.", Looks.Subtitle);
        return draft;
    }

    private static IEnumerable<SeriesRow> RowsOf(Decision decision)
    {
        var history = decision.Line.History;
        yield return new SeriesRow(decision, "Sold", history.Raw.Quantities);
        yield return new SeriesRow(decision, Learnt, history.Quantities);
        if (history.Deviations.Any(d => d > 0))
            yield return new SeriesRow(decision, "± estimate", [.. history.Deviations.Select(d => d > 0 ? d : double.NaN)]);
    }

    /// <summary>The look of a learnt series, amber where it is not what was sold.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="row">The learnt series.</param>
    /// <param name="first">Bucket of the series in the first column of numbers.</param>
    private static RowShape CorrectedShape(SheetDraft draft, TableColumn<SeriesRow>[] columns, SeriesRow row, int first)
    {
        var (sold, learnt) = (row.Line.History.Raw.Quantities, row.Line.History.Quantities);
        return draft.Shape(columns.Select((column, i) => IsCorrected(i - FrozenColumns) ? Amber(column.Look) : column.Look));

        bool IsCorrected(int place) =>
            place >= 0 && place + first >= 0 && place + first < learnt.Length && !learnt[place + first].Equals(sold[place + first]);
    }

    private static Action<IXLStyle> Amber(Action<IXLStyle> look) => style =>
    {
        look(style);
        style.Fill.BackgroundColor = Palette.Colour(Palette.Of(Trust.TrustGrade.C));
    };

    private sealed record SeriesRow(Decision Decision, string Series, ImmutableArray<double> Values)
    {
        public PlanLine Line => Decision.Line;

        public CellContent At(int bucket) => bucket >= 0 && bucket < Values.Length ? CellContent.Number(Values[bucket]) : CellContent.Blank;
    }
}
