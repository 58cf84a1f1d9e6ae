using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class ExplainCommandTests
{
    private const string Sku = "A-7";

    private TemporaryFolder folder = null!;
    private string runId = "";

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        runId = PublishedRun.Only(folder["out"]).Json("manifest.json").GetProperty("run").GetString()!;
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Explain_Sku_SaysWhatItsDemandIsMadeOfAtEachPlace()
    {
        var said = Explain(Sku).Output;
        Assert.That(said, Does.Contain("A-7 at NORTH").And.Contain("A-7 at SOUTH"));
        Assert.That(Regex.Count(said, "^  history +420 days from 2025-01-06, as the run learnt from them", RegexOptions.Multiline), Is.EqualTo(2), said);
        foreach (var subject in new[] { "level", "week", "noise", "SSA" })
            Assert.That(Regex.Count(said, $"^  {subject} +\\S", RegexOptions.Multiline), Is.EqualTo(2), subject);
        Assert.That(said, Does.Match(@"  week +most in Sat \(\+\d"), "the firm sells most on Saturdays");
    }

    [Test]
    public void Explain_LastDays_AreWhatWasSoldAndAddUp()
    {
        var sold = File.ReadLines(folder["data", "sales.csv"])
            .Select(line => line.Split(','))
            .Where(cells => cells[1] == Sku && cells[2] == "NORTH")
            .ToDictionary(cells => cells[0], cells => Number(cells[3]));
        var rows = Regex.Matches(
                Explain(Sku, "--at", "NORTH").Output, @"^  (2026-\d\d-\d\d) (.*?)(?:  not observed.*)?$", RegexOptions.Multiline)
            .Select(m => (
                Day: m.Groups[1].Value,
                Cells: m.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray()))
            .ToList();
        var lastDays = Enumerable.Range(-14, 14).Select(i => SmallCompany.AsOf.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.That(rows.Select(row => row.Day), Is.EqualTo(lastDays));
        foreach (var (day, cells) in rows)
        {
            Assert.That(cells[0], Is.EqualTo(sold.GetValueOrDefault(day)), day);
            Assert.That(cells[1..].Sum(), Is.EqualTo(cells[0]).Within(0.05 * cells.Length), day);
        }
    }

    [Test]
    public void Explain_Workbook_IsWrittenWholeAndTheSameEveryTime()
    {
        var (first, second) = (folder["first.xlsx"], folder["new", "second.xlsx"]);
        Assert.That(Explain(Sku, "--workbook", first).Output, Does.Contain($"History, components and forecast: {first}"));
        Explain(Sku, "--workbook", second);
        Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
        Assert.That(Directory.GetFiles(folder.Path, "*.tmp", SearchOption.AllDirectories), Is.Empty);

        var (texts, formulas) = WorkbookText.Read(first);
        Assert.That(texts, Does.Contain("Demand of A-7 at NORTH (Product 1)").And.Contain("Demand of A-7 at SOUTH (Product 1)"));
        string[] headers = ["Sold, as learnt from", "Trend", "Season of the week", "Noise", "Expected (mean)", "95 % from", "95 % to"];
        Assert.That(texts, Is.SupersetOf(headers));
        Assert.That(formulas, Is.Empty);
    }

    [Test]
    public void Explain_RunBeforeACorrection_ShowsTheHistoryThatItSaw()
    {
        using var other = new TemporaryFolder();
        SmallCompany.Write(other["data"]);
        string[] run = ["run", "--data", other["data"], "--out", other["out"], "--as-of", "2026-03-02"];
        Assert.That(ForecastingProgram.Run(run).ExitCode, Is.Zero);
        string[] explain = ["explain", Sku, "--at", "NORTH", "--out", other["out"]];
        var before = ForecastingProgram.Run(explain).Output;

        SmallCompany.WriteText(other["data"], "sales.csv", Regex.Replace(
            File.ReadAllText(other["data", "sales.csv"]), "^(2026-02-2.,A-7,NORTH),\\d+", "$1,99", RegexOptions.Multiline));
        Assert.That(ForecastingProgram.Run(run).ExitCode, Is.Zero);

        Assert.That(ForecastingProgram.Run(explain).Output, Is.Not.EqualTo(before), "the second run learnt from other sales");
        Assert.That(ForecastingProgram.Run([.. explain, "--run", runId]).Output, Is.EqualTo(before));
    }

    [Test]
    public void Explain_RunThatKeptNoHistory_SaysSoAndWritesNoWorkbook()
    {
        var database = folder["old.duckdb"];
        File.Copy(folder["out", "forecasting.duckdb"], database);
        using (var connection = new DuckDBConnection($"DataSource={database}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "delete from demand.learnt";
            command.ExecuteNonQuery();
        }

        var result = ForecastingProgram.Run("explain", Sku, "--at", "NORTH", "--db", database, "--workbook", folder["none.xlsx"]);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.Output, Does.Contain($"Run {runId} kept no history of A-7 at NORTH: it was saved by an earlier version."));
        Assert.That(result.Errors, Is.EqualTo($"No workbook was written: run {runId} holds no history of this SKU to show.").IgnoreWhiteSpace);
        Assert.That(File.Exists(folder["none.xlsx"]), Is.False);
        Assert.That(result.Output, Does.Contain($"There is no raw archive \"{folder["archive"]}\": name it with --archive to see the rows."));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private ProgramResult Explain(params string[] arguments)
    {
        var result = ForecastingProgram.Run(["explain", .. arguments, "--out", folder["out"]]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return result;
    }
}
