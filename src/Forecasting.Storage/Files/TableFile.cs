using System.Collections.Immutable;
using System.Text;
using Forecasting.Storage.Files.Spreadsheets;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>One file opened as a table: recognised, its header matched, its rows to be read from the start as often as needed.</summary>
internal sealed class TableFile
{
    private readonly string path;
    private readonly FileEncoding encoding = new(Encoding.UTF8, "UTF-8", false);
    private readonly WorkbookTable? workbook;
    private readonly TableForm form;
    private FileStream? reading;

    private TableFile(string path, Feed feed, FeedSettings settings)
    {
        this.path = path;
        Format = "Parquet";
        if (!FileContent.IsParquet(path) && WorkbookTable.IsWorkbook(path))
        {
            workbook = WorkbookTable.Find(path, feed, settings);
            Format = workbook.Format;
        }
        else if (!FileContent.IsParquet(path))
        {
            using (var content = FileContent.OpenText(path))
                encoding = TextEncoding.Recognise(content, settings.Encoding);
            using (var content = FileContent.OpenText(path))
                Delimiter = CsvDelimiter.Recognise(content, encoding.Encoding, feed, settings);
            Format = $"{(FileContent.IsGzip(path) ? "gzip, " : "")}{encoding.Name}, {CsvDelimiter.Name(Delimiter)}";
        }

        var (fault, headers) = Rows()
            .Select(r => (r.Fault, Fields: Enumerable.Range(0, r.FieldCount).Select(r.Field).ToList())).FirstOrDefault();
        if (headers is null)
            throw new FileRejectedException("The file is empty: it has not even a header. Export it again.");
        if (fault is not null)
            throw new FileRejectedException($"The header cannot be read: {fault.Text}.");
        form = TableForm.Of(feed, [.. headers], settings);
        Header = HeaderMatch.Of(feed, form.Headers, settings);
    }

    /// <summary>True when a row is known by its line in a text; otherwise by its number.</summary>
    public bool HasLines => workbook is null && !FileContent.IsParquet(path);

    /// <summary>What a data owner should know about the table, after its rows were read; full sentences.</summary>
    public ImmutableArray<string> Notes => [.. form.Notes, .. Header.Notes];

    /// <summary>Container, encoding and delimiter, for people.</summary>
    public string Format { get; }

    /// <summary>Which field holds which column.</summary>
    public HeaderMatch Header { get; private set; }

    /// <summary>The character between fields; a comma in Parquet, where rows are quoted as CSV.</summary>
    public char Delimiter { get; } = ',';

    /// <summary>Bytes of the file that the rows being read have taken so far; 0 for Parquet, whose reader does not tell.</summary>
    public long BytesRead => reading?.Position ?? 0;

    /// <summary>Recognises a file and matches its header.</summary>
    /// <exception cref="FileRejectedException">The file cannot be read, is damaged, is no table, or lacks a required column.</exception>
    public static TableFile Open(string path, Feed feed, FeedSettings settings) => FileContent.Reading(() =>
    {
        if (FileContent.IsGzip(path))
            FileContent.CheckGzip(path);
        return new TableFile(path, feed, settings);
    });

    /// <summary>Drops columns that hold personal data by their content, by field.</summary>
    public void Drop(IReadOnlyDictionary<int, PersonalKind> personal) => Header = Header.Dropping(personal);

    /// <summary>The data rows, from the first.</summary>
    public IEnumerable<RawRow> DataRows() => form.Turn(Rows().Skip(1));

    private IEnumerable<RawRow> Rows() => workbook?.Rows() ?? (FileContent.IsParquet(path) ? ParquetRows.Read(path) : TextRows());

    private IEnumerable<RawRow> TextRows()
    {
        using var file = FileContent.Open(path);
        using var content = FileContent.Unpack(file, path);
        reading = file;
        try
        {
            foreach (var row in CsvRows.Read(content, encoding, Delimiter))
                yield return row;
        }
        finally
        {
            reading = null;
        }
    }
}
