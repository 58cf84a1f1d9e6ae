using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Workbook;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class PlanWorkbookTests
{
    // Words of ours and cells of the same row: nothing else can be in a formula of the sheet Why.
    private static readonly Regex OurFormula = new(
        @"^(?:(?:ROUND|ROUNDUP|ROUNDDOWN|SUM|MIN|MAX|MEDIAN|MATCH|INDEX|IF|AND|OR)\(|[A-Z]{1,3}(\d+)(?:(?=\D|$))|[-+*/<>=,:()]|""(?:|computed|between computed|edge of the table)""|1E\+15|0\.5|\d+)+$",
        RegexOptions.CultureInvariant);

    [Test]
    public void Write_SamplePlan_HasItsSheetsInTheReadersOrder() =>
        Assert.That(Sample().SheetNames, Is.EqualTo((string[])["Decisions", "Orders by supplier", "Why", "Changes", "Risk & excess", "Forecast", "Forecast totals", "Components", "Sold and learnt", "Accuracy", "Overrides", "Data quality", "Trust", "Corrections", "Service and stock", "Notes"]));

    [Test]
    public void Write_SamplePlan_HasNoValidatorFinding() => Assert.That(Faults(Written(SamplePlan.Report())), Is.Empty);

    [Test]
    public void Write_EmptyPlan_HasNoValidatorFinding()
    {
        var report = SamplePlan.Of([]) with { Unplanned = [], Imports = [], Quarantine = [], Warnings = [], Settings = [] };
        Assert.That(Faults(Written(report)), Is.Empty);
    }

    [Test]
    public void Write_BrokenPackage_IsFoundByTheValidator()
    {
        // The control of the two above: a chart that is not where the schema wants it must be noticed.
        var faults = Faults(Rewritten(Written(SamplePlan.Report()), "xl/worksheets/sheet1.xml", xml => xml.Replace("<drawing ", "<drawingg ", StringComparison.Ordinal)));
        Assert.That(faults, Is.Not.Empty);
    }

    [Test]
    public void Write_Twice_GivesTheSameBytes()
    {
        var once = Written(SamplePlan.Report());
        Assert.That(Written(SamplePlan.Report()), Is.EqualTo(once));
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("tr-TR")]
    [TestCase("fr-FR")]
    [TestCase("th-TH")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        var expected = Written(SamplePlan.Report());
        Assert.That(Under.Culture(culture, () => Written(SamplePlan.Report())), Is.EqualTo(expected));
    }

    [Test]
    [NonParallelizable]
    public void Write_AnyTimeZone_GivesTheSameBytes()
    {
        var expected = Written(SamplePlan.Report());
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            foreach (var other in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
            {
                Environment.SetEnvironmentVariable("TZ", other);
                TimeZoneInfo.ClearCachedData();
                Assert.That(Written(SamplePlan.Report()), Is.EqualTo(expected), other);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Test]
    public void Write_ForwardOnlyStream_IsWritten()
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            PlanWorkbook.Write(zip, SamplePlan.Report());
        target.Position = 0;
        using var read = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionMode.Decompress))
            zip.CopyTo(read);
        Assert.That(new WorkbookReading(read.ToArray()).SheetNames, Has.Count.EqualTo(16));
    }

    [Test]
    public void Write_HostileTextEverywhere_HasNoFormulaButOurs()
    {
        var workbook = new WorkbookReading(Written(Hostile()));
        var formulas = workbook.Cells.Where(c => c.Cell.Formula.Length > 0).ToList();
        var sums = formulas.Where(f => f.Sheet == "Why").ToList();
        Assert.That(sums, Has.Count.EqualTo(19 * HostileText.All.Length));
        Assert.That(sums.Where(f => !OurFormula.IsMatch(f.Cell.Formula)), Is.Empty);
        Assert.That(sums.Where(f => OurFormula.Match(f.Cell.Formula).Groups[1].Captures.Any(row => !f.Name.EndsWith(row.Value, StringComparison.Ordinal))), Is.Empty, "its own row");
        Assert.That(
            formulas.Except(sums).Select(f => (f.Sheet, f.Cell.Formula)),
            Is.EqualTo(new[] { ("Data quality", Lookup("D")), ("Data quality", Lookup("I")) }), "the box that asks about one SKU");

        static string Lookup(string column) =>
            $"IF(A9=\"\",\"\",IFERROR(INDEX('Trust'!${column}$5:${column}$198,1048573-SUMPRODUCT(MAX(EXACT('Trust'!$A$5:$A$198,A9)"
            + "*((EXACT('Trust'!$C$5:$C$198,B9)+(B9=\"\"))>0)*(1048577-ROW('Trust'!$A$5:$A$198))))),\"not in this plan\"))";
    }

    [Test]
    public void Write_HostileTextEverywhere_IsTextToTheLastCodePoint()
    {
        var bytes = Written(Hostile());
        var workbook = new WorkbookReading(bytes);
        var expected = Hostile().Lines.Select(l => l.Key.Sku.Code).ToList();
        Assert.That(expected, Is.EquivalentTo(HostileText.All));
        foreach (var (sheet, header) in new[] { ("Why", "SKU"), ("Why", "Name"), ("Why", "Location"), ("Forecast", "SKU"), ("Forecast", "Why not the first choice"), ("Accuracy", "SKU") })
        {
            var cells = workbook.Below(sheet, header);
            Assert.That(cells.Select(c => c.Text), Is.EqualTo(expected), $"{sheet}, {header}");
            Assert.That(cells.Select(c => (c.Type, c.NumberFormat)), Is.All.EqualTo(("inlineStr", "@")), $"{sheet}, {header}");
        }

        foreach (var (sheet, header) in new[] { ("Corrections", "SKU"), ("Corrections", "Rule"), ("Corrections", "Why"), ("Corrections", "Veto reason"), ("Trust", "Location"), ("Overrides", "SKU"), ("Overrides", "Reason"), ("Overrides", "Approved by") })
        {
            var cells = workbook.Below(sheet, header).Where(c => c.Text.Length > 0).ToList();
            Assert.That(cells.Select(c => c.Text).Where(expected.Contains), Is.EquivalentTo(expected), $"{sheet}, {header}");
            Assert.That(cells.Select(c => (c.Type, c.NumberFormat)), Is.All.EqualTo(("inlineStr", "@")), $"{sheet}, {header}");
        }

        Assert.That(Faults(bytes), Is.Empty);
    }

    [Test]
    public void Write_HostileTextEverywhere_IsQuotedWhereAnEditWouldWakeIt()
    {
        var cells = new WorkbookReading(Written(Hostile())).Cells.Where(c => c.Cell.Type == "inlineStr").ToList();
        Assert.That(cells.Where(c => c.Cell.Text.Length > 0 && "=+-@\t\r\n'".Contains(c.Cell.Text[0], StringComparison.Ordinal) && !c.Cell.HasQuotePrefix), Is.Empty);
        Assert.That(cells.Count(c => c.Cell.HasQuotePrefix), Is.GreaterThan(HostileText.Injections.Length));
    }

    [Test]
    public void Why_EveryRow_AddsUpToTheOrder()
    {
        var report = SamplePlan.Report();
        var why = Sample()["Why"];
        for (var row = 6; row < 6 + report.Lines.Length; row++)
        {
            decimal At(string column) => why[column + row.ToString(CultureInfo.InvariantCulture)].Number;
            var sum = "HIJKLMNOPQRST".Sum(column => At(column.ToString()));
            Assert.That(sum, Is.EqualTo(At("U")).And.EqualTo(report.Lines[row - 6].Recommendation.Explanation.Quantity));
            Assert.That((At("U"), At("W")), Is.EqualTo((At("V"), 0m)), "the cached value is the value");
        }
    }

    [Test]
    public void Orders_GrandTotal_IsThatOfTheReorderFile()
    {
        var report = SamplePlan.Report();
        var lines = ReorderFile.Read(new MemoryStream(Under.Bytes(s => ReorderFile.Write(s, report)))).Lines;
        var sheet = Sample()["Orders by supplier"];
        var totals = sheet.Where(c => c.Value.Text == "Grand total").Select(c => c.Key[1..]).ToList();
        Assert.That(sheet["G" + totals[0]].Number, Is.EqualTo(lines.Sum(l => l.Quantity)));
        Assert.That(
            totals.Select(row => (sheet["L" + row].Text, sheet["K" + row].Number)),
            Is.EqualTo(lines.Where(l => l.UnitPrice is not null).GroupBy(l => l.Currency).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(l => l.Value)))));
        Assert.That(sheet.Values.Count(c => c.Text is "create" or "cancel"), Is.EqualTo(lines.Length));
    }

    [Test]
    public void Orders_SupplierWithAMinimum_SaysHowFarItIs()
    {
        var texts = Sample()["Orders by supplier"].Values.Select(c => c.Text).ToList();
        Assert.That(texts, Does.Contain("BELOW minimum order value: 1,506 of 5,000 EUR (30.1 %)"));
        Assert.That(texts, Does.Contain("minimum order quantity 10 units reached"));
    }

    [Test]
    public void Orders_MoreThanASheetHolds_SaysSoAndStillAddsThemAllUp()
    {
        var report = SamplePlan.Report();
        report = report with
        {
            Orders = [.. Enumerable.Range(1, 20_500).Select(i => report.Orders[0] with { LineNumber = i, LineId = i.ToString(CultureInfo.InvariantCulture) })],
        };
        var sheet = new WorkbookReading(Written(report))["Orders by supplier"];
        Assert.That(sheet.Values.Count(c => c.Text == "create"), Is.EqualTo(20_000));
        Assert.That(sheet["A2"].Text, Does.EndWith("Lines after the first 20,000 are only in reorder.csv; subtotals and totals are of all lines."));
        Assert.That(sheet["G" + sheet.Single(c => c.Value.Text == "Grand total").Key[1..]].Number, Is.EqualTo(20_500 * report.Orders[0].Quantity));
    }

    [Test]
    public void Decisions_FirstRow_IsTheMostUrgent()
    {
        var cells = Sample()["Decisions"];
        var first = cells.Single(c => c.Value.Text == "Action").Key[1..];
        var row = (int.Parse(first, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        Assert.That((cells["B" + row].Text, cells["C" + row].Text, cells["E" + row].Text, cells["G" + row].Number, cells["K" + row].Number),
            Is.EqualTo(("Order + expedite", "00123", "LEEDS", 138m, 638.5725m)));
    }

    [Test]
    public void Decisions_Links_LeadToTheRowThatExplainsThemAndBack()
    {
        var workbook = Sample();
        using var document = SpreadsheetDocument.Open(new MemoryStream(Written(SamplePlan.Report())), isEditable: false);
        var links = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Hyperlink>())
            .Select(h => (From: h.Reference!.Value!, To: h.Location!.Value!)).ToList();
        Assert.That(links, Has.Count.EqualTo(30), "six decisions: to their explanation, back from it, from their components, and from their two series");
        foreach (var (from, to) in links.Where(l => l.To.StartsWith("'Why'!", StringComparison.Ordinal)))
        {
            var target = to["'Why'!".Length..];
            Assert.That(workbook["Why"][target].Text, Is.EqualTo(workbook["Decisions"][from].Text));
            Assert.That(links, Does.Contain(("A" + target[1..], $"'Decisions'!{from}")));
        }
    }

    [Test]
    public void DataQuality_MoreFindingsThanShown_SaysWhereTheRestIs()
    {
        var report = SamplePlan.Report();
        report = report with { Quarantine = [.. Enumerable.Range(1, 1_234).Select(i => report.Quarantine[0] with { Line = i })] };
        var cells = new WorkbookReading(Written(report))["Data quality"].Values.ToList();
        Assert.That(cells.Select(c => c.Text), Does.Contain("Rows set aside. The first 1,000 of 1,234 findings are shown; all are in quarantine.csv."));
        Assert.That(cells.Count(c => c.Text == report.Quarantine[0].OriginalLine), Is.EqualTo(1_000));
    }

    [Test]
    public void DataQuality_EveryFile_ShowsThatRowsAddUp()
    {
        var cells = Sample()["Data quality"].Values.Select(c => c.Text).ToList();
        Assert.That(cells.Count(t => t == "✓ adds up"), Is.EqualTo(3), "two files and the total");
        Assert.That(cells, Does.Contain("✗ refused: The column \"location\" is missing."));
    }

    [Test]
    public void Forecast_Buckets_AreThoseOfTheReport()
    {
        var report = SamplePlan.Report();
        var workbook = Sample();
        var line = report.Lines[0];
        Assert.That(
            workbook["Forecast"].Where(c => c.Value.Text == "2024-04-15\n2024-W16").Select(c => c.Key.TrimEnd('5') + "6").Select(name => (double)workbook["Forecast"][name].Number),
            Is.EqualTo((double[])[line.Forecast.Mean[0], line.Forecast.Quantile(0, 1), line.Forecast.Quantile(0, 3)]).Within(1e-6));
        Assert.That(workbook.Below("Forecast", "2024-04-08\n2024-W15").Select(c => (double)c.Number), Is.EqualTo(report.Lines.Select(l => l.History.Quantities[^1])));
    }

    [Test]
    public void Forecast_Sparklines_AreOneARow()
    {
        var xml = Part(Written(SamplePlan.Report()), "xl/worksheets/sheet6.xml");
        Assert.That(Regex.Matches(xml, "<xm:sqref>(H\\d+)</xm:sqref>").Select(m => m.Groups[1].Value), Is.EqualTo((string[])["H6", "H7", "H8", "H9", "H10", "H11"]));
    }

    [Test]
    public void Chart_FirstDecision_ShowsItsHistoryAndForecast()
    {
        var xml = Part(Written(SamplePlan.Report()), "xl/charts/chart1.xml");
        Assert.That(xml, Does.Contain("00123 at LEEDS"));
        Assert.That(
            Regex.Matches(xml, "<c:tx>.*?<c:v>([^<]+)</c:v>", RegexOptions.Singleline).Select(m => m.Groups[1].Value),
            Is.EqualTo((string[])["Sold", "P90", "Expected (mean)", "P10", "Trend", "Trend and seasons"]));
    }

    [Test]
    public void Chart_FirstDecisionTooNewForComponents_StandsAlone()
    {
        var report = SamplePlan.Report();
        static PlanLine Shortened(PlanLine line) => line with
        {
            History = line.History with { Quantities = [.. line.History.Quantities.Select((x, t) => t < 45 ? double.NaN : x)] },
        };
        var bytes = Written(report with { Lines = [.. report.Lines.Select(Shortened)] });
        Assert.That(Regex.Matches(Part(bytes, "xl/charts/chart1.xml"), "<c:ser>"), Has.Count.EqualTo(5), "sold is not what was learnt from");
        Assert.That(
            new WorkbookReading(bytes).Below("Components", "Why not taken apart").Select(c => c.Text),
            Is.All.EqualTo("Components need at least 24 observed buckets; there are 15."));
        Assert.That(Faults(bytes), Is.Empty);
    }

    [Test]
    public void Components_EachDecision_HasThePartsOfItsDemand()
    {
        var report = SamplePlan.Report();
        var workbook = Sample();
        var codes = workbook.Below("Components", "SKU").Select(c => c.Text).ToList();
        Assert.That(codes, Has.Count.EqualTo(6).And.EquivalentTo(report.Lines.Select(l => l.Key.Sku.Code)));
        for (var row = 0; row < codes.Count; row++)
        {
            var demand = PlannedDemand.Of(report.Lines.Single(l => l.Key.Sku.Code == codes[row]));
            var parts = ((Outcome<Forecasting.Forecasters.Ssa.SsaComponents>.Done)demand.Components()).Value;
            double At(string header) => (double)workbook.Below("Components", header)[row].Number;
            Assert.That(At("Level now (units per week)"), Is.EqualTo(parts.Trend.Values[^1]).Within(1e-6));
            Assert.That(At("Noise deviates by (units per week)"), Is.EqualTo(parts.NoiseDeviation).Within(1e-6));
            Assert.That(
                At("Trend, share of variance") + At("Seasons, share") + At("Cycles, share") + At("Noise, share"), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void Write_AnyPart_HoldsNothingRandomOrOfToday()
    {
        using var package = new ZipArchive(new MemoryStream(Written(SamplePlan.Report())));
        Assert.That(package.Entries.Select(e => e.FullName), Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal));
        Assert.That(package.Entries.Select(e => e.LastWriteTime.DateTime), Is.All.EqualTo(new DateTime(1980, 1, 1)));
        Assert.That(package.Entries.Where(e => Regex.IsMatch(e.FullName, "[0-9a-f]{32}")), Is.Empty);
        Assert.That(Part(Written(SamplePlan.Report()), "docProps/core.xml"), Does.Contain(">2024-04-15T00:00:00Z<"));
    }

    private static PlanReport Hostile()
    {
        var report = SamplePlan.Of(HostileText.All.Select(text => SamplePlan.Line("x", text, 40, 12, fallback: text) is var line
            ? line with
            {
                Item = SamplePlan.Named(text, text),
                Terms = line.Terms with { Key = new SkuLocation(new Sku(text), new Location(text)), Supplier = text, Assumptions = [text] },
                History = line.History with
                {
                    Raw = line.History.Raw with { Key = new SkuLocation(new Sku(text), new Location(text)) },
                    Corrections = [line.History.Corrections[0] with { Rule = text, Why = text, Veto = text }],
                },
                Trust = DataTrust.Of([new TrustReason(TrustGrade.C, text, text)]),
                Recommendation = line.Recommendation with { Notes = [text], ServiceTarget = text },
            }
            : line));
        return report with
        {
            Warnings = [.. HostileText.All],
            Gate = [.. HostileText.All.Select(t => new GateFinding(t, t, GateLevel.Warning, t))],
            Changes = [.. HostileText.All.Select(t => new Forecasting.History.HistoryChange(new SkuLocation(new Sku(t), new Location(t)), SamplePlan.AsOf, 1, null, t, t))],
            Settings = [.. HostileText.All.Select(t => new SettingValue(t, t, t))],
            Overrides =
            [
                .. HostileText.All.Select(t => new OverrideLine(
                    new OverrideEffect(
                        new Forecasting.History.DemandOverride(
                            new Sku(t), new Location(t), new DateRange(SamplePlan.AsOf, SamplePlan.AsOf), default, 1, t, t, null)
                        {
                            ApprovedBy = t,
                            Reference = t,
                        },
                        OverrideState.Applied,
                        1,
                        1),
                    Forecasting.Accuracy.OverrideScore.None,
                    t,
                    SamplePlan.AsOf)),
            ],
            Quarantine = [.. HostileText.All.Select(t => new Forecasting.History.QuarantinedRow(t, t, 1, t, t, t, t, t))],
            Orders = [.. report.Orders.Select(o => o with { SupplierId = o.Sku.Code, SupplierSku = o.Sku.Code, Unit = o.Sku.Code })],
            Identity = report.Identity with { Scope = "=1+1" },
        };
    }

    private static WorkbookReading Sample() => new(Written(SamplePlan.Report()));

    private static byte[] Written(PlanReport report) => Under.Bytes(stream => PlanWorkbook.Write(stream, report));

    private static List<string> Faults(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }

    private static string Part(byte[] bytes, string path)
    {
        using var package = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(package.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Rewritten(byte[] bytes, string path, Func<string, string> change)
    {
        var text = change(Part(bytes, path));
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            package.GetEntry(path)!.Delete();
            using var writer = new StreamWriter(package.CreateEntry(path).Open());
            writer.Write(text);
        }

        return stream.ToArray();
    }
}
