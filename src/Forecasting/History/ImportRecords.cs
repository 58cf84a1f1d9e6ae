using System.Collections.Immutable;

namespace Forecasting.History;

/// <summary>What became of one incoming file. Rows read = loaded + quarantined + duplicates, always.</summary>
/// <param name="File">Path relative to the data folder, with forward slashes.</param>
/// <param name="Feed">Which table: <c>sales</c>, <c>items</c>, …</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Profile">How it was read, for people: encoding, delimiter, decimal mark, date order.</param>
/// <param name="RowsRead">Data rows found.</param>
/// <param name="RowsLoaded">Rows that count.</param>
/// <param name="RowsQuarantined">Rows set aside.</param>
/// <param name="RowsDuplicate">Exact repetitions of a row already loaded from this feed.</param>
/// <param name="RejectedReason">Why the whole file was refused; empty when it was not.</param>
/// <param name="Notes">What a data owner should know: dropped person-like columns, ignored columns, aliases recognised.</param>
public sealed record ImportReport(
    string File,
    string Feed,
    string Sha256,
    long Bytes,
    string Profile,
    long RowsRead,
    long RowsLoaded,
    long RowsQuarantined,
    long RowsDuplicate,
    string RejectedReason,
    ImmutableArray<string> Notes)
{
    /// <summary>Of the rows loaded, those that a newer file of the feed speaks of again: on record, and not counted in demand.</summary>
    public long RowsSuperseded { get; init; }

    /// <summary>Units in the rows read whose quantity can be read; 0 where the feed has no quantity.</summary>
    public decimal QuantityRead { get; init; }

    /// <summary>Units in the rows loaded.</summary>
    public decimal QuantityLoaded { get; init; }

    /// <summary>Units in the rows set aside whose quantity can be read.</summary>
    public decimal QuantityQuarantined { get; init; }

    /// <summary>Units in the rows that repeat another.</summary>
    public decimal QuantityDuplicate { get; init; }

    /// <summary>True when the conservation law holds, for rows and for units.</summary>
    public bool IsConserved => RowsRead == RowsLoaded + RowsQuarantined + RowsDuplicate
        && QuantityRead == QuantityLoaded + QuantityQuarantined + QuantityDuplicate;

    /// <summary>True when the file was refused whole.</summary>
    public bool IsRejected => RejectedReason.Length > 0;
}

/// <summary>One fault of one row set aside (a row with three faults has three of these), or of a whole file (line 0).</summary>
/// <param name="File">Path relative to the data folder.</param>
/// <param name="Feed">Which table.</param>
/// <param name="Line">Line in the file where the row begins, the header being line 1; 0 = the whole file. In Parquet: row number.</param>
/// <param name="Column">Our name of the column; empty when the whole row is at fault.</param>
/// <param name="Value">The value found.</param>
/// <param name="Rule">Short stable name of the rule: <c>number</c>, <c>date</c>, <c>required</c>, …</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
/// <param name="OriginalLine">The row as it stands in the file, person-like columns masked.</param>
public sealed record QuarantinedRow(
    string File, string Feed, long Line, string Column, string Value, string Rule, string Message, string OriginalLine);
