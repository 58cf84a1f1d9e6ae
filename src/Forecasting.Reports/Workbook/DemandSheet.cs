using ClosedXML.Excel;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>The demand of one SKU-location: what it is made of in sentences, in two charts, and bucket by bucket.</summary>
internal static class DemandSheet
{
    public const string Name = "Demand";

    private const int FirstSentence = 4;

    private const int DayColumn = 1;

    /// <summary>Rows of the two charts: with the sentences they fill one printed page.</summary>
    private const int DemandHeight = 18;

    private const int AroundHeight = 15;

    private const double DayWidth = 13;

    private const double NumberWidth = 12;

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="explanation">The run.</param>
    /// <param name="explained">The demand.</param>
    /// <param name="note">What the reader must know besides; empty = nothing.</param>
    public static SheetDraft Add(XLWorkbook workbook, string name, DemandExplanation explanation, ExplainedDemand explained, string note)
    {
        var demand = explained.Demand;
        var item = explained.ItemName.Length > 0 ? $" ({SheetText.Cut(explained.ItemName, 60, "the plan")})" : "";
        var components = demand.Components();
        var columns = DemandColumns.Of(explained, components);
        var draft = SheetFrame.Begin(
            workbook, name, $"Demand of {demand.Key}{item}",
            $"What the plan of {Wording.Day(explanation.AsOf)} (run {explanation.RunId}) knew and expects. Units per {demand.Bucket}; "
            + $"model {demand.Forecast.Model}.{note}",
            explanation.AsOf, explanation.RunId);

        var row = FirstSentence;
        foreach (var (subject, sentence) in ComponentWords.Of(demand, components))
        {
            draft.Put(row, DayColumn, subject, Looks.Heading);
            draft.Put(row++, DayColumn + 1, sentence, style => Looks.Font(style, 10, Palette.DarkGrey));
        }

        var (first, second) = (row + 1, row + 2 + DemandHeight);
        var header = second + (columns.Around.Length > 0 ? AroundHeight + 1 : 0);
        var last = AddTable(draft, header, columns);
        AddDemandChart(draft, columns, demand, first, header + 1);
        if (columns.Around.Length > 0)
            AddAroundChart(draft, columns, second, header + 1);
        draft.Layout.PageSetup.AddHorizontalPageBreak(header - 1);
        draft.Layout.PageSetup.SetRowsToRepeatAtTop(header, header);
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, last, 1 + columns.All.Count());
        return draft;
    }

    private static int AddTable(SheetDraft draft, int header, DemandColumns columns)
    {
        var days = columns.Days;
        TableColumn<int>[] table =
        [
            new("First day", DayWidth, Looks.Date, i => CellContent.Date(days[i])),
            .. columns.All.Select(column => new TableColumn<int>(
                column.Header, NumberWidth, Looks.UnitsRounded, i => CellContent.Number(column.Values[i]))),
        ];
        Table.SetWidths(draft, table);
        return Table.Place(draft, header, table, [.. Enumerable.Range(0, days.Length)]);
    }

    /// <summary>Recent history, what it is without noise, and what is expected.</summary>
    private static void AddDemandChart(SheetDraft draft, DemandColumns columns, PlannedDemand demand, int row, int firstRow)
    {
        var shown = demand.Bucket.Unit switch { BucketUnit.Day => 182, BucketUnit.Week => 104, _ => 48 };
        var left = Math.Max(0, demand.Quantities.Length - shown);
        List<ChartLine> lines = [Line(columns, columns.Sold, left, Palette.Silver)];
        if (columns.AsSold is { } sold)
            lines.Insert(0, Line(columns, sold, left, Palette.Orange, isDashed: true));
        if (columns.WithoutNoise is { } withoutNoise)
            lines.Add(Line(columns, withoutNoise, left, Palette.Purple));
        if (columns.Trend is { } trend)
            lines.Add(Line(columns, trend, left, Palette.Green));
        lines.Add(Line(columns, columns.Expected, left, Palette.Blue));
        lines.AddRange(columns.Limits.Select(
            (limit, i) => Line(columns, limit, left, i is 1 or 2 ? Palette.Blue : Palette.LightBlue, isDashed: true)));
        draft.Charts.Add(new LineChart(
            $"{demand.Key}: units per {demand.Bucket}", draft.Layout.Name, firstRow + left, DayColumn, columns.Days[left..], [.. lines],
            (row, DayColumn), (row + DemandHeight, RightOf(columns)))
        {
            NameRow = firstRow - 1,
        });
    }

    /// <summary>Seasons, cycles and noise, over the whole history.</summary>
    private static void AddAroundChart(SheetDraft draft, DemandColumns columns, int row, int firstRow)
    {
        string[] inks = [Palette.Purple, Palette.Orange, Palette.Blue];
        var parts = columns.Around;
        var noise = Line(columns, parts[^1], 0, Palette.Silver);
        draft.Charts.Add(new LineChart(
            "What goes up and down around the trend", draft.Layout.Name, firstRow, DayColumn, columns.Days,
            [noise, .. parts[..^1].Select((part, i) => Line(columns, part, 0, inks[i]))],
            (row, DayColumn), (row + AroundHeight, RightOf(columns)))
        {
            IsFromZero = false,
        });
    }

    private static ChartLine Line(DemandColumns columns, DemandColumn column, int left, string rgb, bool isDashed = false) =>
        new(column.Header, DayColumn + 1 + columns.All.ToList().IndexOf(column), column.Values[left..], rgb, isDashed);

    private static int RightOf(DemandColumns columns) => DayColumn + 1 + columns.All.Count();
}
