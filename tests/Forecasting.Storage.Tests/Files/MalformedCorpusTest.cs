using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>A sound file, spoilt in one way after another: no way may crash the reader, lose a row, or blame one without a reason.</summary>
public class MalformedCorpusTest
{
    private const int Seeds = 10;
    private const int RowCount = 60;

    private static readonly Dictionary<string, Func<Random, byte[]>> Kinds = new(StringComparer.Ordinal)
    {
        ["sound"] = r => Text(Table(r)),
        ["empty"] = _ => [],
        ["header only"] = _ => Text(["date,sku,location,quantity"]),
        ["no header"] = r => Text(Table(r).Skip(1)),
        ["renamed column"] = r => Text(Header(r, "date,thing,location,quantity")),
        ["swapped columns"] = r => Text(Header(r, "sku,date,quantity,location")),
        ["duplicate column"] = r => Text(Header(r, "date,sku,sku,quantity")),
        ["extra column"] = r => Text(Table(r).Select((row, i) => row + (i == 0 ? ",colour" : ",red"))),
        ["missing column"] = r => Text(Table(r).Select(row => row[..row.LastIndexOf(',')])),
        ["short rows"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')])),
        ["long rows"] = r => Text(Spoil(r, row => row + ",1,2,3")),
        ["unclosed quote"] = r => Text(Spoil(r, row => row.Replace(",S", ",\"S", StringComparison.Ordinal))),
        ["quote in the middle"] = r => Text(Spoil(r, row => row.Replace(",S", ",S\"", StringComparison.Ordinal))),
        ["text after quote"] = r => Text(Spoil(r, row => row.Replace(",S", ",\"S\"", StringComparison.Ordinal))),
        ["newline in field"] = r => Text(Spoil(r, row => row.Replace(",S", ",\"S\n", StringComparison.Ordinal) + "\"")),
        ["long line"] = r => Text(Spoil(r, row => row.Replace(",S", "," + new string('x', 2_000_000), StringComparison.Ordinal), 2)),
        ["NUL"] = r => Text(Spoil(r, row => row.Replace("S", "\0", StringComparison.Ordinal))),
        ["UTF-8 BOM"] = r => [0xEF, 0xBB, 0xBF, .. Text(Table(r))],
        ["UTF-16"] = r => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Join('\n', Table(r)))],
        ["UTF-16 without BOM"] = r => Encoding.BigEndianUnicode.GetBytes(string.Join('\n', Table(r))),
        ["UTF-16 cut inside a letter"] = r => Encoding.Unicode.GetBytes(string.Join('\n', Table(r)))[..^1],
        ["Latin-1"] = r => Encoding.Latin1.GetBytes(string.Join('\n', Spoil(r, row => row.Replace("S", "é", StringComparison.Ordinal)))),
        ["bad UTF-8"] = r => Bytes(r, Text(Table(r)), (bytes, i) => bytes[i] = 0xC3),
        ["mixed line ends"] = r => Encoding.UTF8.GetBytes(string.Concat(Table(r).Select(row => row + r.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" }))),
        ["semicolons"] = r => Text(Table(r).Select(row => row.Replace(',', ';'))),
        ["tabs"] = r => Text(Table(r).Select(row => row.Replace(',', '\t'))),
        ["wrong decimal mark"] = r => Text(Spoil(r, row => row + ",5")),
        ["quoted decimal comma"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",\"1,5\"")),
        ["thousands marks"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",\"1,234\"")),
        ["day first"] = r => Dates(r, "dd/MM/yyyy"),
        ["month first"] = r => Dates(r, "MM/dd/yyyy"),
        ["dotted dates"] = r => Dates(r, "dd.MM.yyyy"),
        ["compact dates"] = r => Dates(r, "yyyyMMdd"),
        ["two-digit years"] = r => Dates(r, "dd-MM-yy"),
        ["30 February"] = r => Text(Spoil(r, row => "2024-02-30" + row[10..])),
        ["serial dates"] = r => Text(Spoil(r, row => "45321" + row[10..])),
        ["N/A"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",N/A")),
        ["1e400"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",1e400")),
        ["overflow"] = r => Text(Spoil(r, row => row + "000000000000000000000000000000000000000000")),
        ["blank codes"] = r => Text(Spoil(r, row => row[..11] + "  ,L1,1")),
        ["blank lines"] = r => Text(Table(r).SelectMany(row => r.Next(2) == 0 ? [row, "", "  "] : (string[])[row])),
        ["cut at a random byte"] = r => Text(Table(r)) is var bytes ? bytes[..r.Next(bytes.Length)] : [],
        ["random bytes inside"] = r => Bytes(r, Text(Table(r)), (bytes, i) => bytes[i] = (byte)r.Next(256)),
        ["random bytes only"] = r => Bytes(r, new byte[4000], (bytes, i) => bytes[i] = (byte)r.Next(256), 4000),
        ["year first with slashes"] = r => Dates(r, "yyyy/MM/dd"),
        ["day first with dashes"] = r => Dates(r, "dd-MM-yyyy"),
        ["moments without a zone"] = r => Text(Spoil(r, row => row[..10] + "T23:30:00Z" + row[10..])),
        ["repeated header"] = r => Text(Table(r).SelectMany((row, i) => i > 0 && r.Next(20) == 0 ? ["DATE,Sku, location,quantity", row] : (string[])[row])),
        ["total line"] = r => Text([.. Table(r), "Total,,,123"]),
        ["currency sign"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",\"€ 12,50\"")),
        ["two currencies"] = r => Text(Table(r).Select((row, i) => row + (i == 0 ? ",unit_price" : r.Next(2) == 0 ? ",€ 5" : ",5 USD"))),
        ["trailing minus"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",\"1.234,5-\"")),
        ["parentheses"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",(12)")),
        ["thousands with unbreakable blanks"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",1\u00A0234")),
        ["thousands with apostrophes"] = r => Text(Spoil(r, row => row[..row.LastIndexOf(',')] + ",1'234")),
        ["people in every column"] = r => Text(Spoil(r, row => "ann@example.org," + row[11..row.LastIndexOf(',')] + ",+49 30 1234567")),
        ["password-protected workbook"] = r => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Bytes(r, new byte[500], (bytes, i) => bytes[i] = (byte)r.Next(256), 500)],
        ["workbook"] = r => [0x50, 0x4B, 3, 4, .. Bytes(r, new byte[500], (bytes, i) => bytes[i] = (byte)r.Next(256), 500)],
        ["web page"] = _ => Text(["<html><body>404</body></html>"]),
        ["quotes everywhere"] = r => Text(Table(r).Select(row => string.Concat(row.Select(c => r.Next(8) == 0 ? "\"" : c.ToString())))),
    };

    private static IEnumerable<string> KindNames => Kinds.Keys;

    [TestCaseSource(nameof(KindNames))]
    public void Import_SpoiltFile_LosesNoRowAndGivesReasons(string kind)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var directory = new DataDirectory();
            directory.Write("sales.csv", Kinds[kind](new Random(seed)));
            AssertConserved(directory, $"seed {seed}");
        }
    }

    private static IEnumerable<TestCaseData> Mendable()
    {
        yield return Mend("N/A", row => row[..row.LastIndexOf(',')] + ",N/A", (line, i) => line.Replace("N/A", $"{i}", StringComparison.Ordinal));
        yield return Mend("30 February", row => "2024-02-30" + row[10..], (line, _) => line.Replace("02-30", "02-29", StringComparison.Ordinal));
        yield return Mend("long row", row => row + ",9", (line, _) => line[..^2]);
        yield return Mend("short row", row => row[..row.LastIndexOf(',')], (line, i) => $"{line},{i}");
        yield return Mend("unclosed quote", row => row.Replace(",S", ",\"S", StringComparison.Ordinal), (line, _) => line.Replace("\"", "", StringComparison.Ordinal));
        yield return Mend("three faults", row => "x,," + row.Split(',')[2] + ",y", (_, i) => $"2024-01-01,A{i},L1,1");
    }

    /// <summary>The rows set aside, mended in the quarantine file and sent as a file of their own, are loaded, each once and no other.</summary>
    [TestCaseSource(nameof(Mendable))]
    public void Import_MendedQuarantine_LoadsExactlyThoseRows(Func<string, string> spoil, Func<string, int, string> mend)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var table = Table(new Random(seed)).Select((row, i) => i == 0 ? row : row.Replace(",S", string.Create(CultureInfo.InvariantCulture, $",S{i}-"), StringComparison.Ordinal));
            var rows = table.Select((row, i) => i % 3 == 1 ? spoil(row) : row).ToList();
            using var directory = new DataDirectory();
            directory.Write("sales-1.csv", Text(rows));
            var (good, outcome) = Sales.Read(directory);
            var lines = outcome.Findings.GroupBy(f => f.Line).ToList();
            Assert.That(lines.Select(l => l.First().OriginalLine), Is.EqualTo(lines.Select(l => rows[(int)l.Key - 1])), $"seed {seed}");
            Assert.That(good.Count + lines.Count, Is.EqualTo(RowCount));

            directory.Write("sales-2.csv", Text([rows[0], .. lines.Select((l, i) => mend(l.First().OriginalLine, i))]));
            var (all, second) = Sales.Read(directory);
            Assert.That((all.Count, second.Reports[1].RowsLoaded, second.Reports[1].RowsQuarantined), Is.EqualTo((RowCount, (long)lines.Count, 0L)), $"seed {seed}");
        }
    }

    [Test]
    public void Import_RowWithThreeFaults_GivesThreeFindings()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,location,quantity\n2024-02-30,,L,x\n"));
        Assert.That(Sales.Read(directory).Outcome.Findings.Select(f => (f.Line, f.Column)), Is.EqualTo(new[] { (2L, "date"), (2L, "sku"), (2L, "quantity") }));
    }

    [Test]
    public void Import_SpoiltGzip_LosesNoRowAndGivesReasons()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var packed = DataDirectory.Gzip(Text(Table(random)));
            using var directory = new DataDirectory();
            directory.Write("sales.csv.gz", seed % 2 == 0 ? packed[..random.Next(packed.Length)] : Bytes(random, packed, (bytes, i) => bytes[i] ^= (byte)(1 << random.Next(8)), 1));
            AssertConserved(directory, $"seed {seed}");
        }
    }

    private static TestCaseData Mend(string name, Func<string, string> spoil, Func<string, int, string> mend) => new TestCaseData(spoil, mend).SetArgDisplayNames(name);

    private static void AssertConserved(DataDirectory directory, string seed)
    {
        var (lines, outcome) = Sales.Read(directory);
        var report = outcome.Reports.Single();
        var faultyLines = outcome.Findings.Where(f => f.Line > 0).Select(f => f.Line).Distinct().Count();
        Assert.Multiple(() =>
        {
            Assert.That(report.IsConserved, Is.True, seed);
            Assert.That(lines, Has.Count.EqualTo(report.RowsLoaded), seed);
            Assert.That(faultyLines, Is.EqualTo(report.RowsQuarantined), seed);
            Assert.That(outcome.Findings.All(f => f.Rule.Length > 0 && f.Message.StartsWith("sales.csv", StringComparison.Ordinal)), Is.True, seed);
            Assert.That(outcome.Findings.All(f => f.File.StartsWith("sales.csv", StringComparison.Ordinal) && f.OriginalLine.Length > 0 == f.Line > 0), Is.True, seed);
            Assert.That(report.IsRejected, Is.EqualTo(outcome.Findings.Any(f => f.Line == 0)), seed);
            Assert.That(lines.All(l => l.Date.Year is >= 1900 and < 2200 && l.Key.Sku.Code.Length > 0), Is.True, seed);
        });
    }

    private static List<string> Table(Random random)
    {
        var rows = new List<string> { "date,sku,location,quantity" };
        var first = new DateOnly(2024, 1, 1);
        for (var i = 0; i < RowCount; i++)
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{first.AddDays(random.Next(366)):yyyy-MM-dd},S{random.Next(100)},L{random.Next(3)},{random.Next(100)}"));
        return rows;
    }

    private static IEnumerable<string> Header(Random random, string header) => Table(random).Select((row, i) => i == 0 ? header : row);

    /// <summary>Spoils about a third of the data rows, or so many.</summary>
    private static IEnumerable<string> Spoil(Random random, Func<string, string> spoil, int? count = null)
    {
        var table = Table(random);
        var spoilt = Enumerable.Range(0, count ?? RowCount / 3).Select(_ => random.Next(1, table.Count)).ToHashSet();
        return table.Select((row, i) => spoilt.Contains(i) ? spoil(row) : row);
    }

    private static byte[] Dates(Random random, string format) => Text(Table(random).Select((row, i) => i == 0
        ? row
        : DateOnly.ParseExact(row[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture) + row[10..]));

    private static byte[] Text(IEnumerable<string> rows) => Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n");

    private static byte[] Bytes(Random random, byte[] bytes, Action<byte[], int> change, int count = 10)
    {
        for (var i = 0; i < count && bytes.Length > 0; i++)
            change(bytes, random.Next(bytes.Length));
        return bytes;
    }
}
