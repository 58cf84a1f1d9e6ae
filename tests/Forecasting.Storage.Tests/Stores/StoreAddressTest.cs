using Forecasting.Storage.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>Addresses are understood or refused in one line, and no message holds what may be a password.</summary>
public class StoreAddressTest
{
    private const string Canary = "C4nary-in-a-coal-mine";

    [TestCase("postgresql://planner@db.example.net:5433/forecasting", "postgresql://db.example.net:5433/forecasting", "PostgreSql")]
    [TestCase("postgresql://db.example.net/forecasting", "postgresql://db.example.net:5432/forecasting", "PostgreSql")]
    [TestCase("postgres://db.example.net/forecasting?sslmode=require", "postgresql://db.example.net:5432/forecasting", "PostgreSql")]
    [TestCase("postgresql://db.example.net/forecasting?sslmode=verify-full", "postgresql://db.example.net:5432/forecasting", "PostgreSql")]
    [TestCase("postgresql://db.example.net/forecasting?sslmode=VerifyCA", "postgresql://db.example.net:5432/forecasting", "PostgreSql")]
    [TestCase("sqlserver://planner@db.example.net:1433/forecasting", "sqlserver://db.example.net,1433/forecasting", "SqlServer")]
    [TestCase("sqlserver://db.example.net/forecasting?Authentication=Active%20Directory%20Managed%20Identity", "sqlserver://db.example.net/forecasting", "SqlServer")]
    public void Server_OfAnAddress_IsNamedWithoutItsUser(string address, string name, string dialect)
    {
        var store = StoreAddress.Server(address, variable => variable == StoreAddress.PasswordVariable ? Canary : null);
        Assert.That((store.Name, store.Dialect), Is.EqualTo((name, dialect)));
    }

    [TestCase("postgresql://planner:" + Canary + "@db/forecasting", "The address \"postgresql://…@db/forecasting\" holds a password,")]
    [TestCase("postgresql://planner%3A" + Canary + "@db/forecasting", "The address \"postgresql://…@db/forecasting\" holds a password,")]
    [TestCase("sqlserver://sa:" + Canary + "@db/forecasting", "The address \"sqlserver://…@db/forecasting\" holds a password,")]
    [TestCase("postgresql://db/forecasting?password=" + Canary, "The address \"postgresql://db/forecasting\" holds a password,")]
    [TestCase("postgresql://db/forecasting?p%61ssword=" + Canary, "The address \"postgresql://db/forecasting\" holds a password,")]
    [TestCase("sqlserver://db/forecasting?PWD=" + Canary, "The address \"sqlserver://db/forecasting\" holds a password,")]
    public void Server_OfAnAddressWithAPassword_IsRefused(string address, string beginning) =>
        Assert.That(Refusal(address), Does.StartWith(beginning).And.Contain("PGPASSWORD").And.Contain(StoreAddress.PasswordVariable));

    [TestCase("postgresql://db", "\"postgresql://db\" is no address of a database. Write postgresql://USER@HOST:PORT/DATABASE or sqlserver://USER@HOST:PORT/DATABASE.")]
    [TestCase("postgresql:///forecasting", "\"postgresql:///forecasting\" is no address of a database. ")]
    [TestCase("postgresql://planner:" + Canary + "/forecasting", "\"postgresql://…\" is no address of a database. ")]
    [TestCase("postgresql://planner:" + Canary + "@db", "\"postgresql://…@db\" is no address of a database. ")]
    [TestCase("postgresql://planner:" + Canary + "#1@db/forecasting", "\"postgresql://…@db/forecasting\" is no address of a database. ")]
    [TestCase("mysql://planner@db/forecasting", "\"mysql://…@db/forecasting\" is no address of a database: mysql is not known. ")]
    [TestCase("postgresql://db/forecasting?" + Canary, "The address \"postgresql://db/forecasting\" asks for something that its driver does not know: one option has no value.")]
    [TestCase("postgresql://db/forecasting?port=" + Canary, "The address \"postgresql://db/forecasting\" asks for something that its driver does not know: ")]
    [TestCase("postgresql://db/forecasting?hat=" + Canary, "The address \"postgresql://db/forecasting\" asks for something that its driver does not know: ")]
    [TestCase("sqlserver://db/forecasting?hat=" + Canary, "The address \"sqlserver://db/forecasting\" asks for something that its driver does not know: ")]
    [TestCase("sqlserver://db/forecasting?Encrypt=" + Canary, "The address \"sqlserver://db/forecasting\" asks for something that its driver does not know: ")]
    public void Server_OfABadAddress_IsRefused(string address, string beginning) => Assert.That(Refusal(address), Does.StartWith(beginning));

    [Test]
    public void RolesScript_OfAServer_IsThatOfItsKind()
    {
        Assert.That(DatabaseSchema.RolesScript("postgresql://db/forecasting"), Does.Contain("create role %I nologin"));
        Assert.That(DatabaseSchema.RolesScript("sqlserver://db/forecasting"), Does.Contain("create role forecasting_migrate"));
        Assert.That(
            () => DatabaseSchema.RolesScript("forecasting.duckdb"),
            Throws.TypeOf<DatabaseException>().With.Message.StartsWith("The database \"forecasting.duckdb\" is a file and has no roles:"));
    }

    /// <summary>The message: one line, without the canary anywhere in the exception.</summary>
    private static string Refusal(string address)
    {
        var fault = Assert.Throws<DatabaseException>(() => StoreAddress.Server(address, _ => Canary))!;
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        Assert.That(fault.ToString(), Does.Not.Contain(Canary).IgnoreCase);
        return fault.Message;
    }
}
