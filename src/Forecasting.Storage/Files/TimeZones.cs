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

    /// <summary>The zone of that name; null when there is none.</summary>
    internal static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
}
