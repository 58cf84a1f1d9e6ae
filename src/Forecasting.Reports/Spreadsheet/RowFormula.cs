using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>A cell of the row that a formula stands in.</summary>
/// <param name="Column">Its column, from 1.</param>
internal readonly record struct RowCell(int Column);

/// <summary>Cells side by side in the row that a formula stands in.</summary>
/// <param name="First">First column, from 1.</param>
/// <param name="Last">Last column.</param>
internal readonly record struct RowCells(int First, int Last);

/// <summary>A formula about the cells of its own row, the same in every row of a table: <c>new RowFormula($"ROUND({price}*{units},2)")</c>.</summary>
/// <remarks>Words of the program, cells and whole numbers are all that it can be made of: text of the customer has no way in.</remarks>
internal sealed class RowFormula(RowFormulaText text)
{
    private readonly (string Words, string Column)[] parts = [.. text.Parts];

    /// <summary>The formula of a row, without its equals sign.</summary>
    /// <param name="row">Row, from 1.</param>
    public string TextAt(int row)
    {
        var formula = new StringBuilder();
        foreach (var (words, column) in parts)
        {
            formula.Append(words).Append(column);
            if (column.Length > 0)
                formula.Append(CultureInfo.InvariantCulture, $"{row}");
        }

        return formula.ToString();
    }
}

/// <summary>What the compiler makes of the text of a <see cref="RowFormula"/>.</summary>
[InterpolatedStringHandler]
internal readonly struct RowFormulaText(int literalLength, int formattedCount)
{
    /// <summary>Words, each followed by a column or nothing.</summary>
    public List<(string Words, string Column)> Parts { get; } = new(Math.Min(literalLength, 1) + 2 * formattedCount);

    /// <summary>Words of the program.</summary>
    public void AppendLiteral(string words) => Parts.Add((words, ""));

    /// <summary>A cell.</summary>
    public void AppendFormatted(RowCell cell) => Parts.Add(("", CellName.Column(cell.Column)));

    /// <summary>Cells side by side.</summary>
    public void AppendFormatted(RowCells cells)
    {
        AppendFormatted(new RowCell(cells.First));
        AppendLiteral(":");
        AppendFormatted(new RowCell(cells.Last));
    }

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));
}
