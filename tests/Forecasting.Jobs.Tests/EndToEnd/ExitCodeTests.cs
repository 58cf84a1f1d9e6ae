using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class ExitCodeTests
{
    private static readonly string[][] WrongUsage =
    [
        [],
        ["fly"],
        ["run"],
        ["run", "--data"],
        ["run", "--data", ".", "--out", "never", "--as-of", "tomorrow"],
        ["run", "--data", ".", "--out", "never", "--as-of", "2026-02-30"],
        ["run", "--data", ".", "--out", "never", "--threads", "0"],
        ["run", "--data", ".", "--out", "never", "--threads", "x"],
        ["replay", "0123456789ab", "--out", "never"],
        ["replay", "0123456789ab", "--out", "never", "--to", "never"],
        ["explain", "A", "--out", "never", "--rows", "some"],
        ["db"],
        ["db", "clean", "--out", "never", "--keep-runs", "0"],
        ["db", "clean", "--out", "never", "--keep-days", "x"],
        ["run", "--data", ".", "--out", "never", "--colour", "blue"],
        ["forecast", "--horizon", "4"],
        ["forecast", "--input", "x.csv", "--horizon", "-1", "--frequency", "W", "--output", "y.csv"],
        ["forecast", "--input", "x.csv", "--horizon", "4", "--frequency", "fortnight", "--output", "y.csv"],
    ];

    [TestCaseSource(nameof(WrongUsage))]
    public void Program_WrongUsage_ExitsWith2AndSaysWhyOnStderr(string[] arguments)
    {
        var result = ForecastingProgram.Run(arguments);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Is.Not.Empty.And.Not.Contain("   at "), result.ToString());
    }

    [TestCase("--help")]
    [TestCase("run", "--help")]
    [TestCase("demo", "--help")]
    [TestCase("import", "--help")]
    [TestCase("publish", "--help")]
    [TestCase("forecast", "--help")]
    [TestCase("backtest", "--help")]
    [TestCase("explain", "--help")]
    [TestCase("settings", "--help")]
    [TestCase("replay", "--help")]
    [TestCase("db", "clean", "--help")]
    public void Program_Help_ExitsWith0AndHasAnExample(params string[] arguments)
    {
        var result = ForecastingProgram.Run(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("forecasting " + (arguments.Length > 1 ? arguments[0] : "run")));
        Assert.That(result.Output, Does.Contain("xample").Or.Contain("forecasting run --data"), result.Output);
        Assert.That(result.Errors, Is.Empty);
    }

    [Test]
    public void Run_MissingFolder_ExitsWith3AndNamesIt()
    {
        using var folder = new TemporaryFolder();
        var result = ForecastingProgram.Run("run", "--data", folder["nowhere"], "--out", folder["out"]);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.Contain("nowhere").And.Not.Contain("   at "));
        Assert.That(PublishedRun.All(folder["out"]), Is.Empty);
    }

    [Test]
    public void Run_FolderWithoutSales_ExitsWith3AndSaysWhatIsNeeded()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        File.Delete(folder["data", "sales.csv"]);
        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.Contain("sales").And.Not.Contain("   at "));
    }

    [Test]
    public void Run_DatabaseThatIsNone_ExitsWith3AndNamesIt()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        File.WriteAllText(folder["letters.duckdb"], "This is a text, not a database, and long enough to have a header. " + new string('x', 8192));
        var before = PublishedRun.Sha256(folder["letters.duckdb"]);
        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02", "--db", folder["letters.duckdb"]);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.Contain("letters.duckdb").And.Not.Contain("   at "));
        Assert.That(PublishedRun.Sha256(folder["letters.duckdb"]), Is.EqualTo(before));
    }

    [TestCase("postgresql://planner@127.0.0.1:1/forecasting")]
    [TestCase("sqlserver://planner@127.0.0.1:1/forecasting")]
    public void Runs_NoServer_ExitsWith3AndNamesIt(string address)
    {
        var result = ForecastingProgram.Run("runs", "--db", address);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), result.ToString());
        Assert.That(result.Errors, Does.StartWith("forecasting: The database " + address.Split(':')[0]).And.Contain(" cannot be reached: "));
    }

    [Test]
    public void Run_SettingsThatAreNone_ExitsWith2AndNamesThem()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        File.WriteAllText(folder["data", "settings.json"], "{ \"horizon\": ");
        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Does.Contain("settings.json").And.Not.Contain("   at "));
    }
}
