using DuckDB.NET.Data;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Old runs give back their room, and nothing that a later run needs is gone.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class DatabaseCleanTests
{
    private static readonly string[] LedgerTables = ["run.run", "run.published_line"];

    private TemporaryFolder three = null!;
    private TemporaryFolder folder = null!;
    private string[] runs = [];

    [OneTimeSetUp]
    public void RunThreeWeeks()
    {
        three = folder = new TemporaryFolder();
        for (var week = 0; week < 3; week++)
        {
            // One product is delisted after the first week: its last good plan is the one of then.
            SmallCompany.Write(folder["data"], week == 0 ? [.. SmallCompany.Codes, "Z-9"] : SmallCompany.Codes, SmallCompany.AsOf.AddDays(7 * week));
            SmallCompany.PlanQuickly(folder["data"]);
            Run(folder["out"], week);
        }

        runs = [.. PublishedRun.All(folder["out"]).Select(r => r.Json("manifest.json").GetProperty("run").GetString()!)];
        Assert.That(runs, Has.Length.EqualTo(3));
    }

    [OneTimeTearDown]
    public void Clean() => three.Dispose();

    [SetUp]
    public void Copy() => folder = CopyOf(three);

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Clean_WithoutApply_SaysWhatWouldGoAndChangesNothing()
    {
        var (archive, rows) = (Archive(), Rows("run.input"));
        var result = Cleaned("--keep-runs", "1");
        Assert.That(result.Output, Does.Contain(runs[0]).And.Contain(runs[1]).And.Not.Contain(runs[2]));
        Assert.That(result.Output, Does.Contain("2 runs would go, with ").And.EndWith("Nothing was changed; give --apply to do it.\n"));
        Assert.That((Archive(), Rows("run.input")), Is.EqualTo((archive, rows)));
        Assert.That(Replay(runs[0]).ExitCode, Is.Zero);
    }

    [Test]
    public void Clean_Apply_KeepsTheLedgerTheLastGoodPlansAndTheKeptRun()
    {
        var ledger = LedgerTables.Select(Rows).ToArray();
        var result = Cleaned("--keep-runs", "1", "--apply");
        Assert.That(result.Output, Does.Contain("2 runs went, with "));

        Assert.That(LedgerTables.Select(Rows), Is.EqualTo(ledger));
        Assert.That(RunsIn("run.input"), Is.EqualTo(new[] { runs[2] }));
        Assert.That(RunsIn("inventory.segment"), Is.EqualTo(new[] { runs[2] }));
        Assert.That(RunsIn("demand.learnt"), Is.EqualTo(new[] { runs[2] }));
        Assert.That(Scalar($"select string_agg(distinct sku, ',') from inventory.plan_line where run_id = '{runs[0]}'"), Is.EqualTo("Z-9"));
        Assert.That(Scalar($"select string_agg(distinct sku, ',') from forecast.forecast where run_id = '{runs[0]}'"), Is.EqualTo("Z-9"));
        Assert.That(RunsIn("inventory.plan_line"), Is.EquivalentTo(new[] { runs[0], runs[2] }));
        Assert.That(Archive(), Is.EqualTo(Scalar("select cast(count(distinct sha256) as varchar) from run.input")), "nothing that no run names");

        Assert.That(Replay(runs[2]).ExitCode, Is.Zero);
        Assert.That(Replay(runs[0]).Errors, Does.Contain(
            $"forecasting: Run {runs[0]} is not in the raw archive: it was made by an earlier version of the program, or was cleaned."));
        Assert.That(Cleaned("--keep-runs", "1").Output, Is.EqualTo("Nothing is old enough to go.\n"));
    }

    [Test]
    public void Run_AfterACleaning_PublishesTheSameAsWithoutIt()
    {
        using var untouched = CopyOf(folder);
        Cleaned("--keep-runs", "1", "--apply");
        SmallCompany.Write(folder["data"], SmallCompany.Codes, SmallCompany.AsOf.AddDays(21));
        Run(folder["out"], 3);
        Run(untouched["out"], 3);
        Assert.That(PublishedRun.All(folder["out"])[3].Hashes(), Is.EqualTo(PublishedRun.All(untouched["out"])[3].Hashes()));
    }

    [Test]
    public void Clean_KeepDays_KeepsWhatWasBegunSince()
    {
        Assert.That(Cleaned("--keep-days", "1").Output, Is.EqualTo("Nothing is old enough to go.\n"));
        Execute($"update run.run set started_at = started_at - interval 10 day where run_id = '{runs[0]}'");
        Assert.That(Cleaned("--keep-days", "9").Output, Does.Contain(runs[0]).And.Contain("1 runs would go").And.Not.Contain(runs[1]));
        Assert.That(Cleaned("--keep-days", "11").Output, Is.EqualTo("Nothing is old enough to go.\n"));
        var bySetting = ForecastingProgram.Run(
            new Dictionary<string, string> { ["FORECASTING__RETENTION__DAYS"] = "9" }, "db", "clean", "--out", folder["out"]);
        Assert.That(bySetting.Output, Does.Contain("1 runs would go"), bySetting.ToString());
    }

    [Test]
    public void Clean_WithoutSayingWhatToKeep_IsRefused()
    {
        var result = ForecastingProgram.Run("db", "clean", "--out", folder["out"], "--apply");
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Does.Contain("Say what to keep: --keep-runs, --keep-days, or the setting retention.days."));
        Assert.That(RunsIn("run.input"), Is.EquivalentTo(runs));
    }

    private static TemporaryFolder CopyOf(TemporaryFolder from)
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(from.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(from.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private void Run(string output, int week)
    {
        var asOf = SmallCompany.AsOf.AddDays(7 * week).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", output, "--as-of", asOf);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    private ProgramResult Replay(string run) =>
        ForecastingProgram.Run("replay", run, "--out", folder["out"], "--to", folder["replayed", Guid.NewGuid().ToString("n")]);

    private ProgramResult Cleaned(params string[] arguments)
    {
        var result = ForecastingProgram.Run(["db", "clean", "--out", folder["out"], .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return result;
    }

    /// <summary>Files of the archive.</summary>
    private string Archive() => Directory.GetFiles(folder["out", "archive"], "*", SearchOption.AllDirectories)
        .Length.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Rows(string table) => Scalar($"select cast(count(*) as varchar) from {table}");

    private string[] RunsIn(string table) => Scalar($"select string_agg(distinct run_id, ',') from {table}").Split(',');

    private void Execute(string sql) => Scalar(sql);

    private string Scalar(string sql)
    {
        using var connection = new DuckDBConnection($"DataSource={folder["out", "forecasting.duckdb"]}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
