using System.Text.RegularExpressions;
using Forecasting.Catalog;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Forecasting.Storage.Calendars;

/// <summary>The days of one event of a calendar file.</summary>
internal static partial class Recurrence
{
    /// <summary>A feast comes once a year, a weekly closing day 52 times; what comes more often than daily is none.</summary>
    private const int MostOccurrences = 5000;

    /// <summary>Steps without a hit after which a rule is taken never to hit again.</summary>
    private const int MostMisses = 1000;

    /// <summary>The stretches of days on which it takes place, in order.</summary>
    /// <param name="block">The event.</param>
    /// <param name="within">Only stretches that touch these days.</param>
    /// <param name="moved">First days of occurrences that another event of the file replaces.</param>
    /// <exception cref="FormatException">It cannot be understood; the message is a clause that follows "the event … ".</exception>
    public static IReadOnlyList<DateRange> Of(CalendarBlock block, DateRange within, IReadOnlySet<DateOnly> moved)
    {
        if (block.Value("DTSTART").Length == 0)
            throw new FormatException("has no DTSTART");
        if (TooOften().IsMatch(block.Text))
            throw new FormatException("comes more often than daily, and is no holiday");
        var days = new List<DateRange>();
        foreach (var occurrence in Occurrences(block, within))
        {
            if (moved.Contains(occurrence.First) || occurrence.Last < within.First)
                continue;
            days.Add(occurrence);
            if (days.Count > MostOccurrences)
                throw new FormatException(FormattableString.Invariant($"comes more than {MostOccurrences} times, and is no holiday"));
        }

        return [.. days.Distinct()];
    }

    /// <summary>First day of the occurrence that this event replaces; null when it replaces none.</summary>
    public static DateOnly? Replaces(CalendarBlock block) => DateOnly.TryParseExact(
        block.Value("RECURRENCE-ID") is { Length: >= 8 } value ? value[..8] : "", "yyyyMMdd", out var day) ? day : null;

    // Whatever the library objects to is a fault of this event, and its words are for programmers: ours name the property.
    private static IEnumerable<DateRange> Occurrences(CalendarBlock block, DateRange within)
    {
        IEnumerator<Occurrence> occurrences;
        try
        {
            // The day as written counts, in whatever zone: a holiday is a holiday of the place. And one is enough to replace another.
            var text = ZoneOrIdentity().Replace(block.Text, "");
            var found = Ical.Net.Calendar.Load(
                $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n{text}\r\nEND:VCALENDAR\r\n")!.Events.Single();
            var from = within.First.DayNumber > 366 ? within.First.AddDays(-366) : DateOnly.MinValue;
            occurrences = found.GetOccurrences(new CalDateTime(from), new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostMisses })
                .GetEnumerator();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Unreadable(block, e);
        }

        using (occurrences)
        {
            while (true)
            {
                Occurrence? next;
                try
                {
                    next = occurrences.MoveNext() ? occurrences.Current : null;
                }
                catch (Exception e) when (e is EvaluationLimitExceededException or EvaluationOutOfRangeException)
                {
                    yield break;
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    throw Unreadable(block, e);
                }

                if (next is null || next.Period.StartTime.Date > within.Last)
                    yield break;
                yield return Days(next.Period);
            }
        }
    }

    // The end is the first moment after: midnight of a day does not belong to it.
    private static DateRange Days(Period period)
    {
        var first = period.StartTime.Date;
        var end = period.EffectiveEndTime;
        var last = end is null ? first : end.Time is { } time && time > TimeOnly.MinValue ? end.Date : end.Date.AddDays(-1);
        return new DateRange(first, last < first ? first : last);
    }

    private static FormatException Unreadable(CalendarBlock block, Exception cause)
    {
        var rule = block.Value("RRULE") is { Length: > 0 } text ? $", RRULE {text}" : "";
        return new FormatException($"cannot be read (DTSTART {block.Value("DTSTART")}{rule})", cause);
    }

    [GeneratedRegex(
        @"^RRULE\b.*FREQ=(SECONDLY|MINUTELY|HOURLY)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TooOften();

    [GeneratedRegex(
        @"(?<=^(DTSTART|DTEND|EXDATE|RDATE)[^:\r\n]*);TZID=[^:;\r\n]*|^RECURRENCE-ID[^\r\n]*\r\n",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ZoneOrIdentity();
}
