using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>From a published quantity to the rows of the files that were sent, weeks later.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ExplainRowsTests
{
    private const string Sku = "A-7";

    private TemporaryFolder folder = null!;
    private PublishedRun first = null!;
    private string[] sent = [];

    [OneTimeSetUp]
    public void RunFourTimes()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        sent = File.ReadAllLines(folder["data", "sales.csv"]);
        Run("2026-03-02");
        first = PublishedRun.Only(folder["out"]);

        // Other files three times: the database keeps rows of the two newest loads only.
        for (var week = 1; week <= 3; week++)
        {
            SmallCompany.Write(folder["data"], SmallCompany.Codes, SmallCompany.AsOf.AddDays(7 * week));
            SmallCompany.WriteText(folder["data"], "sales.csv", File.ReadAllText(folder["data", "sales.csv"]).Replace(
                "2026-02-28,A-7,NORTH,", "2026-02-28,A-7,NORTH,9", StringComparison.Ordinal));
            Run(SmallCompany.AsOf.AddDays(7 * week).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        Directory.Delete(folder["data"], recursive: true);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Explain_OldRun_ShowsTheRowsThatWereSentThen()
    {
        var expected = sent.Select((text, i) => (Line: i + 1, Text: text)).Where(r => r.Text.Split(',') is [_, Sku, "NORTH", ..])
            .OrderByDescending(r => r.Text.Split(',')[0]).ToList();
        var output = Explain("--run", IdOf(first), "--at", "NORTH");
        var shown = Regex.Matches(output, @"^    sales\.csv line (\d+): (.*)$", RegexOptions.Multiline)
            .Select(m => (Line: int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Text: m.Groups[2].Value)).ToList();
        Assert.That(shown, Is.EqualTo(expected.Take(20)));
        var units = expected.Sum(r => int.Parse(r.Text.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(output, Does.Contain(FormattableString.Invariant(
            $"  sales: {expected.Count} rows before the morning of the plan, {units:#,##0} units in all, the newest first")));
        Assert.That(output, Does.Contain(FormattableString.Invariant($"    and {expected.Count - 20} more; --rows all shows them")));
        Assert.That(output, Does.Contain("stock.csv line ").And.Contain("items.csv line 3: A-7,Product 1,").And.Contain("suppliers.csv line 3: S1,"));
        Assert.That(output, Does.Contain("  open_orders: no row"));
        Assert.That(output, Does.Match(@"    sales\.csv +[\d,]+  [0-9a-f]{64}"));
    }

    [Test]
    public void Explain_AllRows_ShowsEveryOne()
    {
        var shown = Regex.Count(Explain("--run", IdOf(first), "--rows", "all"), @"^    sales\.csv line ", RegexOptions.Multiline);
        Assert.That(shown, Is.EqualTo(sent.Count(line => line.Split(',')[1] == Sku)));
    }

    [Test]
    public void Explain_NewestRun_ShowsTheChangedRow() =>
        Assert.That(Explain("--at", "NORTH", "--rows", "all"), Does.Match(@"sales\.csv line \d+: 2026-02-28,A-7,NORTH,9\d"));

    [Test]
    public void Explain_RunOfAnEarlierVersion_SaysThatItIsNotInTheArchive()
    {
        var database = folder["old.duckdb"];
        File.Copy(folder["out", "forecasting.duckdb"], database);
        using (var connection = new DuckDBConnection($"DataSource={database}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "delete from run.input";
            command.ExecuteNonQuery();
        }

        var result = ForecastingProgram.Run("explain", Sku, "--run", IdOf(first), "--db", database, "--archive", folder["out", "archive"]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain(
            $"Run {IdOf(first)} is not in the raw archive: it was made by an earlier version of the program, or was cleaned."));
    }

    [Test]
    public void Explain_DamagedArchive_EndsInOneLine()
    {
        using var other = new TemporaryFolder();
        SmallCompany.Write(other["data"]);
        SmallCompany.PlanQuickly(other["data"]);
        var run = ForecastingProgram.Run("run", "--data", other["data"], "--out", other["out"], "--as-of", "2026-03-02");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        foreach (var file in Directory.GetFiles(other["out", "archive"], "*.gz", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^1] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        var result = ForecastingProgram.Run("explain", Sku, "--out", other["out"]);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.StartWith("forecasting: The file ").And.Contain("of the archive is damaged").And.Not.Contain("   at "));
    }

    private static string IdOf(PublishedRun run) => run.Json("manifest.json").GetProperty("run").GetString()!;

    private void Run(string asOf)
    {
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", asOf);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    private string Explain(params string[] arguments)
    {
        var result = ForecastingProgram.Run(["explain", Sku, "--out", folder["out"], .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return result.Output;
    }
}
