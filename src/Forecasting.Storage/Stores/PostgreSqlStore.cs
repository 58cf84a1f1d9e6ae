using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace Forecasting.Storage.Stores;

/// <summary>A database of a PostgreSQL server.</summary>
internal sealed class PostgreSqlStore : IStore
{
    private readonly string connectionString;

    /// <summary>A database.</summary>
    /// <param name="settings">Where it is, and who asks.</param>
    public PostgreSqlStore(NpgsqlConnectionStringBuilder settings)
    {
        // Whoever takes over from this process finds its sessions by the mark.
        settings.ApplicationName = $"forecasting {ProcessMark.Own}";

        // A statement takes as long as it takes; Ctrl-C stops it. One connection a worker: a pool would keep broken ones.
        settings.CommandTimeout = 0;
        settings.Pooling = false;
        settings.IncludeErrorDetail = false;
        connectionString = settings.ConnectionString;
        PooledConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = true, CommandTimeout = 30 }.ConnectionString;
        Name = string.Create(CultureInfo.InvariantCulture, $"postgresql://{settings.Host}:{settings.Port}/{settings.Database}");
    }

    /// <summary>For a library that opens a connection for each of its statements.</summary>
    public string PooledConnectionString { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Dialect => "PostgreSql";

    /// <inheritdoc/>
    public bool IsServer => true;

    /// <inheritdoc/>
    public string? EndSessions => "Schema/EndSessions";

    /// <inheritdoc/>
    public DbConnection Connect()
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            using var session = new NpgsqlCommand(SqlText.Named("PostgreSql/Schema/SetSession"), connection);
            session.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Translate(string sql) => ServerText.Parameters(sql);

    /// <inheritdoc/>
    public void Append<T>(
        DbConnection connection, DbTransaction? transaction, string schema, string table, IEnumerable<T> rows, Action<IRowWriter, T> write)
    {
        using var importer = ((NpgsqlConnection)connection).BeginBinaryImport($"copy {schema}.\"{table}\" from stdin (format binary)");
        var row = new PostgreSqlRowWriter(importer);
        foreach (var item in rows)
        {
            importer.StartRow();
            write(row, item);
        }

        importer.Complete();
    }

    /// <inheritdoc/>
    public IBulkTable OpenTable(DbConnection connection, DbTransaction transaction, BulkShape shape) =>
        new PostgreSqlTable((NpgsqlConnection)connection, shape);

    /// <inheritdoc/>
    public DbCommand Streaming(DbConnection connection) => connection.CreateCommand();

    /// <inheritdoc/>
    public StoreFault Classify(DbException fault) => fault switch
    {
        // Shutting down, starting up, too many connections, connection failures.
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "57P05" or "53300" or "25P03" } => StoreFault.Lost,
        PostgresException { SqlState: ['0', '8', ..] } => StoreFault.Lost,

        // Serialisation, deadlock, lock not available, unique key, and two who create the same thing.
        PostgresException { SqlState: "40001" or "40P01" or "55P03" or "23505" or "42P06" or "42P07" } => StoreFault.Conflict,
        PostgresException => StoreFault.Refused,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => StoreFault.Lost,
        NpgsqlException { IsTransient: true } => StoreFault.Lost,
        _ => StoreFault.Refused,
    };

    /// <inheritdoc/>
    public bool IsLoss(Exception fault) => fault is IOException or SocketException || (fault is ArgumentOutOfRangeException && IsOfTheReader(fault));

    /// <inheritdoc/>
    public bool IsAbsent(Exception fault) => fault is NpgsqlException { InnerException: SocketException or TimeoutException } or SocketException;

    /// <inheritdoc/>
    public bool IsBusy(Exception fault) => false;

    /// <inheritdoc/>
    public string Explain(Exception fault) => fault switch
    {
        PostgresException { SqlState: "28P01" or "28000" } e =>
            $"The database {Name} does not let this program in: {e.MessageText}. Check the user, and its password in PGPASSWORD or the password file.",
        PostgresException { SqlState: "3D000" } e => $"The database {Name} is not there: {e.MessageText}. Create it, or give another --db.",
        PostgresException { SqlState: "42501" } e =>
            $"The database {Name} does not allow it: {e.MessageText}. Grant the role that this command needs (docs/operations.md).",
        PostgresException { SqlState: "53100" } e => $"The database {Name} has no room left: {e.MessageText}. Make room and run the same command again.",
        PostgresException e => $"The database {Name} refused: {e.MessageText.ReplaceLineEndings(" ")} ({e.SqlState})",
        _ => $"The database {Name} cannot be reached: {ServerText.Innermost(fault)}",
    };

    // The driver's reader looks for the statement that a message belongs to. The farewell of a session that the server ends belongs to none.
    private static bool IsOfTheReader(Exception fault) =>
        fault.StackTrace?.Contains($" {typeof(NpgsqlDataReader).FullName}.", StringComparison.Ordinal) == true;
}
