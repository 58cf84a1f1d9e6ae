using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>A format that is a table: the elements of its fields are the columns. CSV as RFC 4180 has it; text stands unchanged, because a program
/// reads it (see docs/warehouse.md).</summary>
internal static class TableWriter
{
    /// <summary>Writes a header and a row for each line; what is of the order stands on its first row only.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="newLine">End of a row.</param>
    /// <param name="repeatsHeads">True to say what is of the order on every row.</param>
    public static Action<Stream, Interchange, IEnumerable<OrderLine>> Of(
        ImmutableArray<FormatField<OrderLine>> fields, string newLine = "\n", bool repeatsHeads = true) =>
        (stream, interchange, lines) =>
        {
            using var writer = Begin(stream, fields, newLine);
            var values = new string[fields.Length];
            string? order = null;
            foreach (var line in lines)
            {
                var isFirst = !string.Equals(order, line.OrderId, StringComparison.Ordinal);
                order = line.OrderId;
                for (var i = 0; i < fields.Length; i++)
                    values[i] = fields[i].IsOfOrder && !isFirst && !repeatsHeads ? "" : fields[i].Text(line, interchange);
                CsvText.WriteRow(writer, values, newLine);
            }
        };

    /// <summary>The same for other rows.</summary>
    public static Action<Stream, Interchange, IEnumerable<TRow>> Rows<TRow>(ImmutableArray<FormatField<TRow>> fields) =>
        (stream, interchange, rows) =>
        {
            using var writer = Begin(stream, fields, "\n");
            foreach (var row in rows)
                CsvText.WriteRow(writer, [.. fields.Select(f => f.Text(row, interchange))]);
        };

    private static StreamWriter Begin<TRow>(Stream stream, ImmutableArray<FormatField<TRow>> fields, string newLine)
    {
        var writer = new StreamWriter(stream, Repertoire.Unicode.Encoding, 1 << 16, leaveOpen: true);
        CsvText.WriteRow(writer, [.. fields.Select(f => f.Element)], newLine);
        return writer;
    }
}
