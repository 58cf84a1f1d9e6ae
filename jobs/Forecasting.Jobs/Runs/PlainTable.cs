using System.Text;

namespace Forecasting.Jobs.Runs;

/// <summary>Rows of text in aligned columns, two blanks apart: for a terminal, and for grep.</summary>
internal static class PlainTable
{
    /// <summary>The lines of a table, each ended by a line feed.</summary>
    /// <param name="leftAligned">The first so many columns are words; the others are numbers and stand on the right.</param>
    /// <param name="rows">Cells, as many in each row.</param>
    public static string Of(int leftAligned, IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column < leftAligned ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
