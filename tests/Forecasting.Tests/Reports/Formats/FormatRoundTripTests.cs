using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>What a format writes, a reader that knows nothing of the writer reads back.</summary>
[TestFixture]
public sealed class FormatRoundTripTests
{
    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.OfOrders))]
    public void Write_SampleLines_AreReadBack(string name)
    {
        var profile = TestPartners.Profile(name);
        var format = (OrderFormat)PartnerFormats.All[name];
        var lines = TestPartners.Sample.Orders.Where(l => format.Types.Contains(l.Type)).ToArray();
        var read = TestPartners.Read(name, TestPartners.Written(profile, TestPartners.Sample));

        var expected = name == "d365-headers" ? [.. lines.DistinctBy(l => l.OrderId)] : lines;
        Assert.That(read.Rows, Has.Count.EqualTo(expected.Length));
        AssertRows(profile, format, read, expected);
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.OfOrders))]
    public void Write_HostileCodes_ComeBackToTheLastCodePointOrAreRefused(string name)
    {
        var profile = TestPartners.Profile(name);
        var format = (OrderFormat)PartnerFormats.All[name];
        var isTransfer = !format.Types.Contains(OrderType.Purchase);
        var template = TestPartners.Sample.Orders.First(l => (l.Type == OrderType.Transfer) == isTransfer);
        var interchange = TestPartners.Interchange(profile);
        var carried = new List<OrderLine>();
        foreach (var (text, i) in HostileText.All.Select((text, i) => (text, i)))
        {
            var line = template with { LineNumber = i + 1, LineId = $"L{i}", Sku = new Sku(text), Unit = profile.Codes.Unit.GetValueOrDefault("each", "each") };
            line = line with
            {
                SupplierId = profile.Codes.Supplier.GetValueOrDefault(line.SupplierId, line.SupplierId),
                ShipTo = new Location(profile.Codes.Location.GetValueOrDefault(line.ShipTo.Code, line.ShipTo.Code)),
            };
            var faults = format.Check([line], interchange).ToArray();
            if (faults.Length == 0)
                carried.Add(line);
            else
                Assert.That(faults.Select(f => (f.Field is "sku" or "line_no", f.Key.Sku.Code)), Is.All.EqualTo((true, text)), text);
        }

        if (name == "d365-headers")
            return; // it names no product

        // Spelt out, so that a format that refuses everything cannot pass.
        var least = name switch { "csv" or "jsonl" => HostileText.All.Length, "odoo-orders" => 5, "x12-850" or "x12-940" or "edifact-orders" => 60, _ => 70 };
        Assert.That(carried, Has.Count.AtLeast(least));
        var read = TestPartners.Read(name, Under.Bytes(stream => format.Write(stream, interchange, carried)));
        Assert.That(read.Rows.Select(r => r["sku"]), Is.EqualTo(carried.Select(l => l.Sku.Code)));
    }

    [TestCase("edifact-delfor")]
    [TestCase("x12-830")]
    public void Write_Forecasts_AreReadBackBucketByBucket(string name)
    {
        var profile = TestPartners.Profile(name);
        var read = TestPartners.Read(name, TestPartners.Written(profile, TestPartners.Sample));
        var row = TestPartners.Forecast();
        Assert.That(
            read.Rows.Select(r => (r["start"], r["quantity"], r["bucket"])),
            Is.EqualTo(row.Quantities.Select(q => (q.Start.ToString("yyyy-MM-dd", null), q.Quantity.ToString("0.###", null), "W"))));
        Assert.That(
            read.Rows.Select(r => (r["sku"], r["supplier_id"], r["location"], r["supplier_sku"], r["gtin"])),
            Is.All.EqualTo((row.Key.Sku.Code, row.SupplierId, profile.Codes.Location.GetValueOrDefault("LEEDS", "LEEDS"), row.SupplierSku, row.Gtin)));
    }

    [Test]
    public void Write_StockRules_AreReadBack()
    {
        var row = TestPartners.Read("odoo-rules", TestPartners.Written(TestPartners.Profile("odoo-rules"), TestPartners.Sample)).Rows.Single();
        Assert.That(
            (row["rule"], row["sku"], row["location"], row["minimum"], row["maximum"], row["multiple"], row["trigger"]),
            Is.EqualTo(("orderpoint-LEEDS-00123", "00123", "LEEDS", "12", "40.5", "6", "manual")));
    }

    [TestCase("edifact-orders")]
    [TestCase("x12-850")]
    [TestCase("jsonl")]
    [TestCase("sap-orders05")]
    [TestCase("sap-preqcr")]
    [TestCase("x12-830")]
    [TestCase("edifact-delfor")]
    public void Write_TestIndicator_IsReadBack(string name)
    {
        var profile = TestPartners.Profile(name);
        Assert.That(TestPartners.Read(name, TestPartners.Written(profile, TestPartners.Sample, isTest: true)).IsTest, Is.True);
        Assert.That(TestPartners.Read(name, TestPartners.Written(profile, TestPartners.Sample)).IsTest, Is.False);
        Assert.That(TestPartners.Read(name, TestPartners.Written(profile with { Test = true }, TestPartners.Sample)).IsTest, Is.True);
    }

    [Test]
    public void Write_EdifactMarksInACode_AreReleased()
    {
        var line = TestPartners.Line("P1", 1, "a+b:c'd?e??", 1);
        var bytes = TestPartners.Written(TestPartners.Profile("edifact-orders"), TestPartners.Source([line]));
        Assert.That(System.Text.Encoding.Latin1.GetString(bytes), Does.Contain("PIA+5+a?+b?:c?'d??e????:IN'"));
        Assert.That(TestPartners.Read("edifact-orders", bytes).Rows.Single()["sku"], Is.EqualTo(line.Sku.Code));
    }

    [Test]
    public void Write_X12OtherSeparators_CarryWhatTheUsualOnesCannot()
    {
        var lines = TestPartners.Source([TestPartners.Line("P1", 1, "a*b~c>d", 1)]);
        var profile = TestPartners.Profile("x12-850");
        Assert.That(
            Assert.Throws<FormatRefusedException>(() => TestPartners.Written(profile, lines))!.Faults.Single().Rule,
            Is.EqualTo("holds U+002A, which parts the elements of the file (name other separators)"));
        var other = profile with { Values = profile.Values.SetItem("separators", "|^\\") };
        Assert.That(TestPartners.Read("x12-850", TestPartners.Written(other, lines)).Rows.Single()["sku"], Is.EqualTo("a*b~c>d"));
    }

    /// <summary>Every field that the reader found is that of the line.</summary>
    internal static void AssertRows(PartnerProfile profile, OrderFormat format, Readers.ReadFile read, IReadOnlyList<OrderLine> lines)
    {
        // One date an order: the earliest of its lines.
        var isDatedByOrder = format.Name is "x12-940" or "gs1-order" or "pulpo-csv";
        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < lines.Count; i++)
            {
                var expected = TestPartners.Expected(profile, lines[i]);
                if (isDatedByOrder)
                    expected["requested_delivery"] = lines.Where(l => l.OrderId == lines[i].OrderId).Min(l => l.RequestedDelivery).ToString("yyyy-MM-dd", null);
                foreach (var field in format.Fields.Where(f => expected.ContainsKey(f.Name) && read.Rows[i].ContainsKey(f.Name)))
                    Assert.That(read.Rows[i][field.Name], Is.EqualTo(expected[field.Name]), $"{format.Name} row {i} {field.Name}");
                Assert.That(read.Rows[i].Keys.Intersect(expected.Keys).Count(), Is.GreaterThanOrEqualTo(3), format.Name);
            }
        }
    }
}
