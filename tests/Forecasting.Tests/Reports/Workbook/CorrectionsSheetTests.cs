using System.IO.Compression;
using Forecasting.Cleansing;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class CorrectionsSheetTests
{
    private static readonly string[] Headers = ["SKU", "Location", "Bucket", "Rule", "Was", "Now", "± deviation", "Why", "Veto", "Veto reason", "Veto by"];

    [Test]
    public void Headers_AreTheOnesThatAreReadBack()
    {
        var cells = Reading(Corrected())["Corrections"];
        Assert.That("ABCDEFGHIJK".Select(column => cells[$"{column}4"].Text), Is.EqualTo(Headers));
        Assert.That(
            cells["A2"].Text.TrimEnd(),
            Is.EqualTo("Write veto, a reason and your name, save, and put the workbook into the data folder: it holds until withdrawn."));
    }

    [Test]
    public void Rows_MostRecentFirstThenLargest()
    {
        var workbook = Reading(Corrected());
        Assert.That(
            workbook.Below("Corrections", "Rule").Select(c => c.Text).Take(3), Is.EqualTo((string[])["outlier", "bulk", "stockout"]), "60 capped by 30, then 5, then older");
        Assert.That(
            workbook.Below("Corrections", "Bucket").Select(c => DateTime.FromOADate((double)c.Number)).Take(2), Is.All.EqualTo(new DateTime(2024, 4, 8)));
    }

    [Test]
    public void Rows_NotObserved_IsSaidInWordsAndIsNotZero()
    {
        var workbook = Reading(SamplePlan.Report());
        Assert.That(workbook.Below("Corrections", "Now").Select(c => c.Text), Is.All.EqualTo("not observed"));
        Assert.That(workbook.Below("Corrections", "Was").Select(c => c.Number), Is.All.GreaterThan(0));
    }

    [Test]
    public void Rows_Estimate_SaysHowUncertainItIs()
    {
        var report = Corrected();
        var line = report.Lines.Single(l => l.Key.Sku.Code == "00123");
        var estimate = new Correction(SamplePlan.AsOf.AddDays(-14), 3, 12.4, "stockout", "In stock on 2 of 7 days.") { Deviation = 2.5 };
        report = report with
        {
            Lines = report.Lines.Replace(line, line with { History = line.History with { Corrections = [.. line.History.Corrections, estimate] } }),
        };
        Assert.That(
            Reading(report).Below("Corrections", "± deviation").Take(3).Select(c => c.Text), Is.EqualTo((string[])["", "", "2.5"]),
            "what is not estimated has none");
    }

    [Test]
    public void Veto_OnRecord_IsFilledInAsItWouldBeWritten()
    {
        var cells = Reading(Corrected())["Corrections"];
        Assert.That((cells["I5"].Text, cells["J5"].Text, cells["K5"].Text), Is.EqualTo(("veto", "A fair (the yearly one) was in town", "M. Rossi")));
        Assert.That((cells["I6"].Text, cells["J6"].Text, cells["K6"].Text), Is.EqualTo(("", "", "")));
    }

    [Test]
    public void Veto_IsChosenFromAListInCellsThatStayOpen()
    {
        var bytes = Under.Bytes(stream => PlanWorkbook.Write(stream, Corrected()));
        var xml = Part(bytes, SheetPath(bytes, "Corrections"));
        Assert.That(xml, Does.Contain("<formula1>\"veto,withdraw\"</formula1>").And.Contain("sqref=\"I5:I12\""));
        Assert.That(Part(bytes, "xl/styles.xml"), Does.Contain("locked=\"0\""));
    }

    [Test]
    public void Rows_MoreThanASheetHolds_SaysSo()
    {
        var report = SamplePlan.Report();
        var line = report.Lines[0];
        var corrections = Enumerable.Range(0, 20_001).Select(i => line.History.Corrections[0] with { BucketStart = SamplePlan.AsOf.AddDays(-7 * i) });
        report = report with { Advice = StockAdvice.None, Lines = [line with { History = line.History with { Corrections = [.. corrections] } }] };
        var workbook = Reading(report);
        Assert.That(workbook.Below("Corrections", "Rule"), Has.Count.EqualTo(20_000));
        Assert.That(workbook["Corrections"]["A2"].Text, Does.EndWith("The first 20,000 of 20,001 corrections are shown; all are in the database."));
    }

    [Test]
    public void SoldAndLearnt_ADecision_ShowsBothSeriesAndTheSpreadOfAnEstimate()
    {
        var report = SamplePlan.Report();
        var line = report.Lines.Single(l => l.Key.Sku.Code == "00123");
        var history = line.History with
        {
            Quantities = line.History.Quantities.SetItem(58, 77.5).SetItem(59, double.NaN),
            Deviations = [.. Enumerable.Range(0, 60).Select(i => i == 58 ? 3.25 : 0)],
        };
        report = report with { Lines = report.Lines.Replace(line, line with { History = history }) };
        var workbook = Reading(report);
        var rows = workbook.Below("Sold and learnt", "Series").Select(c => c.Text).ToList();
        Assert.That(rows[..3], Is.EqualTo((string[])["Sold", "Learnt from", "± estimate"]));
        Assert.That(rows[3..], Is.EqualTo(Enumerable.Repeat((string[])["Sold", "Learnt from"], 5).SelectMany(r => r)), "nothing was estimated there");
        Assert.That(workbook.Below("Sold and learnt", "2024-04-01\n2024-W14").Take(3).Select(c => c.Text), Is.EqualTo((string[])[$"{line.History.Raw.Quantities[58]}", "77.5", "3.25"]));
        Assert.That(workbook.Below("Sold and learnt", "2024-04-08\n2024-W15").Take(3).Select(c => c.Text), Is.EqualTo((string[])[$"{line.History.Raw.Quantities[59]}", "", ""]));
    }

    private static PlanReport Corrected()
    {
        var report = SamplePlan.Report();
        var line = report.Lines.Single(l => l.Key.Sku.Code == "00123");
        var day = SamplePlan.AsOf.AddDays(-7);
        Correction[] more =
        [
            .. line.History.Corrections, new(day, 25, 20, "bulk", "One order of 9; the largest usual one is 4."),
            new(day, 90, 60, "outlier", "9.1 robust deviations above its neighbours.") { Veto = "A fair (the yearly one) was in town (M. Rossi)" },
        ];
        return report with { Lines = report.Lines.Replace(line, line with { History = line.History with { Corrections = [.. more] } }) };
    }

    private static WorkbookReading Reading(PlanReport report) => new(Under.Bytes(stream => PlanWorkbook.Write(stream, report)));

    private static string SheetPath(byte[] bytes, string name)
    {
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var sheet = document.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(s => s.Name == name);
        return document.WorkbookPart.GetPartById(sheet.Id!.Value!).Uri.OriginalString.TrimStart('/');
    }

    private static string Part(byte[] bytes, string path)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(package.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }
}
