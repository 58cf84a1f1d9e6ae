using System.Globalization;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary><c>forecasting plan</c>: what a run would send, and nothing sent.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class PlanCommandTests
{
    private static readonly string[] SameFiles = ["reorder.csv", "forecast.csv", "quarantine.csv"];

    private TemporaryFolder folder = null!;

    [SetUp]
    public void WriteFiles()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
    }

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Plan_BeforeTheRun_HasItsFilesAndSendsNothing()
    {
        Assert.That(Run().ExitCode, Is.Zero);
        SmallCompany.Write(folder["data"], SmallCompany.Codes, SmallCompany.AsOf.AddDays(7));
        var before = Known();
        var plan = Plan("--out", folder["out"]);
        Assert.That(plan.ExitCode, Is.Zero, plan.ToString());
        Assert.That(plan.Output, Does.StartWith("Nothing was published. A run would send ").And.Contain(" new purchase line"));
        Assert.That(Known(), Is.EqualTo(before), "no run, no number, no act on record");

        var preview = Directory.GetDirectories(folder["preview"]).Single();
        Assert.That(preview, Does.EndWith("_preview"));
        Assert.That(File.ReadAllText(Path.Combine(preview, "manifest.json")), Does.Contain("\"test\": true"));
        Assert.That(Run().ExitCode, Is.Zero);
        var published = PublishedRun.All(folder["out"])[^1];
        foreach (var name in SameFiles)
            Assert.That(File.ReadAllBytes(Path.Combine(preview, name)), Is.EqualTo(File.ReadAllBytes(Path.Combine(published.Folder, name))), name);
        Assert.That(File.ReadAllLines(Path.Combine(preview, "reorder.csv")), Has.Length.GreaterThan(2));

        var after = Plan("--out", folder["out"]);
        Assert.That(after.Output, Does.StartWith("Nothing was published. A run would send no order line: all that is needed is out already."));
        Assert.That(Directory.GetDirectories(folder["preview"]), Is.EqualTo(new[] { preview }), "the same question again replaces its answer");
        Assert.That(File.ReadAllLines(Path.Combine(preview, "reorder.csv")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Plan_WithAnotherSetting_AnswersIt()
    {
        foreach (var plan in new[] { Plan(), Plan("--set", "inventory.budget=500", "--set", "forecast.groups=false") })
            Assert.That(plan.ExitCode, Is.Zero, plan.ToString());
        var values = PublishedRun.All(folder["preview"])
            .Select(run => run.Rows("reorder.csv").Sum(row => Number(row["quantity"]) * Number(row["unit_price"])))
            .Order()
            .ToList();
        Assert.That(values, Has.Count.EqualTo(2), "another setting, another plan");
        Assert.That(values[0], Is.GreaterThan(0m).And.AtMost(500m));
        Assert.That(values[1], Is.GreaterThan(500m));
    }

    [TestCase("--set", "inventory.unmetDemand", "is no setting; write it like --set inventory.unmetDemand=lost.")]
    [TestCase("--set", "inventory.nosuch=1", "nosuch")]
    [TestCase("--set", "forecast.groups=maybe", "It must be true or false. (at forecast.groups)")]
    [TestCase("--db", "nowhere.duckdb", "There is no database")]
    [TestCase("--settings", "nowhere.json", "is not there.")]
    public void Plan_OfWhatIsNotThere_IsWrongUsage(string option, string value, string said)
    {
        var plan = Plan(option, value);
        Assert.That(plan.ExitCode, Is.EqualTo(2), plan.ToString());
        Assert.That(plan.Errors, Does.Contain(said));
        Assert.That(Directory.Exists(folder["preview"]), Is.False);
    }

    [Test]
    public void Plan_IntoTheFolderOfTheReports_IsWrongUsage()
    {
        var plan = Plan("--out", folder["preview"] + Path.DirectorySeparatorChar);
        Assert.That(plan.ExitCode, Is.EqualTo(2), plan.ToString());
        Assert.That(plan.Errors, Does.Contain("--to is the folder of the reports, where others look for what was published."));
    }

    private ProgramResult Plan(params string[] more) =>
        ForecastingProgram.Run(["plan", "--data", folder["data"], "--to", folder["preview"], .. more]);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private ProgramResult Run() => ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"]);

    private string Known() =>
        ForecastingProgram.Run("runs", "--out", folder["out"]).Output + ForecastingProgram.Run("audit", "--out", folder["out"]).Output;
}
