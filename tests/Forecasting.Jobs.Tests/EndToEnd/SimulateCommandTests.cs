using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class SimulateCommandTests
{
    [Test]
    public void Simulate_SmallCompany_TellsServiceStockAndMoneyOfEachPolicy_AndLeavesItsFiles()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.WriteText(folder["data"], "settings.json", """{ "inventory": { "paths": 200 }, "horizon": 8, "forecast": { "origins": 4 } }""");
        var run = Simulate(folder, "out", "--threads", "1");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Match(@"plan +\d").And.Contain("13-week mean × 4").And.Contain("smoothing + 1.64 σ").And.Contain("SKU-locations, 4 mornings scored"));
        string[] files = ["simulation-curve.csv", "simulation.csv", "simulation.svg"];
        Assert.That(Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(files), "nothing else, and no database");
        Assert.That(run.Output, Does.Contain("Stock for the same fill rate:").And.Contain("SKU-locations with a fill rate as target").And.Contain("Least cost of plan:").And.Contain("paired test over 16 SKU-locations, Holm"));
        Assert.That(run.Output, Does.Not.Contain("really ordered").And.Not.Contain("min/max"), "the data say nothing of them");

        var rows = Rfc4180.Parse(File.ReadAllText(folder["out/simulation.csv"])).Skip(1).ToArray();
        Assert.That(rows.Select(r => r[0]).Distinct(), Is.EqualTo(new[] { "plan", "13-week mean × 4", "smoothing + 1.64 σ" }));
        Assert.That(rows.GroupBy(r => r[0]).Select(g => g.Count()).Distinct().Count(), Is.EqualTo(1), "as many SKU-locations each");
        foreach (var row in rows)
            Assert.That(Number(row[5]) + Number(row[6]), Is.EqualTo(Number(row[4])).Within(1e-5), "served and missed are what was wanted");

        Assert.That(Simulate(folder, "again", "--threads", "4").ExitCode, Is.Zero);
        foreach (var file in files)
            Assert.That(File.ReadAllBytes(folder["again/" + file]), Is.EqualTo(File.ReadAllBytes(folder["out/" + file])), file);

        var curve = Rfc4180.Parse(File.ReadAllText(folder["out/simulation-curve.csv"])).ToArray();
        Assert.That(curve[0], Is.EqualTo(new[] { "policy", "parameter", "fill_rate", "mean_stock", "stock_value", "cost", "is_current", "fill_rate_by_value" }));
        Assert.That(curve.Skip(1).Where(r => r[6] == "1").Select(r => (r[0], r[1])), Is.EqualTo(new[] { ("plan", "1"), ("13-week mean × 4", "4"), ("smoothing + 1.64 σ", "1.64") }));
    }

    [Test]
    public void Simulate_FirmWithMinMaxAndReceipts_PlaysTheErpAndSetsRealOrdersBeside()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.WriteText(folder["data"], "settings.json", """{ "inventory": { "paths": 200 }, "horizon": 8, "forecast": { "origins": 4 } }""");
        SmallCompany.WriteText(folder["data"], "item_locations.csv", "sku,location,min_stock,max_stock\nA-7,NORTH,30,60\nB-1,SOUTH,25,50\nB-2,SOUTH,3,\n");
        SmallCompany.WriteText(folder["data"], "receipts.csv", "order_id,sku,location,quantity,ordered_at,received_at\nR1,A-7,NORTH,17,2026-01-20,2026-01-29\nR2,A-7,NORTH,99,2025-06-02,2025-06-09\n");
        var run = Simulate(folder, "out", "--threads", "2");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("min/max of the ERP").And.Contain("plan without min/max").And.Contain("paired test over 2 SKU-locations").And.Contain("really ordered 17."));

        var rows = Rfc4180.Parse(File.ReadAllText(folder["out/simulation.csv"])).Skip(1).ToArray();
        Assert.That(rows.Where(r => r[0] == "min/max of the ERP").Select(r => (r[1], r[2])), Is.EqualTo(new[] { ("A-7", "NORTH"), ("B-1", "SOUTH") }), "only where both are given");
        var orders = Rfc4180.Parse(File.ReadAllText(folder["out/simulation-orders.csv"])).ToArray();
        Assert.That(orders[0], Is.EqualTo(new[] { "start", "planned_units", "ordered_units" }));
        Assert.That(orders.Skip(1).Select(r => r[2]), Is.EqualTo(new[] { "0", "17", "0", "0" }).Or.EqualTo(new[] { "17", "0", "0", "0" }).Or.EqualTo(new[] { "0", "0", "17", "0" }));
    }

    [TestCase(2, "--weeks is 0", "--weeks", "0")]
    [TestCase(2, "too short for 304 mornings", "--weeks", "300")]
    [TestCase(2, "--cover is -1", "--cover", "-1")]
    [TestCase(2, "--safety is 9", "--safety", "9")]
    public void Simulate_WithWhatCannotBe_SaysSo(int code, string words, params string[] options)
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        var run = ForecastingProgram.Run(["simulate", "--data", folder["data"], "--out", folder["out"], .. options]);
        Assert.That(run.ExitCode, Is.EqualTo(code), run.ToString());
        Assert.That(run.Errors, Does.Contain(words));
        Assert.That(Directory.Exists(folder["out"]) && Directory.GetFileSystemEntries(folder["out"]).Length > 0, Is.False);
    }

    private static ProgramResult Simulate(TemporaryFolder folder, string output, params string[] options) =>
        ForecastingProgram.Run(["simulate", "--data", folder["data"], "--out", folder[output], "--weeks", "4", .. options]);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
