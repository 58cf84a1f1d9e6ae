using Forecasting.History;
using NodaTime;

namespace Forecasting.Storage.Files;

/// <summary>The time zones of the world, from the edition of the IANA database that comes with this program: those of the
/// machine do not matter.</summary>
public static class TimeZones
{
    /// <summary>The faults of the zone in the settings, as full sentences; empty when there is none.</summary>
    public static IEnumerable<string> Validate(CalendarSettings settings)
    {
        if (settings.TimeZone is { } name && !settings.Validate().Any() && Find(name) is null)
            yield return $"calendar.timeZone is \"{name}\", which is no IANA time zone (expected e.g. Europe/Rome).";
    }

    /// <summary>True when there is a zone of that name.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    /// <summary>The wall clock of a zone at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="name">Name of the zone; one that is not known is UTC.</param>
    public static DateTime Local(DateTimeOffset moment, string name) =>
        Instant.FromDateTimeOffset(moment).InZone(Find(name) ?? DateTimeZone.Utc).ToDateTimeUnspecified();

    /// <summary>The moment at which a day begins in a zone.</summary>
    /// <param name="day">The day.</param>
    /// <param name="name">Name of the zone; one that is not known is UTC.</param>
    public static DateTimeOffset StartOf(DateOnly day, string name) =>
        (Find(name) ?? DateTimeZone.Utc).AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset().ToUniversalTime();

    /// <summary>The zone of that name; null when there is none.</summary>
    internal static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
}
