using System.Data.Common;
using System.Globalization;
using Forecasting.Storage.Tests.Sources;
using Microsoft.Data.SqlClient;
using Npgsql;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>A database of one test, empty at first and gone when disposed.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    private const string SqlServerVariable = "FORECASTING_SQLSERVER";

    private static readonly Lazy<PostgresServer> Postgres = new(PostgresServer.Start);
    private static int databases;

    private readonly Action drop;

    private StoreUnderTest(string address, Action drop) => (Address, this.drop) = (address, drop);

    /// <summary>What the database is opened by.</summary>
    public string Address { get; }

    /// <summary>Makes a database; the test is skipped where there is no server of that kind.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="file">Where a database that is a file goes.</param>
    public static StoreUnderTest Make(StoreKind kind, string file) => kind switch
    {
        StoreKind.PostgreSql => MakePostgreSql(),
        StoreKind.SqlServer => MakeSqlServer(),
        _ => new StoreUnderTest(file, () => { }),
    };

    /// <summary>Stops the server that was started for the tests.</summary>
    public static void StopServers()
    {
        if (Postgres.IsValueCreated)
            Postgres.Value.Dispose();
    }

    public void Dispose() => drop();

    private static string NewName() =>
        string.Create(CultureInfo.InvariantCulture, $"forecasting_test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");

    private static StoreUnderTest MakePostgreSql()
    {
        var server = new NpgsqlConnectionStringBuilder(Postgres.Value.Connection) { Pooling = false };
        var name = NewName();
        Execute(new NpgsqlConnection(server.ConnectionString), $"create database {name} template template0 strategy file_copy");
        return new StoreUnderTest(
            string.Create(CultureInfo.InvariantCulture, $"postgresql://{server.Username}@{server.Host}:{server.Port}/{name}"),
            () => Execute(new NpgsqlConnection(server.ConnectionString), $"drop database {name} with (force)"));
    }

    private static StoreUnderTest MakeSqlServer()
    {
        if (Environment.GetEnvironmentVariable(SqlServerVariable) is not { Length: > 0 } text)
        {
            Assert.Ignore($"{SqlServerVariable} names no server.");
            throw new InvalidOperationException("The test ends before.");
        }

        var server = new SqlConnectionStringBuilder(text) { Pooling = false };
        var name = NewName();
        Execute(new SqlConnection(server.ConnectionString), $"create database {name}");
        Environment.SetEnvironmentVariable("FORECASTING_DB_PASSWORD", server.Password);
        var place = server.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Replace(',', ':');
        return new StoreUnderTest(
            $"sqlserver://{Uri.EscapeDataString(server.UserID)}@{place}/{name}?TrustServerCertificate=true",
            () => Execute(new SqlConnection(server.ConnectionString), $"drop database {name}"));
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using (connection)
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
