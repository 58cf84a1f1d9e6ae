using DuckDB.NET.Data;

namespace Forecasting.Storage.Files;

/// <summary>The rows of a Parquet file, in the order of the file.</summary>
internal static class ParquetRows
{
    /// <summary>Memory of the reader's own engine: a row group at a time.</summary>
    private const string ConnectionString = "Data Source=:memory:;memory_limit=256MB;threads=1";

    /// <summary>Every row; the first is the header. A row's line is its number, from 1.</summary>
    /// <exception cref="FileRejectedException">The file is no readable Parquet file.</exception>
    public static IEnumerable<RawRow> Read(string path)
    {
        using var connection = new DuckDBConnection(ConnectionString);
        connection.Open();
        using var chunks = Open(connection, Literal(path));
        yield return new TextRow(0, [.. chunks.Names], CsvLine.Of(chunks.Names, ','), null);
        var row = new TypedRow(chunks);
        for (var number = 1L; chunks.Read(); number++)
        {
            row.Take(number);
            yield return row;
        }
    }

    /// <summary>The columns as they are; all of them as text when there is one that has no simpler form: a list, a number of 128 bits, a time with a zone.</summary>
    private static ColumnChunks Open(DuckDBConnection connection, string path)
    {
        var chunks = ColumnChunks.Query(connection, SqlText.Named("Files/ReadParquet"), path);
        if (!chunks.Types.Contains(ColumnType.Other))
            return chunks;
        chunks.Dispose();

        // Times with a zone are shown in UTC, not in the zone of the machine.
        Execute(connection, SqlText.Named("Files/ShowTimesInUtc"));
        return ColumnChunks.Query(connection, SqlText.Named("Files/ReadParquetAsText"), path);
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
}
