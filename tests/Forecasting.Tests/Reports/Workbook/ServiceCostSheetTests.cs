using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class ServiceCostSheetTests
{
    private const string Sheet = "Service and stock";

    private static readonly XNamespace Chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    [Test]
    public void Add_TargetsByClass_TellsWhatTheSameServiceCouldCost()
    {
        var cells = Cells(SamplePlan.Report());
        Assert.That((cells["A6"].Text, cells["B6"].Number, cells["D6"].Number), Is.EqualTo(("You are here: targets by class", 0.952m, 12_300m)));
        Assert.That((cells["A7"].Text, cells["B7"].Number), Is.EqualTo(("Same service, least stock", 0.952m)));
        Assert.That(cells["F7"].Text, Is.EqualTo("EUR 2,468 (20.1 %) less than targets by class"));
        Assert.That(cells.Values.Select(c => c.Text), Is.SupersetOf(new[]
        {
            "Targets by class serve 95.2 % by value and bind EUR 12,300. The same service for EUR 2,468 (20.1 %) less money in stock: inventory.totalFillRate 0.952 gives each item the target that serves most for its money.",
            "One point more of the total costs EUR 184 a year in holding, from the cheapest stock on.",
            "5 SKU-locations take part. The others keep their own targets and are not counted here: 1 has a service_target of its own.",
        }));
    }

    [Test]
    public void Add_OneTotal_ShowsThePlanAndWhatTheClassesWouldBind()
    {
        var report = SamplePlan.Report() with { ServiceCost = SamplePlan.ServiceCost() with { ByTotal = SamplePlan.Cheapest(0.94) } };
        var bytes = Written(report);
        var cells = new WorkbookReading(bytes)[Sheet];
        Assert.That((string[])[cells["A6"].Text, cells["A7"].Text, cells["A8"].Text], Is.EqualTo(new[]
        {
            "You are here: targets from one total", "Targets by class, without the total", "Same service, least stock",
        }));
        Assert.That(cells["F6"].Text, Is.EqualTo("EUR 2,970 (24.1 %) less than targets by class, at 94 % against 95.2 %"));
        Assert.That(cells.Values.Select(c => c.Text), Has.Some.EqualTo("The plan is made with one total: it serves 94 % by value and binds EUR 9,330."));
        Assert.That(Faults(bytes), Is.Empty);
        Assert.That(ChartOf(bytes).Descendants(Chart + "ser").Count(), Is.EqualTo(5));
    }

    [Test]
    public void Chart_ShowsWhatTheCellsHold()
    {
        var bytes = Written(SamplePlan.Report());
        var cells = new WorkbookReading(bytes)[Sheet];
        var series = ChartOf(bytes).Descendants(Chart + "ser").ToArray();
        Assert.That(series, Has.Length.EqualTo(4));
        foreach (var s in series)
        {
            foreach (var reference in s.Descendants(Chart + "numRef"))
            {
                var (from, to, column) = Range(reference.Element(Chart + "f")!.Value);
                var cached = reference.Descendants(Chart + "v").Select(v => decimal.Parse(v.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                Assert.That(cached, Is.EqualTo(Enumerable.Range(from, to - from + 1).Select(row => cells[$"{column}{row}"].Number)));
            }

            var name = s.Element(Chart + "tx")!;
            var (nameRow, _, nameColumn) = Range(name.Descendants(Chart + "f").Single().Value);
            Assert.That(name.Descendants(Chart + "v").Single().Value, Is.EqualTo(cells[$"{nameColumn}{nameRow}"].Text));
        }

        Assert.That(series[0].Descendants(Chart + "xVal").Single().Descendants(Chart + "pt").Count(), Is.InRange(10, 19), "service that nobody asks for is cut off");
        Assert.That(ChartOf(bytes).Descendants(Chart + "valAx").Select(a => a.Element(Chart + "title")!.Value), Is.EqualTo(new[]
        {
            "Share of demand served at once from stock, by value (fill rate)", "Money in stock, on average (EUR)",
        }));
    }

    [Test]
    public void Add_NothingToShare_SaysWhy()
    {
        var cost = SamplePlan.ServiceCost() with { Lines = 0, Points = [], Outside = [(OutsideTotal.NoCost, 6)] };
        Assert.That(Cells(SamplePlan.Report() with { ServiceCost = cost })["A5"].Text, Is.EqualTo("No SKU-location can share a total: 6 have no known unit_cost or holding cost."));
        Assert.That(Cells(SamplePlan.Report() with { ServiceCost = null })["A5"].Text, Is.EqualTo("Nothing was planned that could share a total."));
    }

    [Test]
    public void Add_TargetsThatNothingBeats_SaysSo()
    {
        var cost = SamplePlan.ServiceCost() with { ByTargets = SamplePlan.Cheapest(0.952), By = ServiceWeight.Units, Currency = "" };
        Assert.That(
            Cells(SamplePlan.Report() with { ServiceCost = cost }).Values.Select(c => c.Text),
            Has.Some.EqualTo("Targets by class serve 95.2 % by units and bind 9,832: no other targets serve as much for less."));
    }

    private static (int From, int To, string Column) Range(string reference)
    {
        var match = System.Text.RegularExpressions.Regex.Match(reference, @"^'Service and stock'!\$([A-Z]+)\$(\d+):\$\1\$(\d+)$");
        Assert.That(match.Success, Is.True, reference);
        return (int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups[1].Value);
    }

    private static XDocument ChartOf(byte[] bytes)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        return package.Entries.Where(e => e.FullName.StartsWith("xl/charts/", StringComparison.Ordinal)).Select(e =>
        {
            using var stream = e.Open();
            return XDocument.Load(stream);
        }).Single(x => x.Descendants(Chart + "scatterChart").Any());
    }

    private static IReadOnlyDictionary<string, CellRead> Cells(PlanReport report) => new WorkbookReading(Written(report))[Sheet];

    private static byte[] Written(PlanReport report) => Under.Bytes(stream => PlanWorkbook.Write(stream, report));

    private static List<string> Faults(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }
}
