using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Quartz;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>The tables of Quartz's clustered store, beside the ledger. Quartz brings the statements; we choose the moment, one node at a time.</summary>
internal static partial class ClusterSchema
{
    /// <summary>What the names of the tables begin with: they are in the schema of the ledger, and its roles hold for them.</summary>
    public const string Prefix = "run.qrtz_";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates the tables, if they are not there.</summary>
    /// <param name="address">The server's database.</param>
    /// <param name="store">The same, opened.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="cancellation">Ends the waiting for another node that creates them.</param>
    /// <returns>True when they were not there.</returns>
    /// <exception cref="DatabaseException">They cannot be created: the login may not, see <c>db migrate</c>.</exception>
    public static bool Provision(string address, ServiceDatabase store, TimeProvider clock, CancellationToken cancellation)
    {
        using var database = store.Open();
        return Provision(address, database, clock, cancellation);
    }

    /// <summary>The same on an open database.</summary>
    public static bool Provision(string address, ForecastingDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        var server = ServerAddress.Of(address);
        if (IsThere(server))
            return false;
        var leases = new RunLeases(database, () => database.UtcNow(clock), RunLeases.ThisProcess, isAlone: false);
        RunLease? lease;
        while ((lease = leases.TryAcquireFromOthers("tables of quartz", "")) is null)
            Task.Delay(Pause, clock, cancellation).GetAwaiter().GetResult();
        try
        {
            if (IsThere(server))
                return false;
            Create(server);
            return true;
        }
        catch (DbException fault)
        {
            throw new DatabaseException(
                $"The tables of the timetable cannot be created in {database.Name}: {fault.Message.ReplaceLineEndings(" ")} Let forecasting db migrate do it.", fault);
        }
        finally
        {
            lease.Release();
        }
    }

    private static bool IsThere(ServerAddress server)
    {
        using var connection = Open(server);
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from information_schema.tables where table_schema = 'run' and lower(table_name) = 'qrtz_locks'";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private static void Create(ServerAddress server)
    {
        var script = string.Format(CultureInfo.InvariantCulture, Statements(server.IsPostgreSql ? "postgres" : "sqlServer"), Prefix, "qrtz_");
        using var connection = Open(server);
        using var transaction = connection.BeginTransaction();
        foreach (var statement in Parts().Split(script).Where(s => !string.IsNullOrWhiteSpace(s)))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    [GeneratedRegex(@"^--;;\s*$", RegexOptions.Multiline)]
    private static partial Regex Parts();

    private static string Statements(string kind)
    {
        using var resource = typeof(IScheduler).Assembly.GetManifestResourceStream($"Quartz.Impl.AdoJobStore.Schema.create_{kind}.sql")
            ?? throw new InvalidOperationException("Quartz has no statements for this kind of database.");
        return new StreamReader(resource).ReadToEnd();
    }

    private static DbConnection Open(ServerAddress server)
    {
        var connection = server.Factory.CreateConnection()!;
        connection.ConnectionString = server.ConnectionString;
        connection.Open();
        return connection;
    }
}
