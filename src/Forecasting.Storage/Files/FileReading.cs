using System.Collections.Immutable;
using System.Globalization;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>The counts and findings of one file while it is being read.</summary>
/// <param name="file">The file.</param>
/// <param name="maxFindings">Findings kept.</param>
internal sealed class FileReading(InputFile file, int maxFindings)
{
    /// <summary>Characters of a row that are quoted in a finding.</summary>
    private const int LongestQuotation = 4096;

    private readonly ImmutableArray<QuarantinedRow>.Builder findings = ImmutableArray.CreateBuilder<QuarantinedRow>();
    private long findingCount;
    private long rowsLoaded;
    private long rowsDuplicate;
    private long rowsQuarantined;
    private Int128 unitsLoaded;
    private Int128 unitsDuplicate;
    private Int128 unitsQuarantined;
    private TableFile? table;
    private ReadingProfile? profile;
    private MatchedColumn? units;
    private string rejection = "";

    /// <summary>Data rows seen.</summary>
    public long RowsRead { get; set; }

    /// <summary>Of the rows loaded, those that a later file corrects.</summary>
    public long RowsSuperseded { get; set; }

    /// <summary>Of the rows loaded, those that correct an earlier file.</summary>
    public long RowsCorrecting { get; set; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IEnumerable<QuarantinedRow> Findings => findings;

    private string Feed => file.Feed.FileName();

    /// <summary>Says how the rows that follow are read.</summary>
    /// <param name="opened">The file.</param>
    /// <param name="readingProfile">How it is read.</param>
    /// <param name="unitsColumn">Its column of units; null when the feed has none.</param>
    public void Begin(TableFile opened, ReadingProfile readingProfile, MatchedColumn? unitsColumn) =>
        (table, profile, units) = (opened, readingProfile, unitsColumn);

    /// <summary>Counts a row that counts.</summary>
    public void Load(RawRow row)
    {
        rowsLoaded++;
        unitsLoaded += Units(row);
    }

    /// <summary>Counts a row that counts, by its units × <see cref="PlainField.One"/>.</summary>
    public void Load(long rowUnits)
    {
        rowsLoaded++;
        unitsLoaded += rowUnits;
    }

    /// <summary>Counts a repetition.</summary>
    public void Repeat(RawRow row)
    {
        rowsDuplicate++;
        unitsDuplicate += Units(row);
    }

    /// <summary>Sets a row aside that is at fault as a whole.</summary>
    public void Quarantine(RawRow row, RowFault fault)
    {
        rowsQuarantined++;

        // A contradiction is a sound row; in any other fault of a row as a whole nobody knows which field is which.
        unitsQuarantined += fault.Rule == "key" ? Units(row) : 0;
        Add(() => new QuarantinedRow(file.File, Feed, row.Line, "", "", fault.Rule, $"{Place(row)}: {fault.Text}. The row was set aside.", Quotation(row)));
    }

    /// <summary>Sets a row aside for every fault of its values.</summary>
    public void Quarantine(RawRow row, RowReader values)
    {
        rowsQuarantined++;
        unitsQuarantined += Units(row);
        foreach (var fault in values.Faults)
        {
            Add(() => new QuarantinedRow(
                file.File,
                Feed,
                row.Line,
                fault.Column.Column.Name,
                Cut(fault.Value),
                fault.Rule,
                $"{Place(row)}, column \"{fault.Column.Header}\": {fault.Text}. {values.Subject}The row was set aside.",
                Quotation(row)));
        }
    }

    /// <summary>Refuses the whole file: none of its rows counts as read.</summary>
    public void Reject(string reason)
    {
        (RowsRead, rowsLoaded, rowsDuplicate, rowsQuarantined, findingCount) = (0, 0, 0, 0, 0);
        (unitsLoaded, unitsDuplicate, unitsQuarantined) = (0, 0, 0);
        (RowsSuperseded, RowsCorrecting) = (0, 0);
        rejection = reason;
        findings.Clear();
        findings.Add(new QuarantinedRow(file.File, Feed, 0, "", "", "file", $"{file.File}: {reason} The whole file was refused.", ""));
    }

    /// <summary>The report of the file as it stands.</summary>
    public ImportReport Report()
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (file.Note.Length > 0)
            notes.Add(file.Note);
        if (rejection.Length == 0 && table is not null)
            notes.AddRange(table.Notes);
        if (findingCount > findings.Count && rejection.Length == 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Only the first {findings.Count} of {findingCount} findings are listed; every row is counted (input.maxFindingsPerFile)."));
        }

        if (RowsCorrecting > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{RowsCorrecting} rows correct what an earlier file says of the same key; this file counts."));
        return new ImportReport(
            file.File,
            Feed,
            file.Sha256,
            file.Bytes,
            rejection.Length == 0 ? profile?.ToString() ?? "" : "",
            RowsRead,
            rowsLoaded,
            rowsQuarantined,
            rowsDuplicate,
            rejection,
            notes.ToImmutable())
        {
            RowsSuperseded = RowsSuperseded,
            QuantityRead = Quantity(unitsLoaded + unitsDuplicate + unitsQuarantined),
            QuantityLoaded = Quantity(unitsLoaded),
            QuantityQuarantined = Quantity(unitsQuarantined),
            QuantityDuplicate = Quantity(unitsDuplicate),
        };
    }

    private static decimal Quantity(Int128 scaled) => (decimal)scaled / PlainField.One;

    /// <summary>The units of a row × <see cref="PlainField.One"/>, in range or not; 0 when they cannot be read.</summary>
    private Int128 Units(RawRow row) =>
        units is { Index: >= 0 } && NumberText.Read(row.Field(units.Index), profile!.DecimalMark, out var number) == NumberReading.Number
            ? (Int128)(number * PlainField.One)
            : 0;

    private void Add(Func<QuarantinedRow> finding)
    {
        if (findingCount++ < maxFindings)
            findings.Add(finding());
    }

    private string Place(RawRow row) => string.Create(CultureInfo.InvariantCulture, $"{file.File} {(table?.HasLines == false ? "row" : "line")} {row.Line}{row.Part}");

    /// <summary>The row as it stands in the file, without personal data.</summary>
    private string Quotation(RawRow row)
    {
        var masked = table!.Header.IsMasked;
        if (!masked.Contains(true))
            return Cut(row.Text);

        // Where the fields cannot be told apart, nobody knows which of them is a person's.
        return row.FieldCount == masked.Length
            ? Cut(CsvLine.Of(masked.Select((isMasked, i) => isMasked ? "***" : row.Field(i)), table.Delimiter))
            : "*** (not shown: the file has columns of personal data, and the columns of this row cannot be told apart)";
    }

    /// <summary>A text for a finding: not too long, and a NUL, which would end it in many programs, as its picture.</summary>
    private static string Cut(string text) => (text.Length <= LongestQuotation
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestQuotation)}… (cut: {text.Length} characters)")).Replace('\0', '\u2400');
}
