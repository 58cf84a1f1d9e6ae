using ClosedXML.Excel;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>How the cells of a kind of row look, column by column. Kept as a sample row far below the sheet, which is never written.</summary>
/// <param name="SampleRow">Row of the sample; the one after it is the same with quote prefixes.</param>
internal sealed record RowShape(int SampleRow);

/// <summary>One row of content, from the first column on.</summary>
/// <param name="Shape">How its cells look.</param>
/// <param name="Cells">Their content.</param>
/// <param name="Height">Points; null = as the program that opens the sheet finds right.</param>
internal sealed record SheetRow(RowShape Shape, CellContent[] Cells, double? Height = null);

/// <summary>Rows that are written one by one, without ever being held as spreadsheet cells.</summary>
internal sealed record RowBlock(int FirstRow, IEnumerable<SheetRow> Rows);

/// <summary>A link from a cell to a cell of another sheet.</summary>
internal sealed record SheetLink(int Row, int Column, string Sheet, int TargetRow, int TargetColumn);

/// <summary>Sparklines: one in each row, of the numbers in some columns of the same row.</summary>
internal sealed record SparklineColumn(int FirstRow, int LastRow, int Column, int FirstSource, int LastSource, string Rgb);

/// <summary>A sheet on its way: the layout is ClosedXML's, the content is ours.</summary>
/// <remarks>
/// ClosedXML knows styles, widths, panes, filters, print set-up and conditional formats, but it guesses types from text, re-encodes emoji, and
/// holds about a kilobyte a cell. So it gets an empty, styled sheet, and <see cref="SheetPart"/> fills in the content: no text of the customer ever
/// passes through a type guess, and ten thousand rows cost no memory.
/// </remarks>
internal sealed class SheetDraft(IXLWorksheet layout)
{
    /// <summary>Sample rows stand from here on, below anything that a sheet of ours holds.</summary>
    public const int FirstSampleRow = 1_000_000;

    private readonly SortedDictionary<(int Row, int Column), CellContent> cells = [];

    private readonly List<RowBlock> blocks = [];

    private readonly List<SheetLink> links = [];

    private int samples;

    /// <summary>Styles, widths, panes, filters, print set-up.</summary>
    public IXLWorksheet Layout { get; } = layout;

    /// <summary>Single cells, by row and column.</summary>
    public IReadOnlyDictionary<(int Row, int Column), CellContent> Cells => cells;

    /// <summary>Rows written one by one.</summary>
    public IReadOnlyList<RowBlock> Blocks => blocks;

    /// <summary>Links to other sheets.</summary>
    public IReadOnlyList<SheetLink> Links => links;

    /// <summary>Sparklines; null = none.</summary>
    public SparklineColumn? Sparklines { get; set; }

    /// <summary>The charts, in the order of their drawing.</summary>
    public List<SheetChart> Charts { get; } = [];

    /// <summary>Puts content into one cell.</summary>
    public void Put(int row, int column, CellContent content, Action<IXLStyle>? look = null)
    {
        var style = Layout.Cell(row, column).Style;
        look?.Invoke(style);
        if (content is CellContent.Words words && SheetText.NeedsQuotePrefix(words.Value))
            style.IncludeQuotePrefix = true;
        cells[(row, column)] = content;
    }

    /// <summary>Puts text into one cell.</summary>
    public void Put(int row, int column, string text, Action<IXLStyle>? look = null) => Put(row, column, CellContent.Text(text), look);

    /// <summary>A kind of row, one look a column.</summary>
    public RowShape Shape(IEnumerable<Action<IXLStyle>> looks)
    {
        var row = FirstSampleRow + 2 * samples++;
        var column = 0;
        foreach (var look in looks)
        {
            column++;
            look(Layout.Cell(row, column).Style);
            look(Layout.Cell(row + 1, column).Style);
            Layout.Cell(row + 1, column).Style.IncludeQuotePrefix = true;
        }

        return new RowShape(row);
    }

    /// <summary>Adds rows from <paramref name="firstRow"/> on. They must not meet single cells or other blocks.</summary>
    public void Add(int firstRow, IEnumerable<SheetRow> rows) => blocks.Add(new RowBlock(firstRow, rows));

    /// <summary>Makes a cell lead to another sheet.</summary>
    public void Link(int row, int column, string sheet, int targetRow, int targetColumn) =>
        links.Add(new SheetLink(row, column, sheet, targetRow, targetColumn));
}
