using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>When a partner takes files, in its own time.</summary>
/// <param name="CutOff">From this time of day on a file is late for the day; null = never.</param>
/// <param name="Days">Weekdays on which it takes files; empty = all.</param>
/// <param name="Closed">Days on which it does not.</param>
public sealed record SendingWindow(TimeOnly? CutOff, ImmutableArray<DayOfWeek> Days, ImmutableArray<DateRange> Closed)
{
    // Further away nobody plans; and a window that is never open must not be looked for for ever.
    private const int FarthestDays = 366;

    /// <summary>Why it cannot be worked with; null = it can.</summary>
    public string? Fault => Days.Distinct().Count() == Days.Length ? null : "orderDays names a weekday twice.";

    /// <summary>Why a file that goes out at a moment is late, as the end of a sentence; null when it is not.</summary>
    /// <param name="local">The moment, in the partner's time.</param>
    public string? Lateness(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        if (!IsOpen(day))
            return string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd} it takes none");
        return CutOff is { } end && TimeOnly.FromDateTime(local) >= end
            ? string.Create(CultureInfo.InvariantCulture, $"it is past the cut-off at {end:HH:mm} on {day:yyyy-MM-dd}")
            : null;
    }

    /// <summary>The next day after a moment on which the partner takes files; null when there is none within a year.</summary>
    /// <param name="local">The moment, in the partner's time.</param>
    public DateOnly? NextDay(DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        for (var ahead = 1; ahead <= FarthestDays; ahead++)
        {
            if (IsOpen(today.AddDays(ahead)))
                return today.AddDays(ahead);
        }

        return null;
    }

    /// <summary>Reads <c>16:00</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeOnly ParseTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new FormatException($"cutOff is \"{text}\"; it must be a time of day such as 16:00.");

    /// <summary>Reads <c>2026-12-24..2026-12-31</c> or one day.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static DateRange ParseDays(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ends = text.Split("..");
        return ends.Length <= 2 && Day(ends[0]) is { } first && Day(ends[^1]) is { } last && first <= last
            ? new DateRange(first, last)
            : throw new FormatException($"closed has \"{text}\"; it must be a day or a range of days such as 2026-12-24..2026-12-31.");
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private bool IsOpen(DateOnly day) => (Days.IsEmpty || Days.Contains(day.DayOfWeek)) && !Closed.Any(range => range.Contains(day));
}
