using System.Globalization;

namespace Forecasting.History;

/// <summary>How often a series of an analyst's file has a value.</summary>
public enum SeriesFrequency
{
    /// <summary>Every hour.</summary>
    Hourly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every seven days.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every three months.</summary>
    Quarterly,

    /// <summary>Every twelve months.</summary>
    Yearly,
}

/// <summary>A period as an analyst writes it: a running number, a month, a day or a moment. Periods of one series are written alike.</summary>
public readonly record struct PeriodLabel : IComparable<PeriodLabel>
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd"];
    private static readonly string[] MonthFormats = ["yyyy-MM"];

    private static readonly string[] MomentFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    private readonly long number;
    private readonly DateTime moment;
    private readonly string? format;

    private PeriodLabel(long number, DateTime moment, string? format)
    {
        this.number = number;
        this.moment = moment;
        this.format = format;
    }

    /// <summary>The moment it begins at; null for a running number, which has no place in a calendar.</summary>
    public DateTime? Moment => format is null ? null : moment;

    /// <summary>Usual number of periods in a season: 24 hours, 7 days, 52 weeks, 12 months, 4 quarters, 1 year.</summary>
    public static int SeasonLength(SeriesFrequency frequency) => frequency switch
    {
        SeriesFrequency.Hourly => 24,
        SeriesFrequency.Daily => 7,
        SeriesFrequency.Weekly => 52,
        SeriesFrequency.Monthly => 12,
        SeriesFrequency.Quarterly => 4,
        _ => 1,
    };

    /// <summary>Reads a period.</summary>
    /// <param name="text">A whole number, <c>2016-04</c>, <c>2016-04-25</c>, or a date with a time.</param>
    /// <param name="label">The period, when the text is one.</param>
    public static bool TryParse(string text, out PeriodLabel label)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000)
            return Found(new PeriodLabel(number, default, null), out label);
        foreach (var formats in (string[][])[DayFormats, MonthFormats, MomentFormats])
        {
            foreach (var format in formats)
            {
                if (DateTime.TryParseExact(trimmed, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
                    return Found(new PeriodLabel(0, moment, format), out label);
            }
        }

        label = default;
        return false;

        static bool Found(PeriodLabel found, out PeriodLabel label)
        {
            label = found;
            return true;
        }
    }

    /// <summary>The period <paramref name="steps"/> after this one, written alike.</summary>
    /// <param name="frequency">Length of a step; a running number counts steps whatever they are.</param>
    /// <param name="steps">Steps; negative = before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period would lie outside the calendar (year 1 to 9999).</exception>
    public PeriodLabel Add(SeriesFrequency frequency, int steps) => format is null
        ? new PeriodLabel(number + steps, default, null)
        : new PeriodLabel(0, frequency switch
        {
            SeriesFrequency.Hourly => moment.AddHours(steps),
            SeriesFrequency.Daily => moment.AddDays(steps),
            SeriesFrequency.Weekly => moment.AddDays(7 * steps),
            SeriesFrequency.Monthly => AddMonths(steps),
            SeriesFrequency.Quarterly => AddMonths(3 * steps),
            _ => AddMonths(12 * steps),
        }, format);

    /// <summary>Whole steps from this period to <paramref name="later"/>, rounded to the nearest, so that a missing row is a gap and not a shift.</summary>
    public int StepsTo(PeriodLabel later, SeriesFrequency frequency)
    {
        if (format is null)
            return (int)Math.Clamp(later.number - number, int.MinValue, int.MaxValue);
        var days = (later.moment - moment).TotalDays;
        var months = (later.moment.Year - moment.Year) * 12 + later.moment.Month - moment.Month
            + (later.moment.Day - moment.Day) / 30.4375;
        return (int)Math.Round(frequency switch
        {
            SeriesFrequency.Hourly => days * 24,
            SeriesFrequency.Daily => days,
            SeriesFrequency.Weekly => days / 7,
            SeriesFrequency.Monthly => months,
            SeriesFrequency.Quarterly => months / 3,
            _ => months / 12,
        });
    }

    /// <summary>True when both are running numbers or both are dates.</summary>
    public bool IsComparableTo(PeriodLabel other) => format is null == other.format is null;

    /// <inheritdoc/>
    public int CompareTo(PeriodLabel other) => format is null ? number.CompareTo(other.number) : moment.CompareTo(other.moment);

    /// <summary>The period as it was written.</summary>
    public override string ToString() => format is null
        ? number.ToString(CultureInfo.InvariantCulture)
        : moment.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Order in time.</summary>
    public static bool operator <(PeriodLabel left, PeriodLabel right) => left.CompareTo(right) < 0;

    /// <summary>Order in time.</summary>
    public static bool operator >(PeriodLabel left, PeriodLabel right) => left.CompareTo(right) > 0;

    /// <summary>Order in time.</summary>
    public static bool operator <=(PeriodLabel left, PeriodLabel right) => left.CompareTo(right) <= 0;

    /// <summary>Order in time.</summary>
    public static bool operator >=(PeriodLabel left, PeriodLabel right) => left.CompareTo(right) >= 0;

    // The last day of a month stays the last day: 31 January, 28 February, 31 March.
    private DateTime AddMonths(int months)
    {
        var isMonthEnd = moment.Day == DateTime.DaysInMonth(moment.Year, moment.Month);
        var moved = moment.AddMonths(months);
        return isMonthEnd ? moved.AddDays(DateTime.DaysInMonth(moved.Year, moved.Month) - moved.Day) : moved;
    }
}
