using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Forecasting.Storage;
using Npgsql;

namespace Forecasting.Benchmarks.Storage;

/// <summary>Sales in and out by a database's own means alone: its reader of CSV into one table, and one query over that table.</summary>
/// <remarks>
/// The table has the columns of the file in the types that ours has. Nothing is checked but that a number is a number, nothing is found twice,
/// nothing is counted. The limits and session settings are those that our program uses.
/// </remarks>
internal sealed class NativePath : IDisposable
{
    private readonly DbConnection connection;

    private NativePath(DbConnection connection, string text)
    {
        this.connection = connection;
        connection.Open();
        Execute($"create table sales (day date not null, sku {text} not null, location {text} not null, quantity decimal(28, 9) not null, unit_price decimal(28, 9))");
    }

    /// <summary>A new DuckDB file.</summary>
    public static NativePath DuckDb(string file)
    {
        var limits = new DatabaseSettings();
        return new NativePath(
            new DuckDBConnection(new DuckDBConnectionStringBuilder
            {
                DataSource = file,
                ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{limits.MemoryLimitMegabytes}MB"),
                ["threads"] = limits.Threads.ToString(CultureInfo.InvariantCulture),
            }.ConnectionString),
            "varchar");
    }

    /// <summary>An empty database of a PostgreSQL server.</summary>
    /// <param name="address"><c>HOST:PORT/DATABASE</c>.</param>
    public static NativePath PostgreSql(string address)
    {
        var uri = new Uri("postgresql://" + address);
        var path = new NativePath(
            new NpgsqlConnection(string.Create(
                CultureInfo.InvariantCulture,
                $"Host={uri.Host};Port={uri.Port};Username=postgres;Database={uri.AbsolutePath.Trim('/')};Pooling=false;Command Timeout=0")),
            "text");
        path.Execute("set jit = off; set work_mem = '64MB'");
        return path;
    }

    /// <summary>Reads the file into the table, in one statement and transaction.</summary>
    public void Load(string csv)
    {
        if (connection is not NpgsqlConnection server)
        {
            // Whole numbers and doubles first, then cast: told to read decimals, the reader takes many times as long.
            Execute($"insert into sales select date, sku, location, quantity, unit_price from read_csv('{csv}', types = {{'sku': 'varchar'}})");
            return;
        }

        // The text of the file as it is, in large pieces, as psql's \copy sends it.
        using var file = new StreamReader(csv);
        using var copy = server.BeginTextImport("copy sales (day, sku, location, quantity, unit_price) from stdin (format csv, header)");
        var buffer = new char[1 << 16];
        while (file.Read(buffer) is var read and > 0)
            copy.Write(buffer, 0, read);
    }

    /// <summary>Reads units by SKU-location and bucket, in order, to the end.</summary>
    /// <param name="unit"><c>day</c> or <c>week</c>.</param>
    /// <returns>Units of all of them.</returns>
    public double Read(string unit)
    {
        var bucket = unit == "day" ? "day" : $"cast(date_trunc('{unit}', day) as date)";
        using var command = connection.CreateCommand();
        command.CommandText = $"select location, sku, {bucket} as bucket_start, sum(quantity) from sales group by 1, 2, 3 order by 1, 2, 3";
        if (command is DuckDBCommand streaming)
            streaming.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var units = 0.0;
        while (reader.Read())
        {
            _ = (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2));
            units += (double)reader.GetDecimal(3);
        }

        return units;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
