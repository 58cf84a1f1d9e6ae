using System.IO.Hashing;
using System.Text;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>One row of a sheet: its cells as text, and the numbers where they hold numbers. Quoted as CSV.</summary>
internal sealed class SheetRow : RawRow
{
    private readonly CellText[] cells;
    private readonly int width;

    /// <summary>A row.</summary>
    /// <param name="number">Its number in the sheet, from 1.</param>
    /// <param name="cells">Its cells; those that are not there are empty.</param>
    /// <param name="width">Number of columns of the table; cells beyond are no part of it.</param>
    public SheetRow(long number, CellText[] cells, int width)
    {
        (this.cells, this.width) = (cells, width);
        Line = number;
        FieldCount = width;
    }

    /// <inheritdoc/>
    public override string Text => CsvLine.Of(Enumerable.Range(0, width).Select(Field), ',');

    /// <inheritdoc/>
    public override IEnumerable<FieldFault> FieldFaults => Enumerable.Range(0, Math.Min(width, cells.Length))
        .Where(i => cells[i].Fault is not null).Select(i => new FieldFault(i, cells[i].Fault!, cells[i].IsCodeFault));

    /// <inheritdoc/>
    public override string Field(int index) => index < cells.Length ? cells[index].Text ?? "" : "";

    /// <inheritdoc/>
    public override decimal? Number(int index) => index < cells.Length ? cells[index].Number : null;

    /// <summary>The same row as part of a table of so many columns, looked through as a whole.</summary>
    public SheetRow Within(int columns)
    {
        var row = new SheetRow(Line, cells, columns);
        var text = row.Text;
        row.Hash = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text));
        if (text.Contains('\0', StringComparison.Ordinal))
            row.Fault = new RowFault("nul", "the row holds a NUL character (export the file again as text)");
        return row;
    }
}
