using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>One file opened as a table: recognised, its header matched, its rows to be read from the start as often as needed.</summary>
internal sealed class TableFile
{
    private readonly string path;
    private readonly Encoding encoding = Encoding.UTF8;
    private readonly char delimiter = ',';

    private TableFile(string path, Feed feed, FeedSettings settings)
    {
        this.path = path;
        if (FileContent.IsParquet(path))
        {
            Format = "Parquet";
        }
        else
        {
            (encoding, var name) = RecogniseEncoding(settings);
            using var content = FileContent.OpenText(path);
            delimiter = CsvDelimiter.Recognise(content, encoding, feed, settings);
            Format = $"{(FileContent.IsGzip(path) ? "gzip, " : "")}{name}, {CsvDelimiter.Name(delimiter)}";
        }

        var (fault, headers) = Rows().Select(r => (r.Fault, Fields: Enumerable.Range(0, r.FieldCount).Select(r.Field).ToList())).FirstOrDefault();
        if (headers is null)
            throw new FileRejectedException("The file is empty: it has not even a header. Export it again.");
        if (fault is not null)
            throw new FileRejectedException($"The header cannot be read: {fault.Text}.");
        Header = HeaderMatch.Of(feed, headers, settings);
    }

    /// <summary>Container, encoding and delimiter, for people.</summary>
    public string Format { get; }

    /// <summary>Which field holds which column.</summary>
    public HeaderMatch Header { get; }

    /// <summary>The character between fields, for quoting a row.</summary>
    public char Delimiter => delimiter;

    /// <summary>Recognises a file and matches its header.</summary>
    /// <exception cref="FileRejectedException">The file cannot be read, is damaged, is no table, or lacks a required column.</exception>
    public static TableFile Open(string path, Feed feed, FeedSettings settings) => FileContent.Reading(() =>
    {
        if (FileContent.IsGzip(path))
            FileContent.CheckGzip(path);
        return new TableFile(path, feed, settings);
    });

    /// <summary>The data rows, from the first.</summary>
    public IEnumerable<RawRow> DataRows() => Rows().Skip(1);

    private IEnumerable<RawRow> Rows() => FileContent.IsParquet(path) ? ParquetRows.Read(path) : TextRows();

    private IEnumerable<RawRow> TextRows()
    {
        using var content = FileContent.OpenText(path);
        foreach (var row in CsvRows.Read(content, encoding, delimiter))
            yield return row;
    }

    private (Encoding Encoding, string Name) RecogniseEncoding(FeedSettings settings)
    {
        using var content = FileContent.OpenText(path);
        var recognised = TextEncoding.Recognise(content);
        return settings.Encoding is { } declared ? (TextEncoding.Named(declared)!, $"{declared} (declared)") : recognised;
    }
}
