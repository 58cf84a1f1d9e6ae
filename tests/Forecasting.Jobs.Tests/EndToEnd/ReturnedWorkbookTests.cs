using System.Globalization;
using ClosedXML.Excel;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Reports.Decisions;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>The workbook of a run goes to the planner, comes back as spreadsheet programs and people leave it, and the next run follows it.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ReturnedWorkbookTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private TemporaryFolder first = null!;

    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        first = new TemporaryFolder();
        TinyFirm.Write(first["data"]);
        Settings(first, overrideMoney: 0);
        TinyFirm.Run(first["data"], first["out"]);
    }

    [OneTimeTearDown]
    public void CleanFirst() => first.Dispose();

    [SetUp]
    public void Copy()
    {
        folder = new TemporaryFolder();
        TinyFirm.Copy(first["data"], folder["data"]);
        TinyFirm.Copy(first["out"], folder["out"]);
    }

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Import_AfterSortFilterInsertedAndHiddenRows_IsFollowedByTheNextRun()
    {
        var before = Demand(Newest(), "00123", "2026-03-16");
        var workbook = Edited(Newest(), "plan-reviewed.xlsx", sheet =>
        {
            Write(sheet, 6, "B-1", "09.03.2026", "22.03.2026", "Multiply", "1,5", "A fair", "Anna");
            Write(sheet, 9, "00123", "16.03.2026", "22.03.2026", "set", "240,5", "A tender", "Anna");
            sheet.Row(8).InsertRowsAbove(2);
            sheet.Range("A5:S40").Sort(3);
            sheet.Row(5).Hide();
        });

        var first = Import(workbook, "Anna");
        Assert.That(Counts(first), Is.EqualTo((2, 1, 0)), ReturnedText.Of(first));
        Assert.That(first.Rows.Select(r => r.Row), Is.EqualTo(new[] { 5, 6, 7 }), "sorted by product, one of them hidden");
        Assert.That(Counts(Import(workbook, "Anna")), Is.EqualTo((0, 3, 0)), "nothing is taken twice");

        TinyFirm.Run(folder["data"], folder["out"]);
        var newest = Newest();
        Assert.That(Demand(newest, "00123", "2026-03-16"), Is.EqualTo(240.5).Within(1e-6).And.Not.EqualTo(before));
        var shown = Rows(newest);
        Assert.That(
            shown.Select(r => (r.Ref, r.State, r.Sku)),
            Is.EqualTo(new[] { ("1v1", "applied", "00123"), (shown[1].Ref, "applied", "A-7"), ("2v1", "applied", "B-1") }));
        Assert.That(shown[1].Ref, Does.StartWith("file-"));
        Assert.That(shown[0].Effect, Is.EqualTo(240.5 - before).Within(1e-4));

        var history = History().Versions;
        Assert.That(history.Select(v => (v.Reference, v.GivenBy, v.GivenAt)), Is.EqualTo(new[] { ("1v1", "Anna", Now), ("2v1", "Anna", Now) }));
        Assert.That(Counts(Import(CopyOf(newest), "Anna")), Is.EqualTo((0, 3, 0)), "as it was written");
        using var progress = RunProgress.Start();
        var replay = ReplayRun.Execute(
            new ReplayRequest(RunOf(newest), folder["out"], Database, null, folder["replayed"], 1, false), TimeProvider.System, progress, default);
        Assert.That(replay.Differing, Is.Empty, "the archive knows the overrides");
        StaleRowsAreRefused(workbook);
        TwoWeeksLaterItIsScored(newest);
    }

    private void StaleRowsAreRefused(string stale)
    {
        Assert.That(Counts(Import(stale, "Anna")), Is.EqualTo((0, 3, 0)), "known, whatever was published since");
        using (var workbook = new XLWorkbook(stale))
        {
            Write(workbook.Worksheet("Overrides"), 60, "00123", "2026-03-09", "2026-03-22", "add", "4", "A fair", "Anna");
            workbook.SaveAs(stale);
        }

        var refused = Import(stale, "Anna");
        Assert.That(Counts(refused), Is.EqualTo((0, 3, 1)));
        Assert.That(ReturnedText.Of(refused), Does.Contain(
            $"  row 60: refused, rule stale: The workbook is of run {refused.RunId}, and run {refused.NewestRunId} was published since"));
        Assert.That(History().Versions, Has.Length.EqualTo(2));
    }

    private void TwoWeeksLaterItIsScored(PublishedRun promised)
    {
        TinyFirm.WriteWeek(folder["data"], 2);
        Settings(folder, overrideMoney: 0);
        TinyFirm.Run(folder["data"], folder["out"], week: 2);
        var (sold, expected) = (Sold("B-1", "2026-03-09", "2026-03-15"), Demand(promised, "B-1", "2026-03-09"));
        var scored = Rows(Newest()).ToDictionary(r => r.Sku);
        Assert.That((scored["00123"].Known, scored["A-7"].Known, scored["B-1"].Known), Is.EqualTo((0, 1, 1)), "the tender has not come");
        Assert.That(scored["B-1"].Gain, Is.EqualTo(Math.Abs(expected / 1.5 - sold) - Math.Abs(expected - sold)).Within(1e-4).And.Negative);
    }

    [Test]
    public void Import_ChangedAndWithdrawn_IsOnRecordWithWhatWasSaidBefore()
    {
        Import(Edited(Newest(), "one.xlsx", sheet => Write(sheet, 6, "B-1", "2026-03-09", "2026-03-22", "add", "3", "A fair", "Anna")), "Anna");
        TinyFirm.Run(folder["data"], folder["out"]);
        var without = Demand(Newest(), "B-1", "2026-03-09") - 3;
        Import(Edited(Newest(), "two.xlsx", sheet => RowOf(sheet, "1v1").Cell(13).SetValue("yes")), "Bea");
        TinyFirm.Run(folder["data"], folder["out"]);

        Assert.That(Demand(Newest(), "B-1", "2026-03-09"), Is.EqualTo(without).Within(1e-6));
        Assert.That(Rows(Newest()).Single(r => r.Sku == "B-1"), Has.Property("Ref").EqualTo("1v2").And.Property("State").EqualTo("withdrawn"));
        Assert.That(
            History().Versions.Select(v => (v.Reference, v.Override.IsWithdrawn, v.GivenBy)), Is.EqualTo(new[] { ("1v1", false, "Anna"), ("1v2", true, "Bea") }));
        var deleted = Edited(Newest(), "three.xlsx", sheet => RowOf(sheet, "1v2").Delete());
        Assert.That(Counts(Import(deleted, "Anna")), Is.EqualTo((0, 1, 0)), "a row that is gone says nothing");
    }

    [Test]
    public void Import_WorthMoreThanOneMayDecide_WaitsForASecondPerson()
    {
        Settings(folder, overrideMoney: 1000);
        var workbook = Edited(Newest(), "plan.xlsx", sheet => Write(sheet, 6, "B-1", "2026-03-09", "2026-03-22", "add", "300", "A tender", "Anna"));
        Import(workbook, "Anna");
        TinyFirm.Run(folder["data"], folder["out"]);
        var waiting = Rows(Newest()).Single(r => r.Sku == "B-1");
        Assert.That((waiting.State, waiting.Effect), Is.EqualTo(("waits for a second person", 600.0)));
        var ordinary = Demand(Newest(), "B-1", "2026-03-09");
        Assert.That(ordinary, Is.LessThan(200));

        var own = Edited(Newest(), "own.xlsx", sheet => RowOf(sheet, "1v1").Cell(12).SetValue("anna "));
        Assert.That(Import(own, "Bea").Rows.Single(r => r.Outcome == ReturnedOutcome.Refused).Rule, Is.EqualTo("second person"));
        var alone = Edited(Newest(), "alone.xlsx", sheet => RowOf(sheet, "1v1").Cell(12).SetValue("Bea"));
        Assert.That(Import(alone, "Anna").Rows.Single(r => r.Outcome == ReturnedOutcome.Refused).Column, Is.EqualTo("Approved by"));
        Assert.That(Counts(Import(alone, "Bea")).Applied, Is.EqualTo(1));

        TinyFirm.Run(folder["data"], folder["out"]);
        Assert.That(Rows(Newest()).Single(r => r.Sku == "B-1"), Has.Property("State").EqualTo("applied").And.Property("Ref").EqualTo("1v2"));
        Assert.That(Demand(Newest(), "B-1", "2026-03-09"), Is.EqualTo(ordinary + 300).Within(1e-6));
    }

    [Test]
    public void Command_Workbook_SaysWhatBecameOfEachRow()
    {
        var workbook = Edited(Newest(), "plan.xlsx", sheet =>
        {
            Write(sheet, 6, "B-1", "2026-03-09", "2026-03-22", "add", "3", "A fair", "Anna");
            Write(sheet, 7, "B-1", "2026-03-09", "2026-03-22", "double", "3", "A fair", "Anna");
        });
        var taken = ForecastingProgram.Run("import", workbook, "--by", "Anna", "--out", folder["out"]);
        Assert.That(taken.ExitCode, Is.EqualTo(1), taken.ToString());
        Assert.That(taken.Output, Is.EqualTo(
            $"plan.xlsx, sheet Overrides, run {RunOf(Newest())}: 3 rows = 1 applied + 1 unchanged + 1 refused.\n  row 6: applied\n"
            + "  row 7: refused, column Kind, \"double\", rule choice: Kind: \"double\" is not one of set, add, multiply.\n"
            + "Run the same command as before: the next run follows what was applied.\n"));
        var nobody = ForecastingProgram.Run("import", workbook, "--out", folder["out"]);
        Assert.That((nobody.ExitCode, nobody.Errors.Contains("A workbook and --by NAME go together", StringComparison.Ordinal)), Is.EqualTo((2, true)), nobody.ToString());
    }

    private static void Settings(TemporaryFolder folder, int overrideMoney) => SmallCompany.WriteText(folder["data"], "settings.json",
        $$"""{ "bucket": "week", "inventory": { "paths": 200 }, "forecast": { "origins": 4 }, "horizon": 8, "publish": { "overrideMoney": {{overrideMoney}} } }""");

    private string Database => folder["out", "forecasting.duckdb"];

    private ReturnedSummary Import(string workbook, string by) => WorkbookImport.Execute(
        workbook, by, Database, EffectiveSettings.Load([], [], []), TimeSpan.Zero, new FixedTime(), CancellationToken.None);

    private OverrideHistory History()
    {
        using var database = ForecastingDatabase.Open(Database);
        return new OverrideArchive(database).Read();
    }

    private PublishedRun Newest() => PublishedRun.All(folder["out"]).MaxBy(r => r.Json("manifest.json").GetProperty("sequence").GetInt64())!;

    private string CopyOf(PublishedRun run)
    {
        File.Copy(run["plan.xlsx"], folder["copy.xlsx"]);
        return folder["copy.xlsx"];
    }

    private string Edited(PublishedRun run, string name, Action<IXLWorksheet> edit)
    {
        using var workbook = new XLWorkbook(run["plan.xlsx"]);
        var sheet = workbook.Worksheet("Overrides");
        sheet.Unprotect();
        edit(sheet);
        workbook.SaveAs(folder[name]);
        return folder[name];
    }

    private static IXLRow RowOf(IXLWorksheet sheet, string reference) => sheet.RowsUsed().Single(r => r.Cell(1).GetString() == reference);

    // Everything pasted as text.
    private static void Write(IXLWorksheet sheet, int row, string sku, params string[] rest)
    {
        sheet.Cell(row, 3).SetValue(sku);
        for (var i = 0; i < rest.Length; i++)
            sheet.Cell(row, 5 + i).SetValue(rest[i]);
    }

    private static List<SheetRow> Rows(PublishedRun run)
    {
        using var workbook = new XLWorkbook(run["plan.xlsx"]);
        return
        [
            .. workbook.Worksheet("Overrides").RowsUsed().Where(r => r.RowNumber() > 4 && !r.Cell(1).IsEmpty())
                .Select(r => new SheetRow(
                    r.Cell(1).GetString(), r.Cell(2).GetString(), r.Cell(3).GetString(), Number(r.Cell(14)), (int)Number(r.Cell(16)), Number(r.Cell(17)))),
        ];
    }

    private static double Number(IXLCell cell) => cell.IsEmpty() ? 0 : cell.GetDouble();

    private double Sold(string sku, string from, string to) => File.ReadLines(folder["data", "sales.csv"]).Skip(1).Select(line => line.Split(','))
        .Where(row => row[1] == sku && string.CompareOrdinal(row[0], from) >= 0 && string.CompareOrdinal(row[0], to) <= 0)
        .Sum(row => double.Parse(row[3], CultureInfo.InvariantCulture));

    private static double Demand(PublishedRun run, string sku, string bucket) => double.Parse(
        run.Rows("forecast.csv").First(r => r["sku"] == sku && r["bucket_start"] == bucket)["mean"], CultureInfo.InvariantCulture);

    private static string RunOf(PublishedRun run) => run.Json("manifest.json").GetProperty("run").GetString()!;

    private static (int Applied, int Unchanged, int Refused) Counts(ReturnedSummary summary) => (
        summary.Count(ReturnedOutcome.Applied), summary.Count(ReturnedOutcome.Unchanged), summary.Count(ReturnedOutcome.Refused));

    private sealed record SheetRow(string Ref, string State, string Sku, double Effect, int Known, double Gain);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
