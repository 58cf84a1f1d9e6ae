using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Storage.Tests.Files.Spreadsheets;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>Our workbook as a planner sends it back.</summary>
public class VetoFormTest
{
    private static readonly string[] Header = ["SKU", "Location", "Bucket", "Rule", "Before", "After", "Veto", "Veto reason", "Veto by"];

    [TestCase("plan.xlsx")]
    [TestCase("plan-reviewed (2).xlsx")]
    [TestCase("vetoes.xlsx")]
    public void Import_ReturnedWorkbook_TakesTheRowsWithAMark(string name)
    {
        using var directory = Returned(
            name,
            ["What was changed in history"],
            Header,
            ["00123", "NORTH", "2026-01-05", "outlier", "90", "12", "x", "The fair was real", "A. Planner"],
            ["A-7", "NORTH", "2026-01-12", "stockout", "0", "", "", "", ""],
            ["A-7", "", "2026-01-19", "returns", "1", "2", "Withdrawn", "It was an error", "A. Planner"]);
        var imported = directory.Import();
        Assert.That(imported.Vetoes, Is.EqualTo(new[]
        {
            new CorrectionVeto(new("00123"), new Location("NORTH"), Day(5), "outlier", "The fair was real", "A. Planner", false),
            new CorrectionVeto(new("A-7"), null, Day(19), "returns", "It was an error", "A. Planner", true),
        }));
        var report = imported.Reports.Single(r => r.Feed == "vetoes");
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined), Is.EqualTo((2L, 2L, 0L)));
    }

    [Test]
    public void Import_MarkWithoutReasonOrAuthor_IsSetAside()
    {
        using var directory = Returned("plan.xlsx", Header, ["A-7", "NORTH", "2026-01-12", "stockout", "0", "", "yes", "", ""]);
        var imported = directory.Import();
        Assert.That(imported.Vetoes, Is.Empty);
        Assert.That(imported.Quarantine.Select(f => f.Message), Is.EqualTo(new[]
        {
            "plan.xlsx row 2, column \"Veto by\": the value is missing, and every row needs one. SKU A-7 at NORTH. The row was set aside.",
            "plan.xlsx row 2, column \"Veto reason\": the value is missing, and every row needs one. SKU A-7 at NORTH. The row was set aside.",
        }));
    }

    [Test]
    public void Scan_PlanWithoutThatSheet_IsLeftAlone()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"));
        directory.Write("plan.xlsx", TestWorkbook.OfText("Decisions", ["SKU", "Order"]));
        Assert.That(directory.Scan().Ignored, Is.EqualTo(new[] { "plan.xlsx" }));
    }

    private static DateRange Day(int day) => new(new DateOnly(2026, 1, day), new DateOnly(2026, 1, day));

    private static DataDirectory Returned(string name, params string[][] rows)
    {
        var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"));
        directory.Write(name, TestWorkbook.Of(("Decisions", TestWorkbook.TextRows(["SKU", "Order"])), ("Corrections", TestWorkbook.TextRows(rows))));
        return directory;
    }
}
