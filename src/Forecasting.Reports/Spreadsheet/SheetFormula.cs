using System.Globalization;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>The rows of a table on a sheet, header excluded.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="FirstRow">First row.</param>
/// <param name="LastRow">Last row.</param>
internal sealed record TableRange(string Sheet, int FirstRow, int LastRow)
{
    /// <summary>The cells of one column.</summary>
    public string Column(int column) => CellName.Absolute(Sheet, FirstRow, column, LastRow, column);
}

/// <summary>The only formulas that a workbook of ours can hold. There is no way to make one from data.</summary>
internal sealed record SheetFormula
{
    private SheetFormula(string text) => Text = text;

    /// <summary>The formula without its equals sign.</summary>
    public string Text { get; }

    /// <summary>A formula about the cells of its row.</summary>
    public static SheetFormula Of(RowFormula formula, int row) => new(formula.TextAt(row));

    /// <summary>The value of a column in the first row of a table whose first key column holds exactly the text of one cell, and whose second
    /// that of another; an empty second cell stands for any. Words of ours where the first cell is empty or no row fits.</summary>
    /// <remarks>EXACT inside SUMPRODUCT, because codes are case-sensitive and may hold * and ?, which MATCH takes as wildcards, and because it needs
    /// no array entry and no function newer than 2007.</remarks>
    /// <param name="first">Row and column of the cell with the first code.</param>
    /// <param name="second">Row and column of the cell with the second code.</param>
    /// <param name="table">The table; it may stand on another sheet.</param>
    /// <param name="firstKey">Its column of first codes.</param>
    /// <param name="secondKey">Its column of second codes.</param>
    /// <param name="value">Its column of values, none of them blank: a blank would come back as 0.</param>
    public static SheetFormula Lookup(
        (int Row, int Column) first, (int Row, int Column) second, TableRange table, int firstKey, int secondKey, int value)
    {
        var (one, other) = (CellName.Of(first.Row, first.Column), CellName.Of(second.Row, second.Column));
        var keys = table.Column(firstKey);
        var fits = $"EXACT({keys},{one})*((EXACT({table.Column(secondKey)},{other})+({other}=\"\"))>0)";
        var place = string.Create(
            CultureInfo.InvariantCulture, $"{EndOfSheet - table.FirstRow + 1}-SUMPRODUCT(MAX({fits}*({EndOfSheet}-ROW({keys}))))");
        return new($"IF({one}=\"\",\"\",IFERROR(INDEX({table.Column(value)},{place}),\"{NotFound}\"))");
    }

    /// <summary>What <see cref="Lookup"/> says when no row fits.</summary>
    public const string NotFound = "not in this plan";

    /// <summary>One more than the rows that a sheet can have, so that no row counts as 0.</summary>
    private const int EndOfSheet = 1_048_577;
}
