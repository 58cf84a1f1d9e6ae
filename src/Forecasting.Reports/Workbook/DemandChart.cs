using System.Collections.Immutable;
using Forecasting.Forecasters.Ssa;
using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What the first decision is about, as a picture: recent history, its trend and season, the forecast and its spread.</summary>
/// <remarks>Its cells stand under the decisions, outside the printed page: a chart on the filtered Forecast sheet would lose what a filter hides.</remarks>
internal static class DemandChart
{
    private const int HistoryShown = 26;

    private const int ForecastShown = 13;

    private const int DayColumn = 4;

    /// <summary>Adds the chart, and its cells from <paramref name="row"/> on.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">First row of the cells.</param>
    /// <param name="line">Whose demand.</param>
    /// <param name="components">What its history is made of; without them it stands alone.</param>
    /// <param name="from">Cell at the chart's top left corner.</param>
    /// <param name="to">Cell at its bottom right corner, itself outside.</param>
    public static void Add(
        SheetDraft draft, int row, PlanLine line, Outcome<SsaComponents> components, (int Row, int Column) from, (int Row, int Column) to)
    {
        var history = line.History;
        var forecast = line.Forecast;
        var past = Math.Min(HistoryShown, history.Quantities.Length);
        var ahead = Math.Min(ForecastShown, forecast.Horizon);
        if (past + ahead == 0)
            return;
        var first = history.Raw.Bucket.Add(history.Raw.End, -past);

        double[] Past(Func<int, double> value) => [.. Enumerable.Range(0, past).Select(value), .. Enumerable.Repeat(double.NaN, ahead)];
        double[] Ahead(Func<int, double> value) => [.. Enumerable.Repeat(double.NaN, past), .. Enumerable.Range(0, ahead).Select(value)];

        var (sold, learnt) = (history.Raw.Quantities[^past..], history.Quantities[^past..]);
        List<ChartLine> lines =
        [
            new(sold.SequenceEqual(learnt) ? "Sold" : "Learnt from", DayColumn + 1, Past(i => learnt[i]), Palette.DarkGrey, IsDashed: false),
            new("P90", DayColumn + 2, Ahead(i => ForecastSheet.QuantileAt(forecast, i, 0.9)), Palette.LightBlue, IsDashed: true),
            new("Expected (mean)", DayColumn + 3, Ahead(i => forecast.Mean[i]), Palette.Blue, IsDashed: false),
            new("P10", DayColumn + 4, Ahead(i => ForecastSheet.QuantileAt(forecast, i, 0.1)), Palette.LightBlue, IsDashed: true),
        ];
        if (components is Outcome<SsaComponents>.Done { Value: var parts })
        {
            // The parts end where the history does, and may begin later than the picture.
            double FromEnd(ImmutableArray<double> values, int back) => back <= values.Length ? values[^back] : double.NaN;
            lines.Add(new("Trend", DayColumn + 5, Past(i => FromEnd(parts.Trend.Values, past - i)), Palette.Green, IsDashed: false));
            lines.Add(new(
                "Trend and seasons", DayColumn + 6, Past(i => FromEnd(parts.History, past - i) - FromEnd(parts.Noise.Values, past - i)),
                Palette.Purple, IsDashed: false));
        }

        if (!sold.SequenceEqual(learnt))
            lines.Insert(0, new("Sold", DayColumn + 7, Past(i => sold[i]), Palette.Orange, IsDashed: true));

        DateOnly[] days = [.. Enumerable.Range(0, past + ahead).Select(i => history.Raw.Bucket.Add(first, i))];

        draft.Put(row, DayColumn, "Cells of the chart above", Looks.Heading);
        draft.Put(row + 1, DayColumn, $"{history.Raw.Bucket} from", Looks.Header);
        foreach (var series in lines)
            draft.Put(row + 1, series.Column, series.Name, Looks.Header);
        for (var i = 0; i < days.Length; i++)
        {
            draft.Put(row + 2 + i, DayColumn, CellContent.Date(days[i]), Looks.Date);
            foreach (var series in lines)
                draft.Put(row + 2 + i, series.Column, CellContent.Number(series.Values[i]), Looks.UnitsRounded);
        }

        var name = line.Item.Name.Length > 0 ? $" ({SheetText.Cut(line.Item.Name, 40, "Why")})" : "";
        draft.Charts.Add(new LineChart(
            $"{line.Key}{name}: {line.Item.Unit} per {history.Raw.Bucket}", draft.Layout.Name, row + 2,
            DayColumn, days, [.. lines], from, to));
    }
}
