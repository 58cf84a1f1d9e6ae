namespace Forecasting.Reports.Spreadsheet;

/// <summary>The only formulas that a workbook of ours can hold. There is no way to make one from data.</summary>
internal sealed record SheetFormula
{
    private SheetFormula(string text) => Text = text;

    /// <summary>The formula without its equals sign.</summary>
    public string Text { get; }

    /// <summary>The sum of some cells of a row minus another cell of it: 0 when the explanation adds up.</summary>
    /// <remarks>Rounded, because a spreadsheet adds in binary: 0.1 + 0.2 − 0.3 is not 0 there.</remarks>
    public static SheetFormula SumMinus(int row, int first, int last, int total) =>
        new($"ROUND(SUM({CellName.Of(row, first)}:{CellName.Of(row, last)})-{CellName.Of(row, total)},6)");
}
