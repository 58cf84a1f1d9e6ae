using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Storage.Files;

/// <summary>Reads lists in one field, their parts separated by <c>;</c> <c>,</c> or <c>|</c>.</summary>
internal static class ListText
{
    /// <summary>Weekdays by their English names or at least three letters of them, each once, from Sunday; null when a part is none.</summary>
    public static ImmutableArray<DayOfWeek>? Weekdays(string text) =>
        Parts(text, part => part.Length < 3 ? null : Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day => IsShortFor(part, day!.Value)))
            is { } days ? [.. days.Distinct().Order()] : null;

    /// <summary>Days and ranges of days with <c>..</c> between their ends, dates year first; null when a part is none.</summary>
    public static ImmutableArray<DateRange>? DateRanges(string text) => Parts(text, Range);

    private static bool IsShortFor(string part, DayOfWeek day) => day.ToString().StartsWith(part, StringComparison.OrdinalIgnoreCase);

    private static DateRange? Range(string part)
    {
        var ends = part.Split("..");
        return ends.Length <= 2
            && DateText.Read(ends[0], DateOrder.Ymd, out var first) == DateReading.Date
            && DateText.Read(ends[^1], DateOrder.Ymd, out var last) == DateReading.Date
            && first <= last
            ? new DateRange(first, last)
            : null;
    }

    private static ImmutableArray<T>? Parts<T>(string text, Func<string, T?> read)
        where T : struct
    {
        var parts = text.Split([';', ',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(read).ToList();
        return parts.Contains(null) ? null : [.. parts.Select(p => p!.Value)];
    }
}
