using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>A plan does not depend on where it is kept: the files of a run on a server are those of a run on a DuckDB file.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ServerSameBytesTests
{
    private ServerCompany company = null!;
    private string run = "";

    [OneTimeSetUp]
    public void RunOnce()
    {
        company = ServerCompany.Make();
        Do(company.Run);
        run = PublishedRun.Only(company.Output).Json("manifest.json").GetProperty("run").GetString()!;
    }

    [OneTimeTearDown]
    public void Clean() => company?.Dispose();

    [Test]
    public void Run_SmallCompany_IsTheSameAsOnDuckDb()
    {
        Do("run", "--data", company.Data, "--out", company.PathOf("file"), "--as-of", "2026-03-02");
        Assert.That(PublishedRun.Only(company.Output).Hashes(), Is.EqualTo(PublishedRun.Only(company.PathOf("file")).Hashes()));
    }

    [Test]
    public void Run_Again_IsPublishedAlready()
    {
        var again = Do(company.Run);
        Assert.That(again.Output, Does.StartWith($"Run {run} is already published: nothing new."), again.ToString());
        Assert.That(PublishedRun.All(company.Output), Has.Count.EqualTo(1));
        Assert.That(company.Query("select run_id from run.run"), Is.EqualTo(new[] { run }));
    }

    [Test]
    public void Demo_OfTheProgram_IsTheSameAsOnDuckDb()
    {
        LongFaults.SkipUnlessAsked();
        using var server = ServerCompany.Make();
        Do("demo", "--out", server.PathOf("server"), "--db", server.Address);
        Do("demo", "--out", server.PathOf("file"));
        Assert.That(
            PublishedRun.Only(Path.Combine(server.PathOf("server"), "reports")).Hashes(),
            Is.EqualTo(PublishedRun.Only(Path.Combine(server.PathOf("file"), "reports")).Hashes()));
    }

    [Test]
    public void Replay_OfTheRun_IsIdentical()
    {
        var replay = Do("replay", run, "--out", company.Output, "--db", company.Address, "--to", company.PathOf("replayed"));
        Assert.That(replay.Output, Does.StartWith($"Run {run} is identical: "));
        Assert.That(PublishedRun.Only(company.PathOf("replayed")).Hashes(), Is.EqualTo(PublishedRun.Only(company.Output).Hashes()));
    }

    [Test]
    public void Explain_Sku_SaysTheSameAsOnDuckDb()
    {
        Do("run", "--data", company.Data, "--out", company.PathOf("explained"), "--as-of", "2026-03-02");
        var file = Do("explain", "A-7", "--out", company.PathOf("explained"));
        var server = Do("explain", "A-7", "--out", company.Output, "--db", company.Address);
        Assert.That(server.Output, Does.Contain("A-7 at NORTH").And.Contain("A-7 at SOUTH"));
        Assert.That(server.Output, Is.EqualTo(file.Output));
    }

    [Test]
    public void Commands_OfTheLedger_WorkOnTheServer()
    {
        Assert.That(Do("runs", "--db", company.Address).Output, Does.Match($@"(?m)^{run}  2026-03-02  published +1 "));
        var orders = Do("orders", "--db", company.Address).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
        Assert.That(
            orders.Select(line => line.Split("  ")[0]),
            Is.EqualTo(PublishedRun.Only(company.Output).Rows("reorder.csv").Select(row => row["line_id"])));
        Assert.That(Do("audit", "--verify", "--db", company.Address).Output, Does.Contain(", each as it was written."));
    }

    private static ProgramResult Do(params string[] arguments)
    {
        var result = ForecastingProgram.Run(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return result;
    }
}
