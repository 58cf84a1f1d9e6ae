using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary><c>forecasting forecast --model lightgbm</c>: one model of all series of a file.</summary>
[TestFixture]
public sealed class ForecastGlobalTests
{
    [Test]
    public void File_OfManySeries_IsForecastWithTheSameBytesOnAnyNumberOfThreads()
    {
        using var folder = new TemporaryFolder();
        var input = folder["series.csv"];
        File.WriteAllText(input, ManySeries());
        var first = Forecast("lightgbm", input, folder["one.csv"], "1");
        var second = Forecast("lightgbm", input, folder["four.csv"], "4");
        Assert.That(second, Is.EqualTo(first));

        var rows = first.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')).ToArray();
        Assert.That(rows.Where(row => row[0].StartsWith('S')).Select(row => row[1]).Distinct(), Is.EqualTo(new[] { "lightgbm" }));
        Assert.That(rows.Where(row => row[0] == "flat").Select(row => row[1]).Distinct(), Is.EqualTo(new[] { "moving_average" }), "stands in");
        Assert.That(rows, Has.Length.EqualTo(31 * 7));
        foreach (var row in rows)
        {
            var numbers = row[4..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            Assert.That(numbers, Is.All.GreaterThanOrEqualTo(0));
            Assert.That(numbers[1..], Is.Ordered);
        }
    }

    [Test]
    public void JointModel_NamesItsDecisions_AndForecastsEverySeries()
    {
        using var folder = new TemporaryFolder();
        var input = folder["series.csv"];
        File.WriteAllText(input, ManySeries());
        var first = Forecast("auto+lightgbm", input, folder["one.csv"], "1");
        var result = ForecastingProgram.Run(
            "forecast", "--input", input, "--horizon", "7", "--frequency", "D", "--model", "auto+lightgbm", "--threads", "4", "--output", folder["four.csv"]);
        Assert.That(result.Errors, Does.Match(@"weight [01]\.\d\d"));
        Assert.That(File.ReadAllText(folder["four.csv"]), Is.EqualTo(first));
        Assert.That(first.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1 + 31 * 7));
        Assert.That(first, Does.Contain("\nflat,"));
    }

    [Test]
    public void Run_WithTheModelOfAllProducts_TellsItsDecisionsAndIsTheSameOnAnyNumberOfThreads()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["data"]);
        File.WriteAllText(folder["data/sales.csv"], ManySeries().Replace("series_id,ds,y", "sku,date,quantity", StringComparison.Ordinal));
        File.WriteAllText(folder["data/settings.json"], """{ "horizon": 14, "inventory": { "paths": 200 }, "forecast": { "global": true, "origins": 4 } }""");
        foreach (var threads in new[] { "1", "4" })
        {
            var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder[threads], "--threads", threads);
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
        }

        var (one, many) = (PublishedRun.All(folder["1"]).Single(), PublishedRun.All(folder["4"]).Single());
        foreach (var file in new[] { "plan.xlsx", "reorder.csv", "forecast.csv" })
            Assert.That(File.ReadAllBytes(Path.Combine(many.Folder, file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(one.Folder, file))), file);
        var texts = WorkbookText.Read(Path.Combine(one.Folder, "plan.xlsx")).Texts;
        Assert.That(texts, Does.Contain("What products learn from each other"));
        Assert.That(texts.Any(t => t.Contains("the global model", StringComparison.OrdinalIgnoreCase)), Is.True);
    }

    private static string Forecast(string model, string input, string output, string threads)
    {
        var result = ForecastingProgram.Run(
            "forecast", "--input", input, "--horizon", "7", "--frequency", "D", "--model", model, "--threads", threads, "--output", output);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return File.ReadAllText(output);
    }

    private static string ManySeries()
    {
        var text = new StringBuilder("series_id,ds,y\n");
        var start = new DateOnly(2025, 1, 6);
        for (var t = 0; t < 120; t++)
        {
            var day = start.AddDays(t);
            for (var i = 0; i < 30; i++)
                text.Append(CultureInfo.InvariantCulture, $"S{i},{day:yyyy-MM-dd},{(t * 37 + i * 101) % (t % 7 < 5 ? 5 : 11)}\n");
            text.Append(CultureInfo.InvariantCulture, $"flat,{day:yyyy-MM-dd},0\n");
        }

        return text.ToString();
    }
}
