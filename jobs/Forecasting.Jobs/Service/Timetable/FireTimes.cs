using NodaTime;
using NodaTime.TimeZones;
using Quartz;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>The moments that a cron expression names in a time zone, in order: each is the end of one interval.</summary>
/// <remarks>
/// Quartz reads the expression, on a clock without time zone; where each reading lies in time is worked out here, by the edition of the IANA
/// database that comes with this program. (Asked in the zone itself, Quartz 4.7.3 never comes back for Africa/Casablanca, whose clocks go back for
/// Ramadan.) A reading that the clock skips is rung at the moment to which it jumps, one that it shows twice is rung the first time: one moment a
/// day for a daily job, in every zone. An expression of minutes is therefore silent in the hour that comes twice.
/// </remarks>
internal sealed class FireTimes
{
    private static readonly ZoneLocalMappingResolver FirstOrJump = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly CronExpression cron;
    private readonly DateTimeZone zone;

    /// <summary>The moments of an expression.</summary>
    /// <param name="expression">Six fields: seconds, minutes, hours, day of the month, month, weekday; one of the two days is <c>?</c>.</param>
    /// <param name="zone">The zone of its readings.</param>
    /// <exception cref="FormatException">It is no such expression.</exception>
    public FireTimes(string expression, DateTimeZone zone) => (cron, this.zone) = (new CronExpression(expression, TimeZoneInfo.Utc), zone);

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
    public DateTimeOffset? After(DateTimeOffset moment)
    {
        var after = Instant.FromDateTimeOffset(moment);
        var reading = new DateTimeOffset(after.InZone(zone).LocalDateTime.ToDateTimeUnspecified(), TimeSpan.Zero);
        while (cron.GetNextValidTimeAfter(reading) is { } next)
        {
            var at = zone.ResolveLocal(LocalDateTime.FromDateTime(next.DateTime), FirstOrJump).ToInstant();
            if (at > after)
                return at.ToDateTimeOffset();
            reading = next;
        }

        return null;
    }

    /// <summary>Every moment after one and up to another, in order, UTC.</summary>
    /// <param name="after">Not itself.</param>
    /// <param name="upTo">Itself, if it is one.</param>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset upTo)
    {
        for (var next = After(after); next <= upTo; next = After(next.Value))
            yield return next.Value;
    }
}
