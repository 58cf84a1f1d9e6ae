using ClosedXML.Excel;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What is expected: one row per SKU-location, recent history and the next buckets with their spread.</summary>
internal static class ForecastSheet
{
    public const string Name = "Forecast";

    private const int HeaderRow = 5;

    private const int Buckets = 13;

    private const int TrendColumn = 8;

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report, ShownLines shown)
    {
        var bucket = report.Bucket;
        var lines = shown.Lines;
        var draft = SheetFrame.Begin(
            workbook, Name, "What is expected",
            $"Units per {bucket}. P10 and P90: one chance in ten to sell less, or more. A blank is not observed, which is not zero. "
            + $"Every {bucket} of the horizon and more quantiles are in forecast.csv. " + shown.Note,
            report);

        // All series end with the last complete bucket of the run; one that ends earlier stands under its own dates.
        var next = lines.IsEmpty ? bucket.StartOf(report.Identity.AsOf) : lines.Max(l => l.History.Raw.End);
        var ahead = Math.Min(Buckets, report.Horizon);
        var columns = new List<TableColumn<PlanLine>>
        {
            new("SKU", Table.WidthFor(lines.Select(l => l.Key.Sku.Code), 12, 30), Looks.Code, l => CellContent.Text(l.Key.Sku.Code)),
            new("Name", Table.WidthFor(lines.Select(l => l.Item.Name), 12, 30), Looks.Code, l => CellContent.Text(l.Item.Name)),
            new("Location", Table.WidthFor(lines.Select(l => l.Key.Location.Code), 10, 24), Looks.Code, l => CellContent.Text(l.Key.Location.Code)),
            new("ABC", 6, Looks.Code, l => CellContent.Text(l.AbcClass == ' ' ? "" : l.AbcClass.ToString())),
            new("Demand pattern", 13, Looks.Code, l => CellContent.Text(l.Pattern.Name())),
            new("Model used", 18, Looks.Code, l => CellContent.Text(l.Forecast.Model)),
            new("Why not the first choice", 26, Looks.Code, l => CellContent.Text(l.Forecast.FallbackReason)),
            new("Trend", 22, Looks.Code, _ => CellContent.Blank),
        };
        AddBuckets(columns, bucket.Add(next, -Buckets), Buckets, bucket, Sold);
        AddBuckets(columns, next, ahead, bucket, (l, i) => At(l.Forecast, i, l.Forecast.Mean.AsSpan()));
        AddBuckets(columns, next, ahead, bucket, (l, i) => QuantileAt(l.Forecast, i, 0.1));
        AddBuckets(columns, next, ahead, bucket, (l, i) => QuantileAt(l.Forecast, i, 0.9));

        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), 3);
        Band(draft, TrendColumn + 1, Buckets, "Sold, as learnt from");
        Band(draft, TrendColumn + 1 + Buckets, ahead, "Expected (mean)");
        Band(draft, TrendColumn + 1 + Buckets + ahead, ahead, "P10");
        Band(draft, TrendColumn + 1 + Buckets + 2 * ahead, ahead, "P90");
        var last = Table.Place(draft, HeaderRow, columns, lines);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Count, 3);
        if (last > HeaderRow)
            draft.Sparklines = new SparklineColumn(HeaderRow + 1, last, TrendColumn, TrendColumn + 1, TrendColumn + Buckets + ahead, "FF" + Palette.Blue);
        return draft;

        double Sold(PlanLine line, int place)
        {
            var index = line.History.Raw.Quantities.Length + place;
            return index >= 0 && place < 0 ? line.History.Raw.Quantities[index] : double.NaN;
        }

        void AddBuckets(List<TableColumn<PlanLine>> to, DateOnly first, int count, History.TimeBucket step, Func<PlanLine, int, double> value)
        {
            for (var i = 0; i < count; i++)
            {
                var start = step.Add(first, i);
                to.Add(new(Wording.Name(step, start), 10.5, Looks.UnitsRounded, l => CellContent.Number(value(l, step.Between(l.History.Raw.End, start)))));
            }
        }
    }

    /// <summary>The quantile at a level; NaN when the forecast has no such level or bucket.</summary>
    public static double QuantileAt(DemandForecast forecast, int bucket, double level)
    {
        var column = forecast.QuantileLevels.IndexOf(level);
        return column < 0 || bucket < 0 || bucket >= forecast.Horizon ? double.NaN : forecast.Quantile(bucket, column);
    }

    private static double At(DemandForecast forecast, int bucket, ReadOnlySpan<double> values) =>
        bucket < 0 || bucket >= forecast.Horizon ? double.NaN : values[bucket];

    private static void Band(SheetDraft draft, int first, int count, string words)
    {
        for (var column = first; column < first + count; column++)
            draft.Put(HeaderRow - 1, column, column == first ? words : "", Looks.Band);
        if (count > 1)
            draft.Layout.Range(HeaderRow - 1, first, HeaderRow - 1, first + count - 1).Merge();
    }
}
