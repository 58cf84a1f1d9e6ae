using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>The character between the fields of a CSV file, recognised from its header.</summary>
internal static class CsvDelimiter
{
    private const int LongestHeader = 1 << 16;

    private static readonly FileEncoding StartEncoding = new(Encoding.UTF8, "UTF-8", false);

    /// <summary>The delimiter under which the header has most of the feed's columns, then most fields; a comma when in doubt.</summary>
    /// <param name="content">The file, unpacked.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="feed">Which table it is.</param>
    /// <param name="settings">What is declared.</param>
    public static char Recognise(Stream content, Encoding encoding, Feed feed, FeedSettings settings)
    {
        if (settings.Delimiter is { } declared)
            return declared[0];
        var start = Start(content, encoding);
        var hint = start.Split('\r', '\n')[0].TrimStart('\uFEFF');
        if (hint.Length == 5 && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            return hint[4];
        return ((char[])[',', ';', '\t', '|']).MaxBy(delimiter => Columns(start, delimiter, feed, settings));
    }

    /// <summary>Name of a delimiter for people.</summary>
    public static string Name(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        _ => $"\"{delimiter}\"",
    };

    private static (int Known, int Fields) Columns(string start, char delimiter, Feed feed, FeedSettings settings)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(start));
        var header = CsvRows.Read(text, StartEncoding, delimiter).Select(row => Enumerable.Range(0, row.FieldCount).Select(row.Field).ToList()).FirstOrDefault() ?? [];
        var match = HeaderMatch.Try(feed, header, settings);
        return (FeedColumns.Of(feed).Count(column => match[column.Name].Index >= 0), header.Count);
    }

    private static string Start(Stream content, Encoding encoding)
    {
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        var letters = new char[LongestHeader];
        return new string(letters, 0, reader.ReadBlock(letters));
    }
}
