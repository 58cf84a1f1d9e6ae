using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>The finest of day, week and month that the data supports, weekly if in doubt.</summary>
public static class BucketChoice
{
    /// <summary>A typical SKU-location must sell in at least this share of the days for daily planning to pay.</summary>
    public const double DailyShare = 0.5;

    /// <summary>The bucket, and why.</summary>
    /// <param name="shape">The dates of the data.</param>
    /// <param name="settings">A bucket or week start set by hand wins; a retail calendar has its own weeks.</param>
    public static (TimeBucket Bucket, string Why) Choose(SalesShape shape, PlanSettings settings)
    {
        // Sums of calendar months cannot be cut into weeks: they stay months whatever the business year is.
        var isMonthly = shape.DistinctDays > 1 && shape.IsAllFirstOfMonth;
        if (settings.Bucket is { } set)
            return (isMonthly && set == BucketUnit.Month ? TimeBucket.Month : Of(set, shape, settings), "set by hand");
        if (isMonthly)
            return (TimeBucket.Month, "every sales row is dated on the first of a month");
        if (shape.DistinctDays > 1 && shape.OnlyWeekday is not null)
            return (Of(BucketUnit.Week, shape, settings), "every sales row is dated on the same weekday");
        return shape.MedianShareOfDaysSold >= DailyShare
            ? (TimeBucket.Day, "a typical SKU-location sells on at least half the days")
            : (Of(BucketUnit.Week, shape, settings), "a typical SKU-location sells on fewer than half the days");
    }

    // All places of a run share their weeks: their demand is added, and their orders go out on the same morning.
    private static TimeBucket Of(BucketUnit unit, SalesShape shape, PlanSettings settings) =>
        settings.Calendar.ToRetailCalendar() is { } retail
            ? TimeBucket.Of(unit, retail)
            : unit == BucketUnit.Week
                ? new TimeBucket(unit, settings.WeekStart ?? shape.OnlyWeekday ?? DayOfWeek.Monday)
                : new TimeBucket(unit, DayOfWeek.Monday);

    /// <summary>The morning after the last bucket that has sales: the as-of date of a run that names none.</summary>
    /// <param name="shape">The dates of the data.</param>
    /// <param name="bucket">The bucket chosen.</param>
    /// <remarks>Rows already bucketed by week or month stand for their whole bucket; otherwise the data ends with its last day.</remarks>
    /// <exception cref="ArgumentException">There are no sales.</exception>
    public static DateOnly DefaultAsOf(SalesShape shape, TimeBucket bucket)
    {
        if (shape.LastDay is not { } lastDay)
            throw new ArgumentException("There are no sales to end after.", nameof(shape));
        var prebucketed = bucket.Unit switch
        {
            BucketUnit.Month => shape.IsAllFirstOfMonth && bucket.Retail is null,
            BucketUnit.Week => shape.OnlyWeekday is not null && shape.DistinctDays > 1,
            _ => false,
        };
        return prebucketed ? bucket.Add(bucket.StartOf(lastDay), 1) : lastDay.AddDays(1);
    }
}
