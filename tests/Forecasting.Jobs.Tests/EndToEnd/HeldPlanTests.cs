using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A plan that orders far more than this firm does waits for a second person, and goes out, or not, as that person says.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class HeldPlanTests
{
    private const string Morning = "2026-03-02";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void WriteADisaster()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);

        // Somebody typed three zeros too many.
        var stock = File.ReadAllText(folder["data", "stock.csv"]);
        var lines = stock.TrimEnd('\n').Split('\n');
        lines[0] += ",backordered";
        for (var i = 1; i < lines.Length; i++)
            lines[i] += i == 1 ? ",100000" : ",0";
        SmallCompany.WriteText(folder["data"], "stock.csv", string.Join('\n', lines) + "\n");
    }

    [TearDown]
    public void RemoveIt() => folder.Dispose();

    [Test]
    public void Run_OrderFarFromUsual_WaitsUntilAnotherPersonApprovesAndThenGoesOutOnce()
    {
        var held = Run();
        Assert.That(held.ExitCode, Is.EqualTo(3), held.ToString());
        Assert.That(held.Errors, Does.Contain("waits for a second person; nothing was published").And.Contain("SKU 00123 at NORTH: 100"));
        Assert.That(PublishedRun.All(folder["out"]), Is.Empty);
        var again = Run();
        Assert.That((again.ExitCode, again.Errors.Contains("waits for a second person", StringComparison.Ordinal)), Is.EqualTo((3, true)), again.ToString());

        var run = RunId(held);
        var same = ForecastingProgram.Run("approve", run, "--by", "planner", "--reason", "looks right", "--out", folder["out"]);
        Assert.That(same.ExitCode, Is.EqualTo(2), same.ToString());
        Assert.That(same.Errors, Does.Contain($"planner asked for run {run}: somebody else must decide."));
        var approved = ForecastingProgram.Run("approve", run, "--by", "Anna", "--reason", "a real order", "--out", folder["out"]);
        Assert.That(approved.ExitCode, Is.Zero, approved.ToString());

        var published = Run();
        Assert.That(published.ExitCode, Is.Zero, published.ToString());
        var only = PublishedRun.Only(folder["out"]);
        Assert.That(only.ManifestFaults(), Is.Empty);
        Assert.That(only.Json("manifest.json").GetProperty("sequence").GetInt64(), Is.EqualTo(1));
        Assert.That(only.Rows("reorder.csv").Max(r => decimal.Parse(r["quantity"], System.Globalization.CultureInfo.InvariantCulture)), Is.GreaterThan(100_000m));
        var audit = ForecastingProgram.Run("audit", "--verify", "--out", folder["out"]);
        Assert.That(audit.ExitCode, Is.Zero, audit.ToString());
        Assert.That(Run().Output, Does.Contain("already published"));
    }

    [Test]
    public void Run_HeldAndRejected_IsNeverPublished()
    {
        var run = RunId(Run());
        var rejected = ForecastingProgram.Run("approve", run, "--reject", "--by", "Anna", "--reason", "a typing error", "--out", folder["out"]);
        Assert.That(rejected.ExitCode, Is.Zero, rejected.ToString());
        var after = Run();
        Assert.That(after.ExitCode, Is.EqualTo(3), after.ToString());
        Assert.That(after.Errors, Does.Contain($"Run {run} was given up (rejected by Anna: a typing error): it is never published."));
        Assert.That(PublishedRun.All(folder["out"]), Is.Empty);

        // The data are mended: another run, under a number of its own.
        SmallCompany.Write(folder["data"]);
        var mended = Run();
        Assert.That(mended.ExitCode, Is.Zero, mended.ToString());
        Assert.That(PublishedRun.Only(folder["out"]).Json("manifest.json").GetProperty("sequence").GetInt64(), Is.EqualTo(2));
    }

    private ProgramResult Run() =>
        ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", Morning, "--by", "planner");

    private static string RunId(ProgramResult held)
    {
        var words = held.Errors.Split(' ', '\n');
        return words[Array.IndexOf(words, "run") + 1];
    }
}
