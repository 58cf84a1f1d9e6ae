using System.Globalization;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>Cells by name: row 5, column 28 is <c>AB5</c>. Rows and columns count from 1.</summary>
internal static class CellName
{
    /// <summary>The name of a cell.</summary>
    public static string Of(int row, int column) => Column(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a rectangle.</summary>
    public static string Range(int firstRow, int firstColumn, int lastRow, int lastColumn) => $"{Of(firstRow, firstColumn)}:{Of(lastRow, lastColumn)}";

    /// <summary>A rectangle on a sheet, absolute, as a chart or a sparkline refers to it.</summary>
    public static string Absolute(string sheet, int firstRow, int firstColumn, int lastRow, int lastColumn) => string.Create(
        CultureInfo.InvariantCulture, $"'{sheet}'!${Column(firstColumn)}${firstRow}:${Column(lastColumn)}${lastRow}");

    /// <summary>The column of a cell's name.</summary>
    public static int ColumnOf(string cell)
    {
        var column = 0;
        foreach (var letter in cell.TakeWhile(char.IsAsciiLetterUpper))
            column = column * 26 + (letter - 'A' + 1);
        return column;
    }

    /// <summary>The letters of a column.</summary>
    public static string Column(int column) => column <= 26
        ? ((char)('A' + column - 1)).ToString()
        : Column((column - 1) / 26) + (char)('A' + (column - 1) % 26);
}
