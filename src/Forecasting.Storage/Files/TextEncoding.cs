using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>The encoding of a text file, recognised from its bytes.</summary>
internal static class TextEncoding
{
    /// <summary>Bytes from the start that are enough to recognise UTF-16 by the zero halves of its Latin letters.</summary>
    private const int SampleLength = 4096;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The encoding of that name, or null when there is none.</summary>
    public static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads <paramref name="content"/> to its end and tells its encoding.</summary>
    /// <returns>The encoding, and what to call it in a profile.</returns>
    /// <exception cref="FileRejectedException">The content is no text: a workbook, a web page, a compressed or Parquet file under a wrong name.</exception>
    public static (Encoding Encoding, string Name) Recognise(Stream content)
    {
        var buffer = new byte[1 << 16];
        var length = content.ReadAtLeast(buffer, SampleLength, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, length);
        RejectOtherFormats(start);
        if (start.StartsWith((byte[])[0xEF, 0xBB, 0xBF]))
            return (Encoding.UTF8, "UTF-8 with BOM");
        if (start.StartsWith((byte[])[0xFF, 0xFE]))
            return (Encoding.Unicode, "UTF-16 LE with BOM");
        if (start.StartsWith((byte[])[0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode, "UTF-16 BE with BOM");
        if (ZeroHalf(start) is { } utf16)
            return utf16;
        return IsUtf8(content, buffer, length)
            ? (Encoding.UTF8, "UTF-8")
            : (Named("windows-1252")!, "Windows-1252 (its bytes are not valid UTF-8)");
    }

    private static void RejectOtherFormats(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\u0003\u0004"u8))
            throw new FileRejectedException("This is a workbook or zip archive under the name of a CSV file; save it as CSV (UTF-8).");
        if (start.StartsWith((byte[])[0xD0, 0xCF, 0x11, 0xE0]))
            throw new FileRejectedException("This is an old or password-protected Excel workbook under the name of a CSV file; save it as CSV (UTF-8).");
        if (start.StartsWith((byte[])[0x1F, 0x8B]))
            throw new FileRejectedException("This is a gzip file without the ending .gz; rename it to end in .csv.gz.");
        if (start.StartsWith("PAR1"u8))
            throw new FileRejectedException("This is a Parquet file; rename it to end in .parquet.");
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            throw new FileRejectedException("This is a web page under the name of a CSV file; download or export the data itself.");
    }

    /// <summary>UTF-16 without a byte order mark, when (nearly) every second byte is zero.</summary>
    private static (Encoding, string)? ZeroHalf(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var pairs = start.Length / 2;
        if (pairs >= 4 && odd > pairs * 0.6 && even < pairs * 0.05)
            return (Encoding.Unicode, "UTF-16 LE without BOM");
        return pairs >= 4 && even > pairs * 0.6 && odd < pairs * 0.05 ? (Encoding.BigEndianUnicode, "UTF-16 BE without BOM") : null;
    }

    private static bool IsUtf8(Stream content, byte[] buffer, int length)
    {
        var decoder = Utf8.GetDecoder();
        var letters = new char[buffer.Length + 4];
        try
        {
            for (; length > 0; length = content.Read(buffer))
                decoder.GetChars(buffer, 0, length, letters, 0, flush: false);
            decoder.GetChars([], 0, 0, letters, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
