using Forecasting.Catalog;
using Forecasting.Jobs.Runs;
using Forecasting.Reports.Files;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Orders of a part go out at noon, and the run of all sends the rest: together what one run would have sent, and nothing twice.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class PartRunTests
{
    private const string Doubtful = "B-2";

    private TemporaryFolder folder = null!;
    private IReadOnlyList<string> whole = null!;

    [OneTimeSetUp]
    public void RunAll()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);

        // Without a record of its stock a product is of grade C.
        SmallCompany.WriteText(folder["data"], "stock.csv", string.Concat(File.ReadLines(folder["data", "stock.csv"]).Where(l => !l.Contains($",{Doubtful},", StringComparison.Ordinal)).Select(l => l + "\n")));
        Run("all", new Narrowing());
        whole = Orders(PublishedRun.Only(folder["all"]));
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Run_OfAPartAndThenOfAll_SendsEachLineOnce()
    {
        var product = whole[0].Split(' ')[2];
        var first = Run("parts", new Narrowing { Skus = [product] });
        Assert.That(string.Join('\n', first.Warnings), Does.Contain($"of {whole.Count} order lines go out with this publication"));
        var part = PublishedRun.Only(folder["parts"]);
        var sent = Orders(part);
        var orders = whole.Where(line => line.Contains($" {product} ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        Assert.That(sent, Is.EqualTo(whole.Where(line => orders.Contains(line.Split(' ')[1]))), "whole orders, as the run of all has them");
        Assert.That(sent, Has.Count.LessThan(whole.Count));

        Assert.That(Run("parts", new Narrowing { Skus = [product, product] }).Summary, Does.Contain("is already published: nothing new."));
        Run("parts", new Narrowing());
        var both = PublishedRun.All(folder["parts"]);
        Assert.That(both, Has.Count.EqualTo(2));
        Assert.That(both.SelectMany(Orders).Order(StringComparer.Ordinal), Is.EqualTo(whole.Order(StringComparer.Ordinal)), "together what one run sends");

        var replay = ForecastingProgram.Run("replay", Path.GetFileName(part.Folder).Split('_')[^1], "--out", folder["parts"], "--to", folder["replayed"]);
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
    }

    [Test]
    public void Run_OfAPartThatOrdersNothing_PublishesNothing()
    {
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["none"], "--as-of", "2026-03-02", "--sku", "no such product", "--supplier", "S9");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.ToString());
        Assert.That(run.Errors, Does.Contain("Nothing is to be ordered of the part that was asked for").And.Contain("no such product").And.Contain("S9"));
        Assert.That(PublishedRun.All(folder["none"]), Is.Empty);
    }

    [Test]
    public void Run_OfAGrade_SendsTheOrdersWithALineOfIt()
    {
        Run("graded", new Narrowing { Grades = [TrustGrade.D, TrustGrade.C] });
        var all = PublishedRun.Only(folder["all"]);
        var doubtful = all.Rows("plan.csv").Where(r => r["trust"] == "C").Select(r => $" {r["sku"]} {r["location"]} ").ToList();
        Assert.That(doubtful, Has.Some.Contains($" {Doubtful} "));
        var orders = whole.Where(line => doubtful.Exists(key => line.Contains(key, StringComparison.Ordinal))).Select(line => line.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        Assert.That(Orders(PublishedRun.Only(folder["graded"])), Is.EqualTo(whole.Where(line => orders.Contains(line.Split(' ')[1]))).And.Not.Empty);
        using var plan = File.OpenRead(Path.Combine(all.Folder, PlanFile.Name));
        Assert.That(PlanFile.ReadGrades(plan)[new SkuLocation(new Sku(Doubtful), new Location("NORTH"))], Is.EqualTo(TrustGrade.C));
    }

    [TestCase("E")]
    [TestCase("A,B,E")]
    [TestCase("0")]
    [TestCase("AB")]
    [TestCase("")]
    public void Run_OfNoGrade_IsAWrongOption(string grade)
    {
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["wrong"], "--grade", grade);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
        Assert.That(run.Errors, Does.Contain($"--grade {grade.Split(',')[^1]} is no grade; it must be A, B, C or D, or several parted by commas."));
    }

    [Test]
    public void ToText_OfAPart_IsTheSameForTheSameAndComesBack()
    {
        var part = new Narrowing { Skus = ["B", "A", "B"], Grades = [TrustGrade.B, TrustGrade.A, TrustGrade.B] };
        Assert.That(part.ToText(), Is.EqualTo("""{"Skus":["A","B"],"Locations":[],"Suppliers":[],"Grades":["A","B"]}"""));
        Assert.That(Narrowing.Parse(part.ToText()).ToText(), Is.EqualTo(part.ToText()));
        Assert.That((part with { Grades = [] }).ToText(), Is.EqualTo("""{"Skus":["A","B"],"Locations":[],"Suppliers":[]}"""), "a part without grades is the run that it was before");
    }

    private RunResult Run(string output, Narrowing part)
    {
        var request = new RunRequest(folder["data"], folder[output], SmallCompany.AsOf, folder[output, "forecasting.duckdb"], null, Threads: 2) { By = "tests", Part = part.ToText() };
        using var progress = RunProgress.To((_, _, _) => { }, _ => { });
        return PlanningRun.Execute(request, TimeProvider.System, progress, CancellationToken.None);
    }

    private static IReadOnlyList<string> Orders(PublishedRun run) =>
        [.. run.Rows("reorder.csv").Select(r => $"{r["line_id"]} {r["order_id"]} {r["sku"]} {r["ship_to_location"]} {r["quantity"]} {r["action"]}")];
}
