using System.Globalization;
using System.Text.RegularExpressions;

namespace Forecasting.Storage.Files.Wide;

/// <summary>A column of a wide table whose header is a period.</summary>
/// <param name="Index">Its field, from 0.</param>
/// <param name="Date">The period as a date column would give it: a date, a month, or the number of the period.</param>
/// <param name="IsNumbered">True when it is the number of a period.</param>
internal sealed partial record Period(int Index, string Date, bool IsNumbered)
{
    /// <summary>The period that a header names: 2026-01, 2026-01-05, 05.01.2026, 1/5/2026, 2026-W02, d_17; null
    /// when it names none.</summary>
    public static Period? Read(int index, string header)
    {
        var text = header.Trim();
        if (Numbered().Match(text) is { Success: true } number)
            return new Period(index, number.Groups[1].Value, true);
        if (IsoWeek().Match(text) is { Success: true } week)
            return Week(index, Int(week.Groups[1]), Int(week.Groups[2]));
        return DateText.Read(text, null, out _) is DateReading.Date or DateReading.OrderUnknown
            || DateText.Evidence(text, out _) is not null
            ? new Period(index, text, false)
            : null;
    }

    private static Period? Week(int index, int year, int week) =>
        year is >= 1900 and < 2200 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
        ? new Period(index, ISOWeek.ToDateTime(year, week, DayOfWeek.Monday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), false)
        : null;

    private static int Int(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:d|w|m|day|week|month|period)[_ ]?([0-9]{1,5})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("^([0-9]{4})-?W([0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoWeek();
}
