using System.Globalization;
using System.Text.RegularExpressions;

namespace Forecasting.Storage.Files;

/// <summary>What a text is, read as a date.</summary>
internal enum DateReading
{
    /// <summary>A date.</summary>
    Date,

    /// <summary>No date, or a day that does not exist.</summary>
    NotDate,

    /// <summary>Two dates: day first or month first.</summary>
    OrderUnknown,

    /// <summary>A small whole number: perhaps the number of a period.</summary>
    PeriodNumber,
}

/// <summary>Reads dates as people and programs write them, by the order of the file and never by the culture of the machine.</summary>
/// <remarks>
/// Always understood: 2026-01-31, 2026-01 (its first day), 20260131, 2026/01/31, and 31.01.2026, which is day first wherever it is written.
/// A time of day after the date is checked and left out: the day is the one that stands there. With <c>Z</c> or an offset it is also an
/// instant, which is another day elsewhere: see <see cref="ReadInstant"/>. Slashes or dashes with the year last need the file's order.
/// Years are 1900 to 2199, always with four digits.
/// </remarks>
internal static partial class DateText
{
    /// <summary>Stands for "never" in ERP systems; read as not given where a date is optional.</summary>
    public static readonly DateOnly Never = new(9999, 12, 31);

    /// <summary>Reads <paramref name="text"/>, which may have outer blanks.</summary>
    public static DateReading Read(string text, DateOrder? order, out DateOnly date)
    {
        date = default;
        var trimmed = text.AsSpan().Trim();

        // The form that nearly every file has, first and without a regular expression.
        if (trimmed.Length == 10 && trimmed[4] == '-' && trimmed[7] == '-')
            return DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
                && IsSensible(date)
                ? DateReading.Date
                : DateReading.NotDate;
        if (trimmed.Length is > 0 and < 6 && !trimmed.ContainsAnyExceptInRange('0', '9'))
            return DateReading.PeriodNumber;
        return Forms(trimmed.ToString()) is { } match ? Read(match, order, out date) : DateReading.NotDate;
    }

    /// <summary>Reads a date with a time of day and <c>Z</c>, <c>UTC</c> or an offset: a moment, the same everywhere on earth.</summary>
    /// <param name="text">The text, which may have outer blanks.</param>
    /// <param name="order">Order of day and month.</param>
    /// <param name="utc">The moment in universal time, without fractions of a second.</param>
    /// <returns>False when the text is no such moment: no date, or a date of a local calendar.</returns>
    public static bool ReadInstant(string text, DateOrder? order, out DateTime utc)
    {
        utc = default;
        var trimmed = text.AsSpan().Trim();

        // Most times of day have no zone, and the last dash of a date is its eighth character at most.
        if (trimmed.Length < 12 || (trimmed[^1] is not ('Z' or 'C') && !trimmed[8..].ContainsAny('+', '-')))
            return false;
        if (Forms(trimmed.ToString()) is not { } match || !match.Groups["zone"].Success
            || Read(match, order, out var date) != DateReading.Date || date == Never)
            return false;
        var hours = Number(match, "hour");
        if (match.Groups["half"].Success)
            hours = hours % 12 + (match.Groups["half"].ValueSpan is "p" or "P" ? 12 : 0);
        utc = date.ToDateTime(default, DateTimeKind.Utc) + new TimeSpan(hours, Optional(match, "minute"), Optional(match, "second"));
        if (match.Groups["ahead"].Success)
        {
            var offset = new TimeSpan(Number(match, "ahead"), Optional(match, "aheadMinutes"), 0);
            utc -= match.Groups["zone"].ValueSpan[0] == '-' ? -offset : offset;
        }

        return true;
    }

    private static Match? Forms(string text)
    {
        var match = YearFirst().Match(text);
        if (!match.Success)
            match = DayFirst().Match(text);
        if (!match.Success)
            match = Either().Match(text);
        return match.Success ? match : null;
    }

    private static DateReading Read(Match match, DateOrder? order, out DateOnly date) =>
        match.Groups["a"].Success ? ReadEither(match, order, out date) : Make(match, "y", "m", "d", out date);

    /// <summary>Which order <paramref name="text"/> proves: 31/01/2026 day first, 01/31/2026 month first;
    /// null when it proves none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAmbiguous">True when the text is a date in the one or the other order and proves neither.</param>
    public static DateOrder? Evidence(string text, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (text.Length < 8 || (text.Length > 4 && text[4] == '-') || Either().Match(text.Trim()) is not { Success: true } match)
            return null;
        var (first, second) = (Number(match, "a"), Number(match, "b"));
        isAmbiguous = first is >= 1 and <= 12 && second is >= 1 and <= 12 && first != second;
        if (first is > 12 and <= 31 && second is >= 1 and <= 12)
            return DateOrder.Dmy;
        return second is > 12 and <= 31 && first is >= 1 and <= 12 ? DateOrder.Mdy : null;
    }

    private static DateReading ReadEither(Match match, DateOrder? order, out DateOnly date)
    {
        if (Number(match, "a") == Number(match, "b"))
            order ??= DateOrder.Dmy;
        date = default;
        return order switch
        {
            DateOrder.Dmy => Make(match, "y", "b", "a", out date),
            DateOrder.Mdy => Make(match, "y", "a", "b", out date),
            DateOrder.Ymd => DateReading.NotDate,
            _ => DateReading.OrderUnknown,
        };
    }

    private static DateReading Make(Match match, string year, string month, string day, out DateOnly date)
    {
        var (y, m) = (Number(match, year), Number(match, month));
        var d = match.Groups[day].Success ? Number(match, day) : 1;
        date = default;
        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return DateReading.NotDate;
        date = new DateOnly(y, m, d);
        return IsSensible(date) ? DateReading.Date : DateReading.NotDate;
    }

    private static bool IsSensible(DateOnly date) => date.Year is >= 1900 and < 2200 || date == Never;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Optional(Match match, string group) => match.Groups[group].Success ? Number(match, group) : 0;

    private const string Clock =
        @"(?<hour>[01]?[0-9]|2[0-4])(?::(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9])(?:[.,][0-9]{1,9})?)?)?(?: ?(?<half>[AaPp])[Mm])?";

    /// <summary>No place is more than 18 hours from universal time.</summary>
    private const string Zone = "(?<zone>Z|UTC|[+-](?<ahead>0[0-9]|1[0-8]):?(?<aheadMinutes>[0-5][0-9])?)";

    private const string Time = "(?:[T ]+" + Clock + "(?: ?" + Zone + ")?)?$";

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:(?<s>[-/.])(?<m>[0-9]{1,2})(?:\k<s>(?<d>[0-9]{1,2}))?|(?<m>[0-9]{2})(?<d>[0-9]{2}))" + Time,
        RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})\.(?<m>[0-9]{1,2})\.(?<y>[0-9]{4})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<s>[-/])(?<b>[0-9]{1,2})\k<s>(?<y>[0-9]{4})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex Either();
}
