using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using NodaTime;

namespace Forecasting.Storage.Files;

/// <summary>Dates as the columns of a file demand them: in its order of day and month, as numbered periods, or as
/// moments at a place.</summary>
/// <param name="profile">How dates are written.</param>
/// <param name="settings">What is declared of numbered periods.</param>
/// <param name="section">The settings of the feed, as a message names them: <c>input.sales</c>.</param>
/// <param name="zoneOf">The time zone of a place; null when it is not known.</param>
/// <param name="faults">Where to note what is wrong.</param>
internal sealed class DateValues(
    ReadingProfile profile, FeedSettings settings, string section, Func<Location, DateTimeZone?> zoneOf, RowFaults faults)
{
    /// <summary>A date; a placeholder when it is at fault.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="text">The value found; not blank.</param>
    public DateOnly Read(MatchedColumn column, string text)
    {
        switch (DateText.Read(text, profile.DateOrder, out var date))
        {
            case DateReading.Date when date != DateText.Never:
                return date;
            case DateReading.PeriodNumber when settings is { PeriodStart: { } start, PeriodBucket: { } unit }:
                return Period(column, text, start, new TimeBucket(unit, start.DayOfWeek));
            case DateReading.PeriodNumber:
                return Fault(column, text, "date", "is not a date (expected e.g. 2026-01-31; for numbered periods set "
                    + $"{section}.periodStart and {section}.periodBucket)");
            case DateReading.OrderUnknown:
                return Fault(column, text, "ambiguous date", "may be day first or month first: date order unknown; "
                    + $"set {section}.dateOrder to dmy or mdy");
            default:
                return Fault(column, text, "date", "is not a date (expected e.g. 2026-01-31, a day that exists, from 1900 to 2199)");
        }
    }

    /// <summary>True when a value stands for never: 9999-12-31.</summary>
    public bool IsNever(string text) => DateText.Read(text, profile.DateOrder, out var date) == DateReading.Date && date == DateText.Never;

    /// <summary>The day that a moment, which is a time with a zone or offset, has at its place; null when the value is no moment.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="text">The value found.</param>
    /// <param name="place">The code of the place; blank for <see cref="Location.Only"/>.</param>
    public DateOnly? ReadMoment(MatchedColumn column, string text, string place)
    {
        if (text.Length <= "2026-01-31".Length || !DateText.ReadInstant(text, profile.DateOrder, out var utc))
            return null;
        var at = string.IsNullOrWhiteSpace(place) ? Location.Only : new Location(place);
        if (zoneOf(at) is { } zone)
            return DateOnly.FromDateTime(Instant.FromDateTimeUtc(utc).InZone(zone).ToDateTimeUnspecified());
        var name = MessageText.Shown(at.Code);
        return Fault(column, text, "time zone", $"falls on another day in another time zone, and that of {name} is not known "
            + $"(give the time_zone of {name} in locations, or set calendar.timeZone)");
    }

    private DateOnly Period(MatchedColumn column, string text, DateOnly start, TimeBucket bucket)
    {
        var number = int.Parse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        var bucketsInYear = bucket.Unit switch { BucketUnit.Day => 365, BucketUnit.Week => 52, _ => 12 };
        return number >= 1 && number <= (2200 - start.Year) * bucketsInYear
            ? bucket.Add(start, number - 1)
            : Fault(column, text, "date", "is no period (expected 1, 2, 3, …)");
    }

    private DateOnly Fault(MatchedColumn column, string text, string rule, string verdict) =>
        faults.Add(column, text, rule, $"\"{MessageText.Shown(text)}\" {verdict}", default(DateOnly));
}
