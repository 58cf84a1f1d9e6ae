using System.IO.Compression;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class OverridesSheetTests
{
    private const string Sheet = "Overrides";

    private static readonly string[] Headers =
    [
        "Ref", "State", "SKU", "Location", "Start", "End", "Kind", "Value", "Reason", "Author", "Expires", "Approved by", "Withdraw", "Effect, units", "Worth, money",
        "Buckets known", "Nearer by, units", "Given by", "Given on",
    ];

    private static readonly DemandOverride Fair = new(
        new Sku("00123"), new Location("LEEDS"), new DateRange(SamplePlan.AsOf, SamplePlan.AsOf.AddDays(13)), OverrideKind.Multiply, 1.25, "Fair", "Anna", SamplePlan.AsOf.AddDays(30))
    {
        Reference = "1v2",
        ApprovedBy = "Bea",
    };

    [Test]
    public void Headers_AndRun_AreTheOnesThatAreReadBack()
    {
        var report = SamplePlan.Report();
        var cells = Reading(report)[Sheet];
        Assert.That("ABCDEFGHIJKLMNOPQRS".Select(column => cells[$"{column}4"].Text), Is.EqualTo(Headers));
        Assert.That(cells["A3"].Text, Is.EqualTo($"Run {report.Identity.RunId}"));
    }

    [Test]
    public void Row_SaysWhatItDoesAndHowGoodItWas()
    {
        var report = SamplePlan.Report() with
        {
            Overrides =
            [
                new OverrideLine(new OverrideEffect(Fair, OverrideState.Applied, 20.5, 82.25m), new OverrideScore(2, -3.5), "Anna", SamplePlan.AsOf.AddDays(-7)),
                new OverrideLine(new OverrideEffect(Fair with { Reference = "2v1", IsWithdrawn = true, Location = null }, OverrideState.Withdrawn, 0, 0), OverrideScore.None, "", null),
            ],
        };
        var cells = Reading(report)[Sheet];
        Assert.That(
            "ABCDEFGHIJKLMNOPQRS".Select(column => cells[$"{column}5"].Text),
            Is.EqualTo((string[])
            [
                "1v2", "applied", "00123", "LEEDS", "45397", "45410", "multiply", "1.25", "Fair", "Anna", "45427", "Bea", "", "20.5", "82.25", "2", "-3.5", "Anna", "45390",
            ]));
        Assert.That("BDMNPQS".Select(column => cells[$"{column}6"].Text), Is.EqualTo((string[])["withdrawn", "", "yes", "", "", "", ""]));
    }

    [TestCase(OverrideState.Applied, "applied")]
    [TestCase(OverrideState.Waiting, "waits for a second person")]
    [TestCase(OverrideState.NotYet, "not yet")]
    [TestCase(OverrideState.Expired, "expired")]
    [TestCase(OverrideState.Withdrawn, "withdrawn")]
    [TestCase(OverrideState.NotPlanned, "not planned")]
    public void State_IsInWords(OverrideState state, string words) => Assert.That(Reading(With(Fair, state))[Sheet]["B5"].Text, Is.EqualTo(words));

    [Test]
    public void Sheet_IsProtectedButForWhatComesBack()
    {
        var bytes = Under.Bytes(stream => PlanWorkbook.Write(stream, With(Fair, OverrideState.Applied)));
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var workbook = document.WorkbookPart!;
        var formats = workbook.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>().ToArray();
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>())
        {
            var part = (DocumentFormat.OpenXml.Packaging.WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
            var protection = part.Worksheet.GetFirstChild<DocumentFormat.OpenXml.Spreadsheet.SheetProtection>();
            Assert.That(protection is not null, Is.EqualTo(sheet.Name!.Value == Sheet), $"{sheet.Name}");
            if (protection is null)
                continue;
            Assert.That((protection.Sheet?.Value, protection.Password, protection.HashValue), Is.EqualTo(((bool?)true, (object?)null, (object?)null)), "no password");
            Assert.That((protection.Sort?.Value, protection.AutoFilter?.Value, protection.InsertRows?.Value), Is.EqualTo(((bool?)false, (bool?)false, (bool?)false)), "false = not locked");
            foreach (var row in part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Where(r => r.RowIndex!.Value is 5 or 6 or 105))
            {
                var open = row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>()
                    .Where(c => formats[(int)c.StyleIndex!.Value].Protection?.Locked?.Value == false).Select(c => c.CellReference!.Value![..1]);
                Assert.That(string.Concat(open), Is.EqualTo("CDEFGHIJKLM"), $"row {row.RowIndex}");
            }
        }
    }

    [Test]
    public void Choices_AreOfferedDownToTheLastEmptyRow()
    {
        var bytes = Under.Bytes(stream => PlanWorkbook.Write(stream, With(Fair, OverrideState.Applied)));
        using var package = new ZipArchive(new MemoryStream(bytes));
        var xml = string.Concat(package.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
        Assert.That(xml, Does.Contain("<formula1>\"set,add,multiply\"</formula1>").And.Contain("sqref=\"G5:G105\""));
        Assert.That(xml, Does.Contain("<formula1>\"yes,no\"</formula1>").And.Contain("sqref=\"M5:M105\""));
    }

    private static PlanReport With(DemandOverride given, OverrideState state) =>
        SamplePlan.Report() with { Overrides = [new OverrideLine(new OverrideEffect(given, state, 0, null), OverrideScore.None, "Anna", SamplePlan.AsOf)] };

    private static WorkbookReading Reading(PlanReport report) => new(Under.Bytes(stream => PlanWorkbook.Write(stream, report)));
}
