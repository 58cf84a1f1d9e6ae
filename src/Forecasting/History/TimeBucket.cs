namespace Forecasting.History;

/// <summary>The length of a bucket.</summary>
public enum BucketUnit
{
    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>Seven days from a fixed weekday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>One step of a regular series: a day, a week from a given weekday, or a calendar month. A bucket is named by its first day.</summary>
/// <param name="Unit">The length.</param>
/// <param name="WeekStart">First day of a week; not used for days and months.</param>
public readonly record struct TimeBucket(BucketUnit Unit, DayOfWeek WeekStart = DayOfWeek.Monday)
{
    /// <summary>Calendar days.</summary>
    public static readonly TimeBucket Day = new(BucketUnit.Day);

    /// <summary>Weeks from Monday, as in ISO 8601.</summary>
    public static readonly TimeBucket Week = new(BucketUnit.Week);

    /// <summary>Calendar months.</summary>
    public static readonly TimeBucket Month = new(BucketUnit.Month);

    /// <summary>Mean length in days: 1, 7, or 365.25 / 12.</summary>
    public double MeanDays => Unit switch { BucketUnit.Day => 1, BucketUnit.Week => 7, _ => 365.25 / 12 };

    /// <summary>Buckets in the longest season that a shop has: 7 days, 52 weeks, 12 months.</summary>
    public int SeasonLength => Unit switch { BucketUnit.Day => 7, BucketUnit.Week => 52, _ => 12 };

    /// <summary>First day of the bucket that holds <paramref name="day"/>.</summary>
    public DateOnly StartOf(DateOnly day) => Unit switch
    {
        BucketUnit.Day => day,
        BucketUnit.Week => day.AddDays(-(((int)day.DayOfWeek - (int)WeekStart + 7) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    /// <summary>First day of the bucket <paramref name="buckets"/> after the one that starts on <paramref name="start"/> (before, when negative).</summary>
    public DateOnly Add(DateOnly start, int buckets) => Unit switch
    {
        BucketUnit.Day => start.AddDays(buckets),
        BucketUnit.Week => start.AddDays(7 * buckets),
        _ => start.AddMonths(buckets),
    };

    /// <summary>Number of buckets from the one that starts on <paramref name="first"/> to the one that starts on <paramref name="second"/>.</summary>
    public int Between(DateOnly first, DateOnly second) => Unit switch
    {
        BucketUnit.Day => second.DayNumber - first.DayNumber,
        BucketUnit.Week => (second.DayNumber - first.DayNumber) / 7,
        _ => (second.Year - first.Year) * 12 + second.Month - first.Month,
    };

    /// <summary><c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public override string ToString() => Unit switch { BucketUnit.Day => "day", BucketUnit.Week => "week", _ => "month" };
}
