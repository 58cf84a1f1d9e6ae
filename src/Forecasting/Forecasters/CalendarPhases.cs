using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Forecasters;

/// <summary>Where each bucket stands in the day, the week, the month and the year: known of any future bucket.</summary>
public static class CalendarPhases
{
    /// <summary>The phases that a frequency can show.</summary>
    /// <param name="last">Period of the last bucket of the history.</param>
    /// <param name="frequency">Length of a bucket.</param>
    /// <param name="history">Buckets of history, ≥ 1.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <returns>As <see cref="GlobalSeries.KnownAhead"/> wants them; empty for running numbers and for years.</returns>
    public static ImmutableArray<ImmutableArray<double>> Of(PeriodLabel last, SeriesFrequency frequency, int history, int horizon) =>
        last.Moment is null ? [] : Of(frequency, history + horizon, t => last.Add(frequency, t - history + 1).Moment!.Value);

    /// <summary>The phases that a bucket can show.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="end">First day after the history.</param>
    /// <param name="history">Buckets of history, ≥ 1.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <returns>As <see cref="GlobalSeries.KnownAhead"/> wants them.</returns>
    public static ImmutableArray<ImmutableArray<double>> Of(TimeBucket bucket, DateOnly end, int history, int horizon) => Of(
        bucket.Unit switch { BucketUnit.Day => SeriesFrequency.Daily, BucketUnit.Week => SeriesFrequency.Weekly, _ => SeriesFrequency.Monthly },
        history + horizon,
        t => bucket.Add(end, t - history).ToDateTime(TimeOnly.MinValue));

    private static ImmutableArray<ImmutableArray<double>> Of(SeriesFrequency frequency, int count, Func<int, DateTime> startOf)
    {
        Func<DateTime, double>[] phases = frequency switch
        {
            SeriesFrequency.Hourly => [m => m.Hour, WeekDay, m => m.Month],
            SeriesFrequency.Daily => [WeekDay, m => m.Day, m => m.DayOfYear],
            SeriesFrequency.Weekly => [m => m.Day, m => m.DayOfYear],
            SeriesFrequency.Monthly or SeriesFrequency.Quarterly => [m => m.Month],
            _ => [],
        };
        DateTime[] starts = phases.Length == 0 ? [] : [.. Enumerable.Range(0, count).Select(startOf)];
        return [.. phases.Select(phase => starts.Select(phase).ToImmutableArray())];
    }

    private static double WeekDay(DateTime moment) => (int)moment.DayOfWeek;
}
