using System.Globalization;

namespace Forecasting.Storage.Files;

/// <summary>How one file is read: declared in the settings, or detected once from the file, and shown in its report.</summary>
/// <param name="Format">Encoding and delimiter, for people.</param>
/// <param name="DecimalMark"><c>.</c> or <c>,</c>; null when nothing in the file tells.</param>
/// <param name="DateOrder">Order of dates with slashes or dashes; null when nothing in the file tells.</param>
/// <param name="Decimals">What is known about the decimal mark, for people.</param>
/// <param name="Dates">What is known about the date order, for people.</param>
internal sealed record ReadingProfile(string Format, char? DecimalMark, DateOrder? DateOrder, string Decimals, string Dates)
{
    /// <summary>Rows that are always looked at; the rest of the file only while a number or date seen so far is ambiguous.</summary>
    private const int SampleRows = 10_000;

    /// <inheritdoc/>
    public override string ToString() => $"{Format}, {Decimals}, {Dates}";

    /// <summary>Detects how numbers and dates are written.</summary>
    /// <param name="format">Encoding and delimiter, for people.</param>
    /// <param name="rows">The file's data rows.</param>
    /// <param name="header">Which columns hold numbers and dates.</param>
    /// <param name="settings">What is declared; it wins.</param>
    public static ReadingProfile Detect(string format, IEnumerable<RawRow> rows, HeaderMatch header, FeedSettings settings)
    {
        var (numbers, dates) = (header.Present(ColumnKind.Number), header.Present(ColumnKind.Date));
        var evidence = new Evidence();
        var seen = 0;
        foreach (var row in rows)
        {
            if (row.Fault is not null)
                continue;
            foreach (var column in numbers.Where(c => row.Number(c.Index) is null))
                evidence.Number(row.Field(column.Index));
            foreach (var column in dates)
                evidence.Date(row.Field(column.Index));
            if (++seen >= SampleRows && !evidence.IsOpen(settings))
                break;
        }

        return Of(format, evidence, settings);
    }

    private static ReadingProfile Of(string format, Evidence evidence, FeedSettings settings)
    {
        var mark = settings.DecimalMark?[0] ?? evidence.DecimalMark;
        var order = settings.DateOrder ?? evidence.DateOrder;
        var decimals = (mark, settings.DecimalMark) switch
        {
            ('.', null) => "decimal point",
            (',', null) => "decimal comma",
            ('.', _) => "decimal point (declared)",
            (',', _) => "decimal comma (declared)",
            _ => evidence.HasMarks ? "decimal mark unknown" : "whole numbers",
        };
        var dates = (order, settings.DateOrder) switch
        {
            (Files.DateOrder.Dmy, null) => "dates day first",
            (Files.DateOrder.Mdy, null) => "dates month first",
            ({ } declared, _) => $"dates {declared.ToString().ToLowerInvariant()} (declared)",
            _ => evidence.HasSlashDates ? "date order unknown" : "dates unambiguous",
        };
        if (settings is { PeriodStart: { } start, PeriodBucket: { } bucket })
            dates = string.Create(CultureInfo.InvariantCulture, $"{dates}, periods are {bucket.ToString().ToLowerInvariant()}s from {start:O} (declared)");
        return new ReadingProfile(format, mark, order, decimals, dates);
    }

    /// <summary>What the fields seen so far prove.</summary>
    private sealed class Evidence
    {
        private long points;
        private long commas;
        private long dayFirst;
        private long monthFirst;
        private bool hasAmbiguousNumber;
        private bool hasAmbiguousDate;

        /// <summary>The mark that more numbers prove; null on a tie, also of none.</summary>
        public char? DecimalMark => points == commas ? null : points > commas ? '.' : ',';

        /// <summary>The order that dates prove; null when none does, or when they contradict each other.</summary>
        public DateOrder? DateOrder => (dayFirst > 0, monthFirst > 0) switch
        {
            (true, false) => Files.DateOrder.Dmy,
            (false, true) => Files.DateOrder.Mdy,
            _ => null,
        };

        public bool HasMarks => points + commas > 0 || hasAmbiguousNumber;

        public bool HasSlashDates => dayFirst + monthFirst > 0 || hasAmbiguousDate;

        public bool IsOpen(FeedSettings settings) =>
            (hasAmbiguousNumber && DecimalMark is null && settings.DecimalMark is null)
            || (hasAmbiguousDate && dayFirst + monthFirst == 0 && settings.DateOrder is null);

        public void Number(string text)
        {
            if (!text.AsSpan().ContainsAny('.', ','))
                return;
            var mark = NumberText.Evidence(text);
            points += mark == '.' ? 1 : 0;
            commas += mark == ',' ? 1 : 0;
            hasAmbiguousNumber |= mark is null && NumberText.IsAmbiguous(text);
        }

        public void Date(string text)
        {
            var order = DateText.Evidence(text, out var isAmbiguous);
            dayFirst += order == Files.DateOrder.Dmy ? 1 : 0;
            monthFirst += order == Files.DateOrder.Mdy ? 1 : 0;
            hasAmbiguousDate |= isAmbiguous;
        }
    }
}
