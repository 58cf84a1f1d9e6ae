using System.Globalization;
using System.Text.Json;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Damaged files through the whole program: never a crash, never a silent loss, always a message that names the file.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class MalformedInputTests
{
    private static IEnumerable<TestCaseData> Corpus()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder.Path, SmallCompany.Codes[..2], SmallCompany.AsOf);
        return [.. MalformedFile.From(File.ReadAllText(folder["sales.csv"])).Select(file => new TestCaseData(file).SetArgDisplayNames(file.Name))];
    }

    [TestCaseSource(nameof(Corpus))]
    public void Run_DamagedSales_IsRefusedOrSetAsideAndNeverLost(object damaged)
    {
        var file = (MalformedFile)damaged;
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"], SmallCompany.Codes[..2], SmallCompany.AsOf);
        SmallCompany.PlanQuickly(folder["data"]);
        var goodRows = File.ReadAllLines(folder["data", "sales.csv"]).Length - 1;
        File.Delete(folder["data", "sales.csv"]);
        File.WriteAllBytes(folder["data", file.File], file.Content);

        var result = RunHere(folder);
        AssertCalm(result);
        if (file.Verdict is Verdict.Refused or Verdict.Vacant)
        {
            Assert.That(result.Output + result.Errors, Does.Contain(file.Verdict is Verdict.Refused ? file.File : "sales"), result.ToString());
            Assert.That(result.ExitCode, Is.EqualTo(1).Or.EqualTo(3), result.ToString());
            return;
        }

        Assert.That(result.ExitCode, Is.Zero.Or.EqualTo(1), result.ToString());
        var published = PublishedRun.Only(folder["out"]);
        AssertConserved(published);
        var input = Input(published, file.File);
        var (read, loaded, aside, repeated) = (Count(input, "rows_read"), Count(input, "rows_loaded"), Count(input, "rows_quarantined"), Count(input, "rows_duplicate"));
        switch (file.Verdict)
        {
            case Verdict.Loaded:
                Assert.That((read, loaded), Is.EqualTo((goodRows, goodRows)));
                break;
            case Verdict.Repeated repetition:
                Assert.That((loaded, repeated), Is.EqualTo((goodRows, repetition.Rows)));
                break;
            case Verdict.OneRowAside row:
                Assert.That((loaded, aside), Is.EqualTo((goodRows, 1)));
                AssertNamed(published, file.File, row);
                break;
        }
    }

    [Test]
    public void Run_DamagedItems_GoesOnWithoutThemAndExitsWith1()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        File.WriteAllText(folder["data", "items.csv"], "");
        var result = Run(folder);
        AssertCalm(result);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        var published = PublishedRun.Only(folder["out"]);
        AssertConserved(published);
        Assert.That(Input(published, "items.csv").GetProperty("rejected_reason").GetString(), Is.Not.Empty);
        Assert.That(published.Rows("quarantine.csv").Select(row => row["file"]), Does.Contain("items.csv"));
    }

    [Test]
    public void Run_FolderNamedLikeAFile_IsRefusedWithItsName()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        File.Delete(folder["data", "sales.csv"]);
        Directory.CreateDirectory(folder["data", "sales.csv"]);
        var result = Run(folder);
        AssertCalm(result);
        Assert.That(result.ExitCode, Is.EqualTo(3).Or.EqualTo(1), result.ToString());
        Assert.That(result.Errors, Does.Contain("sales"));
    }

    [Test]
    public void Run_EveryTableDamagedInOneRow_SetsThatRowAsideAndPlans()
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        File.AppendAllText(folder["data", "items.csv"], "X-1,Broken,Category 1,S0,cheap,4.50,1,0,fill:0.95\n");
        File.AppendAllText(folder["data", "suppliers.csv"], "S9,Supplier Nine,-3,1,Mon,EUR\n");
        File.AppendAllText(folder["data", "stock.csv"], "2026-02-31,A-7,NORTH,4\n");
        File.AppendAllText(folder["data", "open_orders.csv"], "PO-2,A-7,NORTH,six,2026-03-05\n");
        var result = Run(folder);
        AssertCalm(result);
        Assert.That(result.ExitCode, Is.Zero.Or.EqualTo(1), result.ToString());
        var published = PublishedRun.Only(folder["out"]);
        AssertConserved(published);
        foreach (var name in new[] { "items.csv", "suppliers.csv", "stock.csv", "open_orders.csv" })
            Assert.That(Count(Input(published, name), "rows_quarantined"), Is.EqualTo(1), name);
        Assert.That(published.Rows("quarantine.csv").Select(row => row["value"]), Is.SupersetOf(new[] { "cheap", "-3", "2026-02-31", "six" }));
    }

    private static ProgramResult Run(TemporaryFolder folder) =>
        ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");

    // Dozens of damages: the same work and the same words, without starting a program for each.
    private static ProgramResult RunHere(TemporaryFolder folder)
    {
        var request = new RunRequest(folder["data"], folder["out"], SmallCompany.AsOf, folder["out", "forecasting.duckdb"], null, Threads: 1);
        try
        {
            using var progress = RunProgress.Start();
            var result = PlanningRun.Execute(request, TimeProvider.System, progress, CancellationToken.None);
            return new ProgramResult(result.ExitCode, result.Summary, string.Join('\n', result.Warnings));
        }
        catch (Exception fault) when (CommandLine.Explain(fault) is { } told)
        {
            return new ProgramResult(told.ExitCode, "", told.Message);
        }
    }

    private static void AssertCalm(ProgramResult result)
    {
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 3), result.ToString());
        Assert.That(result.Errors, Does.Not.Contain("Unhandled exception").And.Not.Contain("   at ").And.Not.Contain("Exception:"), result.ToString());
    }

    private static void AssertConserved(PublishedRun published)
    {
        foreach (var input in published.Json("run.json").GetProperty("imports").EnumerateArray())
            Assert.That(
                Count(input, "rows_read"),
                Is.EqualTo(Count(input, "rows_loaded") + Count(input, "rows_quarantined") + Count(input, "rows_duplicate")),
                input.GetProperty("file").GetString());
    }

    private static void AssertNamed(PublishedRun published, string file, Verdict.OneRowAside expected)
    {
        var findings = published.Rows("quarantine.csv").Where(row => row["file"] == file).ToArray();
        Assert.That(findings, Is.Not.Empty);
        foreach (var finding in findings)
        {
            Assert.That(finding["line"], Is.EqualTo(expected.Line.ToString(CultureInfo.InvariantCulture)));
            Assert.That(finding["rule"], Is.Not.Empty);
            Assert.That(finding.Keys, Does.Contain("column").And.Contain("value"));
        }

        if (expected.Findings > 0)
            Assert.That(findings.Select(finding => finding["column"]).Where(column => column.Length > 0).Distinct().Count(), Is.EqualTo(expected.Findings));
    }

    private static JsonElement Input(PublishedRun published, string file) =>
        published.Json("run.json").GetProperty("imports").EnumerateArray().Single(input => input.GetProperty("file").GetString() == file);

    private static long Count(JsonElement input, string name) => input.GetProperty(name).GetInt64();
}
