using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class SimulateCommandTests
{
    [Test]
    public void Simulate_SmallCompany_TellsServiceStockAndMoneyOfEachPolicy_AndLeavesOneFile()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.WriteText(folder["data"], "settings.json", """{ "inventory": { "paths": 200 }, "horizon": 8, "forecast": { "origins": 4 } }""");
        var run = Simulate(folder, "out", "--threads", "1");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Match(@"plan +\d").And.Contain("13-week mean × 4").And.Contain("smoothing + 1.64 σ").And.Contain("SKU-locations, 4 mornings scored"));
        Assert.That(Directory.GetFiles(folder["out"]).Select(Path.GetFileName), Is.EqualTo(new[] { "simulation.csv" }), "nothing else, and no database");

        var rows = Rfc4180.Parse(File.ReadAllText(folder["out/simulation.csv"])).Skip(1).ToArray();
        Assert.That(rows.Select(r => r[0]).Distinct(), Is.EqualTo(new[] { "plan", "13-week mean × 4", "smoothing + 1.64 σ" }));
        Assert.That(rows.GroupBy(r => r[0]).Select(g => g.Count()).Distinct().Count(), Is.EqualTo(1), "as many SKU-locations each");
        foreach (var row in rows)
            Assert.That(Number(row[5]) + Number(row[6]), Is.EqualTo(Number(row[4])).Within(1e-5), "served and missed are what was wanted");

        Assert.That(Simulate(folder, "again", "--threads", "4").ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(folder["again/simulation.csv"]), Is.EqualTo(File.ReadAllBytes(folder["out/simulation.csv"])));
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
