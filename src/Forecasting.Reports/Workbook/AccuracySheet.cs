using ClosedXML.Excel;
using Forecasting.Accuracy;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>How far to trust the forecasts: what earlier plans promised and what came, what planners' overrides did to it, backtest scores by model, class and pattern, then both
/// SKU-location by SKU-location.</summary>
internal static class AccuracySheet
{
    public const string Name = "Accuracy";

    private const int MaseColumn = 10;

    private const int TriggColumn = 16;

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, ShownLines shown)
    {
        var draft = SheetFrame.Begin(
            workbook, Name, "How good the forecasts were",
            "What was promised against what came, and forecasts from past origins against what happened after. Bias is forecast − actual: positive = too much. MASE below 1 beats repeating last season. "
            + "The 80 % interval should hold about 80 % of the actuals.",
            report);
        var detail = Detail(report);
        Table.SetWidths(draft, detail);
        SheetFrame.FitWidth(draft, detail.Sum(c => c.Width), 3);
        var backtest = PlannersTable.Add(draft, PastAccuracyTable.Add(draft, 4, report) + 2, report);
        draft.Put(backtest, 1, "In the backtest", Looks.Heading);
        var row = Table.Place(draft, backtest + 1, Summary(), Groups(report));

        draft.Put(row + 2, 1, "By SKU-location", Looks.Heading);
        draft.Put(row + 2, 2, shown.Note, Looks.Subtitle);
        var header = row + 3;
        var last = Table.Place(draft, header, detail, shown.Lines);
        draft.Layout.Row(backtest + 1).Height = 40;
        draft.Layout.Row(header).Height = 40;
        draft.Layout.SheetView.FreezeColumns(3);
        draft.Layout.Range(header, 1, Math.Max(last, header + 1), detail.Length).SetAutoFilter();
        draft.Layout.Range(header + 1, MaseColumn, Math.Max(header + 1, last), MaseColumn).AddConditionalFormat()
            .WhenGreaterThan(1).Font.SetFontColor(Palette.Colour(Palette.Orange));
        draft.Layout.Range(header + 1, TriggColumn, Math.Max(header + 1, last), TriggColumn).AddConditionalFormat()
            .WhenNotBetween(-TrackingSignal.TriggLimit, TrackingSignal.TriggLimit).Font.SetFontColor(Palette.Colour(Palette.Orange));
        return draft;
    }

    private static List<(string By, AccuracyTotal Total)> Groups(PlanReport report)
    {
        var lines = report.Lines;
        List<(string, AccuracyTotal)> groups = [("All", AccuracyTotal.Of("all", lines))];
        Add("Model", l => (l.CustomerForecast ?? l.Forecast).Model);
        Add("ABC class", l => l.AbcClass == ' ' ? "(no value known)" : l.AbcClass.ToString());
        Add("Demand pattern", l => l.Pattern.Name());
        return groups;

        void Add(string by, Func<PlanLine, string> group) => groups.AddRange(lines
            .GroupBy(group, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (by, AccuracyTotal.Of(g.Key, [.. g]))));
    }

    private static TableColumn<(string By, AccuracyTotal Total)>[] Summary() =>
    [
        new("By", 0, Looks.Code, g => CellContent.Text(g.By)),
        new("Group", 0, Looks.Code, g => CellContent.Text(g.Total.Group)),
        new("SKU-locations", 0, Looks.Whole, g => CellContent.Number((decimal)g.Total.SkuLocations)),
        new("of them scored", 0, Looks.Whole, g => CellContent.Number((decimal)g.Total.Scored)),
        new("of them on a fallback", 0, Looks.Whole, g => CellContent.Number((decimal)g.Total.Fallbacks)),
        new("WAPE", 0, Looks.Percent, g => CellContent.Number(g.Total.Wape)),
        new("Bias (share of sales)", 0, Looks.Percent, g => CellContent.Number(g.Total.BiasShare)),
        new("Inside the 80 % interval", 0, Looks.Percent, g => CellContent.Number(g.Total.Coverage80)),
        new("RMSSE, median", 0, Looks.Score, g => CellContent.Number(g.Total.MedianRmsse)),
        new("MASE, median", 0, Looks.Score, g => CellContent.Number(g.Total.MedianMase)),
    ];

    private static TableColumn<PlanLine>[] Detail(PlanReport report)
    {
        var promises = (report.Past?.Series ?? []).ToDictionary(s => s.Key);
        return
        [
            new("SKU", Table.WidthFor(report.Lines.Select(l => l.Key.Sku.Code), 16, 30), Looks.Code, l => CellContent.Text(l.Key.Sku.Code)),
            new("Name", Table.WidthFor(report.Lines.Select(l => l.Item.Name), 18, 30), Looks.Code, l => CellContent.Text(l.Item.Name)),
            new("Location", Table.WidthFor(report.Lines.Select(l => l.Key.Location.Code), 14, 24), Looks.Code, l => CellContent.Text(l.Key.Location.Code)),
            new("ABC", 11, Looks.Code, l => CellContent.Text(l.AbcClass == ' ' ? "" : l.AbcClass.ToString())),
            new("Demand pattern", 14, Looks.Code, l => CellContent.Text(l.Pattern.Name())),
            new("WAPE", 11, Looks.Percent, l => Score(l, s => s.Wape)),
            new($"Bias (units per {report.Bucket})", 13, Looks.Score, l => Score(l, s => s.Bias)),
            new("Inside the 80 % interval", 12, Looks.Percent, l => Score(l, s => s.Coverage80)),
            new("RMSSE", 11, Looks.Score, l => Score(l, s => s.Rmsse)),
            new("MASE", 11, Looks.Score, l => Score(l, s => s.Mase)),
            new($"Mean absolute error (units per {report.Bucket})", 14, Looks.Score, l => Score(l, s => s.MeanAbsoluteError)),
            new("Past origins scored", 10, Looks.Whole, l => Score(l, s => s.Origins)),
            new("Promised: buckets compared", 11, Looks.Whole, l => Promise(l, p => p.Buckets)),
            new("Promised: WAPE", 11, Looks.Percent, l => Promise(l, p => p.Wape)),
            new($"Promised: bias (units per {report.Bucket})", 13, Looks.Score, l => Promise(l, p => p.Bias)),
            new("Tracking signal (Trigg)", 11, Looks.Change, l => Promise(l, p => p.Trigg)),
            new("Model scored", 18, Looks.Code, l => CellContent.Text(l.Accuracy?.Model ?? "")),
            new("Model used", 18, Looks.Code, l => CellContent.Text(l.Forecast.Model)),
            new("Its parameters", 34, Looks.Code, l => CellContent.Text(l.Forecast.Parameters)),
            new("Why not the first choice", 50, Looks.Code, l => CellContent.Text(l.Forecast.FallbackReason)),
        ];

        CellContent Promise(PlanLine line, Func<PastSeries, double> measure) =>
            promises.TryGetValue(line.Key, out var past) ? CellContent.Number(measure(past)) : CellContent.Blank;
    }

    private static CellContent Score(PlanLine line, Func<BacktestScore, double> score) =>
        line.Accuracy is { } scores ? CellContent.Number(score(scores)) : CellContent.Blank;
}
