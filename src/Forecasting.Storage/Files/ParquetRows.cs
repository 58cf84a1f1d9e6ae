using System.IO.Hashing;
using System.Text;
using DuckDB.NET.Data;

namespace Forecasting.Storage.Files;

/// <summary>The rows of a Parquet file as text, in the order of the file.</summary>
internal static class ParquetRows
{
    /// <summary>Memory of the reader's own engine: a row group at a time.</summary>
    private const string ConnectionString = "Data Source=:memory:;memory_limit=256MB;threads=1";

    private static readonly RowFault NulFault = new("nul", "the row holds a NUL character (export the file again)");

    /// <summary>Every row; the first is the header. A row's line is its number, from 1.</summary>
    /// <exception cref="FileRejectedException">The file is no readable Parquet file.</exception>
    public static IEnumerable<RawRow> Read(string path)
    {
        using var connection = new DuckDBConnection(ConnectionString);
        connection.Open();

        // Times with a zone are shown in UTC, not in the zone of the machine.
        Execute(connection, SqlText.Named("Files/ShowTimesInUtc"));
        using var chunks = TextChunks.Query(connection, SqlText.Named("Files/ReadParquet"), Literal(path));
        yield return new TextRow(0, [.. chunks.Names], CsvLine.Of(chunks.Names, ','), null);
        var row = new Row(chunks);
        for (var number = 1L; chunks.Read(); number++)
        {
            row.Take(number);
            yield return row;
        }
    }

    /// <summary>A path whose brackets, stars and question marks stand for themselves.</summary>
    private static string Literal(string path) =>
        string.Concat(path.Select(c => c is '[' or '*' or '?' ? $"[{c}]" : c.ToString()));

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The row that the chunks stand on.</summary>
    private sealed class Row : RawRow
    {
        private readonly TextChunks chunks;
        private readonly string?[] fields;
        private byte[] joined = new byte[256];

        public Row(TextChunks chunks)
        {
            this.chunks = chunks;
            FieldCount = chunks.Names.Length;
            fields = new string?[FieldCount];
        }

        /// <inheritdoc/>
        public override bool HasUtf8 => true;

        /// <inheritdoc/>
        public override string Text => CsvLine.Of(Enumerable.Range(0, FieldCount).Select(Field), ',');

        /// <inheritdoc/>
        public override string Field(int index) => fields[index] ??= Encoding.UTF8.GetString(chunks.Utf8(index));

        /// <inheritdoc/>
        public override ReadOnlySpan<byte> Utf8(int index) => chunks.Utf8(index);

        public void Take(long number)
        {
            Line = number;
            Array.Clear(fields);
            var line = Join();
            Fault = line.Contains((byte)0) ? NulFault : null;

            // The same as the hash of the text, which has quotes where a field needs them.
            Hash = XxHash128.HashToUInt128(
                line.ContainsAny("\"\r\n"u8) || line.Count((byte)',') >= FieldCount ? Encoding.UTF8.GetBytes(Text) : line);
        }

        private Span<byte> Join()
        {
            var length = 0;
            for (var i = 0; i < FieldCount; i++)
            {
                var field = chunks.Utf8(i);
                if (length + field.Length + 1 > joined.Length)
                    Array.Resize(ref joined, 2 * (length + field.Length + 1));
                if (i > 0)
                    joined[length++] = (byte)',';
                field.CopyTo(joined.AsSpan(length));
                length += field.Length;
            }

            return joined.AsSpan(0, length);
        }
    }
}
