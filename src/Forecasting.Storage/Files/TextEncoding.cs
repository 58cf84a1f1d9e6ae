using System.Buffers;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>The encoding of a file.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Name">What to call it in a profile.</param>
/// <param name="IsDamaged">True when some bytes are not what the encoding allows: their rows are set aside. Told of UTF-8 only.</param>
internal sealed record FileEncoding(Encoding Encoding, string Name, bool IsDamaged);

/// <summary>The encoding of a text file, recognised from its bytes.</summary>
internal static class TextEncoding
{
    /// <summary>Bytes from the start that are enough to recognise UTF-16 by the zero halves of its Latin letters.</summary>
    private const int SampleLength = 4096;

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
    /// <param name="content">The file, unpacked.</param>
    /// <param name="declared">Name of the encoding in the settings; it wins. Null = none.</param>
    /// <exception cref="FileRejectedException">The content is no text: a workbook, a web page, a compressed or Parquet file
    /// under a wrong name.</exception>
    public static FileEncoding Recognise(Stream content, string? declared)
    {
        var buffer = new byte[1 << 16];
        var length = content.ReadAtLeast(buffer, SampleLength, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, length);
        RejectOtherFormats(start);
        if (declared is not null && Named(declared)! is var named && named.CodePage != Encoding.UTF8.CodePage)
            return new FileEncoding(named, $"{declared} (declared)", false);
        if (declared is null && Unicode(start) is { } utf16)
            return utf16;

        // One damaged byte must not turn every accent of a UTF-8 file into two wrong letters: where letters of several bytes are well
        // formed more often than not, the file is UTF-8, and the rows with the damage are set aside.
        var hasMark = start.StartsWith((byte[])[0xEF, 0xBB, 0xBF]);
        var (sound, broken) = CountUtf8(content, buffer, length);
        if (declared is not null)
            return new FileEncoding(Encoding.UTF8, $"{declared} (declared)", broken > 0);
        if (broken == 0 || hasMark || sound > broken)
            return new FileEncoding(Encoding.UTF8, $"UTF-8{(hasMark ? " with BOM" : "")}{(broken > 0 ? " (damaged)" : "")}", broken > 0);
        return new FileEncoding(Named("windows-1252")!, "Windows-1252 (its bytes are not valid UTF-8)", false);
    }

    private static FileEncoding? Unicode(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((byte[])[0xFF, 0xFE]))
            return new FileEncoding(Encoding.Unicode, "UTF-16 LE with BOM", false);
        return start.StartsWith((byte[])[0xFE, 0xFF])
            ? new FileEncoding(Encoding.BigEndianUnicode, "UTF-16 BE with BOM", false)
            : ZeroHalf(start);
    }

    private static void RejectOtherFormats(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\u0003\u0004"u8))
            throw new FileRejectedException("This is a compressed workbook or zip archive; unpack it, or save the table as CSV (UTF-8).");
        if (start.StartsWith((byte[])[0xD0, 0xCF, 0x11, 0xE0]))
            throw new FileRejectedException("This is a compressed Excel workbook; unpack it, or save the table as CSV (UTF-8).");
        if (start.StartsWith((byte[])[0x1F, 0x8B]))
            throw new FileRejectedException("This is a gzip file without the ending .gz; rename it to end in .csv.gz.");
        if (start.StartsWith("PAR1"u8))
            throw new FileRejectedException("This is a Parquet file; rename it to end in .parquet.");
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 256)])
            .TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            throw new FileRejectedException("This is a web page, whatever its name; download or export the data itself.");
    }

    /// <summary>UTF-16 without a byte order mark, when (nearly) every second byte is zero.</summary>
    private static FileEncoding? ZeroHalf(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var pairs = start.Length / 2;
        if (pairs >= 4 && odd > pairs * 0.6 && even < pairs * 0.05)
            return new FileEncoding(Encoding.Unicode, "UTF-16 LE without BOM", false);
        return pairs >= 4 && even > pairs * 0.6 && odd < pairs * 0.05
            ? new FileEncoding(Encoding.BigEndianUnicode, "UTF-16 BE without BOM", false)
            : null;
    }

    /// <summary>Letters of several bytes that are well formed, and places where the bytes are not.</summary>
    private static (long Sound, long Broken) CountUtf8(Stream content, byte[] buffer, int length)
    {
        var (sound, broken) = (0L, 0L);
        while (length > 0)
        {
            var rest = buffer.AsSpan(0, length);
            while (rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var at and >= 0)
            {
                rest = rest[at..];
                var status = Rune.DecodeFromUtf8(rest, out _, out var consumed);
                if (status == OperationStatus.NeedMoreData)
                    break;
                sound += status == OperationStatus.Done ? 1 : 0;
                broken += status == OperationStatus.Done ? 0 : 1;
                rest = rest[consumed..];
            }

            // A letter may be cut by the end of the buffer, or by the end of the file.
            var isCut = rest.Length is > 0 and < 4 && rest[0] >= 0x80;
            var kept = isCut ? rest.Length : 0;
            rest[..kept].CopyTo(buffer);
            var read = content.Read(buffer, kept, buffer.Length - kept);
            if (read == 0)
                return (sound, broken + (isCut ? 1 : 0));
            length = kept + read;
        }

        return (sound, broken);
    }
}
