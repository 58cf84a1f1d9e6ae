using System.Collections.Immutable;
using System.Text;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

[TestFixture]
public sealed class PartnerProfileTests
{
    private static readonly PartnerProfile Good = TestPartners.Profile("x12-850") with { Numbers = "acme" };

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.All))]
    public void Validate_AProfileForEachFormat_FindsNothing(string name) =>
        Assert.That(PartnerProfile.Validate([TestPartners.Profile(name)]), Is.Empty);

    [Test]
    public void Validate_EachFault_IsASentenceWithTheSetting() => Assert.That(
        PartnerProfile.Validate(
        [
            Good with { Name = "Acme!" },
            Good with { Name = "a", Format = "x12-999" },
            Good with { Name = "b", Version = "005010" },
            Good with { Name = "c", Folder = "../out" },
            Good with { Name = "d", CharacterSet = "utf-8" },
            Good with { Name = "e", Types = [OrderType.Transfer], Actions = [OrderAction.Cancel] },
            Good with { Name = "f", Limits = ImmutableSortedDictionary<string, int>.Empty.Add("colour", 3).Add("sku", 0) },
            Good with { Name = "g", Values = Good.Values.SetItem("receiver", "").SetItem("sender", "A*B").SetItem("port", "1").SetItem("separators", "**~") },
            Good with { Name = "h", Codes = new PartnerCodes { Sku = new Dictionary<string, string> { ["1"] = "X", ["2"] = "X", ["3"] = "" } } },
            TestPartners.Profile("netsuite-csv") with { Name = "i", Values = ImmutableSortedDictionary<string, string>.Empty.Add("dateFormat", "yy") },
            TestPartners.Profile("oracle-wms-pos") with { Name = "j", Values = ImmutableSortedDictionary<string, string>.Empty.Add("header", "order_id").Add("detail", "sku,colour") },
            Good with { Name = "b" },
        ]),
        Is.EqualTo(new[]
        {
            "partners: the name \"b\" stands more than once; each partner needs a name of its own.",
            "partners: the name \"Acme!\" must be 1 to 40 small letters, digits and hyphens.",
            "partners.a.format is \"x12-999\"; known are " + string.Join(", ", TestPartners.All) + ".",
            "partners.b.version is \"005010\"; x12-850 is written in version \"004010\".",
            "partners.c.folder is \"../out\"; it must be a plain folder name of letters, digits, dots, hyphens and underscores.",
            "partners.d.characterSet is \"utf-8\"; x12-850 has extended, basic.",
            "partners.e.types has transfer, which x12-850 does not carry.",
            "partners.e.actions has cancel, which x12-850 cannot say.",
            "partners.f.limits has \"colour\"; x12-850 has the fields order_id, order_date, currency, supplier_id, ship_to_location, line_no, quantity, unit, "
                + "unit_price, sku, supplier_sku, gtin, line_id, requested_delivery.",
            "partners.f.limits.sku is 0; it must be at least 1.",
            "partners.g.values has \"port\"; x12-850 has sender, senderQualifier, receiver, receiverQualifier, separators, buyer.",
            "partners.g.values.sender (ISA06, GS02) is \"A*B\"; it holds U+002A, which parts the elements of the file (name other separators).",
            "partners.g.values.receiver (ISA08, GS03) is \"\"; it is required.",
            "partners.g.values.separators (ISA) is \"**~\"; it must be three different marks: between elements, between components, after segments.",
            "partners.h.codes.sku has an empty code.",
            "partners.h.codes.sku makes \"1\" and \"2\" one product, \"X\".",
            "partners.i.values.dateFormat (Date) is \"yy\"; it must be yyyy-MM-dd or M/d/yyyy or d/M/yyyy or d.M.yyyy.",
            "partners.j.values.detail ([H2]) is \"sku,colour\"; it names the column \"colour\"; known are seq_nbr, order_id, line_no, order_date, supplier_id, "
                + "ship_to_location, sku, gtin, quantity, unit, requested_delivery, unit_price, line_id and 'text'.",
        }));

    [Test]
    public void Of_Filters_KeepOnlyThePartnersLines()
    {
        OrderLine[] lines =
        [
            TestPartners.Line("P1", 1, "A1", 1), TestPartners.Line("P2", 1, "A2", 1) with { SupplierId = "S2" },
            TestPartners.Line("P3", 1, "A3", 1) with { ShipTo = new Location("YORK") },
            TestPartners.Line("T1", 1, "A4", 1) with { Type = OrderType.Transfer, SupplierId = "", ShipFrom = "YORK", ShipTo = new Location("HULL") },
        ];
        string[] Skus(PartnerProfile profile) =>
            [.. TestPartners.Read(profile.Format, TestPartners.Written(profile, TestPartners.Source(lines))).Rows.Select(r => r["sku"])];
        var csv = TestPartners.Profile("csv");
        Assert.That(Skus(csv), Is.EqualTo(new[] { "A1", "A2", "A3", "A4" }));
        Assert.That(Skus(csv with { Suppliers = ["S2"] }), Is.EqualTo(new[] { "A2" }));
        Assert.That(Skus(csv with { Locations = ["YORK"] }), Is.EqualTo(new[] { "A3", "A4" }));
        Assert.That(Skus(csv with { Types = [OrderType.Transfer] }), Is.EqualTo(new[] { "A4" }));
        Assert.That(Skus(Good), Is.EqualTo(new[] { "A1", "A2", "A3" }));
        Assert.That(PartnerFile.Of(csv with { Suppliers = ["S9"] }, TestPartners.Source(lines), TestPartners.Interchange(csv)), Is.Null);
    }

    [Test]
    public void Of_Series_CountsFilesAndNotProfiles()
    {
        var report = SamplePlan.Report() with { PartnerNumbers = [new NumberSeries("acme", [7, 9, 10]), new NumberSeries("erp", [3])] };
        PartnerProfile Csv(string name, string? series, params string[] suppliers) =>
            TestPartners.Profile("csv") with { Name = name, Numbers = series, Suppliers = [.. suppliers] };
        var files = PartnerFile.Of(report, [Csv("orders", "acme"), Csv("nothing", "acme", "nobody"), Csv("erp", null), Csv("copy", "acme")], isTest: false);
        Assert.That(
            files.Select(f => (f.Partner!.Name, f.Partner.Number.Value)), Is.EqualTo(new[] { ("orders", 7L), ("erp", 3L), ("copy", 9L) }),
            "in the order of the profiles, and no number for a file that there is not");
    }

    [Test]
    public void Validate_ProfilesForOneReceiver_NeedOneSeries()
    {
        PartnerProfile[] two = [TestPartners.Profile("x12-850") with { Name = "orders" }, TestPartners.Profile("x12-830") with { Name = "forecasts" }];
        Assert.That(
            PartnerProfile.Validate([.. two]),
            Is.EqualTo(new[] { $"partners: orders and forecasts write for one receiver, \"{two[0].Values["receiver"]}\", which takes no number twice; give them one series of numbers (\"numbers\")." }));
        Assert.That(PartnerProfile.Validate([.. two.Select(p => p with { Numbers = "acme" })]), Is.Empty);
        Assert.That(PartnerProfile.Validate([two[0], two[1] with { Values = two[1].Values.SetItem("receiver", "OTHER") }]), Is.Empty);
        Assert.That(
            PartnerProfile.Validate([.. Enumerable.Range(0, 100).Select(i => TestPartners.Profile("jsonl") with { Name = $"p{i}" })]),
            Is.EqualTo(new[] { "partners: there are 100 profiles; 99 are the most." }));
    }

    [Test]
    public void Validate_DeliveryFaults_AreSentences() => Assert.That(
        PartnerProfile.Validate(
        [
            Good with { Name = "a", Numbers = "A!", FirstNumber = 0 },
            Good with { Name = "b", CutOff = "4 pm", Target = "in" },
            Good with { Name = "c", Closed = ["2026-12-31..2026-12-24"], Target = "in" },
            Good with { Name = "d", OrderDays = [DayOfWeek.Monday, DayOfWeek.Monday], Target = "in" },
            Good with { Name = "e", CutOff = "16:00" },
        ]).Where(f => !f.Contains("one receiver", StringComparison.Ordinal)),
        Is.EqualTo(new[]
        {
            "partners.a.numbers is \"A!\"; it must be 1 to 40 small letters, digits and hyphens.",
            "partners.a.firstNumber is 0; it must be from 1 to 999999999.",
            "partners.b.cutOff is \"4 pm\"; it must be a time of day such as 16:00.",
            "partners.c.closed has \"2026-12-31..2026-12-24\"; it must be a day or a range of days such as 2026-12-24..2026-12-31.",
            "partners.d.orderDays names a weekday twice.",
            "partners.e has a cut-off or a host key and no target; nothing is sent there.",
        }));

    [Test]
    public void Of_OracleFile_BeginsAsItsFolderExpects()
    {
        var profile = TestPartners.Profile("oracle-wms-pos");
        Assert.That(PartnerFile.Of(profile, TestPartners.Sample, TestPartners.Interchange(profile))!.Name, Is.EqualTo("POSacme-000000012.psv"));
    }

    [Test]
    public void Of_Codes_AreThePartnersToTheLastCodePoint()
    {
        var codes = new PartnerCodes
        {
            Sku = new Dictionary<string, string>(StringComparer.Ordinal) { ["\u00E9"] = "composed", ["e\u0301"] = "decomposed" },
            Unit = new Dictionary<string, string> { ["each"] = "Stk" },
            Location = new Dictionary<string, string> { ["LEEDS"] = "0042" },
            Supplier = new Dictionary<string, string> { ["S1"] = "٤٢" },
        };
        var lines = TestPartners.Source([TestPartners.Line("P1", 1, "\u00E9", 1), TestPartners.Line("P1", 2, "e\u0301", 1), TestPartners.Line("P1", 3, "e", 1)]);
        var rows = TestPartners.Read("jsonl", TestPartners.Written(TestPartners.Profile("jsonl") with { Codes = codes }, lines)).Rows;
        Assert.That(rows.Select(r => r["sku"]), Is.EqualTo(new[] { "composed", "decomposed", "e" }));
        Assert.That(rows.Select(r => (r["unit"], r["ship_to_location"], r["supplier_id"])), Is.All.EqualTo(("Stk", "0042", "٤٢")));
    }

    [Test]
    public void ReadCodes_AFile_GivesTheMapsAndLosesToTheProfile()
    {
        var read = PartnerCodes.Read(new MemoryStream(Encoding.UTF8.GetBytes("kind,ours,theirs\nsku,00123,X\nsku,\"a,b\",Y\nunit,each,EA\nlocation,LEEDS,1\nsupplier,S1,2\n")));
        Assert.That(read.Sku, Is.EqualTo(new Dictionary<string, string> { ["00123"] = "X", ["a,b"] = "Y" }));
        Assert.That((read.Unit["each"], read.Location["LEEDS"], read.Supplier["S1"]), Is.EqualTo(("EA", "1", "2")));
        var own = new PartnerCodes { Unit = new Dictionary<string, string> { ["each"] = "C62" } }.Over(read);
        Assert.That((own.Unit["each"], own.Sku["00123"]), Is.EqualTo(("C62", "X")));
    }

    [TestCase("", "line 1 should have the columns kind,ours,theirs.")]
    [TestCase("kind,ours\n", "line 1 should have the columns kind,ours,theirs.")]
    [TestCase("kind,ours,theirs\nsku,1\n", "line 2 should have the columns kind,ours,theirs.")]
    [TestCase("kind,ours,theirs\ncolour,1,2\n", "line 2: kind is \"colour\"; it should be sku, unit, location or supplier.")]
    [TestCase("kind,ours,theirs\nsku,1,2\nsku,1,3\n", "line 3: the sku \"1\" stands above already.")]
    [TestCase("kind,ours,theirs\nsku,1,2", "line 2: the last line has no line feed; the file may be cut short.")]
    public void ReadCodes_AFaultyFile_IsRefusedByLine(string text, string message) => Assert.That(
        Assert.Throws<FormatException>(() => PartnerCodes.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))))!.Message, Is.EqualTo(message));

    [Test]
    public void Publish_PlanWithPartners_ListsTheirFilesInTheManifest()
    {
        var report = SamplePlan.Report() with { Sequence = 12 };
        PartnerProfile[] partners = [TestPartners.Profile("csv") with { Name = "all" }, TestPartners.Profile("jsonl") with { Name = "none", Suppliers = ["nobody"] }];
        var artefacts = PlanArtefacts.Of(report, () => [], WorkbookSplit.None, [.. partners], isTest: false);
        var file = artefacts.Single(a => a.Partner is not null);
        Assert.That((file.Name, file.Rows), Is.EqualTo(("all-000001201.csv", (long)report.Orders.Length)));
        Assert.That(Under.Bytes(file.Write), Is.EqualTo(Under.Bytes(stream => ReorderFile.Write(stream, report))), "no codes differ, so the file is the same");

        var manifest = Manifest.For(report, isTest: false) with { Files = [new ManifestFile(file.Name, "ab", 3, file.Rows) { Partner = file.Partner }] };
        var read = Manifest.Read(new MemoryStream(Under.Bytes(manifest.Write))).Files.Single().Partner!;
        Assert.That(read with { Totals = null }, Is.EqualTo(new ManifestPartner("all", "all", "csv", "1", new ControlNumber(1201), false, null)));
        Assert.That((read.Totals!.Lines, read.Totals.Quantity), Is.EqualTo((manifest.Totals.Lines, manifest.Totals.Quantity)));
    }

    [Test]
    public void Publish_PlanForSuppliersAndErp_HasForecastsAndRules()
    {
        var report = SamplePlan.Report();
        StockRule[] rules = [.. PartnerSource.Of(report).Rules!];
        ForecastRow[] forecasts = [.. PartnerSource.Of(report).Forecasts!];
        Assert.That(rules.Select(r => r.Key), Is.EqualTo(report.Lines.Select(l => l.Key)));
        Assert.That(rules.Where(r => r.Minimum < 0 || r.Maximum < r.Minimum || r.Multiple <= 0), Is.Empty);
        var bought = report.Lines.Where(l => l.Terms.Supplier.Length > 0 && l.Terms.SourceLocation is null).Select(l => l.Key).ToArray();
        Assert.That(forecasts.Select(r => r.Key), Is.EquivalentTo(bought).And.Not.Empty);
        Assert.That(forecasts.Where(r => r.Quantities.Length != report.Horizon || r.Quantities.Any(q => q.Quantity < 0)), Is.Empty);
    }
}
