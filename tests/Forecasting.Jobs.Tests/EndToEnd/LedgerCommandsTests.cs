using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>What was run, who decided what, and what became of the lines: the commands that look into the ledger.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class LedgerCommandsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Cycle = new(2026, 3, 2);

    private TemporaryFolder folder = null!;
    private PublishedRun published = null!;
    private string run = "";

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        published = PublishedRun.Only(folder["out"]);
        run = published.Json("manifest.json").GetProperty("run").GetString()!;
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Runs_AfterARun_ShowIt()
    {
        var result = Do("runs");
        var lines = published.Rows("reorder.csv").Count;
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Match($@"(?m)^{run}  2026-03-02  published +1 +\S+ \S+Z +0:\d\d:\d\d +{lines} +done$"));
    }

    [Test]
    public void Orders_AfterARun_AreTheLinesOfItsFile()
    {
        var result = Do("orders", "--cycle", "2026-03-02");
        var shown = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split("  ")[0]);
        Assert.That(shown, Is.EqualTo(published.Rows("reorder.csv").Select(row => row["line_id"])));
        Assert.That(Do("orders", "--cycle", "2026-03-09").Output.Trim().Split('\n'), Has.Length.EqualTo(1), "only the header");
    }

    [Test]
    public void Acknowledge_File_IsAppliedRowByRowAndOnce()
    {
        var line = published.Rows("reorder.csv")[0]["line_id"];
        File.WriteAllText(folder["answers.csv"], $"line_id,status,quantity,reason\n{line},rejected,,sold out\nnobody,accepted,,\n");
        var first = Do("acknowledge", folder["answers.csv"]);
        Assert.That((first.ExitCode, first.Output), Is.EqualTo((1, "answers.csv: 1 applied, 0 known already, 1 refused.\n")), first.ToString());
        Assert.That(first.Errors, Is.EqualTo("answers.csv line 3, nobody: no such line went out. It was refused.\n"));
        Assert.That(Do("acknowledge", folder["answers.csv"]).Output, Is.EqualTo("answers.csv: 0 applied, 1 known already, 1 refused.\n"));
        Assert.That(Do("orders").Output, Does.Match($@"(?m)^{line}  .*  rejected .* 0$"));
    }

    [Test]
    public void Audit_AfterARun_IsWholeAndItsHeadCanBeKept()
    {
        var listed = Do("audit");
        Assert.That(listed.Output, Does.Contain("trigger").And.Contain("publish").And.Contain(run));
        var head = listed.Output.TrimEnd()[^64..];
        var verified = Do("audit", "--verify", "--head", head);
        Assert.That(verified.ExitCode, Is.Zero, verified.ToString());
        Assert.That(verified.Output, Does.Contain("each as it was written.").And.Contain("Head: "));
        var other = Do("audit", "--verify", "--head", new string('a', 64));
        Assert.That((other.ExitCode, other.Errors), Is.EqualTo((1,
            "forecasting: No entry of the audit log has the hash that was kept: entries are missing, or the log was written anew.\n")));
    }

    [Test]
    public void Cancel_PublishedRun_IsRefused()
    {
        var result = Do("cancel", run, "--by", "Anna");
        Assert.That((result.ExitCode, result.Errors), Is.EqualTo((2,
            $"forecasting: Run {run} is published under number 1: what is out cannot be called back.\n")));
    }

    [Test]
    public void Approve_HeldRun_NeedsASecondPersonAndAReason()
    {
        using var other = new TemporaryFolder();
        var held = Hold(other["forecasting.duckdb"]);
        string[] at = ["--db", other["forecasting.duckdb"]];
        Assert.That(ForecastingProgram.Run(["approve", held, "--by", "anna", "--reason", "fair", .. at]).Errors, Is.EqualTo(
            $"forecasting: anna asked for run {held}: somebody else must decide.\n"));
        Assert.That(ForecastingProgram.Run(["runs", .. at]).Output, Does.Contain("held").And.Contain("waits for approval: SKU A is too much."));
        var approved = ForecastingProgram.Run(["approve", held, "--by", "Bert", "--reason", "fair", .. at]);
        Assert.That((approved.ExitCode, approved.Output), Is.EqualTo((0,
            $"Run {held} is approved. Run the same command as before, and it is published.\n")), approved.ToString());
        Assert.That(ForecastingProgram.Run(["approve", held, "--by", "Bert", "--reason", "fair", .. at]).ExitCode, Is.EqualTo(2));
        var cancelled = ForecastingProgram.Run(["cancel", held, "--by", "Bert", "--reason", "wrong prices", .. at]);
        Assert.That(cancelled.ExitCode, Is.Zero, cancelled.ToString());
        Assert.That(ForecastingProgram.Run(["runs", .. at]).Output, Does.Contain($"Number 1 is void (run {held}): cancelled by Bert: wrong prices."));
    }

    [Test]
    public void Approve_Reject_GivesThePlanUp()
    {
        using var other = new TemporaryFolder();
        var held = Hold(other["forecasting.duckdb"]);
        var rejected = ForecastingProgram.Run("approve", held, "--reject", "--by", "Bert", "--reason", "no stock file", "--db", other["forecasting.duckdb"]);
        Assert.That((rejected.ExitCode, rejected.Output), Is.EqualTo((0, $"Run {held} is rejected. Mend what was wrong and run again.\n")), rejected.ToString());
    }

    [TestCase("runs")]
    [TestCase("orders")]
    [TestCase("audit")]
    public void Command_WithoutADatabase_SaysWhereItShouldBe(string command)
    {
        using var empty = new TemporaryFolder();
        var result = ForecastingProgram.Run(command, "--out", empty["nothing"]);
        Assert.That((result.ExitCode, result.Errors), Is.EqualTo((2,
            $"forecasting: There is no database {empty["nothing/forecasting.duckdb"]}; run `forecasting run` first.\n")));
    }

    private static string Hold(string file)
    {
        using var database = ForecastingDatabase.Open(file);
        var ledger = new RunLedger(database);
        var identity = new RunIdentity(Cycle, "all", "settings", [], "1.0");
        ledger.Begin(identity, Monday, "Anna");
        ledger.Plan(identity.RunId, Cycle, "lines", Monday);
        ledger.Hold(identity.RunId, ["SKU A is too much."], Monday);
        return identity.RunId;
    }

    private ProgramResult Do(string command, params string[] arguments) => ForecastingProgram.Run([command, .. arguments, "--out", folder["out"]]);
}
