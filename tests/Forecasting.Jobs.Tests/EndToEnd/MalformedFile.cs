using System.IO.Compression;
using System.Text;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>What a correct program makes of a damaged file.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Every row counts.</summary>
    public sealed record Loaded : Verdict;

    /// <summary>The file is refused whole, with a reason.</summary>
    public sealed record Refused : Verdict;

    /// <summary>Accepted, and there is no row in it.</summary>
    public sealed record Vacant : Verdict;

    /// <summary>One row is set aside, the others count.</summary>
    /// <param name="Line">Its line in the file.</param>
    /// <param name="Findings">Number of faults found in it; 0 = any number.</param>
    public sealed record OneRowAside(int Line, int Findings = 0) : Verdict;

    /// <summary>Some rows repeat others.</summary>
    /// <param name="Rows">How many.</param>
    public sealed record Repeated(int Rows) : Verdict;
}

/// <summary>One way in which an incoming file is wrong.</summary>
/// <param name="Name">The way.</param>
/// <param name="File">Name of the file in the data folder.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Verdict">What becomes of it.</param>
internal sealed record MalformedFile(string Name, string File, byte[] Content, Verdict Verdict)
{
    // The fault stands after this many good rows: line 1 is the header, so it is on line 12.
    private const int GoodRowsBefore = 10;
    private const int FaultLine = GoodRowsBefore + 2;

    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    /// <summary>All ways, made from a good sales file.</summary>
    public static IEnumerable<MalformedFile> From(string goodSales)
    {
        var lines = goodSales.TrimEnd('\n').Split('\n');
        MalformedFile Text(string name, string text, Verdict verdict, Encoding? encoding = null) =>
            new(name, "sales.csv", [.. (encoding ?? Utf8).GetPreamble(), .. (encoding ?? Utf8).GetBytes(text)], verdict);
        MalformedFile Row(string name, string row, int findings = 0) =>
            Text(name, string.Join('\n', lines[..(GoodRowsBefore + 1)].Append(row).Concat(lines[(GoodRowsBefore + 1)..])) + "\n", new Verdict.OneRowAside(FaultLine, findings));

        yield return Text("empty", "", new Verdict.Refused());
        yield return Text("blank lines only", "\n\n\n", new Verdict.Refused());
        yield return Text("header only", lines[0] + "\n", new Verdict.Vacant());
        yield return Text("wrong header", "alpha,beta,gamma,delta,epsilon\n" + string.Join('\n', lines[1..]), new Verdict.Refused());
        yield return Text("no header", string.Join('\n', lines[1..]), new Verdict.Refused());
        yield return Text("column twice", goodSales.Replace("unit_price", "quantity", StringComparison.Ordinal), new Verdict.Refused());
        yield return Text("required column missing", goodSales.Replace("quantity", "remark", StringComparison.Ordinal), new Verdict.Refused());
        yield return Text("upper-case header", lines[0].ToUpperInvariant() + goodSales[lines[0].Length..], new Verdict.Loaded());
        yield return Text("byte order mark", goodSales, new Verdict.Loaded(), new UTF8Encoding(true));
        yield return Text("UTF-16 little endian", goodSales, new Verdict.Loaded(), Encoding.Unicode);
        yield return Text("UTF-16 big endian", goodSales, new Verdict.Loaded(), Encoding.BigEndianUnicode);
        yield return Text("Latin-1", goodSales.Replace("NORTH", "CÔTÉ", StringComparison.Ordinal), new Verdict.Loaded(), Encoding.Latin1);
        yield return Text("semicolons", goodSales.Replace(',', ';'), new Verdict.Loaded());
        yield return Text("tabs", goodSales.Replace(',', '\t'), new Verdict.Loaded());
        yield return Text("decimal comma", goodSales.Replace(',', ';').Replace(".50", ",50", StringComparison.Ordinal), new Verdict.Loaded());
        yield return Text("Windows line ends", goodSales.Replace("\n", "\r\n", StringComparison.Ordinal), new Verdict.Loaded());
        yield return Text("no line end at the end", goodSales.TrimEnd('\n'), new Verdict.Loaded());
        yield return Text("rows repeated", goodSales + string.Join('\n', lines[1..4]) + "\n", new Verdict.Repeated(3));
        yield return Text("spreadsheet named csv", "PK\u0003\u0004\u0014\0\u0006\0\b\0\0\0!\0[Content_Types].xml \0\u0001\u0002", new Verdict.Refused());
        yield return Text("web page named csv", "<!DOCTYPE html>\n<html><body><table><tr><td>2026-01-01</td></tr></table></body></html>\n", new Verdict.Refused());

        yield return Row("30 February", "2025-02-30,00123,NORTH,3,4.50", 1);
        yield return Row("text in a number", "2025-06-03,00123,NORTH,three,4.50", 1);
        yield return Row("number missing", "2025-06-03,00123,NORTH,,4.50", 1);
        yield return Row("code missing", "2025-06-03,,NORTH,3,4.50", 1);
        yield return Row("three faults", "yesterday,,NORTH,many,4.50", 3);
        yield return Row("too large for a number", "2025-06-03,00123,NORTH,1e400,4.50", 1);
        yield return Row("not a number", "2025-06-03,00123,NORTH,NaN,4.50", 1);
        yield return Row("row too short", "2025-06-03,00123");
        yield return Row("row too long", "2025-06-03,00123,NORTH,3,4.50,surplus,more");
        yield return Row("unclosed quote", "2025-06-03,\"00123,NORTH,3,4.50");
        yield return Row("NUL in a code", "2025-06-03,00\0123,NORTH,3,4.50");
        yield return Row("line break in a code", "2025-06-03,\"00\n123\",NORTH,3,4.50");
        yield return Row("2 MB line", "2025-06-03," + new string('x', 2_000_000) + ",NORTH,3,4.50");

        var zipped = Compress(goodSales);
        yield return new("gzip", "sales.csv.gz", zipped, new Verdict.Loaded());
        yield return new("gzip cut short", "sales.csv.gz", zipped[..(zipped.Length / 2)], new Verdict.Refused());
        yield return new("gzip with a flipped byte", "sales.csv.gz", [.. zipped[..(zipped.Length / 2)], (byte)~zipped[zipped.Length / 2], .. zipped[(zipped.Length / 2 + 1)..]], new Verdict.Refused());
        yield return new("gzip that is none", "sales.csv.gz", Utf8.GetBytes(goodSales), new Verdict.Refused());
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] Compress(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Utf8.GetBytes(text));
        return bytes.ToArray();
    }
}
