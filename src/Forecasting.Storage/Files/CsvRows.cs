using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Forecasting.Storage.Files;

/// <summary>The rows of a CSV file. A row that breaks the rules of quoting costs that row and no other.</summary>
/// <remarks>
/// The file is parsed line by line, so that one bad quote cannot swallow what follows it. Only where a line ends inside
/// quotes are the next ones joined to it, up to a bound; when that does not give one sound row, the first line is set aside
/// and the others are read on their own.
/// </remarks>
internal sealed class CsvRows
{
    /// <summary>Bytes of the longest row that is read; a longer one is set aside.</summary>
    public const int LongestRow = 1 << 20;

    /// <summary>Bytes of the longest line that is held in memory; a file with a longer one is refused.</summary>
    public const int LongestLine = 1 << 26;

    /// <summary>Lines and characters that a quoted field may run over: a name or a remark, not a file.</summary>
    private const int LongestQuoteLines = 100;
    private const int LongestQuoteLength = 1 << 16;

    private readonly CsvReader reader;
    private readonly CsvReaderOptions options;
    private readonly char delimiter;
    private readonly bool isDamaged;
    private readonly LinkedList<(long Number, string Text)> waiting = [];
    private CsvMalformedReason? malformed;
    private int width;

    private CsvRows(Stream content, FileEncoding encoding, char delimiter)
    {
        this.delimiter = delimiter;
        isDamaged = encoding.IsDamaged;
        options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            Encoding = encoding.Encoding,
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestLine,
            PoolStrings = true,
            BufferSize = 1 << 18,
            OnMalformedRecord = record => malformed ??= record.Reason,
        };
        reader = CsvReader.Create(content, options, leaveOpen: true);
    }

    /// <summary>Every row that is not blank; the first is the header, whose number of fields every other row must have.</summary>
    /// <param name="content">The file, unpacked.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="delimiter">The character between fields.</param>
    public static IEnumerable<RawRow> Read(Stream content, FileEncoding encoding, char delimiter)
    {
        var rows = new CsvRows(content, encoding, delimiter);
        using (rows.reader)
        {
            var line = new Row(rows.reader);
            while (rows.Next(line) is { } row)
            {
                if (row.IsBlank() && row.Fault?.Rule is null or "columns")
                    continue;
                if (rows.width == 0)
                {
                    if (IsSeparatorHint(row))
                        continue;
                    rows.width = row.FieldCount;
                }

                yield return row;
            }
        }
    }

    /// <summary>True for the line <c>sep=;</c> that Excel puts before the header.</summary>
    private static bool IsSeparatorHint(RawRow row) =>
        row.Text.Length <= 5 && row.Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private RawRow? Next(Row line)
    {
        if (waiting.Count == 0)
        {
            malformed = null;
            if (!reader.Read())
                return null;
            if (malformed is null || reader.RawRecord.Length > LongestRow || IsBroken(reader.RawRecord))
            {
                line.Take(width, IsBroken(reader.RawRecord));
                return line;
            }

            waiting.AddLast((reader.LineNumber, Encoding.UTF8.GetString(reader.RawRecord)));
        }

        var first = waiting.First!.Value;
        waiting.RemoveFirst();
        return EndsInsideQuotes(first.Text, false) ? Join(first) : Single(first);
    }

    /// <summary>A line by itself.</summary>
    private TextRow Single((long Number, string Text) line)
    {
        var records = Parse(line.Text, out var reason);
        var fields = records.Count > 0 ? records[0] : [];
        var fault = reason == CsvMalformedReason.TextAfterClosingQuote
            ? new RowFault("quote", "text stands after a closing quote (write a quote inside a quoted field twice: \"\")")
            : WidthFault(fields.Length);
        return new TextRow(line.Number, fields, line.Text, fault);
    }

    /// <summary>A line that ends inside quotes, with the lines that close them; alone and at fault when they never
    /// close as they should.</summary>
    private TextRow Join((long Number, string Text) first)
    {
        var text = new StringBuilder(first.Text);
        var (last, joined, isInside) = (first.Number, 0, true);
        for (var node = waiting.First; isInside && joined < LongestQuoteLines && text.Length < LongestQuoteLength; node = node.Next)
        {
            node ??= ReadAhead();
            if (node is null)
                break;

            // Blank lines are no records of their own; inside quotes they are text.
            text.Append('\n', (int)(node.Value.Number - last)).Append(node.Value.Text);
            last = node.Value.Number;
            joined++;
            isInside = EndsInsideQuotes(node.Value.Text, true);
        }

        if (!isInside)
        {
            var records = Parse(text.ToString(), out var reason);
            if (records.Count == 1 && reason is null or CsvMalformedReason.StrayQuote && (width == 0 || records[0].Length == width))
            {
                for (; joined > 0; joined--)
                    waiting.RemoveFirst();
                return new TextRow(first.Number, records[0], text.ToString(), ContentFault(text.ToString()));
            }
        }

        return new TextRow(
            first.Number, [first.Text], first.Text, new RowFault("quote", "a quote opens and is not closed (close it, or remove it)"));
    }

    private LinkedListNode<(long Number, string Text)>? ReadAhead() =>
        reader.Read() ? waiting.AddLast((reader.LineNumber, Encoding.UTF8.GetString(reader.RawRecord))) : null;

    private List<string[]> Parse(string text, out CsvMalformedReason? reason)
    {
        malformed = null;
        using var record = CsvReader.FromText(text, options with { AllowLineBreaksInQuotes = true });
        var records = new List<string[]>();
        while (record.Read())
            records.Add(record.Current.ToArray());
        reason = malformed;
        return records;
    }

    private RowFault? WidthFault(int fields) => width == 0 || fields == width
        ? null
        : new RowFault("columns", string.Create(CultureInfo.InvariantCulture, $"the row has {fields} fields and the header {width}"));

    private static RowFault? ContentFault(string text) => text.Contains('\0', StringComparison.Ordinal) ? NulFault : null;

    private bool IsBroken(ReadOnlySpan<byte> raw) => isDamaged && !Utf8.IsValid(raw);

    private static readonly RowFault EncodingFault = new(
        "encoding", "the row holds bytes that are not UTF-8, as the rest of the file is (export the file again as UTF-8)");

    private static readonly RowFault NulFault = new("nul", "the row holds a NUL character (export the file again as text)");

    /// <summary>True when quotes are open at the end of a line, by RFC 4180: a quote opens only at the start of a field.</summary>
    private bool EndsInsideQuotes(string line, bool isInside)
    {
        var isFieldStart = !isInside;
        for (var i = 0; i < line.Length; i++)
        {
            if (isInside)
            {
                if (line[i] != '"')
                    continue;
                if (i + 1 < line.Length && line[i + 1] == '"')
                    i++;
                else
                    isInside = false;
            }
            else
            {
                isInside = isFieldStart && line[i] == '"';
                isFieldStart = line[i] == delimiter;
            }
        }

        return isInside;
    }

    /// <summary>The line that the reader stands on.</summary>
    private sealed class Row(CsvReader reader) : RawRow
    {
        private string?[] fields = [];

        /// <inheritdoc/>
        public override string Text => Encoding.UTF8.GetString(reader.RawRecord);

        /// <inheritdoc/>
        public override bool HasUtf8 => true;

        /// <inheritdoc/>
        /// <remarks>Computed for those who ask: a series of an analyst's file needs none.</remarks>
        public override UInt128 Hash => XxHash128.HashToUInt128(reader.RawRecord);

        /// <inheritdoc/>
        public override string Field(int index) => fields[index] ??= reader.GetString(index);

        /// <inheritdoc/>
        public override ReadOnlySpan<byte> Utf8(int index) => reader.GetSpan(index);

        public void Take(int width, bool isBroken)
        {
            var raw = reader.RawRecord;
            Line = reader.LineNumber;
            FieldCount = reader.FieldCount;
            if (fields.Length < FieldCount)
                fields = new string?[FieldCount];
            Array.Clear(fields);
            Fault = raw.Length > LongestRow
                ? new RowFault("length", string.Create(CultureInfo.InvariantCulture, $"the row is {raw.Length} bytes long (at most "
                    + $"{LongestRow} are read)"))
                : isBroken ? EncodingFault
                : raw.Contains((byte)0) ? NulFault
                : width != 0 && FieldCount != width
                    ? new RowFault(
                        "columns", string.Create(CultureInfo.InvariantCulture, $"the row has {FieldCount} fields and the header {width}"))
                    : null;
        }
    }
}
