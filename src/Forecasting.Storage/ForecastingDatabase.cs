using System.Globalization;
using Dapper;
using DuckDB.NET.Data;

namespace Forecasting.Storage;

/// <summary>The embedded database: one DuckDB file, opened, brought to the current schema, and held until disposed.</summary>
/// <remarks>One process at a time may have the file open. Not for use by several threads at once.</remarks>
public sealed class ForecastingDatabase : IDisposable
{
    private readonly string connectionString;

    private ForecastingDatabase(string path, string connectionString, DuckDBConnection connection)
    {
        Path = path;
        this.connectionString = connectionString;
        Connection = connection;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The connection on which everything is written.</summary>
    internal DuckDBConnection Connection { get; }

    /// <summary>Opens the database, creating the file and its folder when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What it may use of the machine; null = the defaults.</param>
    /// <exception cref="DatabaseException">
    /// The file is held by another process, is no database, cannot be written, or was made by a newer version of this program.
    /// </exception>
    public static ForecastingDatabase Open(string path, DatabaseSettings? settings = null)
    {
        settings ??= new DatabaseSettings();
        if (!System.IO.Path.Exists(path))
            Make(path, settings);
        return Open(path, path, settings);
    }

    /// <summary>Makes a database under another name and moves it into place: whoever is killed meanwhile leaves no half of one behind.</summary>
    private static void Make(string path, DatabaseSettings settings)
    {
        var unfinished = path + ".new";
        try
        {
            Open(path, unfinished, settings).Dispose();
        }
        catch (DatabaseException e) when (e.InnerException is DuckDBException broken && IsNoDatabase(broken) && File.Exists(unfinished))
        {
            // Somebody was killed while making it; it holds nothing yet.
            File.Delete(unfinished);
            File.Delete(unfinished + ".wal");
            Open(path, unfinished, settings).Dispose();
        }

        try
        {
            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was faster.
            File.Delete(unfinished);
        }
    }

    /// <summary>Opens a file and brings it to the current schema; what is wrong is told of <paramref name="path"/>.</summary>
    private static ForecastingDatabase Open(string path, string file, DatabaseSettings settings)
    {
        var connectionString = new DuckDBConnectionStringBuilder
        {
            DataSource = file,
            ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{settings.MemoryLimitMegabytes}MB"),
            ["threads"] = settings.Threads.ToString(CultureInfo.InvariantCulture),
        }.ConnectionString;
        var database = new ForecastingDatabase(path, connectionString, new DuckDBConnection(connectionString));
        try
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            database.Connection.Open();
            SchemaMigration.Migrate(database);
            return database;
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            database.Dispose();
            throw new DatabaseException(Explain(path, e), e);
        }
        catch (DatabaseException e)
        {
            database.Dispose();
            throw e.InnerException is DuckDBException engine ? new DatabaseException(Explain(path, engine), engine) : e;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>A second connection to the same file, for a result that is read while others are written.</summary>
    internal DuckDBConnection OpenReading() => Guarded(() =>
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        return connection;
    });

    /// <summary>Runs a step; what the engine reports becomes a <see cref="DatabaseException"/>.</summary>
    internal T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DuckDBException e)
        {
            throw new DatabaseException($"The database \"{Path}\" refused: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Runs <paramref name="work"/> whole or not at all.</summary>
    internal void InTransaction(Action work) => Guarded(() =>
    {
        using var transaction = Connection.BeginTransaction();
        work();
        transaction.Commit();
        return true;
    });

    /// <summary>Runs the statement <c>Sql/{name}.sql</c>.</summary>
    /// <returns>Number of rows changed.</returns>
    internal int Execute(string name, object? parameters = null) => Guarded(() => Connection.Execute(SqlText.Named(name), parameters));

    /// <summary>The rows of the query <c>Sql/{name}.sql</c>.</summary>
    internal IReadOnlyList<T> Query<T>(string name, object? parameters = null) =>
        Guarded(() => Connection.Query<T>(SqlText.Named(name), parameters).AsList());

    /// <summary>The one value of the query <c>Sql/{name}.sql</c>.</summary>
    internal T? Scalar<T>(string name, object? parameters = null) => Guarded(() => Connection.ExecuteScalar<T>(SqlText.Named(name), parameters));

    /// <summary>Writes rows in bulk to a table, in the order of its columns, inside the open transaction if there is one.</summary>
    internal void Append<T>(string schema, string table, IEnumerable<T> rows, Action<IDuckDBAppenderRow, T> write) => Guarded(() =>
    {
        using var appender = Connection.CreateAppender(schema, table);
        foreach (var item in rows)
        {
            var row = appender.CreateRow();
            write(row, item);
            row.EndRow();
        }

        return true;
    });

    private static bool IsNoDatabase(Exception exception) => exception.Message.Contains("not a valid DuckDB database", StringComparison.Ordinal);

    private static string Explain(string path, Exception exception)
    {
        var text = exception.Message;
        if (Says("Could not set lock") || Says("Conflicting lock") || Says("being used by another process"))
            return $"The database \"{path}\" is in use by another process. Wait until the other run has ended, or give another --db.";
        if (IsNoDatabase(exception))
            return $"The file \"{path}\" is not a Forecasting database. Give another --db, or move the file away.";
        if (Says("Is a directory") || Directory.Exists(path))
            return $"The database \"{path}\" is a folder. Give the name of a file.";
        if (exception is UnauthorizedAccessException || Says("Permission denied") || Says("Read-only file system"))
            return $"The database \"{path}\" cannot be opened: this program has no permission to write there.";
        return $"The database \"{path}\" cannot be opened: {text.ReplaceLineEndings(" ")}";

        bool Says(string words) => text.Contains(words, StringComparison.Ordinal);
    }
}
