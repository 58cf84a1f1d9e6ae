using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Calendars;

/// <summary>The days of a calendar file (RFC 5545, <c>.ics</c>), for whoever needs no more of it than which days they are.</summary>
public static class HolidayDates
{
    // Holidays that come every year have no end: fixed bounds give the same days on every machine, whenever it was started.
    private static readonly DateRange Days = new(new DateOnly(2000, 1, 1), new DateOnly(2059, 12, 31));

    /// <summary>Every day of 2000 to 2059 on which an event of the file takes place.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">It is not there, is no calendar, or has an event that cannot be understood: a day that is not known to be closed
    /// is one on which something happens. The message is a sentence.</exception>
    public static ImmutableSortedSet<DateOnly> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FormatException($"{path} is not there.");
        var (outcome, events) = HolidayFile.Read(new InputFile(file.Name, Feed.Events, file.FullName, "", file.Length), Days);
        return outcome.Findings is [var fault, ..]
            ? throw new FormatException($"{fault.Message} Mend it, or take it out of the file.")
            : [.. events.SelectMany(e => Within(e.Days))];
    }

    private static IEnumerable<DateOnly> Within(DateRange stretch)
    {
        var last = stretch.Last < Days.Last ? stretch.Last : Days.Last;
        for (var day = stretch.First > Days.First ? stretch.First : Days.First; day <= last; day = day.AddDays(1))
            yield return day;
    }
}
