using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>What the dates of the sales rows say about the data, before any bucket is chosen.</summary>
/// <param name="FirstDate">First day with a row.</param>
/// <param name="LastDate">Last day with a row.</param>
/// <param name="OnlyWeekday">The one weekday that every row falls on; null when there are several.</param>
/// <param name="AllFirstOfMonth">True when every row falls on the first of a month.</param>
/// <param name="DistinctDates">Number of different days.</param>
/// <param name="ActiveDayShare">Median over SKU-locations: share of days between first and last sale with a sale, 0..1.</param>
/// <param name="ActiveWeekShare">The same for weeks.</param>
public sealed record SalesShape(
    DateOnly FirstDate, DateOnly LastDate, DayOfWeek? OnlyWeekday, bool AllFirstOfMonth, long DistinctDates, double ActiveDayShare, double ActiveWeekShare);

/// <summary>The finest of day, week and month that the data supports, weekly if in doubt.</summary>
public static class BucketChoice
{
    /// <summary>A typical SKU-location must sell in at least this share of the days for daily planning to pay.</summary>
    public const double DailyShare = 0.5;

    /// <summary>The bucket, and why.</summary>
    /// <param name="shape">The dates of the data.</param>
    /// <param name="settings">A bucket or week start set by hand wins.</param>
    public static (TimeBucket Bucket, string Why) Choose(SalesShape shape, PlanSettings settings)
    {
        var monday = settings.WeekStart ?? shape.OnlyWeekday ?? DayOfWeek.Monday;
        if (settings.Bucket is { } set)
            return (new TimeBucket(set, set == BucketUnit.Week ? monday : DayOfWeek.Monday), "set by hand");
        if (shape.DistinctDates > 1 && shape.AllFirstOfMonth)
            return (TimeBucket.Month, "every sales row is dated on the first of a month");
        if (shape.DistinctDates > 1 && shape.OnlyWeekday is not null)
            return (new TimeBucket(BucketUnit.Week, monday), "every sales row is dated on the same weekday");
        return shape.ActiveDayShare >= DailyShare
            ? (TimeBucket.Day, "a typical SKU-location sells on at least half the days")
            : (new TimeBucket(BucketUnit.Week, monday), "a typical SKU-location sells on fewer than half the days");
    }

    /// <summary>The morning after the last bucket that has sales: the as-of date of a run that names none.</summary>
    /// <param name="shape">The dates of the data.</param>
    /// <param name="bucket">The bucket chosen.</param>
    /// <remarks>Rows already bucketed by week or month stand for their whole bucket; otherwise the data ends with its last day.</remarks>
    public static DateOnly DefaultAsOf(SalesShape shape, TimeBucket bucket)
    {
        var prebucketed = bucket.Unit switch
        {
            BucketUnit.Month => shape.AllFirstOfMonth,
            BucketUnit.Week => shape.OnlyWeekday is not null && shape.DistinctDates > 1,
            _ => false,
        };
        return prebucketed ? bucket.Add(bucket.StartOf(shape.LastDate), 1) : shape.LastDate.AddDays(1);
    }
}
