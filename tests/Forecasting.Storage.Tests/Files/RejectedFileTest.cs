using System.Runtime.Versioning;
using System.Text;
using System.Xml;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>Files that are refused whole: none of their rows counts, the other files are read, and the reason is said word for word.</summary>
public class RejectedFileTest
{
    private const string Good = "date,sku,quantity\n2024-01-01,A,1\n";

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("empty", "", "The file is empty: it has not even a header. Export it again.");
        yield return Case("blank lines", "\n\r\n  \n", "The file is empty: it has not even a header. Export it again.");
        yield return Case(
            "missing column",
            "date,quantity,colour\n2024-01-01,1,red\n",
            "The header has no column \"sku\". Columns found: \"date\", \"quantity\", \"colour\". Rename a column, or say which one it is in input.sales.columns.");
        yield return Case(
            "no header",
            "2024-01-01,A,1\n2024-01-02,A,1\n",
            "The header has no column \"date\", \"sku\", \"quantity\". Columns found: \"2024-01-01\", \"A\", \"1\". Rename a column, or say which one it is in input.sales.columns.");
        yield return Case(
            "header twice",
            "date,sku,quantity,SKU\n2024-01-01,A,1,B\n",
            "The header names \"sku\" more than once, so nobody can tell which column counts. Columns found: \"date\", \"sku\", \"quantity\", \"SKU\".");
        yield return Case("workbook", "PK\u0003\u0004xxxxxxxxxxxxxxxxxx", "The workbook is cut short or damaged. Copy or save it again.");
        yield return Case("web page", "<!DOCTYPE html><html><body>Sign in</body></html>", "This is a web page, whatever its name; download or export the data itself.");
        yield return Case("Parquet", "PAR1 and so on", "This is a Parquet file; rename it to end in .parquet.");
        yield return Case("gzip", DataDirectory.Gzip(Good), "This is a gzip file without the ending .gz; rename it to end in .csv.gz.");
        yield return Case(
            "old workbook",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
            "This is a workbook in the old format of Excel 97-2003 (.xls); open it and save it as .xlsx or CSV.");
        yield return Case("open header", "date,\"sku,quantity\n2024-01-01,A,1\n", "The header cannot be read: a quote opens and is not closed (close it, or remove it).");
    }

    [TestCaseSource(nameof(Cases))]
    public void Import_FileThatIsNoTable_IsRefusedAndTheOtherIsRead(byte[] bytes, string reason)
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        directory.Write("sales-1.csv", bytes);
        AssertRejected(directory, "sales-1.csv", reason);
    }

    [Test]
    public void Import_HeaderOnly_IsReadWithNoRows()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"));
        var report = directory.Import().Reports.Single();
        Assert.That((report.IsRejected, report.RowsRead), Is.EqualTo((false, 0L)));
    }

    [Test]
    public void Import_GzipCutAnywhere_LoadsNothingOfIt()
    {
        var whole = DataDirectory.Gzip("date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"2024-01-01,S{i * 7919 % 10007},{i}\n")));
        using var directory = new DataDirectory(("sales-2.csv", Good));
        foreach (var length in new[] { 0, 1, 10, 17, 18, 100, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 7, whole.Length - 4, whole.Length - 1 })
        {
            directory.Write("sales-1.csv.gz", whole[..length]);
            var report = directory.Import().Reports[0];
            Assert.That((report.RowsRead, report.IsRejected), Is.EqualTo((0L, true)), $"cut at {length}");
        }

        directory.Write("sales-1.csv.gz", whole);
        Assert.That(directory.Import().Reports[0].RowsLoaded, Is.EqualTo(3000));
    }

    [Test]
    public void Import_GzipCut_SaysWhatToDo()
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        directory.Write("sales-1.csv.gz", DataDirectory.Gzip(Good + Good.Replace("A", "B", StringComparison.Ordinal))[..^5]);
        AssertRejected(directory, "sales-1.csv.gz", "The file is cut short or damaged: its content does not match the checksum at its end. Copy or export it again.");
    }

    [Test]
    public void Import_GzipCutToALittle_SaysWhatToDo()
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        directory.Write("sales-1.csv.gz", DataDirectory.Gzip(Good)[..10]);
        AssertRejected(directory, "sales-1.csv.gz", "The file is too short to be a gzip file; it was probably cut while it was copied. Copy or export it again.");
    }

    [TestCase("PK\u0003\u0004 and so on", "This is a compressed workbook or zip archive; unpack it, or save the table as CSV (UTF-8).")]
    [TestCase("\u00D0\u00CF\u0011\u00E0 and so on", "This is a compressed Excel workbook; unpack it, or save the table as CSV (UTF-8).")]
    public void Import_CompressedWorkbook_IsRefused(string text, string reason)
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        directory.Write("sales-1.csv.gz", DataDirectory.Gzip(Encoding.Latin1.GetBytes(text)));
        AssertRejected(directory, "sales-1.csv.gz", reason);
    }

    [Test]
    public void Import_FileThatAnotherProgramKeepsToItself_IsRefused()
    {
        using var directory = new DataDirectory(("sales-1.csv", Good), ("sales-2.csv", Good));
        using var other = new FileStream(directory.PathOf("sales-1.csv"), FileMode.Open, FileAccess.Read, FileShare.None);
        AssertRejected(directory, "sales-1.csv", "The file cannot be read; another program may be writing it. Run again when it is complete.");
    }

    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return new TestCaseData(new XmlException("x"), "The workbook is damaged: a part of it is no sound XML. Copy or save it again.").SetArgDisplayNames("XML");
        yield return new TestCaseData(new InvalidDataException("x"), "The file is damaged: it cannot be unpacked. Copy or export it again.").SetArgDisplayNames("archive");
        yield return new TestCaseData(new InvalidOperationException("x"), null).SetArgDisplayNames("a fault of the program");
    }

    [TestCaseSource(nameof(Exceptions))]
    public void Reason_OfWhatTheFormatReports_IsSaidInWords(Exception exception, string? reason) => Assert.That(FileContent.Reason(exception), Is.EqualTo(reason));

    [Test]
    public void Import_GzipWithFlippedByte_IsRefused()
    {
        var packed = DataDirectory.Gzip("date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"2024-01-01,S{i},{i}\n")));
        using var directory = new DataDirectory(("sales-2.csv", Good));
        for (var i = 20; i < packed.Length; i += 211)
        {
            var flipped = (byte[])packed.Clone();
            flipped[i] ^= 0x10;
            directory.Write("sales-1.csv.gz", flipped);
            Assert.That(directory.Import().Reports[0].IsRejected, Is.True, $"byte {i}");
        }
    }

    [Test]
    public void Import_GzipOfTwoMembers_IsReadWhole()
    {
        using var directory = new DataDirectory();
        directory.Write("sales.csv.gz", [.. DataDirectory.Gzip(Good), .. DataDirectory.Gzip("2024-01-02,B,2\n")]);
        Assert.That(directory.Import().Reports.Single().RowsLoaded, Is.EqualTo(2));
    }

    [Test]
    public void Import_FolderNamedAsAFile_IsRefused()
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        Directory.CreateDirectory(directory.PathOf("sales-1.csv"));
        AssertRejected(directory, "sales-1.csv", "This is a folder with the name of a file. Rename it, or put the file in its place.");
    }

    [Test]
    public void Import_FileThatVanished_IsRefused()
    {
        using var directory = new DataDirectory(("sales-1.csv", Good), ("sales-2.csv", Good.Replace("A", "B", StringComparison.Ordinal)));
        var folder = directory.Scan();
        File.Delete(directory.PathOf("sales-1.csv"));
        AssertRejected(
            Import(directory, folder), "sales-1.csv", "The file disappeared while it was being read. Was it being replaced? Run again when it is complete.");
    }

    [Test]
    public void Import_FileThatGrewSinceItWasHashed_LoadsNothingOfIt()
    {
        using var directory = new DataDirectory(("sales-1.csv", Good), ("sales-2.csv", Good));
        var folder = directory.Scan();
        File.AppendAllText(directory.PathOf("sales-1.csv"), "2024-01-02,A,5\n");

        // The row of sales-2 is the same as one of sales-1: it must count once sales-1 is out.
        AssertRejected(
            Import(directory, folder), "sales-1.csv", "The file changed while it was being read. Was it still being written? Run again when it is complete.");
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Permissions are set the Unix way.")]
    public void Import_FileWithoutPermission_IsRefused()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("The administrator may read every file.");
        using var directory = new DataDirectory(("sales-1.csv", Good), ("sales-2.csv", Good));
        File.SetUnixFileMode(directory.PathOf("sales-1.csv"), UnixFileMode.None);
        AssertRejected(directory, "sales-1.csv", "The file cannot be opened: this program has no permission to read it.");
    }

    [Test]
    public void Import_DamagedParquet_IsRefused()
    {
        using var directory = new DataDirectory(("sales-2.csv", Good));
        directory.Write("sales-1.parquet", "PAR1 and nothing else");
        AssertRejected(directory, "sales-1.parquet", "The file is cut short, damaged, or no Parquet file. Copy or export it again.");
    }

    private static TestCaseData Case(string name, string text, string reason) => Case(name, Encoding.UTF8.GetBytes(text), reason);

    private static TestCaseData Case(string name, byte[] bytes, string reason) => new TestCaseData(bytes, reason).SetArgDisplayNames(name);

    private static Forecasting.Storage.Import.ImportedData Import(DataDirectory directory, DataFolder folder)
    {
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        return new Forecasting.Storage.Import.HistoryImport(database).Import(folder, new InputSettings());
    }

    private static void AssertRejected(DataDirectory directory, string file, string reason) => AssertRejected(directory.Import(), file, reason);

    private static void AssertRejected(Forecasting.Storage.Import.ImportedData imported, string file, string reason)
    {
        var (rejected, other) = (imported.Reports[0], imported.Reports[1]);
        Assert.That((rejected.File, rejected.RejectedReason), Is.EqualTo((file, reason)));
        Assert.That((rejected.RowsRead, rejected.RowsLoaded, rejected.RowsQuarantined, rejected.RowsDuplicate), Is.EqualTo((0L, 0L, 0L, 0L)));
        Assert.That((other.RowsRead, other.RowsLoaded), Is.EqualTo((1L, 1L)));
        var finding = imported.Quarantine.Single();
        Assert.That((finding.Line, finding.Rule, finding.Message), Is.EqualTo((0L, "file", $"{file}: {reason} The whole file was refused.")));
    }
}
