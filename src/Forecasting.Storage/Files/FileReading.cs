using System.Collections.Immutable;
using System.Globalization;
using Forecasting.History;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>The counts and findings of one file while it is being read.</summary>
/// <param name="file">The file.</param>
/// <param name="maxFindings">Findings kept.</param>
internal sealed class FileReading(InputFile file, int maxFindings)
{
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
    private RowReader? values;
    private MatchedColumn? units;
    private ImmutableArray<string> changes = [];
    private string rejection = "";

    /// <summary>Name of the file.</summary>
    public string File => file.File;

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
    /// <param name="reader">Who reads its values, and keeps count of what was masked.</param>
    /// <param name="unitsColumn">Its column of units; null when the feed has none.</param>
    /// <param name="profileChanges">What its feed is written otherwise in from this file on.</param>
    public void Begin(
        TableFile opened,
        ReadingProfile readingProfile,
        RowReader reader,
        MatchedColumn? unitsColumn,
        IEnumerable<string> profileChanges) =>
        (table, profile, values, units, changes) = (opened, readingProfile, reader, unitsColumn, [.. profileChanges]);

    /// <summary>Counts a row that counts.</summary>
    public void Load(RawRow row)
    {
        rowsLoaded++;
        unitsLoaded += Units(row);
    }

    /// <summary>Counts a row that counts, by its units × <see cref="PlainField.One"/>; a feed without units has none, whatever its first number is.</summary>
    public void Load(long rowUnits)
    {
        rowsLoaded++;
        unitsLoaded += units is null ? 0 : rowUnits;
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
        Add(() => new QuarantinedRow(
            file.File, Feed, row.Line, "", "", fault.Rule, $"{Place(row)}: {fault.Text}. The row was set aside.", Quotation(row)));
    }

    /// <summary>Sets a row aside for every fault of its values.</summary>
    public void Quarantine(RawRow row, RowReader values)
    {
        rowsQuarantined++;
        unitsQuarantined += Units(row);
        var subject = PersonalContent.SurelyMasked(values.Subject);
        foreach (var fault in values.Faults)
        {
            var value = RowQuotation.Cut(fault.Value, PersonalContent.Masked);
            var text = value == fault.Value
                ? fault.Text
                : fault.Text.Replace(MessageText.Shown(fault.Value), Shown(value), StringComparison.Ordinal);
            Add(() => new QuarantinedRow(
                file.File,
                Feed,
                row.Line,
                fault.Column.Column.Name,
                value,
                fault.Rule,
                $"{Place(row)}, column \"{fault.Column.Header}\": {text}. {subject}The row was set aside.",
                Quotation(row)));
        }
    }

    /// <summary>Refuses the whole file: none of its rows counts as read.</summary>
    public void Reject(string reason)
    {
        (RowsRead, rowsLoaded, rowsDuplicate, rowsQuarantined, findingCount) = (0, 0, 0, 0, 0);
        (unitsLoaded, unitsDuplicate, unitsQuarantined) = (0, 0, 0);
        (RowsSuperseded, RowsCorrecting) = (0, 0);
        rejection = PersonalContent.Masked(reason);
        findings.Clear();
        findings.Add(new QuarantinedRow(file.File, Feed, 0, "", "", "file", $"{file.File}: {rejection} The whole file was refused.", ""));
    }

    /// <summary>The report of the file as it stands.</summary>
    public ImportReport Report()
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (file.Note.Length > 0)
            notes.Add(file.Note);
        if (rejection.Length == 0 && table is not null)
        {
            notes.AddRange(table.Notes.Select(PersonalContent.Masked));
            foreach (var (header, masked) in values!.Masked)
            {
                var count = string.Create(CultureInfo.InvariantCulture, $"{masked.Count} {(masked.Count == 1 ? "value" : "values")}");
                notes.Add($"Column \"{header}\": personal data ({masked.Kinds}) in {count} was masked and is not stored.");
            }

            notes.AddRange(changes);
        }

        if (findingCount > findings.Count && rejection.Length == 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Only the first {findings.Count} of {findingCount} findings are listed; "
                + $"every row is counted (input.maxFindingsPerFile)."));
        }

        if (RowsCorrecting > 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{RowsCorrecting} rows correct what an earlier file says of the same key; this file counts."));
        }

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

    private string Place(RawRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.File} {(table?.HasLines == false ? "row" : "line")} {row.Line}{row.Part}");

    private string Quotation(RawRow row) => RowQuotation.Of(row, table!.Header, table.Delimiter);

    /// <summary>What a message says of a value that was masked: nothing, as a part of it may be cut off where it
    /// can no longer be told.</summary>
    private static string Shown(string masked) =>
        masked.Contains(PersonalContent.Mask, StringComparison.Ordinal) ? PersonalContent.Mask : MessageText.Shown(masked);
}
