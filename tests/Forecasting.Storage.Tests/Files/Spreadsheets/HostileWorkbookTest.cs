using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files.Spreadsheets;

/// <summary>Workbooks built to exhaust or to deceive the reader: each is refused with a reason, and costs little memory.</summary>
[NonParallelizable]
public class HostileWorkbookTest
{
    private const long MemoryAllowed = 256_000_000;
    private const string Harmful = " Such files are built to do harm. Save the table again as .xlsx, or export it as CSV.";

    private static readonly (string, string) Sheet = ("S", TestWorkbook.TextRows(["date", "sku", "quantity"], ["2024-01-01", "A", "1"]));

    private static IEnumerable<TestCaseData> Archives()
    {
        yield return Case("500 MB in one part", () => Archive(("xl/worksheets/sheet1.xml", 500_000_000)), "The workbook unpacks to more than 200 MB. Export the table as CSV or Parquet.");
        yield return Case("150 MB of nothing", () => Archive(("xl/worksheets/sheet1.xml", 150_000_000)),
            "The part \"xl/worksheets/sheet1.xml\" of the workbook unpacks to more than 100 times its size." + Harmful);
        yield return Case("300 MB that pack badly, in many parts", () => Archive(Enumerable.Range(0, 600).Select(i => ($"xl/media/{i}.bin", 500_000)).ToArray()),
            "The workbook unpacks to more than 200 MB. Export the table as CSV or Parquet.");
        yield return Case("100,000 parts", () => TestWorkbook.Zip(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"x{i}", ""))),
            "The workbook is an archive of more than 2,000 parts." + Harmful);
        yield return Case("archive in an archive", () => TestWorkbook.Zip([KeyValuePair.Create("inner.zip", "PK")]),
            "This is a zip archive and no Excel workbook; unpack it, or save the table as .xlsx or CSV.");
        yield return Case("binary workbook", () => TestWorkbook.Zip([KeyValuePair.Create("xl/workbook.bin", "x")]), "This is a binary workbook (.xlsb); save it as .xlsx.");
        yield return Case("size told too small", () => Lie(1), "The workbook is damaged: its content does not match its checksums. Copy or save it again.");
        yield return Case("size told too large", () => Lie(100_000_000), "The part \"xl/worksheets/sheet1.xml\" of the workbook is not as long as the archive says." + Harmful);
        yield return Case("name that leads out", () => With("../../etc/cron.d/x", "x"), "The workbook holds a part whose name leads out of it (\"../../etc/cron.d/x\")." + Harmful);
        yield return Case("name from the root", () => With("/etc/passwd", "x"), "The workbook holds a part whose name leads out of it (\"/etc/passwd\")." + Harmful);
        yield return Case("name of a drive", () => With("C:\\x", "x"), "The workbook holds a part whose name leads out of it (\"C:\\x\")." + Harmful);
        yield return Case("symbolic link", Link, "The workbook holds a part whose name leads out of it (\"xl/link\")." + Harmful);
        yield return Case("part twice", () => TestWorkbook.Zip([.. TestWorkbook.Parts(Sheet), KeyValuePair.Create("XL/Workbook.xml", "<x/>")]),
            "The workbook holds the part \"XL/Workbook.xml\" twice." + Harmful);
        yield return Case("external entity", () => WithSheet("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;"), Dtd("xl/worksheets/sheet1.xml"));
        yield return Case("billion laughs", () => WithSheet(
            "<!DOCTYPE x [<!ENTITY a0 \"ha\">" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">")) + "]>", "&a30;"), Dtd("xl/worksheets/sheet1.xml"));
        yield return Case("document type in UTF-16", () => WithBytes("xl/styles.xml", Encoding.Unicode.GetBytes("\uFEFF<!DOCTYPE x [<!ENTITY a \"b\">]><x/>")), Dtd("xl/styles.xml"));
        yield return Case("cut", () => TestWorkbook.Of(Sheet)[..^30], "The workbook is cut short or damaged. Copy or save it again.");
        yield return Case("row beyond the last", () => TestWorkbook.Of(("S", Sheet.Item2 + "<row r=\"2000000000\"><c><v>1</v></c></row>")),
            "The sheet is damaged: its rows or cells are not in order. Save the workbook again.");
        yield return Case("column beyond the last", () => TestWorkbook.Of(("S", "<row r=\"1\"><c r=\"FXSHRXW1\"><v>1</v></c></row>")),
            "The sheet is damaged: its rows or cells are not in order. Save the workbook again.");
        yield return Case("rows backwards", () => TestWorkbook.Of(("S", "<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>")),
            "The sheet is damaged: its rows or cells are not in order. Save the workbook again.");
        yield return Case("text that is not there", () => TestWorkbook.Of(("S", "<row><c t=\"s\"><v>7</v></c></row>")),
            "The sheet is damaged: its rows or cells are not in order. Save the workbook again.");
        yield return Case("sheet that is lost", () => TestWorkbook.Zip(TestWorkbook.Parts(Sheet).Where(part => part.Key != "xl/worksheets/sheet1.xml")),
            "The workbook has lost its sheet \"S\". Save it again.");
        yield return Case("no sheet", () => TestWorkbook.Of(), "The workbook is empty: it has not even a header. Save it again.");
        yield return Case("password", () => Compound("EncryptedPackage"), "The workbook is protected by a password; save it without one.");
        yield return Case("old workbook", () => Compound("Workbook"), "This is a workbook in the old format of Excel 97-2003 (.xls); open it and save it as .xlsx or CSV.");
        yield return Case("web page", () => Encoding.UTF8.GetBytes("\r\n<html><table><tr><td>date"), "This is a web page, whatever its name; download or export the data itself.");
    }

    [TestCaseSource(nameof(Archives))]
    public void Import_HostileWorkbook_IsRefusedWithLittleMemory(Func<byte[]> build, string reason)
    {
        using var directory = new DataDirectory();
        directory.Write("sales.xlsx", build());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var report = Sales.Read(directory).Outcome.Reports.Single();
        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6:F1} MB allocated");
        Assert.That(report.RejectedReason, Is.EqualTo(reason));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MemoryAllowed));
    }

    [Test]
    public void Import_WorkbookWithAnyByteChanged_IsReadOrRefusedAndNothingElse()
    {
        var whole = TestWorkbook.Of(Sheet);
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[4 + random.Next(bytes.Length - 4)] ^= (byte)(1 << random.Next(8));
            using var directory = new DataDirectory();
            directory.Write("sales.xlsx", i % 4 == 0 ? bytes[..(4 + random.Next(bytes.Length - 4))] : bytes);
            var (lines, outcome) = Sales.Read(directory);
            Assert.That(outcome.Reports.Single().IsRejected ? lines.Count == 0 : lines.Count == 1, Is.True, $"change {i}: {outcome.Reports.Single().RejectedReason}");
        }
    }

    [Test]
    public void Import_SheetWithRandomMarkup_IsReadOrRefusedAndNothingElse()
    {
        string[] pieces = ["<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<c t=\"s\">", "<c t=\"zz\" s=\"99\">", "<is>", "</is>", "<t>", "</t>", "1", "x", "<row r=\"-1\">", "<c r=\"\">", "<v/>", "<is/>", "<f/>"];
        var random = new Random(2);
        for (var i = 0; i < 400; i++)
        {
            using var directory = new DataDirectory();
            directory.Write("sales.xlsx", TestWorkbook.Of(("S", Sheet.Item2 + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)])))));
            Assert.That(Sales.Read(directory).Outcome.Reports.Single().IsConserved, Is.True);
        }
    }

    private static string Dtd(string part) =>
        $"The part \"{part}\" of the workbook is no sound XML, or declares a document type (DTD), which no spreadsheet program does. Save the table again as .xlsx, or export it as CSV.";

    private static TestCaseData Case(string name, Func<byte[]> build, string reason) => new TestCaseData(build, reason).SetArgDisplayNames(name);

    private static byte[] With(string name, string text) => TestWorkbook.Zip([.. TestWorkbook.Parts(Sheet), KeyValuePair.Create(name, text)]);

    private static byte[] WithSheet(string prolog, string text)
    {
        var parts = TestWorkbook.Parts(Sheet);
        parts["xl/worksheets/sheet1.xml"] = prolog + parts["xl/worksheets/sheet1.xml"].Replace("2024-01-01", text, StringComparison.Ordinal);
        return TestWorkbook.Zip(parts);
    }

    private static byte[] WithBytes(string name, byte[] bytes) => Edit(archive =>
    {
        archive.GetEntry(name)!.Delete();
        using var part = archive.CreateEntry(name).Open();
        part.Write(bytes);
    });

    private static byte[] Link() => Edit(archive => archive.CreateEntry("xl/link").ExternalAttributes = unchecked((int)0xA1FF0000));

    private static byte[] Edit(Action<ZipArchive> edit)
    {
        using var bytes = new MemoryStream();
        bytes.Write(TestWorkbook.Of(Sheet));
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
            edit(archive);
        return bytes.ToArray();
    }

    /// <summary>A workbook with parts of so many bytes: one is of zeros, several are half noise.</summary>
    private static byte[] Archive(params (string Name, int Length)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var block = new byte[100_000];
            if (parts.Length > 1)
                new Random(1).NextBytes(block.AsSpan(0, 2_000));
            foreach (var (name, length) in parts)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                for (var written = 0; written < length; written += block.Length)
                    part.Write(block);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook whose directory tells another length of its sheet.</summary>
    private static byte[] Lie(uint length)
    {
        var bytes = TestWorkbook.Of(Sheet);
        var name = Encoding.ASCII.GetBytes("xl/worksheets/sheet1.xml");
        var inDirectory = bytes.AsSpan().LastIndexOf(name) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(inDirectory + 24), length);
        return bytes;
    }

    private static byte[] Compound(string stream) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[65_520], .. Encoding.Unicode.GetBytes("Root Entry"), .. new byte[100], .. Encoding.Unicode.GetBytes(stream)];
}
