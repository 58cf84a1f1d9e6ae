namespace Forecasting.History;

/// <summary>The business calendar. Section <c>calendar</c> of the settings.</summary>
public sealed record CalendarSettings
{
    /// <summary>IANA time zone of places that name none: on which day a sale falls that is stamped in another zone.</summary>
    /// <value>Null: such a sale is set aside.</value>
    public string? TimeZone { get; init; }

    /// <summary>Weeks of the three periods of a quarter: <c>4-4-5</c>, <c>4-5-4</c> or <c>5-4-4</c>; null = calendar months.</summary>
    /// <value>Null: most firms count in calendar months.</value>
    public string? Pattern { get; init; }

    /// <summary>Month at whose end the business year ends, 1..12; not used without a pattern.</summary>
    /// <value>1: January, as in the calendar of the National Retail Federation.</value>
    public int YearEndMonth { get; init; } = 1;

    /// <summary>Weekday on which the business year and each of its weeks end; not used without a pattern.</summary>
    /// <value>Saturday, as in the calendar of the National Retail Federation.</value>
    public DayOfWeek YearEndDay { get; init; } = DayOfWeek.Saturday;

    /// <summary>Which of those weekdays ends the year; not used without a pattern.</summary>
    /// <value>The one nearest to the end of the month, as in the calendar of the National Retail Federation.</value>
    public YearEndRule YearEndRule { get; init; } = YearEndRule.Nearest;

    /// <summary>The business year; null without a pattern.</summary>
    public RetailCalendar? ToRetailCalendar() =>
        Pattern is null ? null : new RetailCalendar(Pattern, YearEndMonth, YearEndDay, YearEndRule);

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (TimeZone is not null && (TimeZone.Length == 0 || TimeZone.Any(char.IsWhiteSpace)))
            yield return $"calendar.timeZone is \"{TimeZone}\"; it must be the name of an IANA time zone, e.g. Europe/Rome.";
        if (Pattern is not null && !RetailCalendar.IsPattern(Pattern))
            yield return $"calendar.pattern is \"{Pattern}\"; it must be 4-4-5, 4-5-4 or 5-4-4.";
        if (YearEndMonth is < 1 or > 12)
            yield return FormattableString.Invariant($"calendar.yearEndMonth is {YearEndMonth}; it must be between 1 and 12.");
    }
}
