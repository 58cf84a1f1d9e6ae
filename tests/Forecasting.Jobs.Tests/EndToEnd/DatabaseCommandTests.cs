using Forecasting.Storage;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary><c>forecasting db migrate</c> and <c>forecasting db roles</c>: what the owner of a database does.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class DatabaseCommandTests
{
    private const string Canary = "C4nary-in-a-coal-mine";

    [Test]
    public void Migrate_OfANewFile_ListsEveryMigration_AndOfTheSameAgainNone()
    {
        using var folder = new TemporaryFolder();
        var first = ForecastingProgram.Run("db", "migrate", "--db", folder["new.duckdb"]);
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Output, Does.StartWith("applied 0001_history_to_plans\n").And.EndsWith("The database now has the schema of this program.\n"));

        var second = ForecastingProgram.Run("db", "migrate", "--db", folder["new.duckdb"]);
        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That(second.Output, Is.EqualTo("The database has the schema of this program; nothing was changed.\n"));
    }

    [Test]
    public void Migrate_OfSomethingElse_IsOneLineAndExitCode3()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.txt"], new string('x', 10_000));
        var result = ForecastingProgram.Run("db", "migrate", "--db", folder["notes.txt"]);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")), result.ToString());
        Assert.That(result.Errors, Does.EndWith("is not a Forecasting database. Give another --db, or move the file away.\n"));
        Assert.That(result.Errors.Count(c => c == '\n'), Is.EqualTo(1), result.Errors);
    }

    [TestCase("postgresql://db.example.net/forecasting", "create role %I nologin")]
    [TestCase("sqlserver://db.example.net/forecasting", "create role forecasting_publish")]
    public void Roles_OfAServer_AreTheScriptAndNothingElse(string address, string holds)
    {
        // The server need not be there.
        var result = ForecastingProgram.Run("db", "roles", "--db", address);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Output, Is.EqualTo(DatabaseSchema.RolesScript(address)).And.Contain(holds));
    }

    [Test]
    public void Roles_OfAFile_AreRefused()
    {
        var result = ForecastingProgram.Run("db", "roles", "--db", "plans.duckdb");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")), result.ToString());
        Assert.That(result.Errors, Does.Contain("is a file and has no roles"));
    }

    [TestCase("db", "migrate", "--db", "postgresql://planner:" + Canary + "@db.example.net/forecasting")]
    [TestCase("db", "roles", "--db", "sqlserver://db.example.net/forecasting?password=" + Canary)]
    [TestCase("db", "clean", "--keep-runs", "5", "--db", "postgresql://planner:" + Canary + "@db.example.net/forecasting")]
    public void Command_WithAPasswordInItsAddress_IsRefusedWithoutShowingIt(params string[] arguments)
    {
        var result = ForecastingProgram.Run(arguments);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.StartWith("forecasting: The address \"").And.Contain("holds a password, which everybody on this machine can read."));
        Assert.That(result.Output + result.Errors, Does.Not.Contain(Canary));
        Assert.That(result.Errors.Count(c => c == '\n'), Is.EqualTo(1), result.Errors);
    }
}
