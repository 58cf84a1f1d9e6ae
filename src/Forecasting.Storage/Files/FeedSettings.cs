using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>How the files of one feed are found and read.</summary>
public sealed record FeedSettings
{
    /// <summary>Nothing declared: names, columns and profile are recognised.</summary>
    public static readonly FeedSettings Default = new();

    /// <summary>File names, with <c>*</c> and <c>?</c>, instead of the feed's own names. Letter case does not matter.</summary>
    /// <value>Empty: <c>sales.csv</c>, <c>sales-2026-01.csv.gz</c>, … by the feed's name.</value>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Text of a query that gives the table, one column for each of ours; instead of files. Needs
    /// <see cref="InputSettings.Connection"/>.</summary>
    /// <value>Null: the table comes from files.</value>
    public string? Query { get; init; }

    /// <summary>Sheet of a workbook that holds the table. Letter case does not matter.</summary>
    /// <value>Null: the sheet named as the feed, else the first one with a header of its columns in the first 20 rows.</value>
    public string? Sheet { get; init; }

    /// <summary>Their header → our column. Goes before our names and known aliases.</summary>
    public ImmutableSortedDictionary<string, string> Columns { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Encoding: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c>, <c>windows-1252</c> or another code page name.</summary>
    /// <value>Null: detected.</value>
    public string? Encoding { get; init; }

    /// <summary>Character between fields: <c>,</c> <c>;</c> a tab or <c>|</c>.</summary>
    /// <value>Null: detected.</value>
    public string? Delimiter { get; init; }

    /// <summary>Decimal mark: <c>.</c> or <c>,</c>.</summary>
    /// <value>Null: read from the evidence of the feed's files, now and earlier; ambiguous numbers are set aside.</value>
    public string? DecimalMark { get; init; }

    /// <summary>Order of day and month in dates with slashes or dashes.</summary>
    /// <value>Null: read from the evidence of the feed's files, now and earlier; ambiguous dates are set aside.</value>
    public DateOrder? DateOrder { get; init; }

    /// <summary>First day of period 1, for files that number their periods 1, 2, 3, … Needs <see cref="PeriodBucket"/>.</summary>
    public DateOnly? PeriodStart { get; init; }

    /// <summary>Length of a numbered period. Needs <see cref="PeriodStart"/>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<BucketUnit>))]
    public BucketUnit? PeriodBucket { get; init; }

    /// <summary>What counts where several files speak of the same. Meaningful for <c>sales</c>, <c>stock</c> and
    /// <c>availability</c>.</summary>
    /// <value><see cref="OverlapRule.Automatic"/>: a newer file corrects an older one wherever the rows show what they speak of.</value>
    public OverlapRule Overlap { get; init; }

    internal void Validate(Feed feed, ImmutableArray<string>.Builder faults)
    {
        var section = $"input.{feed.SettingName()}";
        if (Files.IsDefault)
            faults.Add($"{section}.files is null; leave it out or give a list.");
        if (Columns is null)
        {
            faults.Add($"{section}.columns is null; leave it out or give a mapping.");
            return;
        }

        foreach (var (header, column) in Columns.Where(c => !FeedColumns.Of(feed).Any(known => known.Name == c.Value)))
            faults.Add($"{section}.columns maps \"{header}\" to \"{column}\", which is no column of {feed.FileName()}.");
        foreach (var twice in Columns.GroupBy(c => c.Value).Where(g => g.Count() > 1))
            faults.Add(
                $"{section}.columns maps {string.Join(" and ", twice.Select(c => $"\"{c.Key}\""))} to the same column \"{twice.Key}\".");
        if (Encoding is not null && TextEncoding.Named(Encoding) is null)
            faults.Add($"{section}.encoding is \"{Encoding}\", which is no known encoding (e.g. utf-8, utf-16, windows-1252).");
        if (Delimiter is not (null or "," or ";" or "\t" or "|"))
            faults.Add($"{section}.delimiter is \"{Delimiter}\"; it must be a comma, a semicolon, a tab or a bar.");
        if (DecimalMark is not (null or "." or ","))
            faults.Add($"{section}.decimalMark is \"{DecimalMark}\"; it must be \".\" or \",\".");
        if (!Enum.IsDefined(Overlap))
            faults.Add($"{section}.overlap is {(int)Overlap}; it must be automatic, correct or add.");
        if (PeriodStart is null != PeriodBucket is null)
            faults.Add($"{section}.periodStart and {section}.periodBucket go together; only one is given.");
        if (Query is not null && !Files.IsDefaultOrEmpty)
            faults.Add($"{section}.files and {section}.query exclude each other: a table comes from files or from a query.");
        if (Query is not null && string.IsNullOrWhiteSpace(Query))
            faults.Add($"{section}.query is blank; leave it out or give a query.");
    }

    /// <summary>How the file of a query is read: it is written in our own form, whatever else is declared.</summary>
    internal FeedSettings ForQuery() =>
        this with { Encoding = "utf-8", Delimiter = ",", DecimalMark = ".", DateOrder = Storage.Files.DateOrder.Ymd };

    /// <summary>Everything that decides how a file's bytes are read, as one text: two settings with the same text
    /// read the same rows.</summary>
    internal string Fingerprint()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Encoding}\u001f{Delimiter}\u001f{DecimalMark}\u001f{DateOrder}\u001f{PeriodStart:O}\u001f"
            + $"{PeriodBucket}\u001f{Sheet}\u001f{Overlap}");
        foreach (var (header, column) in Columns.OrderBy(c => c.Key, StringComparer.Ordinal))
            text.Append('\u001f').Append(header).Append('\u001f').Append(column);
        return text.ToString();
    }
}
