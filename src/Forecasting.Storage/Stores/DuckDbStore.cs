using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Forecasting.Storage.Stores;

/// <summary>The embedded database: one DuckDB file.</summary>
internal sealed class DuckDbStore : IStore
{
    private readonly string connectionString;

    /// <summary>A database file.</summary>
    /// <param name="name">The file in messages.</param>
    /// <param name="file">The file that is opened.</param>
    /// <param name="settings">What it may use of the machine.</param>
    public DuckDbStore(string name, string file, DatabaseSettings settings)
    {
        Name = name;
        connectionString = new DuckDBConnectionStringBuilder
        {
            DataSource = file,
            ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{settings.MemoryLimitMegabytes}MB"),
            ["threads"] = settings.Threads.ToString(CultureInfo.InvariantCulture),
        }.ConnectionString;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Dialect => "DuckDb";

    /// <inheritdoc/>
    public bool IsServer => false;

    /// <inheritdoc/>
    public string? EndSessions => null;

    /// <inheritdoc/>
    public DbConnection Connect()
    {
        var connection = new DuckDBConnection(connectionString);
        try
        {
            connection.Open();
            return IsOfThisFile(connection)
                ? connection
                : throw new DatabaseException(NotADatabase);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string NotADatabase => $"The file \"{Name}\" is not a Forecasting database. Give another --db, or move the file away.";

    /// <summary>False for a file of data, such as CSV or JSON: DuckDB shows it as a view of a database in memory, and what is written there is gone with the process.</summary>
    /// <remarks>Asked of the engine and not read from the file: on Linux closing a file gives up the locks that this process has on it.</remarks>
    private static bool IsOfThisFile(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqlText.Named("Files/ReadPathOfDatabase");
        return command.ExecuteScalar() is string;
    }

    /// <inheritdoc/>
    public string Translate(string sql) => sql;

    /// <inheritdoc/>
    public void Append<T>(
        DbConnection connection, DbTransaction? transaction, string schema, string table, IEnumerable<T> rows, Action<IRowWriter, T> write)
    {
        using var appender = ((DuckDBConnection)connection).CreateAppender(schema, table);
        foreach (var item in rows)
        {
            var row = appender.CreateRow();
            write(new DuckDbRowWriter(row), item);
            row.EndRow();
        }
    }

    /// <inheritdoc/>
    public IBulkTable OpenTable(DbConnection connection, DbTransaction transaction, BulkShape shape) =>
        new DuckDbTable((DuckDBConnection)connection, shape);

    /// <inheritdoc/>
    public DbCommand Streaming(DbConnection connection)
    {
        var command = ((DuckDBConnection)connection).CreateCommand();
        command.UseStreamingMode = true;
        return command;
    }

    /// <inheritdoc/>
    public StoreFault Classify(DbException fault) =>
        fault.Message.Contains("Conflict on", StringComparison.Ordinal) || fault.Message.Contains("write-write conflict", StringComparison.Ordinal)
            ? StoreFault.Conflict
            : StoreFault.Refused;

    /// <inheritdoc/>
    public bool IsLoss(Exception fault) => false;

    /// <inheritdoc/>
    public bool IsAbsent(Exception fault) => false;

    /// <inheritdoc/>
    public bool IsBusy(Exception fault) => fault.Message.Contains("Could not set lock", StringComparison.Ordinal)
        || fault.Message.Contains("Conflicting lock", StringComparison.Ordinal)
        || fault.Message.Contains("being used by another process", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string Explain(Exception fault)
    {
        if (IsBusy(fault))
            return $"The database \"{Name}\" is in use by another process. Wait until the other run has ended, or give another --db.";
        if (Says("not a valid DuckDB database"))
            return NotADatabase;
        if (Says("Is a directory") || Directory.Exists(Name))
            return $"The database \"{Name}\" is a folder. Give the name of a file.";
        if (fault is UnauthorizedAccessException || Says("Permission denied") || Says("Read-only file system"))
            return $"The database \"{Name}\" cannot be opened: this program has no permission to write there.";
        if (Says("No space left on device") || Says("disk is full"))
            return $"The database \"{Name}\" cannot be written: there is no room left on its disk. Make room and run the same command again.";
        if (Says("Corrupt database file") || Says("checksum"))
            return $"The database \"{Name}\" is damaged: {fault.Message.ReplaceLineEndings(" ")} Restore the last backup (docs/operations.md).";
        return $"The database \"{Name}\" refused: {fault.Message.ReplaceLineEndings(" ")}";

        bool Says(string words) => fault.Message.Contains(words, StringComparison.Ordinal);
    }
}
