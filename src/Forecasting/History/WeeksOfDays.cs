using System.Collections.Immutable;

namespace Forecasting.History;

/// <summary>A series of days as one of weeks.</summary>
internal static class WeeksOfDays
{
    private const int DaysPerWeek = 7;

    /// <summary>The whole weeks of a series of days.</summary>
    /// <param name="days">The series.</param>
    /// <param name="weekStart">First day of a week.</param>
    /// <returns>Not observed where a day was not; on promotion where a day was; availability is the mean of the days that have one.</returns>
    /// <exception cref="ArgumentException">The buckets are not days.</exception>
    public static DemandSeries InWeeks(this DemandSeries days, DayOfWeek weekStart)
    {
        if (days.Bucket.Unit != BucketUnit.Day)
            throw new ArgumentException($"The buckets are {days.Bucket}s; they must be days.", nameof(days));
        var week = new TimeBucket(BucketUnit.Week, weekStart);
        var start = week.StartOf(days.Start);
        if (start < days.Start)
            start = week.Add(start, 1);
        var first = start.DayNumber - days.Start.DayNumber;
        var count = Math.Max(0, (days.Length - first) / DaysPerWeek);
        var quantities = ImmutableArray.CreateBuilder<double>(count);
        var promotions = ImmutableArray.CreateBuilder<bool>(count);
        var availability = ImmutableArray.CreateBuilder<double>(count);
        for (var w = 0; w < count; w++)
        {
            var (units, promoted, share, known) = (0.0, false, 0.0, 0);
            for (var d = first + w * DaysPerWeek; d < first + (w + 1) * DaysPerWeek; d++)
            {
                units += days.Quantities[d];
                promoted |= !days.Promotions.IsDefaultOrEmpty && days.Promotions[d];
                if (!days.Availability.IsDefaultOrEmpty && !double.IsNaN(days.Availability[d]))
                    (share, known) = (share + days.Availability[d], known + 1);
            }

            quantities.Add(units);
            promotions.Add(promoted);
            availability.Add(known > 0 ? share / known : double.NaN);
        }

        return new DemandSeries(days.Key, week, start, quantities.MoveToImmutable(), promotions.MoveToImmutable(), availability.MoveToImmutable());
    }

    /// <summary>Share of the days of each week on which a promotion is on record.</summary>
    /// <param name="days">The series of days.</param>
    /// <param name="weeks">What <see cref="InWeeks"/> made of it.</param>
    public static double[] SharePromoted(this DemandSeries days, DemandSeries weeks)
    {
        var shares = new double[weeks.Length];
        var first = weeks.Start.DayNumber - days.Start.DayNumber;
        for (var d = 0; d < shares.Length * DaysPerWeek && !days.Promotions.IsDefaultOrEmpty; d++)
            shares[d / DaysPerWeek] += days.Promotions[first + d] ? 1.0 / DaysPerWeek : 0;
        return shares;
    }
}
