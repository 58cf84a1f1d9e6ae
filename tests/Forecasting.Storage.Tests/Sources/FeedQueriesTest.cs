using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Sources;
using Microsoft.Data.SqlClient;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Sources;

/// <summary>Queries against a PostgreSQL server. SQL Server is only constructed here: no test executes anything on one.</summary>
[TestFixture]
public class FeedQueriesTest
{
    private const string SalesQuery = "select day as date, sku, quantity, price as unit_price from till order by day, sku";

    private PostgresServer? server;

    private PostgresServer Postgres => server!;

    [OneTimeSetUp]
    public void StartServer()
    {
        server = PostgresServer.Start();
        server.Execute("""
            drop table if exists till;
            create table till (day date, sku text, quantity numeric(12, 3), price double precision, sold_at timestamptz, paid boolean);
            insert into till values
              ('2024-01-01', '00123', 1.234, 2.5, '2024-01-01 23:30:00+00', true),
              ('2024-01-02', 'say "x", y', -1, null, null, false),
              ('2024-01-03', E'two\nlines', null, 'NaN', null, null);
            """);
    }

    [OneTimeTearDown]
    public void StopServer() => server?.Dispose();

    [Test]
    public void Materialise_Query_IsWrittenAsOurOwnCsv()
    {
        using var cache = new SourceCache();
        var folder = Materialise(cache, "select day as date, sku, quantity, price, sold_at, paid from till order by day");
        Assert.That(File.ReadAllText(Path.Combine(folder, "sales.csv")), Is.EqualTo(
            "date,sku,quantity,price,sold_at,paid\n2024-01-01,00123,1.234,2.5,2024-01-01T23:30:00Z,true\n2024-01-02,\"say \"\"x\"\", y\",-1.000,,,false\n2024-01-03,\"two\nlines\",,NaN,,\n"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Import_QueryAndFiles_AreReadTogether()
    {
        using var directory = new DataDirectory(("items.csv", "sku,name\n00123,Anchor\n"), ("sales.csv", "date,sku,quantity\n2020-01-01,OLD,1\n"));
        using var cache = new SourceCache();
        var settings = Settings(SalesQuery);
        var folder = DataFolder.Scan(directory.Data, settings, Materialise(cache, SalesQuery));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(folder, settings);
        Assert.That(imported.Reports.Select(r => (r.File, r.RowsRead, r.RowsLoaded, r.RowsQuarantined)), Is.EqualTo(new[] { ("items.csv", 1L, 1L, 0L), ("sales.csv", 3L, 2L, 1L) }));
        Assert.That(imported.Ignored, Is.EqualTo(new[] { "sales.csv" }));
        Assert.That(imported.Reports[1].Notes[0], Is.EqualTo("The rows were given by input.sales.query."));
        Assert.That(imported.Reports[1].Profile, Does.Contain("decimal point"));
    }

    [Test]
    public void Materialise_SameRows_GivesTheSameBytes()
    {
        using var cache = new SourceCache();
        using var again = new SourceCache();
        Assert.That(File.ReadAllBytes(Path.Combine(Materialise(again, SalesQuery), "sales.csv")), Is.EqualTo(File.ReadAllBytes(Path.Combine(Materialise(cache, SalesQuery), "sales.csv"))));
    }

    [Test]
    public void Materialise_QueryThatWrites_IsRefusedAndWritesNothing()
    {
        using var cache = new SourceCache();
        Assert.That(() => Materialise(cache, "with gone as (delete from till returning *) select * from gone"), Throws.InstanceOf<InputException>().With.Message.Match(
            "^The database refuses input[.]sales[.]query: 25006: cannot execute [A-Z]+ in a read-only transaction$"));
        using var after = new SourceCache();
        Assert.That(File.ReadAllLines(Path.Combine(Materialise(after, "select count(*) as sku from till"), "sales.csv"))[1], Is.EqualTo("3"));
    }

    [Test]
    public void Materialise_WrongQuery_SaysWhatTheDatabaseSays()
    {
        using var cache = new SourceCache();
        Assert.That(() => Materialise(cache, "select * from tell"), Throws.InstanceOf<InputException>().With.Message.StartsWith(
            "The database refuses input.sales.query: 42P01: relation \"tell\" does not exist"));
    }

    [Test]
    public void Materialise_SeveralQueries_SeeOneState()
    {
        using var cache = new SourceCache();
        var settings = Settings("select txid_current_snapshot()::text as date, count(*) as sku from till") with
        {
            Stock = new FeedSettings { Query = "select txid_current_snapshot()::text as date, count(*) as sku from till" },
        };
        var folder = FeedQueries.Materialise(settings, cache, _ => Postgres.Connection, CancellationToken.None)!;
        Assert.That(File.ReadAllText(Path.Combine(folder, "sales.csv")), Is.EqualTo(File.ReadAllText(Path.Combine(folder, "stock.csv"))));
    }

    [Test]
    public void Materialise_ServerThatIsNotThere_SaysSoWithoutThePassword()
    {
        using var cache = new SourceCache();
        var fault = Assert.Throws<InputException>(() => FeedQueries.Materialise(
            Settings(SalesQuery), cache, _ => $"Host=127.0.0.1;Port={Server.FreePort()};Username=u;Password=SECRET", CancellationToken.None));
        Assert.That(fault!.Message, Does.StartWith("The database does not let this program in: Failed to connect to 127.0.0.1:").And.Not.Contain("SECRET"));
    }

    [Test]
    public void Materialise_VariableNotSet_NamesIt()
    {
        using var cache = new SourceCache();
        Assert.That(() => FeedQueries.Materialise(Settings(SalesQuery), cache, _ => null, CancellationToken.None), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "The environment variable ERP_DATABASE, which input.connection names, is not set: it must hold the connection string."));
    }

    [TestCase(SqlProvider.Postgres)]
    [TestCase(SqlProvider.SqlServer)]
    public void Connection_TextThatIsNone_IsNotQuoted(SqlProvider provider) =>
        Assert.That(() => FeedQueries.Connection(Settings(SalesQuery) with { Provider = provider }, _ => "Sekret=hunter2"), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"The environment variable ERP_DATABASE holds no connection string for {provider}."));

    [Test]
    public void Connection_SqlServer_AsksForAReadableCopyAndEncryption()
    {
        using var connection = FeedQueries.Connection(
            Settings(SalesQuery) with { Provider = SqlProvider.SqlServer }, _ => "Server=tcp:acme.database.windows.net;Database=erp;Authentication=Active Directory Default");
        var options = new SqlConnectionStringBuilder(connection.ConnectionString);
        Assert.That((options.ApplicationIntent, options.Encrypt, options.TrustServerCertificate, options.Pooling), Is.EqualTo(
            (ApplicationIntent.ReadOnly, SqlConnectionEncryptOption.Mandatory, false, false)));
    }

    [Test]
    public void Materialise_NoQuery_AsksNobody()
    {
        using var cache = new SourceCache();
        Assert.That(FeedQueries.Materialise(new InputSettings(), cache, _ => throw new InvalidOperationException(), CancellationToken.None), Is.Null);
    }

    private string Materialise(SourceCache cache, string query) => FeedQueries.Materialise(Settings(query), cache, name => name == "ERP_DATABASE" ? Postgres.Connection : null, CancellationToken.None)!;

    private static InputSettings Settings(string query) => new()
    {
        Connection = "ERP_DATABASE",
        Provider = SqlProvider.Postgres,
        Sales = new FeedSettings { Query = query },
    };
}
