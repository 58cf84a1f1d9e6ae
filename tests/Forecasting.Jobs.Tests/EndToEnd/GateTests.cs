using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>The gate through the whole program: it holds a run, names the way through, and is gone once the data are mended.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class GateTests
{
    [Test]
    public void Run_LateSales_AreHeldUntilTheyComeAndLeaveTheLedgerClean()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        Assert.That(Run(folder, "2026-03-02").ExitCode, Is.Zero);
        var held = Run(folder, "2026-03-09");
        Assert.That(held.ExitCode, Is.EqualTo(3), held.ToString());
        Assert.That(held.Errors, Does.Contain(
            "The gate holds this run. Nothing was published.\n"
            + "blocks: The newest rows of sales are of 2026-03-01: 7 × day are missing before the plan of 2026-03-09. Send what is missing. "
            + "To publish all the same, set gate.levels.sales.freshness to warn.\n"));
        Assert.That(PublishedRun.All(folder["out"]), Has.Count.EqualTo(1));

        SmallCompany.Write(folder["data"], SmallCompany.Codes, new DateOnly(2026, 3, 9));
        var mended = Run(folder, "2026-03-09");
        Assert.That(mended.ExitCode, Is.Zero, mended.ToString());
        Assert.That(PublishedRun.All(folder["out"]).Select(run => run.Json("manifest.json").GetProperty("sequence").GetInt64()), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Run_SalesThatEndBeforeThePlanThatIsOut_IsRefusedUnlessThatDayIsAskedFor()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        Assert.That(Run(folder, "2026-03-02").ExitCode, Is.Zero);
        var lines = File.ReadAllLines(folder["data", "sales.csv"]);
        File.WriteAllLines(folder["data", "sales.csv"], lines.Where((line, i) => i == 0 || string.CompareOrdinal(line, "2026-02-23") < 0));

        var cut = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"]);
        Assert.That(cut.ExitCode, Is.EqualTo(3), cut.ToString());
        Assert.That(cut.Errors, Does.Match(
            @"By its newest sales this is a plan of 2026-02-23, and the plan of 2026-03-02 is out \(run [0-9a-f]{12}\): sales are missing\. "
            + @"Nothing was published\. Send all sales again; to plan that day all the same, give --as-of 2026-02-23\."));
        Assert.That(PublishedRun.All(folder["out"]), Has.Count.EqualTo(1));

        var asked = Run(folder, "2026-02-23");
        Assert.That(asked.ExitCode, Is.Zero, asked.ToString());
    }

    [Test]
    public void Run_LateSalesThatTheFirmLetsPass_AreToldAndPlanned()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        Assert.That(Run(folder, "2026-03-02").ExitCode, Is.Zero);
        SmallCompany.WriteText(folder["data"], "settings.json", """{ "inventory": { "paths": 200 }, "forecast": { "origins": 4 }, "gate": { "levels": { "sales": { "freshness": "warn" } } } }""");
        var passed = Run(folder, "2026-03-09");
        Assert.That(passed.ExitCode, Is.Zero, passed.ToString());
        Assert.That(passed.Errors, Does.Contain("note: The newest rows of sales are of 2026-03-01: 7 × day are missing before the plan of 2026-03-09."));
    }

    [Test]
    public void Run_ManyRowsSetAside_IsHeldEvenTheFirstTime()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        var lines = File.ReadAllLines(folder["data", "sales.csv"]);
        File.WriteAllLines(folder["data", "sales.csv"], lines.Select((line, i) => i % 10 == 5 ? "2026-02-30" + line[10..] : line));
        var held = Run(folder, "2026-03-02");
        Assert.That(held.ExitCode, Is.EqualTo(3), held.ToString());
        Assert.That(held.Errors, Does.Contain("rows of sales (10.0 %) were set aside (Data quality). To publish all the same, set gate.maximumQuarantinedShare higher."));
        Assert.That(PublishedRun.All(folder["out"]), Is.Empty);
    }

    [Test]
    public void Run_ProductCountedInThousands_KeepsItsLastGoodPlan()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        Assert.That(Run(folder, "2026-03-02").ExitCode, Is.Zero);
        SmallCompany.Write(folder["data"], SmallCompany.Codes, new DateOnly(2026, 3, 9));
        var lines = File.ReadAllLines(folder["data", "sales.csv"]).Select(line => line.Split(',')).Select(cells =>
        {
            if (cells[1] == "B-1" && string.CompareOrdinal(cells[0], "2026-03-02") >= 0)
                cells[3] += "000";
            return string.Join(',', cells);
        });
        File.WriteAllLines(folder["data", "sales.csv"], lines);
        var run = Run(folder, "2026-03-09");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Errors, Does.Contain("2 SKU-locations sell in what looks like another unit than before; 2 of grade D are not planned (Data quality). The first is B-1 at "));
        var second = PublishedRun.All(folder["out"])[^1];
        Assert.That(second.Rows("forecast.csv").Select(row => row["sku"]).Distinct(), Is.EquivalentTo(SmallCompany.Codes.Except(["B-1"])));
        Assert.That(second.Rows("reorder.csv").Select(row => row["sku"]), Has.None.EqualTo("B-1"));

        var explained = ForecastingProgram.Run("explain", "B-1", "--out", folder["out"]);
        Assert.That(explained.Output, Does.Contain("The plan of 2026-03-02 stands."), explained.ToString());
    }

    private static ProgramResult Run(TemporaryFolder folder, string asOf) =>
        ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", asOf);
}
