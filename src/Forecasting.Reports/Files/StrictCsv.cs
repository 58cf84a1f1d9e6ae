using System.Text;

namespace Forecasting.Reports.Files;

/// <summary>One record of a strict CSV: the line it begins on (the header being line 1) and its fields.</summary>
internal sealed record CsvRecord(int Line, string[] Fields);

/// <summary>A fault in the form of a CSV: where, and what.</summary>
internal sealed class CsvFormatException(int line, string message) : FormatException(message)
{
    /// <summary>Line of the fault, the header being line 1.</summary>
    public int Line { get; } = line;
}

/// <summary>Reads back exactly what <see cref="CsvText"/> writes, and refuses anything looser: a machine file is either right or not ours.</summary>
internal static class StrictCsv
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The records, header first.</summary>
    /// <exception cref="CsvFormatException">BOM, invalid UTF-8, CR line end, stray quote, unclosed quote, or no line end after the last record.</exception>
    public static IEnumerable<CsvRecord> Read(Stream stream)
    {
        var text = Decode(stream);
        var position = 0;
        var line = 1;
        var fields = new List<string>();
        while (position < text.Length)
        {
            var start = line;
            fields.Clear();
            do
                fields.Add(ReadField(text, ref position, ref line, fields.Count + 1));
            while (text[position++] == ',');
            line++;
            yield return new CsvRecord(start, [.. fields]);
        }
    }

    private static string Decode(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            throw new CsvFormatException(1, "the file begins with a byte order mark; it should be UTF-8 without one.");
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes[..Math.Max(0, fault.Index)].Count((byte)'\n');
            throw new CsvFormatException(line, "the bytes are not valid UTF-8.");
        }
    }

    /// <summary>Leaves <paramref name="position"/> on the comma or line feed that ends the field.</summary>
    private static string ReadField(string text, ref int position, ref int line, int number)
    {
        if (position < text.Length && text[position] == '"')
            return ReadQuoted(text, ref position, ref line, number);

        var length = text.AsSpan(position).IndexOfAny(",\n\"\r");
        if (length < 0)
            throw new CsvFormatException(line, "the last line has no line feed; the file may be cut short.");
        var field = text.Substring(position, length);
        position += length;
        return text[position] switch
        {
            '"' => throw new CsvFormatException(line, $"field {number}: a quote inside a field that does not begin with one."),
            '\r' => throw new CsvFormatException(line, $"field {number}: a carriage return outside quotes; lines should end in LF alone."),
            _ => field,
        };
    }

    private static string ReadQuoted(string text, ref int position, ref int line, int number)
    {
        var start = line;
        var field = new StringBuilder();
        position++;
        while (true)
        {
            var length = text.AsSpan(position).IndexOf('"');
            if (length < 0)
                throw new CsvFormatException(start, $"field {number}: the quote is never closed.");
            var piece = text.AsSpan(position, length);
            line += piece.Count('\n');
            field.Append(piece);
            position += length + 1;
            if (position >= text.Length)
                throw new CsvFormatException(line, "the last line has no line feed; the file may be cut short.");
            if (text[position] is ',' or '\n')
                return field.ToString();
            if (text[position] != '"')
                throw new CsvFormatException(line, $"field {number}: text after the closing quote.");
            field.Append('"');
            position++;
        }
    }
}
