using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Forecasting.Catalog;
using Forecasting.Reports.Files;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>A program that is not ours opens the workbook and gives back the codes: through LibreOffice to CSV.</summary>
public sealed class LibreOfficeRoundTripTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("libreoffice").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Why_HostileCodes_ComeBackToTheLastCodePoint()
    {
        // Left out, because the CSV that LibreOffice writes (or its reading of _xHHHH_) cannot hold them: C0 controls, noncharacters and CR.
        // They are checked in the file itself by PlanWorkbookTests.
        string[] codes = [.. HostileText.All.Where(t => !t.Any(c => (c < ' ' && c is not '\t' and not '\n') || c == '\uFFFE'))];
        Assert.That(codes, Has.Length.GreaterThan(100));
        var report = SamplePlan.Of(codes.Select(code => SamplePlan.Line("x", "LEEDS", 40, 12) is var line
            ? line with { Item = SamplePlan.Named(code, code), Terms = line.Terms with { Key = new SkuLocation(new Sku(code), new Forecasting.Catalog.Location("LEEDS")) } }
            : line));
        using (var stream = File.Create(Path.Combine(folder, PlanWorkbook.Name)))
            PlanWorkbook.Write(stream, report);

        // Third sheet, comma, quotes, UTF-8, cells as they are and not as formatted, every text quoted.
        Convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,3");
        using var csv = File.OpenRead(Directory.GetFiles(folder, "*.csv").Single());
        var rows = StrictCsv.Read(csv).Select(r => r.Fields).SkipWhile(f => f[1] != "SKU").Skip(1).ToList();
        Assert.That(rows.Select(f => f[1]), Is.EqualTo(report.Lines.Select(l => l.Key.Sku.Code)));
        Assert.That(rows.Select(f => f[2]), Is.EqualTo(report.Lines.Select(l => l.Item.Name)));
        Assert.That(rows.Select(f => f[22]), Is.All.EqualTo("0"), "the change against the plan, recomputed");
    }

    [TestCase("00123", "LEEDS", "C", "Its stock was last counted on 2024-03-01, 45 days ago. · 1 of its last 13 weeks was corrected.")]
    [TestCase("00123", "", "C", "Its stock was last counted on 2024-03-01, 45 days ago. · 1 of its last 13 weeks was corrected.")]
    [TestCase("MARCH*", "YORK", "not in this plan", "not in this plan")]
    [TestCase("00123", "YORK", "not in this plan", "not in this plan")]
    public void DataQuality_CodeTypedIntoTheBox_IsLookedUpByAnotherProgram(string sku, string location, string grade, string why)
    {
        using (var stream = File.Create(Path.Combine(folder, PlanWorkbook.Name)))
            PlanWorkbook.Write(stream, SamplePlan.Report());
        TypeIntoTheBox(sku, location);

        Convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,12");
        using var csv = File.OpenRead(Directory.GetFiles(folder, "*.csv").Single());
        var fields = StrictCsv.Read(csv).Select(r => r.Fields).Single(f => f[0] == sku && f[2] == grade);
        Assert.That((fields[1], fields[3]), Is.EqualTo((location, why)));
    }

    [Test]
    public void Write_SamplePlan_OpensAndPrints()
    {
        using (var stream = File.Create(Path.Combine(folder, PlanWorkbook.Name)))
            PlanWorkbook.Write(stream, SamplePlan.Report());
        Convert("pdf");
        Assert.That(new FileInfo(Path.Combine(folder, "plan.pdf")).Length, Is.GreaterThan(10_000));
    }

    /// <summary>Changes the two cells of the box, and takes the values of its formulas away: whoever opens it must compute them.</summary>
    private void TypeIntoTheBox(string sku, string location)
    {
        using var document = SpreadsheetDocument.Open(Path.Combine(folder, PlanWorkbook.Name), isEditable: true);
        var workbook = document.WorkbookPart!;
        var sheet = workbook.Workbook.Sheets!.Elements<Sheet>().Single(s => s.Name == "Data quality");
        var cells = ((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!);
        cells["A9"].InlineString = new InlineString(new Text(sku));
        cells["B9"].InlineString = location.Length > 0 ? new InlineString(new Text(location)) : null;
        if (location.Length == 0)
            cells["B9"].DataType = null;
        foreach (var cell in cells.Values.Where(c => c.CellFormula is not null))
            cell.CellValue = null;
    }

    private void Convert(string format)
    {
        var start = new ProcessStartInfo("soffice", ["--headless", "--convert-to", format, "--outdir", folder, Path.Combine(folder, PlanWorkbook.Name)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder; // its own profile: two at a time do not meet
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("LibreOffice (soffice) is not installed.");
        }
    }
}
