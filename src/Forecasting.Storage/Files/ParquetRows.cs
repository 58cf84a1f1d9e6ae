using DuckDB.NET.Data;

namespace Forecasting.Storage.Files;

/// <summary>The rows of a Parquet file as text, in the order of the file.</summary>
internal static class ParquetRows
{
    /// <summary>Memory of the reader's own engine: a row group at a time.</summary>
    private const string ConnectionString = "Data Source=:memory:;memory_limit=512MB;threads=1";

    /// <summary>Every row; the first is the header. A row's line is its number, from 1.</summary>
    /// <exception cref="FileRejectedException">The file is no readable Parquet file.</exception>
    public static IEnumerable<RawRow> Read(string path)
    {
        using var connection = new DuckDBConnection(ConnectionString);
        connection.Open();

        // Times with a zone are shown in UTC, not in the zone of the machine.
        Execute(connection, SqlText.Named("Files/ShowTimesInUtc"));
        using var command = connection.CreateCommand();
        command.CommandText = SqlText.Named("Files/ReadParquet");
        command.UseStreamingMode = true;
        command.Parameters.Add(new DuckDBParameter("path", Literal(path)));
        using var reader = Readable(command.ExecuteReader);
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        yield return new TextRow(0, names, CsvLine.Of(names, ','), null);
        for (var number = 1L; Readable(reader.Read); number++)
        {
            var fields = new string[names.Length];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = reader.IsDBNull(i) ? "" : reader.GetString(i);
            var fault = fields.Any(f => f.Contains('\0', StringComparison.Ordinal))
                ? new RowFault("nul", "the row holds a NUL character (export the file again)")
                : null;
            yield return new TextRow(number, fields, CsvLine.Of(fields, ','), fault);
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

    private static T Readable<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DuckDBException)
        {
            throw new FileRejectedException("The file is cut short, damaged, or no Parquet file. Copy or export it again.");
        }
    }
}
