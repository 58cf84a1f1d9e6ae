using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class ServiceTotalRunTests
{
    [Test]
    public void Run_WithATotalFillRate_PlansByIt_AndTellsSoEverywhere()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);

        // Every other product names no target of its own.
        var items = File.ReadAllText(Path.Combine(folder["data"], "items.csv")).Replace("fill:0.95", "", StringComparison.Ordinal);
        SmallCompany.WriteText(folder["data"], "items.csv", items);
        SmallCompany.WriteText(folder["data"], "settings.json",
            """{ "inventory": { "paths": 200, "totalFillRate": 0.92, "totalBy": "units" }, "horizon": 8, "forecast": { "model": "ses", "origins": 4 } }""");
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--threads", "2");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Errors, Does.Contain("inventory.totalFillRate sets the targets of 8 SKU-locations; the others keep their own: 8 have a service_target of their own."));

        var published = PublishedRun.Only(folder["out"]);
        Assert.That(published.ManifestFaults(), Is.Empty);
        var texts = WorkbookText.Read(published["plan.xlsx"]).Texts;
        Assert.That(texts.Count(t => t.StartsWith("total of 92 % by units: this item ", StringComparison.Ordinal)), Is.GreaterThan(2), "each its own");
        Assert.That(texts, Does.Contain("cycle service 90 %").And.Contain("You are here: targets from one total"));
        Assert.That(texts, Has.Some.StartsWith("The plan is made with one total: it serves 92"));

        var explained = ForecastingProgram.Run("explain", "00123", "--at", "NORTH", "--out", folder["out"]);
        Assert.That(explained.Output, Does.Match(@"target     total of 92 % by units: this item \d+\.\d+ %; stock must last").And.Contain("its share of a total of 92 % by units"));
        Assert.That(ForecastingProgram.Run("explain", "A-7", "--at", "NORTH", "--out", folder["out"]).Output, Does.Contain("target     cycle service 90 %;"));
    }

    [Test]
    public void Simulate_CostsKnown_PlaysThePlanByOneTotalBesideItsTargets()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        var items = File.ReadAllText(Path.Combine(folder["data"], "items.csv")).Replace("fill:0.95", "", StringComparison.Ordinal);
        SmallCompany.WriteText(folder["data"], "items.csv", items);
        SmallCompany.WriteText(folder["data"], "settings.json", """{ "inventory": { "paths": 200 }, "horizon": 8, "forecast": { "model": "ses", "origins": 4 } }""");
        var run = ForecastingProgram.Run("simulate", "--data", folder["data"], "--out", folder["out"], "--weeks", "4", "--threads", "2");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Match(@"plan by one total +\d").And.Match("Targets from one total bind [\\d,]+ in stock and serve [\\d.]+ % by value"));
        var curve = Rfc4180.Parse(File.ReadAllText(folder["out/simulation-curve.csv"])).Where(r => r[0] == "plan by one total").ToArray();
        Assert.That(curve.Select(r => r[1]), Is.EqualTo(new[] { "4", "2", "1", "0.5", "0.25", "0.1", "0.03" }));
    }
}
