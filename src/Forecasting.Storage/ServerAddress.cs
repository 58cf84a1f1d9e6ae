using System.Data.Common;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>How a library of its own reaches the server's database that an address names.</summary>
/// <param name="Factory">The driver.</param>
/// <param name="ConnectionString">The connection string, with the password that the environment gives. Not for messages.</param>
/// <param name="IsPostgreSql">False = SQL Server.</param>
public sealed record ServerAddress(DbProviderFactory Factory, string ConnectionString, bool IsPostgreSql)
{
    /// <summary>Reads an address.</summary>
    /// <param name="address">The address of a server's database.</param>
    /// <exception cref="DatabaseException">It is no address, or holds a password.</exception>
    public static ServerAddress Of(string address) => StoreAddress.Server(address, Environment.GetEnvironmentVariable) switch
    {
        PostgreSqlStore store => new ServerAddress(Npgsql.NpgsqlFactory.Instance, store.PooledConnectionString, IsPostgreSql: true),
        SqlServerStore store => new ServerAddress(Microsoft.Data.SqlClient.SqlClientFactory.Instance, store.PooledConnectionString, IsPostgreSql: false),
        var other => throw new ArgumentException($"{other.Name} is no server.", nameof(address)),
    };

    /// <inheritdoc/>
    public override string ToString() => IsPostgreSql ? "a PostgreSQL server" : "a SQL Server";
}
