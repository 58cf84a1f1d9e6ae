using System.Text;
using CsCheck;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Tests.Reports.Formats.Readers;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>A receiver takes every good file and no other.</summary>
[TestFixture]
public sealed class InboxTests
{
    private const int GoodFiles = 1_000;

    [Test]
    public void Take_AThousandGoodFiles_TakesAll()
    {
        var formats = TestPartners.OfOrders.ToArray();
        var taken = 0;
        Gen.Select(Gen.Int[0, formats.Length - 1], Gen.Int[1, ControlNumberTop], Lines).Sample(
            (index, number, lines) =>
            {
                var profile = TestPartners.Profile(formats[index]);
                var format = (OrderFormat)PartnerFormats.All[profile.Format];
                var good = lines.Where(l => format.Types.Contains(l.Type)).ToArray();
                if (good.Length == 0)
                    good = [TestPartners.Sample.Orders.First(l => format.Types.Contains(l.Type))];
                var (bytes, listed) = Inbox.Sent(profile, good, number);
                var read = new Inbox().Take(bytes, listed);
                FormatRoundTripTests.AssertRows(profile, format, read, profile.Format == "d365-headers" ? [.. good.DistinctBy(l => l.OrderId)] : good);
                Interlocked.Increment(ref taken);
            },
            iter: GoodFiles,
            threads: 1);
        Assert.That(taken, Is.GreaterThanOrEqualTo(GoodFiles));
    }

    [TestCase("edifact-orders", "UNZ+2+12'", "UNZ+2+13'", "UNZ has another reference than UNB")]
    [TestCase("edifact-orders", "UNZ+2+", "UNZ+3+", "UNZ counts other messages")]
    [TestCase("edifact-orders", "UNT+22+1'", "UNT+21+1'", "UNT counts other segments")]
    [TestCase("edifact-orders", "UNT+22+1'", "UNT+22+7'", "UNT has another reference than UNH")]
    [TestCase("edifact-orders", "CNT+2:2'", "CNT+2:3'", "CNT counts other lines")]
    [TestCase("edifact-orders", "D:96A:UN", "D:01B:UN", "unknown version ORDERS:D:01B:UN:EAN008")]
    [TestCase("edifact-orders", "QTY+21:138", "QTY+21:139", "the manifest has another total")]
    [TestCase("x12-850", "IEA*1*000000012", "IEA*1*000000013", "a trailer has another number than its header")]
    [TestCase("x12-850", "GE*2*12", "GE*1*12", "GE counts other sets")]
    [TestCase("x12-850", "SE*14*0001", "SE*13*0001", "SE counts other segments")]
    [TestCase("x12-850", "SE*14*0001", "SE*14*0002", "SE has another number than ST")]
    [TestCase("x12-850", "CTT*2*162", "CTT*3*162", "CTT counts other lines")]
    [TestCase("x12-850", "CTT*2*162", "CTT*2*163", "CTT has another total")]
    [TestCase("x12-850", "*004010~", "*005010~", "unknown version 005010")]
    [TestCase("x12-940", "W76*12", "W76*13", "W76 has another total")]
    [TestCase("jsonl", "\"trailer\",\"number\":12", "\"trailer\",\"number\":13", "the trailer has another number")]
    [TestCase("jsonl", "\"lines\":4", "\"lines\":5", "the trailer counts other lines")]
    [TestCase("jsonl", "\"quantity\":180}", "\"quantity\":181}", "the trailer has another total")]
    [TestCase("jsonl", "\"version\":\"1\"", "\"version\":\"2\"", "unknown version")]
    [TestCase("sap-orders05", "<SUMME>2<", "<SUMME>3<", "E1EDS01 counts other positions")]
    [TestCase("sap-orders05", "<IDOCTYP>ORDERS05<", "<IDOCTYP>ORDERS04<", "unknown version ORDERS05")]
    [TestCase("sap-orders05", "<REFINT>12<", "<REFINT>13<", "two interchanges in one")]
    [TestCase("gs1-order", ">3.4<", ">2.8<", "unknown version 2.8")]
    [TestCase("netsuite-csv", "1E5,24,", "1E5,25,", "the manifest has another total")]
    [TestCase("netsuite-csv", "External ID", "ExternalID", "unknown columns ExternalID,Date,Vendor,Currency,Location,Line,Item,Quantity,Units,Rate,Expected Receipt Date,Reference")]
    public void Take_AFileThatDisagreesWithItself_IsRefused(string format, string was, string now, string reason)
    {
        var (bytes, listed) = Inbox.Sent(TestPartners.Profile(format), TestPartners.Sample.Orders);
        var text = Encoding.Latin1.GetString(bytes);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0), text);
        var changed = Encoding.Latin1.GetBytes(text[..at] + now + text[(at + was.Length)..]);
        Assert.That(Assert.Throws<ImportRefusedException>(() => new Inbox().Take(changed, Inbox.Vouched(changed, listed)))!.Message, Is.EqualTo(reason));
        Assert.That(
            Assert.Throws<ImportRefusedException>(() => new Inbox().Take(changed, listed))!.Message, Is.EqualTo("the file has another hash or size"));
        Assert.That(new Inbox().Take(bytes, listed).Rows, Is.Not.Empty, "the control: unchanged, it is taken");
    }

    [TestCase("csv")]
    [TestCase("d365-lines")]
    [TestCase("odoo-orders")]
    [TestCase("netsuite-csv")]
    [TestCase("oracle-wms-pos")]
    [TestCase("erpnext-material-request")]
    [TestCase("pulpo-csv")]
    public void Take_ATableThatLostItsLastRow_IsRefusedByTheManifest(string format)
    {
        var (bytes, listed) = Inbox.Sent(TestPartners.Profile(format), TestPartners.Sample.Orders);
        var shorter = bytes[..(bytes.AsSpan(0, bytes.Length - 2).LastIndexOf((byte)'\n') + 1)];
        Assert.That(
            Assert.Throws<ImportRefusedException>(() => new Inbox().Take(shorter, Inbox.Vouched(shorter, listed)))!.Message, Is.EqualTo("the manifest counts other lines"));
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.OfOrders))]
    public void Take_TheSameNumberAgain_IsRefused(string format)
    {
        var inbox = new Inbox();
        var profile = TestPartners.Profile(format);
        var (bytes, listed) = Inbox.Sent(profile, TestPartners.Sample.Orders);
        inbox.Take(bytes, listed);
        Assert.That(Assert.Throws<ImportRefusedException>(() => inbox.Take(bytes, listed))!.Message, Is.EqualTo("number 12 was taken before"));
        var (next, nextListed) = Inbox.Sent(profile, TestPartners.Sample.Orders, 13);
        Assert.DoesNotThrow(() => inbox.Take(next, nextListed));
    }

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.OfOrders))]
    public void Take_AFileCutShort_IsRefused(string format)
    {
        var (bytes, listed) = Inbox.Sent(TestPartners.Profile(format), TestPartners.Sample.Orders);
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.That(() => new Inbox().Take(bytes[..length], listed), Throws.TypeOf<ImportRefusedException>());
    }

    private static int ControlNumberTop => (int)ControlNumber.Largest;

    private static Gen<OrderLine[]> Lines =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5]).SelectMany((orders, most) => Gen.Select(
            Gen.Char["ABCXYZ0123456789-_"].Array[1, 18], Gen.Int[1, 9_999], Gen.Int[0, 100_000], Gen.Bool, Gen.Int[1, 40]).Array[orders * most].Select(cells =>
            cells.Select((cell, i) =>
            {
                var (sku, quantity, price, isTransfer, days) = cell;
                var order = i / most;
                var line = TestPartners.Line($"20240415-{order:D8}", (i % most) + 1, new string(sku), quantity);

                // All lines of an order are of one kind and currency.
                return order % 2 == 1
                    ? line with { Type = OrderType.Transfer, SupplierId = "", ShipFrom = "LEEDS", ShipTo = new("YORK"), Gtin = "5412345000136" }
                    : line with
                    {
                        UnitPrice = isTransfer ? null : price / 100m,
                        Currency = "EUR",
                        Gtin = "5412345000136",
                        RequestedDelivery = TestPartners.Day.AddDays(days),
                    };
            }).ToArray()));
}
