using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Reports.Components;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class ExplanationWorkbookTests
{
    [Test]
    public void Write_OnePlace_HasNoValidatorFinding() => Assert.That(Faults(Written(Explanation(PlannedDemands.Week()))), Is.Empty);

    [Test]
    public void Write_TwoPlacesOneTooNew_HasNoValidatorFindingAndASheetForEach()
    {
        var bytes = Written(Explanation(PlannedDemands.Week(), PlannedDemands.Of(TimeBucket.Day, [1, 2, 3], location: "YORK")));

        Assert.That(Faults(bytes), Is.Empty);
        var workbook = new WorkbookReading(bytes);
        Assert.That(workbook.SheetNames, Is.EqualTo(new[] { "Demand 1", "Demand 2" }));
        Assert.That(workbook["Demand 2"].Values.Select(c => c.Text), Does.Contain("Components need at least 24 observed buckets; there are 3."));
        Assert.That(Charts(bytes), Is.EqualTo(new[] { "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/charts/chart3.xml" }));
    }

    [Test]
    public void Table_EveryBucketOfHistory_AddsUp()
    {
        var demand = PlannedDemands.Week();
        var cells = new WorkbookReading(Written(Explanation(demand)));
        var columns = ((string[])["Sold, as learnt from", "Trend", "Season of the week", "Noise", "Without noise"])
            .Select(header => cells.Below("Demand", header).Take(demand.Quantities.Length).Select(c => (double)c.Number).ToArray()).ToArray();

        Assert.That(columns[0], Is.EqualTo(demand.Quantities));
        for (var t = 0; t < demand.Quantities.Length; t++)
        {
            Assert.That(columns[1][t] + columns[2][t] + columns[3][t], Is.EqualTo(columns[0][t]).Within(3e-6), $"row {t}");
            Assert.That(columns[0][t] - columns[3][t], Is.EqualTo(columns[4][t]).Within(3e-6), $"row {t}");
        }
    }

    [Test]
    public void Table_Forecast_HasItsMeanAndLimitsAfterTheHistory()
    {
        var workbook = new WorkbookReading(Written(Explanation(PlannedDemands.Week())));
        var days = workbook.Below("Demand", "First day").Select(c => DateTime.FromOADate((double)c.Number)).ToList();

        Assert.That((days[0], days[^1]), Is.EqualTo((new DateTime(2023, 11, 28), new DateTime(2024, 4, 30))));
        foreach (var (header, expected) in new[] { ("Expected (mean)", 8m), ("95 % from", 1m), ("80 % from", 4m), ("80 % to", 12m), ("95 % to", 20m) })
        {
            var column = workbook.Below("Demand", header);
            Assert.That(column.Take(139).Select(c => c.Text), Is.All.Empty, header);
            Assert.That(column.Skip(139).Select(c => c.Number), Is.EqualTo(Enumerable.Repeat(expected, 16)), header);
        }
    }

    [Test]
    public void Table_BucketNotObserved_IsBlankAndNotZero()
    {
        var week = PlannedDemands.Week();
        var workbook = new WorkbookReading(Written(Explanation(week with { Quantities = week.Quantities.SetItem(70, double.NaN) })));

        Assert.That(workbook.Below("Demand", "Sold, as learnt from")[70].Text, Is.Empty);
        Assert.That(workbook.Below("Demand", "Trend")[70].Number, Is.EqualTo(10).Within(0.1));
    }

    [Test]
    public void Table_SoldIsNotWhatWasLearntFrom_HasBothAndTheSpreadOfTheEstimate()
    {
        var demand = PlannedDemands.Week();
        var explained = new ExplainedDemand(demand, "Brake pad")
        {
            Sold = demand.Quantities.SetItem(100, 4),
            Deviations = [.. Enumerable.Range(0, 139).Select(t => t == 100 ? 2.5 : 0)],
        };
        var bytes = Written(new DemandExplanation("0123456789ab", SamplePlan.AsOf, [explained]));
        var workbook = new WorkbookReading(bytes);

        Assert.That(workbook.Below("Demand", "Sold")[100].Number, Is.EqualTo(4));
        Assert.That(workbook.Below("Demand", "Sold, as learnt from")[100].Number, Is.EqualTo((decimal)demand.Quantities[100]));
        Assert.That(workbook.Below("Demand", "± estimate").Take(139).Select(c => c.Text), Is.EqualTo(Enumerable.Range(0, 139).Select(t => t == 100 ? "2.5" : "")));
        Assert.That(SeriesOf(bytes, "xl/charts/chart1.xml")[..2], Is.EqualTo(new[] { "Sold", "Sold, as learnt from" }));
        Assert.That(Faults(bytes), Is.Empty);
    }

    [Test]
    public void Table_SoldIsWhatWasLearntFrom_IsShownOnce()
    {
        var demand = PlannedDemands.Week();
        var explanation = new DemandExplanation("0123456789ab", SamplePlan.AsOf, [new ExplainedDemand(demand, "") { Sold = demand.Quantities }]);
        var headers = new WorkbookReading(Written(explanation))["Demand"].Values.Select(c => c.Text).ToList();
        Assert.That(headers, Does.Contain("Sold, as learnt from").And.Not.Contain("Sold"));
    }

    [Test]
    public void Sentences_AreThoseOfTheTerminal()
    {
        var demand = PlannedDemands.Week();
        var texts = new WorkbookReading(Written(Explanation(demand)))["Demand"].Values.Select(c => c.Text).ToList();

        foreach (var (_, sentence) in ComponentWords.Of(demand, demand.Components()))
            Assert.That(texts, Does.Contain(sentence));
    }

    [Test]
    public void Charts_ShowTheDemandAndWhatIsAroundItsTrend()
    {
        var bytes = Written(Explanation(PlannedDemands.Week()));

        Assert.That(SeriesOf(bytes, "xl/charts/chart1.xml"), Is.EqualTo(new[]
        {
            "Sold, as learnt from", "Without noise", "Trend", "Expected (mean)", "95 % from", "80 % from", "80 % to", "95 % to",
        }));
        Assert.That(SeriesOf(bytes, "xl/charts/chart2.xml"), Is.EqualTo(new[] { "Noise", "Season of the week" }));
        Assert.That(Part(bytes, "xl/charts/chart1.xml"), Does.Contain("<c:min val=\"0\""));
        Assert.That(Part(bytes, "xl/charts/chart2.xml"), Does.Not.Contain("<c:min "), "noise is below 0 half the time");
    }

    [Test]
    public void Charts_LongHistory_ShowItsEndUnderTheSameNames()
    {
        var demand = PlannedDemands.Of(TimeBucket.Day, [.. Enumerable.Range(0, 300).Select(t => 10.0 + t % 7)]);
        var bytes = Written(Explanation(demand));
        var workbook = new WorkbookReading(bytes);

        foreach (var chart in Charts(bytes))
        {
            var names = Regex.Matches(Part(bytes, chart), "<c:tx><c:strRef><c:f>'Demand'!([^<:]+)")
                .Select(m => m.Groups[1].Value.Replace("$", "", StringComparison.Ordinal));
            Assert.That(names.Select(cell => workbook["Demand"][cell].Text), Is.EqualTo(SeriesOf(bytes, chart)), chart);
        }

        var shown = Regex.Match(Part(bytes, "xl/charts/chart1.xml"), "<c:cat>.*?ptCount val=\"(\\d+)\"").Groups[1].Value;
        Assert.That(shown, Is.EqualTo("198"), "182 days and 16 ahead");
    }

    [Test]
    public void Write_HostileTexts_StayTextAndBringNoFormula()
    {
        foreach (var text in HostileText.All)
        {
            var bytes = Written(Named(text));
            var workbook = new WorkbookReading(bytes);

            Assert.That(workbook.Cells.Where(c => c.Cell.Formula.Length > 0), Is.Empty, text);
            Assert.That(workbook["Demand"]["A1"].Text, Does.StartWith($"Demand of {text} at {text} ("), text);
        }
    }

    [Test]
    public void Write_HostileText_HasNoValidatorFinding()
    {
        const string text = "=1+1\u0001_x0041_<&\uFFFE";
        Assert.That(Faults(Written(Named(text))), Is.Empty);
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        var expected = Written(Explanation(PlannedDemands.Year()));

        Assert.That(Written(Explanation(PlannedDemands.Year())), Is.EqualTo(expected));
        Assert.That(Under.Culture(culture, () => Written(Explanation(PlannedDemands.Year()))), Is.EqualTo(expected));
    }

    [Test]
    public void Write_MorePlacesThanShown_SaysSo()
    {
        var places = Enumerable.Range(1, 22).Select(i => i.ToString(CultureInfo.InvariantCulture));
        var bytes = Written(Explanation([.. places.Select(place => PlannedDemands.Of(TimeBucket.Day, [1, 2, 3], location: place))]));
        var workbook = new WorkbookReading(bytes);

        Assert.That(workbook.SheetNames, Has.Count.EqualTo(ExplanationWorkbook.PlacesShown));
        Assert.That(workbook["Demand 1"]["A2"].Text, Does.EndWith("The first 20 of 22 places; --at shows any other."));
    }

    [Test]
    public void Write_NoPlace_Throws() =>
        Assert.That(() => Written(Explanation()), Throws.ArgumentException.With.Message.Contains("there is no demand to show"));

    private static DemandExplanation Named(string text) =>
        new("run", SamplePlan.AsOf, [new ExplainedDemand(PlannedDemands.Week(text, text), text)]);

    private static DemandExplanation Explanation(params PlannedDemand[] demands) =>
        new("0123456789ab", SamplePlan.AsOf, [.. demands.Select(demand => new ExplainedDemand(demand, "Brake pad"))]);

    private static byte[] Written(DemandExplanation explanation) => Under.Bytes(stream => ExplanationWorkbook.Write(stream, explanation));

    private static List<string> Faults(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }

    private static string[] Charts(byte[] bytes)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        return [.. package.Entries.Select(e => e.FullName).Where(name => name.StartsWith("xl/charts/", StringComparison.Ordinal))];
    }

    private static string[] SeriesOf(byte[] bytes, string chart) =>
        [.. Regex.Matches(Part(bytes, chart), "<c:tx><c:strRef>.*?<c:v>([^<]+)</c:v>").Select(m => m.Groups[1].Value)];

    private static string Part(byte[] bytes, string path)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(package.GetEntry(path)!.Open());
        return Regex.Replace(reader.ReadToEnd(), @">\s+<", "><");
    }
}
