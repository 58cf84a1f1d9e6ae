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
    /// <summary>Characters of a row that are quoted in a finding.</summary>
    private const int LongestQuotation = 4096;

    private readonly ImmutableArray<QuarantinedRow>.Builder findings = ImmutableArray.CreateBuilder<QuarantinedRow>();
    private long findingCount;
    private long rowsQuarantined;
    private TableFile? table;
    private RowReader? values;
    private string profile = "";
    private ImmutableArray<string> changes = [];
    private string rejection = "";

    /// <summary>Data rows seen.</summary>
    public long RowsRead { get; set; }

    /// <summary>Rows that count.</summary>
    public long RowsLoaded { get; set; }

    /// <summary>Repetitions.</summary>
    public long RowsDuplicate { get; set; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IEnumerable<QuarantinedRow> Findings => findings;

    private string Feed => file.Feed.FileName();

    /// <summary>Says how the rows that follow are read.</summary>
    /// <param name="opened">The file.</param>
    /// <param name="readingProfile">How it is read.</param>
    /// <param name="reader">Who reads its values, and keeps count of what was masked.</param>
    /// <param name="profileChanges">What its feed is written otherwise in from this file on.</param>
    public void Begin(TableFile opened, ReadingProfile readingProfile, RowReader reader, IEnumerable<string> profileChanges)
    {
        table = opened;
        profile = readingProfile.ToString();
        values = reader;
        changes = [.. profileChanges];
    }

    /// <summary>Sets a row aside that is at fault as a whole.</summary>
    public void Quarantine(RawRow row, RowFault fault)
    {
        rowsQuarantined++;
        Add(() => new QuarantinedRow(file.File, Feed, row.Line, "", "", fault.Rule, $"{Place(row)}: {fault.Text}. The row was set aside.", Quotation(row)));
    }

    /// <summary>Sets a row aside for every fault of its values.</summary>
    public void Quarantine(RawRow row, RowReader values)
    {
        rowsQuarantined++;
        var subject = PersonalContent.SurelyMasked(values.Subject);
        foreach (var fault in values.Faults)
        {
            var value = Cut(fault.Value, PersonalContent.Masked);
            var text = value == fault.Value ? fault.Text : fault.Text.Replace(RowReader.Shown(fault.Value), Shown(value), StringComparison.Ordinal);
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
        (RowsRead, RowsLoaded, RowsDuplicate, rowsQuarantined, findingCount) = (0, 0, 0, 0, 0);
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
            notes.AddRange(table.Header.Notes.Select(PersonalContent.Masked));
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
                $"Only the first {findings.Count} of {findingCount} findings are listed; every row is counted (input.maxFindingsPerFile)."));
        }

        return new ImportReport(
            file.File, Feed, file.Sha256, file.Bytes, rejection.Length == 0 ? profile : "", RowsRead, RowsLoaded, rowsQuarantined, RowsDuplicate, rejection, notes.ToImmutable());
    }

    private void Add(Func<QuarantinedRow> finding)
    {
        if (findingCount++ < maxFindings)
            findings.Add(finding());
    }

    private string Place(RawRow row) => string.Create(CultureInfo.InvariantCulture, $"{file.File} {(FileContent.IsParquet(file.File) ? "row" : "line")} {row.Line}");

    /// <summary>The row as it stands in the file, without personal data.</summary>
    private string Quotation(RawRow row)
    {
        var header = table!.Header;
        var hidden = header.IsMasked.Contains(true);
        if (row.FieldCount == header.IsMasked.Length && (hidden || PersonalContent.Of(Start(row.Text)) is not null))
        {
            var fields = Enumerable.Range(0, row.FieldCount).Select(i => header.IsMasked[i] ? PersonalContent.Mask : Masked(Start(row.Field(i)), i));
            return Cut(CsvLine.Of(fields, table.Delimiter), text => text);
        }

        // Where the fields cannot be told apart, nobody knows which of them is a person's.
        return hidden
            ? "*** (not shown: the file has columns of personal data, and the columns of this row cannot be told apart)"
            : Cut(row.Text, PersonalContent.Masked);
    }

    /// <summary>A value of a quoted row: codes are shown as they are, unless they are surely somebody's data.</summary>
    private string Masked(string value, int field) =>
        table!.Header.IsCode(field) ? PersonalContent.SurelyMasked(value) : PersonalContent.Masked(value);

    /// <summary>What a message says of a value that was masked: nothing, as a part of it may be cut off where it can no longer be told.</summary>
    private static string Shown(string masked) => masked.Contains(PersonalContent.Mask, StringComparison.Ordinal) ? PersonalContent.Mask : RowReader.Shown(masked);

    /// <summary>As much of a text as a quotation can need: what is cut off behind it need not be searched.</summary>
    private static string Start(string text) => text.Length <= 2 * LongestQuotation ? text : text[..(2 * LongestQuotation)];

    /// <summary>A text for a finding: without personal data, not too long, and a NUL, which would end it in many programs, as its picture.</summary>
    private static string Cut(string text, Func<string, string> mask)
    {
        var masked = mask(Start(text));
        return (text.Length <= LongestQuotation
            ? masked
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{masked.AsSpan(0, Math.Min(masked.Length, LongestQuotation))}… (cut: {text.Length} characters)")).Replace('\0', '\u2400');
    }
}
