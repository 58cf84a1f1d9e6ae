using System.Data;
using System.Data.Common;
using System.Globalization;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>Brings a database to the schema of this program: forward only, in order. On a server all that is missing comes in one transaction,
/// one process at a time: nobody meets a schema in between, not even after a migration was killed.</summary>
internal static class SchemaMigration
{
    /// <summary>Makes sure that the database has the schema of this program. An embedded one and an empty one are brought to it.</summary>
    /// <exception cref="DatabaseException">The schema is newer than this program knows; or, on a server, older.</exception>
    public static void Check(ForecastingDatabase database)
    {
        var known = SqlText.Migrations(database.Store.Dialect);
        var version = Version(database);
        RefuseNewer(database, version, known[^1].Version);
        if (version == known[^1].Version)
            return;
        if (database.IsServer && version > 0)
        {
            throw new DatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {database.Name} has schema version {version}, and this program needs version {known[^1].Version}. "
                + $"Make a backup, then run `forecasting db migrate` with the rights to change the schema."));
        }

        Migrate(database);
    }

    /// <summary>Applies what is missing.</summary>
    /// <returns>Names of the migrations that were applied.</returns>
    /// <exception cref="DatabaseException">The database has a newer schema than this program knows, or refuses a migration.</exception>
    public static IReadOnlyList<string> Migrate(ForecastingDatabase database)
    {
        var known = SqlText.Migrations(database.Store.Dialect);
        var version = Version(database);
        RefuseNewer(database, version, known[^1].Version);
        using var connection = database.Guarded(database.Store.Connect);
        var upgrade = new UpgradeEngine(Configuration(database.Store, connection, known));
        var result = upgrade.PerformUpgrade();
        if (!result.Successful && Version(database) < known[^1].Version)
        {
            throw result.Error is DbException fault
                ? database.Fault(fault)
                : new DatabaseException($"The database {database.Name} could not be brought to the schema of this program: {result.Error.Message.ReplaceLineEndings(" ")}", result.Error);
        }

        return [.. result.Scripts.Select(s => s.Name)];
    }

    /// <summary>Version of the schema; 0 for an empty database.</summary>
    public static int Version(ForecastingDatabase database) =>
        database.Scalar<long>("Schema/CountVersionTables") == 0 ? 0 : database.Scalar<int>("Schema/ReadVersion");

    private static void RefuseNewer(ForecastingDatabase database, int version, int known)
    {
        if (version > known)
        {
            throw new DatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database \"{database.Name}\" has schema version {version}, and this program knows versions up to {known}. "
                + $"Use the newer program, or give another --db."));
        }
    }

    private static UpgradeConfiguration Configuration(IStore store, DbConnection connection, IReadOnlyList<(int Version, string Name)> known)
    {
        var connections = new OneConnection(connection)
        {
            TransactionMode = store.IsServer ? TransactionMode.SingleTransaction : TransactionMode.TransactionPerScript,
        };
        var configuration = new UpgradeConfiguration
        {
            ConnectionManager = connections,
            Journal = new MigrationJournal(store, connections, known),
            VariablesEnabled = false,
        };
        configuration.ScriptExecutor = new MigrationExecutor(() => configuration.ConnectionManager, () => configuration.Log, () => configuration.Journal);
        configuration.ScriptProviders.Add(new StaticScripts(known.Select(m => new SqlScript(m.Name, SqlText.Named($"Migrations/{store.Dialect}/{m.Name}")))));
        return configuration;
    }

    private sealed class StaticScripts(IEnumerable<SqlScript> scripts) : IScriptProvider
    {
        public IEnumerable<SqlScript> GetScripts(IConnectionManager connectionManager) => scripts;
    }

    /// <summary>All on one connection. Each migration is one batch.</summary>
    private sealed class OneConnection(DbConnection connection) : DatabaseConnectionManager(_ => connection)
    {
        public override IEnumerable<string> SplitScriptIntoCommands(string scriptContents) => [scriptContents];
    }

    /// <summary>Runs a migration and writes it down in the same transaction.</summary>
    private sealed class MigrationExecutor(Func<IConnectionManager> connections, Func<IUpgradeLog> log, Func<IJournal> journal)
        : DbUp.Support.ScriptExecutor(connections, null, log, null, () => false, [], journal)
    {
        protected override bool UseTheSameTransactionForJournalTableAndScripts => true;

        protected override string GetVerifySchemaSql(string schema) => "";

        protected override void ExecuteCommandsWithinExceptionHandler(int index, SqlScript script, Action executeCommand) => executeCommand();
    }

    /// <summary>Which migrations were applied: the table <c>schema_version</c>, read when nobody else can change it any more.</summary>
    private sealed class MigrationJournal(IStore store, DatabaseConnectionManager connections, IReadOnlyList<(int Version, string Name)> known) : IJournal
    {
        public string[] GetExecutedScripts() => connections.ExecuteCommandsWithManagedConnection(factory =>
        {
            using (var locking = Command(factory, "Schema/LockSchema"))
                locking.ExecuteNonQuery();
            var version = Number(factory, "Schema/CountVersionTables") == 0 ? 0 : Number(factory, "Schema/ReadVersion");
            return known.Where(m => m.Version <= version).Select(m => m.Name).ToArray();
        });

        public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory)
        {
            using var command = Command(dbCommandFactory, "Schema/CreateVersionTable");
            command.ExecuteNonQuery();
        }

        public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory)
        {
            using var command = Command(dbCommandFactory, "Schema/RecordVersion");
            Add(command, "version", int.Parse(script.Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture));
            Add(command, "name", script.Name);
            command.ExecuteNonQuery();
        }

        private IDbCommand Command(Func<IDbCommand> factory, string name)
        {
            var command = factory();
            command.CommandText = SqlText.Named(name, store);
            return command;
        }

        private long Number(Func<IDbCommand> factory, string name)
        {
            using var command = Command(factory, name);
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        private static void Add(IDbCommand command, string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
