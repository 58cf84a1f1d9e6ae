using Forecasting.Jobs.Settings;
using NodaTime;
using NodaTime.TimeZones;
using Quartz;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>The moments that a cron expression names in a time zone, in order: each is the end of one interval.</summary>
/// <remarks>
/// Quartz reads the expression, on a clock without time zone; where each reading lies in time is worked out here, by the edition of the IANA
/// database that comes with this program. (Asked in the zone itself, Quartz 4.7.3 never comes back for Africa/Casablanca, whose clocks go back for
/// Ramadan.) A reading that the clock skips is rung at the moment to which it jumps, one that it shows twice is rung the first time: one moment a
/// day for a daily job, in every zone. An expression of minutes is therefore silent in the hour that comes twice. What falls on a closed day is skipped,
/// or moved to the first open day after it: the first of what is moved there, and only when that day has no moment of its own.
/// </remarks>
internal sealed class FireTimes
{
    private static readonly ZoneLocalMappingResolver FirstOrJump = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    // How far back to look for what a cron expression named last, days, the nearest first.
    private static readonly int[] LookBack = [1, 8, 32, 370];

    private readonly CronExpression cron;
    private readonly DateTimeZone zone;
    private readonly ClosedDays closed;
    private readonly FireTimes? begins;

    /// <summary>The moments of an expression.</summary>
    /// <param name="expression">Six fields: seconds, minutes, hours, day of the month, month, weekday; one of the two days is <c>?</c>.</param>
    /// <param name="zone">The zone of its readings.</param>
    /// <param name="closed">Days on which nothing is rung; null = none.</param>
    /// <param name="begins">The times at which begins what is to be there at these moments; null = by itself. A moment goes with its beginning: it is not there when
    /// that one is skipped, and moves by as many days.</param>
    /// <exception cref="FormatException">It is no such expression.</exception>
    public FireTimes(string expression, DateTimeZone zone, ClosedDays? closed = null, FireTimes? begins = null) =>
        (cron, this.zone, this.closed, this.begins) = (new CronExpression(expression, TimeZoneInfo.Utc), zone, closed ?? ClosedDays.None, begins);

    /// <summary>What is wrong with an expression, as a sentence; null when nothing is.</summary>
    public static string? Fault(string expression)
    {
        try
        {
            return new FireTimes(expression, DateTimeZone.Utc).After(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) is null ? "it names no moment." : null;
        }
        catch (FormatException fault)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>The zone of that IANA name; null when there is none. Nothing stands in for it.</summary>
    public static DateTimeZone? Zone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>The first moment after another, UTC; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset moment) => Following(moment).Select(next => (DateTimeOffset?)next).FirstOrDefault();

    /// <summary>Every moment after one and up to another, in order, UTC.</summary>
    /// <param name="after">Not itself.</param>
    /// <param name="upTo">Itself, if it is one.</param>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset upTo) => Following(after).TakeWhile(next => next <= upTo);

    private IEnumerable<DateTimeOffset> Following(DateTimeOffset moment)
    {
        var last = Instant.FromDateTimeOffset(moment);
        foreach (var reading in OpenReadings(last.InZone(zone).LocalDateTime))
        {
            var at = zone.ResolveLocal(reading, FirstOrJump).ToInstant();
            if (at > last)
                yield return (last = at).ToDateTimeOffset();
        }
    }

    // What the clock shows after a reading, with what closed days make of it; may begin with some that were before.
    private IEnumerable<LocalDateTime> OpenReadings(LocalDateTime after)
    {
        LocalDateTime? moved = null;
        foreach (var reading in Readings(Earliest(after)))
        {
            if (moved?.Date < reading.Date)
            {
                yield return moved.Value;
                moved = null;
            }

            var day = OpenDay(reading);
            if (day == reading.Date)
            {
                // A day with a moment of its own takes no other one.
                moved = moved?.Date == day ? null : moved;
                yield return reading;
            }
            else if (closed.Policy == ClosedDayPolicy.NextOpenDay)
            {
                moved ??= day + reading.TimeOfDay;
            }
        }

        if (moved is { } last)
            yield return last;
    }

    // From where on readings matter: one that is before may be moved to after.
    private LocalDateTime Earliest(LocalDateTime after)
    {
        if (closed.IsEmpty)
            return after;
        var first = begins is null ? closed.StretchBefore(after.Date) : after.Date.PlusDays(-2 * closed.Longest);
        return first == after.Date && !closed.Contains(first) ? after : first.AtMidnight().PlusTicks(-1);
    }

    // The day on which a reading is rung.
    private LocalDate OpenDay(LocalDateTime reading)
    {
        var daysLate = begins?.Before(reading) is { } begun && closed.Contains(begun.Date) && Readings(begun).First() == reading
            ? Period.DaysBetween(begun.Date, closed.Open(begun.Date))
            : 0;
        return closed.Open(reading.Date.PlusDays(daysLate));
    }

    private LocalDateTime? Before(LocalDateTime reading) => LookBack
        .Select(days => Readings(reading.PlusDays(-days)).TakeWhile(r => r < reading).Select(r => (LocalDateTime?)r).LastOrDefault())
        .FirstOrDefault(last => last is not null);

    // As the expression has them, whatever day it is.
    private IEnumerable<LocalDateTime> Readings(LocalDateTime after)
    {
        var reading = new DateTimeOffset(after.ToDateTimeUnspecified(), TimeSpan.Zero);
        while (cron.GetNextValidTimeAfter(reading) is { } next)
        {
            yield return LocalDateTime.FromDateTime(next.DateTime);
            reading = next;
        }
    }
}
