using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Tests.Files.Spreadsheets;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

/// <summary>The sheet Overrides as spreadsheet programs and people send it back; and files that only pretend to be one.</summary>
[NonParallelizable]
public class ReturnedOverridesTest
{
    private const long MemoryAllowed = 256_000_000;

    private static readonly string[] Header =
        ["Ref", "State", "SKU", "Location", "Start", "End", "Kind", "Value", "Reason", "Author", "Expires", "Approved by", "Withdraw", "Given by"];

    private static readonly DemandOverride Fair = new(
        new Sku("00123"), new Location("LEEDS"), new DateRange(new DateOnly(2026, 3, 13), new DateOnly(2026, 3, 20)), OverrideKind.Set, 12.5, "Fair", "Anna", null);

    [Test]
    public void Read_WhateverTheFormOfCells_GivesWhatWasMeant()
    {
        var returned = Read(
            Row("1v1", "00123", "LEEDS", "2026-03-13", "2026-03-20", "set", "12.5", "Fair", "Anna", withdraw: "no"),
            Row("", "00123", "LEEDS", "13.03.2026", " 20/03/2026 ", "SET ", "12.5000000001", " Fair", "Anna "),
            Row("2v1", "A", "", "2026-03-13", "2026-03-20", "multiply", "1", "why", "Bea", "2026-04-01", "Carl", "Yes"));
        Assert.That(returned.RunId, Is.EqualTo("0123456789ab"));
        Assert.That(returned.Refused, Is.Empty);
        Assert.That(returned.Rows, Is.EqualTo(new[]
        {
            new WrittenOverride(4, Fair with { Reference = "1v1" }),
            new WrittenOverride(5, Fair),
            new WrittenOverride(6, new DemandOverride(new Sku("A"), null, Fair.Days, OverrideKind.Multiply, 1, "why", "Bea", new DateOnly(2026, 4, 1))
            {
                Reference = "2v1", ApprovedBy = "Carl", IsWithdrawn = true,
            }),
        }));
    }

    [Test]
    public void Read_DecimalComma_IsReadByTheEvidenceOfTheSheet()
    {
        var returned = Read(
            Row("", "A", "", "2026-03-13", "2026-03-20", "set", "1.234,5", "why", "Bea"),
            Row("", "B", "", "2026-03-13", "2026-03-20", "set", "2,500", "why", "Bea"));
        Assert.That(returned.Rows.Select(r => r.Override.Value), Is.EqualTo(new[] { 1234.5, 2.5 }));
        var ambiguous = Read(Row("", "B", "", "2026-03-13", "2026-03-20", "set", "2,500", "why", "Bea"));
        Assert.That(ambiguous.Refused.Single(), Has.Property("Rule").EqualTo("ambiguous number").And.Property("Column").EqualTo("Value"));
    }

    [Test]
    public void Read_EmptyAndMovedRows_AreNoRows()
    {
        var returned = Read(
            Row("", "", "", "", "", "", "", "", "", ""), Row("", "", "", "", "", "", "", "", "", "", state: "applied"), Row("1v1", "00123", "LEEDS", "2026-03-13", "2026-03-20", "set", "12.5", "Fair", "Anna"));
        Assert.That(returned.Rows.Single().Row, Is.EqualTo(6));
        var cleared = Read(Row("1v1", "", "", "", "", "", "", "", "", ""));
        Assert.That(cleared.Refused.Single(), Is.EqualTo(new ReturnedRow(4, ReturnedOutcome.Refused, "Ref", "1v1", "cleared",
            "The row was emptied; an override is taken back with yes in the column Withdraw, and this one stands.")));
    }

    [Test]
    public void Read_ARowAtFault_IsRefusedWithColumnValueAndRule()
    {
        var returned = Read(
            Row("", "A", "", "2026-02-30", "2026-03-20", "double", "much", "", "Bea"),
            Row("", "A", "", "2026-03-20", "2026-03-13", "set", "1", "why", ""),
            Row("", "A", "", "2026-03-13", "2026-03-20", "set", "1", "why", "Bea", withdraw: "perhaps"));
        Assert.That(returned.Refused.Select(r => (r.Row, r.Column, r.Value, r.Rule)), Is.EqualTo(new[]
        {
            (4L, "Start", "2026-02-30", "date"), (5L, "End", "2026-03-13", "date range"), (6L, "Withdraw", "perhaps", "flag"),
        }));
        Assert.That(returned.Refused[0].Text, Does.Contain("Kind: \"double\" is not one of set, add, multiply.").And.Contain("Value: \"much\" is not a number"));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("zip bomb", () => With("xl/media/bomb.bin", new byte[150_000_000]), "The part \"xl/media/bomb.bin\" of the workbook unpacks to more than 100 times its size.");
        yield return Case("entities", () => Edited("xl/worksheets/sheet1.xml", xml => "<!DOCTYPE x [<!ENTITY a0 \"ha\">"
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">")) + "]>" + xml), "declares a document type (DTD)");
        yield return Case("100,000 parts", () => TestWorkbook.Zip(Parts().Concat(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"x{i}", "")))),
            "The workbook is an archive of more than 2,000 parts.");
        yield return Case("size that lies", () => Lie(100_000_000), "is not as long as the archive says.");
        yield return Case("renamed CSV", () => Encoding.UTF8.GetBytes("sku,start,end,kind,value,reason,author\nA,2026-03-13,2026-03-20,set,1,why,me\n"),
            "This is no Excel workbook, whatever its name says. Send back the plan.xlsx that a run wrote.");
        yield return Case("password", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[65_520], .. Encoding.Unicode.GetBytes("EncryptedPackage")],
            "The workbook is protected by a password; save it without one.");
        yield return Case("another workbook", () => TestWorkbook.OfText("Sheet1", ["a"], ["b"]), "The workbook has no sheet Overrides. Send back the plan.xlsx that a run wrote.");
        yield return Case("no run", () => TestWorkbook.OfText("Overrides", Header), "The sheet Overrides does not say of which run it is");
        yield return Case("no header", () => TestWorkbook.OfText("Overrides", ["Run 0123456789ab"], ["SKU"]), "The sheet Overrides has lost its header, or a column of it.");
    }

    [TestCaseSource(nameof(Hostile))]
    public void Read_WhatIsNoWorkbookOfARun_IsRefusedWithLittleMemory(Func<byte[]> build, string reason)
    {
        using var directory = new DataDirectory();
        directory.Write("plan.xlsx", build());
        var (before, watch) = (GC.GetTotalAllocatedBytes(precise: true), System.Diagnostics.Stopwatch.StartNew());
        var refusal = Assert.Throws<InputException>(() => ReturnedOverrides.Read(directory.PathOf("plan.xlsx"), new InputSettings()));
        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6:F1} MB allocated");
        Assert.That(refusal!.Message, Does.StartWith("plan.xlsx: ").And.Contain(reason).And.EndWith(" Nothing of it was taken up."));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MemoryAllowed));
    }

    private static ReturnedOverrides Read(params string[][] rows)
    {
        using var directory = new DataDirectory();
        directory.Write("plan.xlsx", TestWorkbook.OfText("Overrides", [["Overrides of planners"], ["Run 0123456789ab"], Header, .. rows]));
        return ReturnedOverrides.Read(directory.PathOf("plan.xlsx"), new InputSettings());
    }

    private static string[] Row(
        string reference, string sku, string location, string start, string end, string kind, string value, string reason, string author,
        string expires = "", string approved = "", string withdraw = "", string state = "") =>
        [reference, state, sku, location, start, end, kind, value, reason, author, expires, approved, withdraw, "somebody"];

    private static Dictionary<string, string> Parts() =>
        TestWorkbook.Parts(("Overrides", TestWorkbook.TextRows(["Run 0123456789ab"], Header)));

    private static byte[] Edited(string part, Func<string, string> edit)
    {
        var parts = Parts();
        parts[part] = edit(parts[part]);
        return TestWorkbook.Zip(parts);
    }

    private static byte[] With(string name, byte[] content)
    {
        using var bytes = new MemoryStream();
        bytes.Write(TestWorkbook.Zip(Parts()));
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            part.Write(content);
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook whose directory tells another length of its sheet.</summary>
    private static byte[] Lie(uint length)
    {
        var bytes = TestWorkbook.Zip(Parts());
        var inDirectory = bytes.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(inDirectory + 24), length);
        return bytes;
    }

    private static TestCaseData Case(string name, Func<byte[]> build, string reason) => new TestCaseData(build, reason).SetArgDisplayNames(name);
}
