using Forecasting.Cleansing;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class DataQualitySheetTests
{
    [Test]
    public void Tiles_EachGrade_SaysHowMany()
    {
        var texts = Texts(SamplePlan.Report());
        Assert.That(texts, Does.Contain("A   6").And.Contain("B   1").And.Contain("C   1").And.Contain("D   1"));
        Assert.That(texts, Does.Contain("Not planned, the last good plan stands: 11.1 % of SKU-locations"));
    }

    [Test]
    public void Lookup_AsWritten_ShowsTheWorstAndItsReason()
    {
        var cells = Reading(SamplePlan.Report())["Data quality"];
        Assert.That((cells["A9"].Text, cells["B9"].Text, cells["C9"].Text), Is.EqualTo(("BOX-12", "YORK", "D")));
        Assert.That(cells["D9"].Text, Is.EqualTo("Sales since 2024-03-18 are 12 times what they were at every place: pieces or boxes?"));
        Assert.That((cells["C9"].Type, cells["D9"].Type), Is.EqualTo(("str", "str")));
    }

    [Test]
    public void Lookup_PlanOfNothing_IsLeftOut()
    {
        var report = SamplePlan.Of([]) with { Unplanned = [] };
        Assert.That(Reading(report)["Data quality"].Values.Where(c => c.Formula.Length > 0), Is.Empty);
    }

    [Test]
    public void Conservation_RowsAndUnits_StandAsEquations()
    {
        var texts = Texts(SamplePlan.Report());
        Assert.That(texts, Does.Contain("✓ 10,303 rows read = 10,200 loaded + 91 set aside + 12 repeated"));
        Assert.That(texts, Does.Contain("✓ sales: 48,120.5 units read = 48,000 loaded + 100.5 set aside + 20 repeated"));
        Assert.That(texts, Does.Contain("3 rows of those loaded do not count any more: a newer file corrects them."));
    }

    [Test]
    public void Conservation_UnitsLost_IsSaidAloud()
    {
        var report = SamplePlan.Report();
        report = report with { Imports = [.. report.Imports.Select(i => i.Feed == "sales" ? i with { QuantityLoaded = 47_999 } : i)] };
        var texts = Texts(report);
        Assert.That(texts, Does.Contain("✗ DOES NOT ADD UP: sales: 48,120.5 units read = 47,999 loaded + 100.5 set aside + 20 repeated"));
        Assert.That(texts.Count(t => t == "✗ DOES NOT ADD UP"), Is.EqualTo(2), "the file and the total");
    }

    [Test]
    public void Gate_EachFinding_SaysWhatItDoesAndIsNoWarningBesides()
    {
        var texts = Texts(SamplePlan.Report());
        Assert.That(texts, Does.Contain("warning").And.Contain("volume").And.Contain("note").And.Contain("gtin"));
        Assert.That(texts.Count(t => t == "YORK sent 12 rows on 2024-04-12; 40 are usual on a Friday (gate.volume)."), Is.EqualTo(1));
    }

    [Test]
    public void Doubts_EverySkuLocationBelowA_WithTheLastGoodPlanOfD()
    {
        var workbook = Reading(SamplePlan.Report());
        var header = workbook["Data quality"].Single(c => c.Value.Text == "Money at risk").Key;
        var first = int.Parse(header[1..], System.Globalization.CultureInfo.InvariantCulture) + 1;
        var cells = workbook["Data quality"];
        Assert.That(
            Enumerable.Range(first, 3).Select(row => (cells[$"A{row}"].Text, cells[$"D{row}"].Text, cells[$"H{row}"].Text)),
            Is.EqualTo(new[] { ("BOX-12", "D", "36"), ("00123", "C", ""), ("1E5", "B", "") }));
        Assert.That(cells, Does.Not.ContainKey($"A{first + 3}"));
    }

    [Test]
    public void LevelShifts_AreToldThereAndInTheNotesOfTheSku()
    {
        var report = SamplePlan.Report();
        var line = report.Lines.Single(l => l.Key.Sku.Code == "00123");
        var shift = new LevelShift(SamplePlan.AsOf.AddDays(-35), 40, 62, 5.2);
        report = report with { Lines = report.Lines.Replace(line, line with { History = line.History with { LevelShifts = [shift] } }) };
        var workbook = Reading(report);
        Assert.That(Texts(report), Does.Contain("Lasting changes of the level, units per week: told, not corrected"));
        Assert.That(
            (workbook.Below("Data quality", "Level before (units)")[0].Number, workbook.Below("Data quality", "Level since (units)")[0].Number),
            Is.EqualTo((40m, 62m)));
        Assert.That(
            workbook.Below("Why", "Notes").Select(c => c.Text).Count(t => t.EndsWith("Since the week of 2024-03-11 it sells 62 a week, before 40.", StringComparison.Ordinal)),
            Is.EqualTo(1));
    }

    [Test]
    public void Doubts_MoreThanShown_SaysWhereTheRestIs()
    {
        var report = SamplePlan.Report();
        var held = report.Unplanned[0];
        report = report with
        {
            Unplanned = [.. Enumerable.Range(1, 250).Select(i => held with { Key = new(new($"S{i:000}"), held.Key.Location) })],
        };
        Assert.That(Texts(report), Does.Contain("SKU-locations by trust. The first 200 of 252 SKU-locations are shown; all are in the sheet Trust."));
    }

    [Test]
    public void Changes_EachDay_ShowsWasNowAndWhoSaysSo()
    {
        var texts = Texts(SamplePlan.Report());
        Assert.That(texts, Does.Contain("previous import → sales.csv").And.Contain("previous import → no file").And.Contain("no row"));
    }

    [Test]
    public void Unplanned_GradeD_IsHeld() => Assert.That(Texts(SamplePlan.Report()), Does.Contain("held").And.Contain("skipped").And.Contain("failed"));

    [Test]
    public void Trust_EverySkuLocation_WorstFirst()
    {
        var workbook = Reading(SamplePlan.Report());
        Assert.That(
            workbook.Below("Trust", "Grade").Select(c => c.Text), Is.EqualTo((string[])["D", "C", "B", "A", "A", "A", "A", "A", "A"]));
        Assert.That(workbook.Below("Trust", "SKU").Take(3).Select(c => c.Text), Is.EqualTo((string[])["BOX-12", "00123", "1E5"]));
    }

    [TestCase("Decisions", "C", "B", "A", "A", "A", "A")]
    [TestCase("Why", "C", "B", "A", "A", "A", "A")]
    public void OtherSheets_EachRow_CarriesItsGrade(string sheet, params string[] grades) =>
        Assert.That(Reading(SamplePlan.Report()).Below(sheet, "Trust").Take(6).Select(c => c.Text).OrderDescending(), Is.EqualTo(grades.OrderDescending()));

    private static List<string> Texts(PlanReport report) => [.. Reading(report)["Data quality"].Values.Select(c => c.Text)];

    private static WorkbookReading Reading(PlanReport report) => new(Under.Bytes(stream => PlanWorkbook.Write(stream, report)));
}
