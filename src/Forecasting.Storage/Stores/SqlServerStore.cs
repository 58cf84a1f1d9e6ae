using System.ComponentModel;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace Forecasting.Storage.Stores;

/// <summary>A database of SQL Server or Azure SQL.</summary>
internal sealed class SqlServerStore : IStore
{
    private readonly string connectionString;

    /// <summary>A database.</summary>
    /// <param name="settings">Where it is, and who asks.</param>
    public SqlServerStore(SqlConnectionStringBuilder settings)
    {
        settings.ApplicationName = "forecasting";

        // One connection a worker: a pool would keep broken ones. Nothing goes unencrypted.
        settings.Pooling = false;
        settings.MultipleActiveResultSets = false;
        settings.ConnectRetryCount = 0;
        if (settings.Encrypt == SqlConnectionEncryptOption.Optional)
            settings.Encrypt = SqlConnectionEncryptOption.Mandatory;
        connectionString = settings.ConnectionString;
        PooledConnectionString = new SqlConnectionStringBuilder(connectionString) { Pooling = true }.ConnectionString;
        Name = $"sqlserver://{settings.DataSource}/{settings.InitialCatalog}";
    }

    /// <summary>For a library that opens a connection for each of its statements.</summary>
    public string PooledConnectionString { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Dialect => "SqlServer";

    /// <inheritdoc/>
    public bool IsServer => true;

    /// <inheritdoc/>
    public string? EndSessions => null;

    /// <inheritdoc/>
    public DbConnection Connect()
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (NotSupportedException e)
        {
            connection.Dispose();
            throw new DatabaseException(
                $"The database {Name} cannot be used: SQL Server needs the cultures of this machine (libicu), and they are missing or switched off.", e);
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
        using var reader = new SqlServerRowReader<T>(rows, write);
        if (!reader.HasRows)
            return;
        using var copy = Copy(connection, transaction, schema, table);
        copy.WriteToServer(reader);
    }

    /// <inheritdoc/>
    public IBulkTable OpenTable(DbConnection connection, DbTransaction transaction, BulkShape shape) =>
        new SqlServerTable(Copy(connection, transaction, "history", shape.Table), shape);

    /// <inheritdoc/>
    public DbCommand Streaming(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        return command;
    }

    /// <inheritdoc/>
    public StoreFault Classify(DbException fault) => fault is not SqlException e
        ? StoreFault.Refused
        : e.Number switch
        {
            // Deadlock victim, snapshot conflict, lock timeout, unique key, and two who create the same thing.
            1205 or 3960 or 1222 or 2627 or 2601 or 2714 or 2759 => StoreFault.Conflict,

            // Time out, no server, connection failures, Azure SQL moving, busy or starting.
            -2 or -1 or 2 or 53 or 64 or 233 or 10053 or 10054 or 10060 or 10061 or 11001 or 40197 or 40501 or 40613 or 49918 or 49919 or 49920
                or 4221 or 10928 or 10929 => StoreFault.Lost,
            _ => e.Class >= 20 ? StoreFault.Lost : StoreFault.Refused,
        };

    /// <inheritdoc/>
    public bool IsLoss(Exception fault) => fault is IOException;

    /// <inheritdoc/>
    public bool IsAbsent(Exception fault) => fault is SqlException { InnerException: SocketException or Win32Exception };

    /// <inheritdoc/>
    public bool IsBusy(Exception fault) => false;

    /// <inheritdoc/>
    public string Explain(Exception fault) => fault switch
    {
        SqlException { Number: 18456 or 18452 } e =>
            $"The database {Name} does not let this program in: {OneLine(e)} Check the user, and its password in FORECASTING_DB_PASSWORD.",
        SqlException { Number: 4060 or 911 } e => $"The database {Name} is not there: {OneLine(e)} Create it, or give another --db.",
        SqlException { Number: 229 or 230 or 262 or 300 or 916 or 1088 or 15247 } e =>
            $"The database {Name} does not allow it: {OneLine(e)} Grant the role that this command needs (docs/operations.md).",
        SqlException { Number: 1105 or 9002 or 40544 } e => $"The database {Name} has no room left: {OneLine(e)} Make room and run the same command again.",
        SqlException e when Classify(e) != StoreFault.Lost => $"The database {Name} refused: {OneLine(e)} ({e.Number})",
        _ => $"The database {Name} cannot be reached: {ServerText.Innermost(fault)}",
    };

    private static string OneLine(SqlException fault) => fault.Message.ReplaceLineEndings(" ");

    private static SqlBulkCopy Copy(DbConnection connection, DbTransaction? transaction, string schema, string table) =>
        new((SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)transaction)
        {
            DestinationTableName = $"[{schema}].[{table}]",
            BulkCopyTimeout = 0,
            BatchSize = 0,
        };
}
