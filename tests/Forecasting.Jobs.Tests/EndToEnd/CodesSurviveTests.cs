using System.Globalization;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Codes are text through every hop: CSV, database, warehouse file, workbook, LibreOffice.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class CodesSurviveTests
{
    private static readonly string[] Codes =
    [
        "00123", "123", "1E5", "MARCH1", "SEP-2", "3/4", "12-3", "TRUE", "NULL", "N/A", "0x1F", "1.10", "1,5", "12345678901234567890",
        "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\",\"y\")", "'7", "a\"b", "A B", "#REF!", "{x}", "[red]", "<b>&amp;",
        "٠١٢٣", "مفتاح-7", "编号七", "😀-1", "\u00E9", "e\u0301", "İ", "ß", "A\u200FB",
    ];

    private TemporaryFolder folder = null!;
    private PublishedRun published = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"], Codes, SmallCompany.AsOf);
        SmallCompany.PlanQuickly(folder["data"]);

        // Nothing on any shelf and nothing on its way: every code must be ordered.
        File.Delete(folder["data", "open_orders.csv"]);
        var stock = File.ReadAllLines(folder["data", "stock.csv"]);
        File.WriteAllLines(folder["data", "stock.csv"], stock.Select((line, index) => index == 0 ? line : line[..(line.LastIndexOf(',') + 1)] + "0"));

        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        published = PublishedRun.Only(folder["out"]);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [TestCase("forecast.csv")]
    [TestCase("reorder.csv")]
    public void Run_MachineFile_HasEveryCodeUnchanged(string file) =>
        Assert.That(published.Rows(file).Select(row => row["sku"]).Distinct(), Is.EquivalentTo(Codes));

    [Test]
    public void Run_Workbook_HasEveryCodeAsText() => Assert.That(Codes.Except(WorkbookText.Read(published["plan.xlsx"]).Texts, StringComparer.Ordinal), Is.Empty);

    [Test]
    public void Run_Workbook_HasNoFormulaMadeOfACode()
    {
        var formulas = WorkbookText.Read(published["plan.xlsx"]).Formulas;
        // 1+1 by itself; the row after the one in BJ11 is BJ11+1.
        Assert.That(formulas, Has.None.Match(@"(?<![A-Z0-9])1\+1").And.None.Contains("SUM(A1)").And.None.Contains("\"x\",\"y\""));
    }

    [Test]
    public void Run_WorkbookThroughLibreOffice_KeepsEveryCode() =>
        Assert.That(Codes.Except(WorkbookText.ThroughLibreOffice(published["plan.xlsx"], folder["libreoffice"]), StringComparer.Ordinal), Is.Empty);

    [Test]
    public void Run_WorkbookThroughLibreOffice_AddsUpToTheReorderFile()
    {
        // The grand total of the orders stands in the workbook as a number; read it as LibreOffice computes and shows it.
        var units = published.Rows("reorder.csv").Sum(row => decimal.Parse(row["quantity"], CultureInfo.InvariantCulture));
        var numbers = WorkbookText.ThroughLibreOffice(published["plan.xlsx"], folder["totals"])
            .Select(field => decimal.TryParse(field, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null);
        Assert.That(numbers, Does.Contain((decimal?)units));
    }
}
