using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>One of the nine numbers of a run.</summary>
/// <param name="Value">The number in a cell.</param>
/// <param name="Format">How the cell shows it.</param>
/// <param name="Text">The same as text.</param>
/// <param name="Label">What it is.</param>
internal sealed record KeyFigureTile(CellContent Value, string Format, string Text, string Label)
{
    /// <summary>The nine, in the order in which they are read.</summary>
    public static ImmutableArray<KeyFigureTile> Of(KeyFigures figures)
    {
        var accuracy = figures.Accuracy;
        var bias = double.IsFinite(accuracy.BiasShare) ? $"; bias {(accuracy.BiasShare > 0 ? "+" : "")}{Wording.Percent(accuracy.BiasShare)} (+ = too much)" : "";
        return
        [
            Money((figures.Purchases ?? figures.Orders).ValueByCurrency, Ordered(figures)),
            new(CellContent.Number((decimal)figures.Planned), "#,##0", Wording.Count(figures.Planned), $"SKU-locations planned, {Wording.Count(figures.NotPlanned)} not planned"),
            Share(accuracy.Wape, $"forecast error (WAPE, backtested){bias}"),
            Money(figures.StockValue, "stock value at unit cost"),
            new(Known(figures.MedianDaysOfCover), "#,##0.0", Days(figures.MedianDaysOfCover), "days of cover, median"),
            Share(figures.ExpectedFillRate, "expected fill rate with these orders"),
            Money(figures.ExcessValue, "excess stock at unit cost"),
            Share(figures.StockoutShare, "of SKU-locations out of stock now"),
            Share(figures.FallbackShare, "of SKU-locations on a fallback model"),
        ];
    }

    private static string Ordered(KeyFigures figures) => figures.Purchases is not { } bought
        ? $"ordered in this run, {Wording.Plural(figures.Orders.Lines, "line", "lines")}"
        : $"bought in this run, {Wording.Plural(bought.Lines, "line", "lines")}, and {Wording.Plural(figures.Orders.Lines - bought.Lines, "transfer", "transfers")}";

    private static KeyFigureTile Share(double share, string label) => new(Known(share), "0.0%", Wording.Percent(share), label);

    private static KeyFigureTile Money(ImmutableSortedDictionary<string, decimal> values, string label) =>
        values.Count == 1 && values.Keys.Single() is var currency && currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)
            ? new(CellContent.Number(values[currency]), currency == ControlTotals.NoCurrency ? "#,##0" : $"\"{currency}\" #,##0", Wording.Money(values), label)
            : new(CellContent.Text(Wording.Money(values)), "@", Wording.Money(values), label);

    private static CellContent Known(double value) => double.IsFinite(value) ? CellContent.Number(value) : CellContent.Text("n/a");

    private static string Days(double days) => double.IsFinite(days) ? days.ToString("#,##0.0", CultureInfo.InvariantCulture) : "n/a";
}
