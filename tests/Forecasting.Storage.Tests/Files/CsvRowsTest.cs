using System.Text;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class CsvRowsTest
{
    [Test]
    public void Read_UnclosedQuote_CostsItsRowAndNoOther()
    {
        var (lines, outcome) = Sales.Read("date,sku,quantity\n2024-01-01,A,1\n2024-01-02,\"B,2\n2024-01-03,C,3\n2024-01-04,\"D\",4\n2024-01-05,E,5\n");
        Assert.That(lines.Select(l => l.Key.Sku.Code), Is.EqualTo(new[] { "A", "C", "D", "E" }));
        var finding = outcome.Findings.Single();
        Assert.That((finding.Line, finding.Rule, finding.OriginalLine), Is.EqualTo((3L, "quote", "2024-01-02,\"B,2")));
    }

    [Test]
    public void Read_UnclosedQuoteBeforeManyLines_ReadsEveryOneOfThem()
    {
        var text = "date,sku,quantity\n2024-01-01,\"A,1\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"2024-01-02,S{i},1\n"));
        var (lines, outcome) = Sales.Read(text);
        Assert.That(lines, Has.Count.EqualTo(5000));
        Assert.That(outcome.Findings.Single().Line, Is.EqualTo(2));
    }

    [Test]
    public void Read_EveryRowWithAnUnclosedQuote_SetsEachAside()
    {
        var (lines, outcome) = Sales.Read("date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"2024-01-02,\"S{i},1\n")));
        Assert.That(lines, Is.Empty);
        Assert.That(outcome.Reports.Single().RowsQuarantined, Is.EqualTo(1000));
        Assert.That(outcome.Findings.Select(f => f.Line), Is.EqualTo(Enumerable.Range(2, 1000).Select(i => (long)i)));
    }

    [Test]
    public void Read_LineBreakInsideQuotes_IsTextInANameAndRefusedInACode()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,quantity\n2024-01-01,\"A\nB\",1\n2024-01-02,C,2\n"),
            ("items.csv", "sku,name\nA,\"Long\r\n\r\nname\"\nB,short\n"));
        var imported = directory.Import();
        Assert.That(imported.Items[new("A")].Name, Is.EqualTo("Long\n\nname"));
        Assert.That(imported.Items[new("B")].Name, Is.EqualTo("short"));
        var finding = imported.Quarantine.Single();
        Assert.That((finding.Line, finding.Rule, finding.OriginalLine), Is.EqualTo((2L, "code", "2024-01-01,\"A\nB\",1")));
    }

    [Test]
    public void Read_BlankLines_AreNoRowsAndAreCountedAsLines()
    {
        var (lines, outcome) = Sales.Read("\n\ndate,sku,quantity\n\n2024-01-01,A,1\n   \n,,\n2024-01-02,B,x\n");
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(outcome.Findings.Single().Line, Is.EqualTo(8));
        Assert.That(outcome.Reports.Single().RowsRead, Is.EqualTo(2));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Read_AnyLineEnd_GivesTheSameRowsAndLines(string end)
    {
        var (lines, outcome) = Sales.Read(string.Join(end, "date,sku,quantity", "2024-01-01,A,1", "x,B,2", "2024-01-03,C,3"));
        Assert.That(lines.Select(l => l.Key.Sku.Code), Is.EqualTo(new[] { "A", "C" }));
        Assert.That(outcome.Findings.Single().Line, Is.EqualTo(3));
    }

    [Test]
    public void Read_QuoteInsideAField_IsText()
    {
        var (lines, _) = Sales.Read("date,sku,quantity\n2024-01-01,5\" pipe,1\n2024-01-01,\"say \"\"hi\"\"\",1\n");
        Assert.That(lines.Select(l => l.Key.Sku.Code), Is.EqualTo(new[] { "5\" pipe", "say \"hi\"" }));
    }

    [Test]
    public void Read_TwoMegabyteLine_IsSetAsideAndQuotedInPart()
    {
        var (lines, outcome) = Sales.Read($"date,sku,quantity\n2024-01-01,{new string('x', 2_000_000)},1\n2024-01-01,A,1\n");
        Assert.That(lines, Has.Count.EqualTo(1));
        var finding = outcome.Findings.Single();
        Assert.That(finding.Message, Is.EqualTo("sales.csv line 2: the row is 2000013 bytes long (at most 1048576 are read). The row was set aside."));
        Assert.That(finding.OriginalLine, Has.Length.EqualTo(4096 + "… (cut: 2000013 characters)".Length));
        Assert.That(finding.OriginalLine, Does.EndWith("xxx… (cut: 2000013 characters)"));
    }

    [Test]
    public void Read_LineLongerThanMemoryIsGiven_RefusesTheFile()
    {
        using var directory = new DataDirectory(("sales.csv", $"date,sku,quantity\n2024-01-01,{new string('x', CsvRows.LongestLine + 1_000_000)},1\n"));
        Assert.That(Sales.Read(directory).Outcome.Reports.Single().RejectedReason, Is.EqualTo("The file has a line of more than 64 MB; it is probably no CSV file."));
    }

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    [TestCase('|')]
    public void Read_AnyDelimiter_IsRecognised(char delimiter)
    {
        var (lines, _) = Sales.Read("date,sku,quantity\n2024-01-01,A,1\n".Replace(',', delimiter));
        Assert.That(lines.Single().Key.Sku.Code, Is.EqualTo("A"));
    }

    [Test]
    public void Read_DelimiterOfTheHeader_WinsOverCommasInOtherHeaders()
    {
        var (lines, _) = Sales.Read("date;sku;quantity;a,b,c,d,e\n2024-01-01;A;1;x\n");
        Assert.That(lines, Has.Count.EqualTo(1));
    }

    [Test]
    public void Read_SeparatorHintOfExcel_IsFollowed()
    {
        var (lines, outcome) = Sales.Read("sep=;\ndate;sku;quantity\n2024-01-01;A;1\n2024-01-01;A;x\n");
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(outcome.Findings.Single().Line, Is.EqualTo(4));
    }

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(new UTF8Encoding(false), false, "UTF-8").SetArgDisplayNames("utf-8");
        yield return new TestCaseData(Encoding.UTF8, true, "UTF-8 with BOM").SetArgDisplayNames("utf-8 bom");
        yield return new TestCaseData(Encoding.Unicode, true, "UTF-16 LE with BOM").SetArgDisplayNames("utf-16 le bom");
        yield return new TestCaseData(Encoding.BigEndianUnicode, true, "UTF-16 BE with BOM").SetArgDisplayNames("utf-16 be bom");
        yield return new TestCaseData(Encoding.Unicode, false, "UTF-16 LE without BOM").SetArgDisplayNames("utf-16 le");
        yield return new TestCaseData(Encoding.BigEndianUnicode, false, "UTF-16 BE without BOM").SetArgDisplayNames("utf-16 be");
        yield return new TestCaseData(Encoding.Latin1, false, "Windows-1252 (its bytes are not valid UTF-8)").SetArgDisplayNames("latin-1");
    }

    [TestCaseSource(nameof(Encodings))]
    public void Read_AnyEncoding_IsRecognisedAndShown(Encoding encoding, bool hasMark, string name)
    {
        using var directory = new DataDirectory();
        byte[] text = encoding.GetBytes("date,sku,quantity\n2024-01-01,Käse-Größe,1\n");
        directory.Write("sales.csv", hasMark ? [.. encoding.GetPreamble(), .. text] : text);
        var (lines, outcome) = Sales.Read(directory);
        Assert.That(lines.Single().Key.Sku.Code, Is.EqualTo("Käse-Größe"));
        Assert.That(outcome.Reports.Single().Profile, Is.EqualTo($"{name}, comma, whole numbers, dates unambiguous"));
    }

    [Test]
    public void Read_DeclaredEncoding_Wins()
    {
        using var directory = new DataDirectory();
        directory.Write("sales.csv", Encoding.Latin1.GetBytes("date,sku,quantity\n2024-01-01,A\u00a4,1\n"));
        var settings = new InputSettings { Sales = new FeedSettings { Encoding = "iso-8859-15" } };
        var (lines, outcome) = Sales.Read(directory, settings);
        Assert.That(lines.Single().Key.Sku.Code, Is.EqualTo("A€"));
        Assert.That(outcome.Reports.Single().Profile, Does.StartWith("iso-8859-15 (declared), comma"));
    }

    [Test]
    public void Read_OneDamagedByteInUtf8_CostsItsRowAndNoAccent()
    {
        using var directory = new DataDirectory();
        directory.Write("sales.csv", [.. "date,sku,quantity\n2024-01-01,Käse,1\n2024-01-01,Größe,1\n2024-01-01,X"u8, 0xC3, .. ",1\n2024-01-01,"u8, 0xFF, .. "\"x,1\n2024-01-01,\"é\",1\n"u8]);
        var (lines, outcome) = Sales.Read(directory, new InputSettings());
        Assert.That(lines.Select(l => l.Key.Sku.Code), Is.EqualTo(new[] { "Käse", "Größe", "é" }));
        Assert.That(outcome.Findings.Select(f => (f.Line, f.Rule)), Is.EqualTo(new[] { (4L, "encoding"), (5L, "encoding") }));
        Assert.That(outcome.Findings[0].Message, Is.EqualTo(
            "sales.csv line 4: the row holds bytes that are not UTF-8, as the rest of the file is (export the file again as UTF-8). The row was set aside."));
        Assert.That(outcome.Reports.Single().Profile, Is.EqualTo("UTF-8 (damaged), comma, whole numbers, dates unambiguous"));
    }

    [TestCase(65_535)]
    [TestCase(65_536)]
    [TestCase(65_537)]
    public void Read_LetterAcrossTheReadingBuffer_IsWhole(int length)
    {
        const string Header = "date,sku,quantity\n2024-01-01,";
        var (lines, outcome) = Sales.Read($"{Header}{new string('x', length - Header.Length - 1)}😀é,1\n");
        Assert.That(lines.Single().Key.Sku.Code, Does.EndWith("x😀é"));
        Assert.That(outcome.Reports.Single().Profile, Does.StartWith("UTF-8, comma"));
    }

    [Test]
    public void Read_Utf8DeclaredForOtherBytes_SetsTheirRowsAside()
    {
        using var directory = new DataDirectory();
        directory.Write("sales.csv", Encoding.Latin1.GetBytes("date,sku,quantity\n2024-01-01,Käse,1\n2024-01-01,A,1\n"));
        var (lines, outcome) = Sales.Read(directory, new InputSettings { Sales = new FeedSettings { Encoding = "utf-8" } });
        Assert.That((lines.Single().Key.Sku.Code, outcome.Findings.Single().Rule), Is.EqualTo(("A", "encoding")));
    }
}
