using System.Globalization;
using Dapper;
using Forecasting.Storage.Tests.Sources;
using Npgsql;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>What a PostgreSQL server refuses is told in one line with the database and what to do, and never with a password.</summary>
public class PostgreSqlRefusalsTest
{
    private const string Password = "C4nary-in-a-coal-mine";
    private const string WrongPassword = "wrong-C4nary-in-a-coal-mine";

    private static readonly DatabaseSettings NoWait = new() { RetrySeconds = 0 };

    private PostgresServer server = null!;
    private string folder = "";
    private string place = "";

    [OneTimeSetUp]
    public void StartServer()
    {
        server = PostgresServer.Start(Password);
        var settings = new NpgsqlConnectionStringBuilder(server.Connection);
        place = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        server.Execute($"create role stranger login password '{Password}'");
        folder = Directory.CreateTempSubdirectory("forecasting-refusals-").FullName;
        WritePasswords("right", Password);
        WritePasswords("wrong", WrongPassword);
    }

    [OneTimeTearDown]
    public void StopServer()
    {
        server?.Dispose();
        if (folder.Length > 0)
            Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Open_WithTheRightPassword_GivesAnEmptyDatabaseItsSchema()
    {
        using var database = ForecastingDatabase.Open(Fresh("empty"), NoWait);
        Assert.That(SchemaMigration.Version(database), Is.EqualTo(SqlText.Migrations("PostgreSql")[^1].Version));
    }

    [Test]
    public void Open_WithoutAServer_SaysWhatCannotBeReached()
    {
        var port = Server.FreePort();
        Assert.That(Refusal($"postgresql://planner@127.0.0.1:{port}/forecasting"), Does.StartWith(
            $"The database postgresql://127.0.0.1:{port}/forecasting cannot be reached: "));
    }

    [Test]
    public void Open_WithAWrongPassword_SaysWhereThePasswordComesFrom() =>
        Assert.That(Refusal(Address("postgres", "postgres", "wrong")), Is.EqualTo(
            $"The database postgresql://{place}/postgres does not let this program in: password authentication failed for user \"postgres\". "
            + "Check the user, and its password in PGPASSWORD or the password file."));

    [Test]
    public void Open_WithoutAPassword_IsRefusedToo() =>
        Assert.That(Refusal($"postgresql://postgres@{place}/postgres?Passfile={Uri.EscapeDataString(Path.Combine(folder, "none"))}"), Does.StartWith(
            $"The database postgresql://{place}/postgres "));

    [Test]
    public void Open_OfADatabaseThatIsNotThere_SaysSo() =>
        Assert.That(Refusal(Address("postgres", "nowhere", "right")), Is.EqualTo(
            $"The database postgresql://{place}/nowhere is not there: database \"nowhere\" does not exist. Create it, or give another --db."));

    [Test]
    public void Open_WithoutRightsInAnEmptyDatabase_NamesTheRoles()
    {
        Fresh("bare");
        Assert.That(Refusal(Address("stranger", "bare", "right")), Does.StartWith($"The database postgresql://{place}/bare does not allow it: permission denied ")
            .And.EndsWith(" Grant the role that this command needs (docs/operations.md)."));
    }

    [Test]
    public void Execute_WithoutTheRole_NamesTheRoles()
    {
        var address = Fresh("shared");
        using (var owner = ForecastingDatabase.Open(address, NoWait))
            owner.Connection.Execute(DatabaseSchema.RolesScript(address) + "; grant forecasting_read to stranger");
        using var database = ForecastingDatabase.Open(Address("stranger", "shared", "right"), NoWait);
        Assert.That(
            () => database.Execute("Import/ForgetChangedDays", new { load_id = 1L }),
            Throws.TypeOf<DatabaseException>().With.Message.EqualTo(
                $"The database postgresql://{place}/shared does not allow it: permission denied for table changed_day. "
                + "Grant the role that this command needs (docs/operations.md)."));
    }

    [Test]
    public void Open_OfAnOlderSchema_AsksForMigrateWhichBringsItForward()
    {
        var address = Fresh("older");
        var migrations = SqlText.Migrations("PostgreSql");
        Execute("older", SqlText.Named("Schema/CreateVersionTable"));
        Execute("older", SqlText.Named($"Migrations/PostgreSql/{migrations[0].Name}"));
        Execute("older", $"insert into schema_version (version, name) values ({migrations[0].Version}, '{migrations[0].Name}')");
        Assert.That(Refusal(address), Is.EqualTo(
            $"The database postgresql://{place}/older has schema version {migrations[0].Version}, and this program needs version {migrations[^1].Version}. "
            + "Make a backup, then run `forecasting db migrate` with the rights to change the schema."));

        Assert.That(DatabaseSchema.Migrate(address, NoWait), Is.EqualTo(migrations.Skip(1).Select(m => m.Name)));
        Assert.That(DatabaseSchema.Migrate(address, NoWait), Is.Empty);
        using var database = ForecastingDatabase.Open(address, NoWait);
        Assert.That(SchemaMigration.Version(database), Is.EqualTo(migrations[^1].Version));
    }

    [Test]
    public void Open_WhereTheLastChangeIsRefused_LeavesTheDatabaseEmpty()
    {
        var address = Fresh("refusing");
        Execute(
            "refusing",
            """
            create function refuse() returns event_trigger language plpgsql as $$
            begin
              if exists (select from information_schema.columns where column_name = 'source_cut') then raise exception 'not today'; end if;
            end $$;
            create event trigger refusal on ddl_command_end execute function refuse();
            """);
        Assert.That(Refusal(address), Is.EqualTo($"The database postgresql://{place}/refusing refused: not today (P0001)"));
        Execute("refusing", "drop event trigger refusal");
        using var database = ForecastingDatabase.Open(address, NoWait);
        Assert.That(SchemaMigration.Version(database), Is.EqualTo(SqlText.Migrations("PostgreSql")[^1].Version), "had a part of it stayed, it would ask for a migration");
    }

    [Test]
    public void Open_OfANewerSchema_AsksForTheNewerProgram()
    {
        var address = Fresh("newer");
        ForecastingDatabase.Open(address, NoWait).Dispose();
        Execute("newer", "insert into schema_version (version, name) values (999, '0999_of_tomorrow')");
        var known = SqlText.Migrations("PostgreSql")[^1].Version;
        var refusal = $"The database \"postgresql://{place}/newer\" has schema version 999, and this program knows versions up to {known}. Use the newer program, or give another --db.";
        Assert.That(Refusal(address), Is.EqualTo(refusal));
        Assert.That(
            () => DatabaseSchema.Migrate(address, NoWait), Throws.TypeOf<DatabaseException>().With.Message.EqualTo(refusal));
    }

    /// <summary>The message: one line, without either password anywhere in the exception.</summary>
    private static string Refusal(string address)
    {
        var fault = Assert.Throws<DatabaseException>(() => ForecastingDatabase.Open(address, NoWait).Dispose())!;
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        Assert.That(fault.ToString(), Does.Not.Contain(Password).IgnoreCase);
        return fault.Message;
    }

    private string Address(string user, string database, string passwords) =>
        $"postgresql://{user}@{place}/{database}?Passfile={Uri.EscapeDataString(Path.Combine(folder, passwords))}";

    private string Fresh(string database)
    {
        server.Execute($"create database {database} template template0");
        return Address("postgres", database, "right");
    }

    private void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.Connection) { Database = database, Pooling = false }.ConnectionString);
        connection.Execute(sql);
    }

    private void WritePasswords(string name, string password)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, $"*:*:*:*:{password}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
