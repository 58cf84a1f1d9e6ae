using System.Globalization;
using System.Text;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class ReorderFileTests
{
    private const string Header =
        "line_id,order_id,line_no,order_type,action,order_date,supplier_id,ship_from,ship_to_location,sku,supplier_sku,gtin,quantity,unit,packs,pallets,"
        + "requested_delivery,unit_price,currency,priority,reason_code,run_id\n";

    private const string Line =
        "L1,P-1,1,purchase,create,2024-04-15,S1,,LEEDS,00123,,,138,each,23,0.5,2024-04-25,7.5,EUR,urgent,BELOW_REORDER_POINT,abc\n";

    [Test]
    public void Write_SamplePlan_IsTheKeptFileOfLayoutVersion1()
    {
        // A change of these bytes is a change of the contract with every receiver: raise ReorderFile.LayoutVersion and keep a new file.
        var kept = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "reorder-v1.csv");
        Assert.That(ReorderFile.LayoutVersion, Is.EqualTo(1));
        Assert.That(Encoding.UTF8.GetString(Written(SamplePlan.Report())), Is.EqualTo(File.ReadAllText(kept)));
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("tr-TR")]
    [TestCase("fa-IR")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        var expected = Written(SamplePlan.Report());
        Assert.That(Under.Culture(culture, () => Written(SamplePlan.Report())), Is.EqualTo(expected));
    }

    [Test]
    public void Read_WhatWasWritten_GivesTheSameLines()
    {
        var report = SamplePlan.Report();
        var content = ReorderFile.Read(new MemoryStream(Written(report)));
        Assert.That(content.RunId, Is.EqualTo(report.Identity.RunId));
        Assert.That(content.Lines, Is.EqualTo(report.Orders));
    }

    [Test]
    public void Read_HostileText_ComesBackToTheLastCodePoint()
    {
        var sample = SamplePlan.Report();
        var report = sample with
        {
            Orders =
            [
                .. HostileText.All.Select((text, i) => sample.Orders[0] with
                {
                    LineId = i.ToString(CultureInfo.InvariantCulture), Sku = new Sku(text), ShipTo = new Location(text), SupplierSku = text,
                }),
            ],
        };
        Assert.That(ReorderFile.Read(new MemoryStream(Written(report))).Lines, Is.EqualTo(report.Orders));
    }

    [Test]
    public void Read_NoOrders_IsAnEmptyFileWithItsHeader()
    {
        var content = ReorderFile.Read(new MemoryStream(Written(SamplePlan.Of([]))));
        Assert.That((content.RunId, content.Lines.Length), Is.EqualTo(("", 0)));
    }

    [TestCase("138,each", "138.0,each", "line 2, column \"quantity\": \"138.0\" is not a number of 0 or more (expected e.g. 12.5, no trailing zeros, no thousands marks).")]
    [TestCase("138,each", "\"1,38\",each", "line 2, column \"quantity\": \"1,38\" is not a number of 0 or more (expected e.g. 12.5, no trailing zeros, no thousands marks).")]
    [TestCase("138,each", "-1,each", "line 2, column \"quantity\": \"-1\" is not a number of 0 or more (expected e.g. 12.5, no trailing zeros, no thousands marks).")]
    [TestCase("138,each", "0,each", "line 2, column \"quantity\": \"0\" should be above 0.")]
    [TestCase(",create,", ",cancel,", "line 2, column \"quantity\": \"138\" should be 0 on a cancellation.")]
    [TestCase(",create,", ",Create,", "line 2, column \"action\": \"Create\" should be create or change or cancel.")]
    [TestCase("2024-04-15", "2024-02-30", "line 2, column \"order_date\": \"2024-02-30\" is not a date (expected e.g. 2026-01-31).")]
    [TestCase("2024-04-25", "2024-04-14", "line 2, column \"requested_delivery\": \"2024-04-14\" is before the order date 2024-04-15.")]
    [TestCase(",00123,", ",,", "line 2, column \"sku\": \"\" is required.")]
    [TestCase("EUR", "eur", "line 2, column \"currency\": \"eur\" is not an ISO 4217 code.")]
    [TestCase("purchase", "transfer", "line 2, column \"ship_from\": \"\" is required for a transfer.")]
    [TestCase("P-1,1,", "P-1,01x,", "line 2, column \"line_no\": \"01x\" is not a whole number from 1.")]
    [TestCase("urgent", "soon", "line 2, column \"priority\": \"soon\" should be urgent or high or normal.")]
    [TestCase("urgent,", "", "line 2: 21 fields, expected 22.")]
    [TestCase("each", "ea\"ch", "line 2: field 14: a quote inside a field that does not begin with one.")]
    [TestCase("each", "\"each", "line 2: field 14: the quote is never closed.")]
    [TestCase("each", "\"ea\"ch", "line 2: field 14: text after the closing quote.")]
    [TestCase("abc\n", "abc\r\n", "line 2: field 22: a carriage return outside quotes; lines should end in LF alone.")]
    [TestCase("abc\n", "abc", "line 2: the last line has no line feed; the file may be cut short.")]
    [TestCase("line_id,", "id,", "line 1: the header should be exactly \"" + "line_id,order_id,line_no,order_type,action,order_date,supplier_id,ship_from,ship_to_location,sku,"
        + "supplier_sku,gtin,quantity,unit,packs,pallets,requested_delivery,unit_price,currency,priority,reason_code,run_id\".")]
    public void Read_FaultyFile_IsRefusedByLineAndColumn(string was, string now, string fault)
    {
        var text = (Header + Line).Replace(was, now, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Header + Line));
        Assert.That(Refusal(text).Faults[0], Is.EqualTo(fault));
    }

    [Test]
    public void Read_GoodFile_IsTheControlOfTheFaultyOnes() =>
        Assert.That(ReorderFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Header + Line))).Lines.Single().Quantity, Is.EqualTo(138));

    [Test]
    public void Read_SameLineTwice_IsRefused() =>
        Assert.That(Refusal(Header + Line + Line).Faults.Single(), Is.EqualTo(
            "line 3, column \"line_id\": \"L1\" stands on line 2 already; a line id is never used twice."));

    [Test]
    public void Read_TwoRunsInOneFile_IsRefused() =>
        Assert.That(
            Refusal(Header + Line + Line.Replace("L1", "L2", StringComparison.Ordinal).Replace(",abc", ",abd", StringComparison.Ordinal)).Faults.Single(),
            Is.EqualTo("line 3, column \"run_id\": \"abd\" differs from \"abc\" on the lines above."));

    [Test]
    public void Read_FaultAfterALineBreakInAField_NamesTheLineOfTheFile()
    {
        var text = Header + Line.Replace("each", "\"ea\nch\"", StringComparison.Ordinal) + Line.Replace("L1", "L2", StringComparison.Ordinal).Replace("EUR", "€", StringComparison.Ordinal);
        Assert.That(Refusal(text).Faults.Single(), Is.EqualTo("line 4, column \"currency\": \"€\" is not an ISO 4217 code."));
    }

    [Test]
    public void Read_ThreeFaultsInALine_GivesThree() =>
        Assert.That(
            Refusal(Header + Line.Replace("EUR", "x", StringComparison.Ordinal).Replace("138", "x", StringComparison.Ordinal).Replace(",1,", ",x,", StringComparison.Ordinal)).Faults.Length,
            Is.GreaterThanOrEqualTo(3));

    [Test]
    public void Read_EmptyFile_IsRefused() =>
        Assert.That(Refusal("").Message, Is.EqualTo("The reorder file is refused:\n  line 1: the file is empty; a file without orders still has its header."));

    [Test]
    public void Read_ByteOrderMark_IsRefused() =>
        Assert.That(Refusal("\uFEFF" + Header).Faults.Single(), Is.EqualTo("line 1: the file begins with a byte order mark; it should be UTF-8 without one."));

    [Test]
    public void Read_InvalidUtf8_IsRefused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header), .. Encoding.Latin1.GetBytes(Line.Replace("each", "Stück", StringComparison.Ordinal))];
        var refusal = Assert.Throws<ReorderFileException>(() => ReorderFile.Read(new MemoryStream(bytes)));
        Assert.That(refusal!.Faults.Single(), Is.EqualTo("line 2: the bytes are not valid UTF-8."));
    }

    [Test]
    public void Read_FileCutAtAnyByte_IsRefusedOrShorter()
    {
        var bytes = Written(SamplePlan.Report());
        var all = ReorderFile.Read(new MemoryStream(bytes)).Lines.Length;
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                Assert.That(ReorderFile.Read(new MemoryStream(bytes[..length])).Lines, Has.Length.LessThan(all));
            }
            catch (ReorderFileException)
            {
                // The usual case; a cut between two lines is caught by the manifest's counts.
            }
        }
    }

    private static ReorderFileException Refusal(string text) =>
        Assert.Throws<ReorderFileException>(() => ReorderFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))))!;

    private static byte[] Written(PlanReport report) => Under.Bytes(stream => ReorderFile.Write(stream, report));
}
