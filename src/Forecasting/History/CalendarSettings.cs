namespace Forecasting.History;

/// <summary>The business calendar. Section <c>calendar</c> of the settings.</summary>
public sealed record CalendarSettings
{
    /// <summary>IANA time zone of places that name none: on which day a sale falls that is stamped in another zone.</summary>
    /// <value>Null: such a sale is set aside.</value>
    public string? TimeZone { get; init; }

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (TimeZone is not null && (TimeZone.Length == 0 || TimeZone.Any(char.IsWhiteSpace)))
            yield return $"calendar.timeZone is \"{TimeZone}\"; it must be the name of an IANA time zone, e.g. Europe/Rome.";
    }
}
