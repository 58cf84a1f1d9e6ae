using System.Collections.Immutable;
using System.Text;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>What a format cannot carry is named before a byte is written.</summary>
[TestFixture]
public sealed class FormatLimitTests
{
    [TestCase("x12-850", "order_id", "BEG03", "12345678901234567890123", "has 23 characters; at most 22 fit")]
    [TestCase("x12-850", "unit", "PO103", "each", "has 4 characters; exactly 2 fit")]
    [TestCase("x12-850", "unit", "PO103", "E", "has 1 characters; exactly 2 are needed")]
    [TestCase("x12-850", "sku", "PO107 BP", "Ж", "holds U+0416, which is not in extended")]
    [TestCase("x12-850", "sku", "PO107 BP", "é", "holds U+00E9, which is not in extended")]
    [TestCase("x12-850", "gtin", "PO1 UP, EN or UK", "12345678", "has 8 digits; 12 or 13 or 14 are needed")]
    [TestCase("x12-850", "quantity", "PO102", "1.23456", "has 5 decimals; at most 4 fit")]
    [TestCase("edifact-orders", "order_id", "BGM 1004", "123456789012345678901234567890123456", "has 36 characters; at most 35 fit")]
    [TestCase("edifact-orders", "supplier_id", "NAD+SU 3039", "123456789012345678", "has 18 characters; at most 17 fit")]
    [TestCase("edifact-orders", "sku", "PIA 7140 :IN", "€5", "holds U+20AC, which is not in UNOC")]
    [TestCase("edifact-orders", "sku", "PIA 7140 :IN", "a\tb", "holds U+0009, which is not in UNOC")]
    [TestCase("edifact-orders", "sku", "PIA 7140 :IN", "ends ", "ends in a blank, which receivers of this format drop")]
    [TestCase("edifact-orders", "unit", "QTY+21 6411", "each", "has 4 characters; at most 3 fit")]
    [TestCase("edifact-orders", "supplier_id", "NAD+SU 3039", "", "is required")]
    [TestCase("edifact-orders", "gtin", "LIN 7140 :EN", "123X5678", "is not digits alone")]
    [TestCase("d365-lines", "sku", "ITEMNUMBER", "123456789012345678901", "has 21 characters; at most 20 fit")]
    [TestCase("d365-lines", "sku", "ITEMNUMBER", "a\nb", "holds U+000A, a control character")]
    [TestCase("odoo-orders", "sku", "order_line/product_id/id", "A 1", "holds U+0020, which is not in external id")]
    [TestCase("sap-orders05", "quantity", "E1EDP01 MENGE", "0.0625", "has 4 decimals; at most 3 fit")]
    [TestCase("sap-preqcr", "ship_to_location", "PLANT", "LEEDS", "has 5 characters; at most 4 fit")]
    [TestCase("pulpo-csv", "quantity", "requested_quantity", "2.5", "has decimals; only whole numbers fit")]
    [TestCase("gs1-order", "gtin", "gtin", "", "is required")]
    [TestCase("gs1-order", "supplier_id", "seller/gln", "S1", "is not digits alone")]
    [TestCase("oracle-wms-pos", "sku", "sku", "a|b", "holds U+007C, which parts the columns of the file")]
    public void Check_AValueThatDoesNotFit_IsNamed(string name, string field, string element, string value, string rule)
    {
        var profile = TestPartners.Profile(name);
        var line = With(Good(profile), field, value);
        var format = (OrderFormat)PartnerFormats.All[name];
        var interchange = TestPartners.Interchange(profile);
        Assert.That(
            format.Check([line], interchange), Is.EqualTo(new[] { new FormatFault(new SkuLocation(line.Sku, line.ShipTo), field, element, value, rule) }));
        Assert.That(format.Check([Good(profile)], interchange), Is.Empty, "the control");
    }

    [Test]
    public void Fault_HalfACharacter_IsNamedWhereverTextGoes() => Assert.That(
        new[] { Repertoire.Unicode, Repertoire.Json, Repertoire.UnicodeFilled }.Select(r => r.Fault("a\uD83Db")), Is.All.EqualTo("holds U+D83D, half a character"));

    [Test]
    public void Check_NumbersAtTheirLimits_CountDigitsAsTheStandardsDo()
    {
        var rule = new FieldRule.Number(5, 3);
        Assert.That(
            new[] { "99999", "100000", "99.999", "999.999", "0.001", "0", "0.0625", "12.5" }.Select(text => rule.Fault(text, Repertoire.Unicode)),
            Is.EqualTo(new[] { null, "has 6 digits; at most 5 fit", null, "has 6 digits; at most 5 fit", null, null, "has 4 decimals; at most 3 fit", null }));
    }

    [Test]
    public void Of_FaultsOnManyLines_NamesAllAndWritesNothing()
    {
        var profile = TestPartners.Profile("x12-850");
        var lines = Enumerable.Range(1, 30).Select(i => TestPartners.Line("P1", i, "é" + i, 1));
        var refusal = Assert.Throws<FormatRefusedException>(() => PartnerFile.Of(profile, TestPartners.Source(lines), TestPartners.Interchange(profile)))!;
        Assert.That(refusal.Faults, Has.Length.EqualTo(30));
        Assert.That(refusal.Message, Does.StartWith(
            "Partner acme: 30 values do not fit into x12-850, and nothing is published:\n  é1 at LEEDS, sku (PO107 BP): \"é1\" holds U+00E9, which is not in extended.\n"));
        Assert.That(refusal.Message, Does.EndWith("\n  and 10 more"));
    }

    [Test]
    public void Of_AFaultOfAMappedCode_NamesOurs()
    {
        var profile = TestPartners.Profile("x12-850") with
        {
            Codes = new PartnerCodes { Sku = new Dictionary<string, string> { ["A1"] = "Ж" }, Unit = new Dictionary<string, string> { ["each"] = "EA" } },
        };
        var lines = TestPartners.Source([TestPartners.Line("P1", 1, "A1", 1)]);
        Assert.That(
            Assert.Throws<FormatRefusedException>(() => TestPartners.Written(profile, lines))!.Faults.Single().ToString(),
            Is.EqualTo("A1 at LEEDS, sku (PO107 BP): \"Ж\" holds U+0416, which is not in extended."));
    }

    [Test]
    public void Of_ALimitOfThePartner_IsCheckedToo()
    {
        var profile = TestPartners.Profile("csv") with { Limits = ImmutableSortedDictionary<string, int>.Empty.Add("sku", 4) };
        var fault = Assert.Throws<FormatRefusedException>(() => TestPartners.Written(profile, TestPartners.Source([TestPartners.Line("P1", 1, "12345", 1)])))!.Faults.Single();
        Assert.That(fault.Rule, Is.EqualTo("has 5 characters; the partner takes 4"));
    }

    [TestCase(OrderAction.Change, "change")]
    [TestCase(OrderAction.Cancel, "cancel")]
    public void Of_AChangeThatTheFormatCannotSay_IsRefusedUnlessLeftOut(OrderAction action, string word)
    {
        var profile = TestPartners.Profile("edifact-orders");
        var lines = TestPartners.Source([TestPartners.Line("P1", 1, "A1", 1), TestPartners.Line("P2", 1, "A2", 1) with { Action = action }]);
        var fault = Assert.Throws<FormatRefusedException>(() => TestPartners.Written(profile, lines))!.Faults.Single();
        Assert.That(
            (fault.Field, fault.Value, fault.Rule),
            Is.EqualTo(("action", word, "cannot be said in edifact-orders (leave it out with \"actions\", and tell it another way)")));
        var created = TestPartners.Written(profile with { Actions = [OrderAction.Create] }, lines);
        Assert.That(TestPartners.Read("edifact-orders", created).Rows.Single()["sku"], Is.EqualTo("A1"));
    }

    [Test]
    public void Check_LinesOfOneOrderThatDisagree_AreNamed()
    {
        var format = (OrderFormat)PartnerFormats.All["edifact-orders"];
        var interchange = TestPartners.Interchange(TestPartners.Profile(format.Name));
        OrderLine[] lines =
        [
            TestPartners.Line("P1", 1, "A1", 1) with { Unit = "PCE", SupplierId = "S1" }, TestPartners.Line("P1", 2, "A2", 1) with { Unit = "PCE", SupplierId = "S2" },
            TestPartners.Line("P2", 1, "A3", 1) with { Unit = "PCE" }, TestPartners.Line("P1", 3, "A4", 1) with { Unit = "PCE" },
        ];
        Assert.That(format.Check(lines, interchange).Select(f => $"{f.Key.Sku} {f.Field} {f.Value} {f.Rule}"), Is.EqualTo(new[]
        {
            "A2 supplier_id S2 is not \"S1\", as on the first line of order P1", "A4 order_id P1 comes back after lines of another order",
        }));
    }

    [Test]
    public void Write_UnoAProfile_RefusesSmallLettersAndSaysItsLevel()
    {
        var profile = TestPartners.Profile("edifact-orders") with { CharacterSet = "UNOA" };
        Assert.That(
            Assert.Throws<FormatRefusedException>(() => TestPartners.Written(profile, TestPartners.Source([TestPartners.Line("P1", 1, "a1", 1)])))!.Faults.Single().Rule,
            Is.EqualTo("holds U+0061, which is not in UNOA"));
        var bytes = TestPartners.Written(profile, TestPartners.Source([TestPartners.Line("P1", 1, "A1", 1)]));
        Assert.That(Encoding.ASCII.GetString(bytes), Does.StartWith("UNA:+.? 'UNB+UNOA:3+5412345000013:14+4098765000010:14+240415:0000+12'"));
    }

    private static OrderLine Good(PartnerProfile profile) => TestPartners.Line("P1", 1, "A1", 1) with
    {
        Unit = profile.Codes.Unit.GetValueOrDefault("each", "each"),
        SupplierId = profile.Codes.Supplier.GetValueOrDefault("S1", "S1"),
        ShipTo = new Location(profile.Codes.Location.GetValueOrDefault("LEEDS", "LEEDS")),
        Gtin = "5412345000136",
    };

    private static OrderLine With(OrderLine line, string field, string value) => field switch
    {
        "order_id" => line with { OrderId = value },
        "unit" => line with { Unit = value },
        "sku" => line with { Sku = new Sku(value) },
        "gtin" => line with { Gtin = value },
        "supplier_id" => line with { SupplierId = value },
        "ship_to_location" => line with { ShipTo = new Location(value) },
        _ => line with { Quantity = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
    };
}
