using ClosedXML.Excel;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>One column of a table on a sheet.</summary>
/// <typeparam name="T">What a row is about.</typeparam>
/// <param name="Header">Words of the header, with the unit.</param>
/// <param name="Width">Width in characters.</param>
/// <param name="Look">How its cells look.</param>
/// <param name="Content">What stands in them.</param>
internal sealed record TableColumn<T>(string Header, double Width, Action<IXLStyle> Look, Func<T, CellContent> Content);

/// <summary>A table on a sheet: a header row, and a row for each item.</summary>
internal static class Table
{
    /// <summary>Rows of a detail sheet at most: what a planner can still filter, and every spreadsheet program opens in a moment.</summary>
    public const int RowLimit = 20_000;

    /// <summary>Two lines of header, points.</summary>
    private const double HeaderHeight = 26;

    /// <summary>Mean width of a character of small print, in the unit of column widths.</summary>
    private const double CharacterWidth = 0.85;

    /// <summary>One line of small print, points.</summary>
    private const double LineHeight = 13;

    /// <summary>Places a table from the first column on.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="headerRow">Row of the header.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="items">One a row.</param>
    /// <param name="lines">Lines that a row takes; null = the program that opens the sheet may find out.</param>
    /// <returns>Number of the last row taken; that of the header when there are no items.</returns>
    public static int Place<T>(
        SheetDraft draft, int headerRow, IReadOnlyList<TableColumn<T>> columns, IReadOnlyList<T> items, Func<T, int>? lines = null)
    {
        for (var column = 1; column <= columns.Count; column++)
            draft.Put(headerRow, column, columns[column - 1].Header, Looks.Header);
        draft.Layout.Row(headerRow).Height = HeaderHeight;
        var shape = draft.Shape(columns.Select(c => c.Look));
        draft.Add(headerRow + 1, items.Select(item => new SheetRow(shape, [.. columns.Select(c => c.Content(item))], lines?.Invoke(item) * LineHeight)));
        return headerRow + items.Count;
    }

    /// <summary>Gives the sheet's columns the widths of the table's.</summary>
    public static void SetWidths<T>(SheetDraft draft, IReadOnlyList<TableColumn<T>> columns)
    {
        for (var column = 1; column <= columns.Count; column++)
            draft.Layout.Column(column).Width = columns[column - 1].Width;
    }

    /// <summary>Lines that a text takes in a wrapped cell, at most <paramref name="most"/>. Set as row heights, because not every program fits them by itself.</summary>
    public static int LinesFor(string text, double width, int most) =>
        Math.Clamp((int)Math.Ceiling(text.Length * CharacterWidth / width), 1, most);

    /// <summary>The first <paramref name="limit"/> items, and words for the rest; empty when all are there.</summary>
    public static (IReadOnlyList<T> Shown, string Note) Limit<T>(IReadOnlyList<T> items, int limit, string one, string many, string where) =>
        items.Count <= limit
            ? (items, "")
            : ([.. items.Take(limit)],
                $"The first {Decisions.Wording.Count(limit)} of {Decisions.Wording.Plural(items.Count, one, many)} are shown; all are in {where}.");

    /// <summary>The width in characters that the longest of some texts asks for, within limits. East Asian characters count twice.</summary>
    public static double WidthFor(IEnumerable<string> texts, double least, double most)
    {
        var longest = texts.Select(t => t.Sum(c => c >= '\u1100' ? 2 : 1)).DefaultIfEmpty(0).Max();
        return Math.Clamp(Math.Ceiling(longest * 1.05 + 3), least, most);
    }
}
