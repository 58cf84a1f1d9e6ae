using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Learning;

/// <summary>Where each bucket stands in the day, the week, the month and the year: known of any future bucket.</summary>
public static class CalendarPhases
{
    /// <summary>The phases that a frequency can show.</summary>
    /// <param name="last">Period of the last bucket of the history.</param>
    /// <param name="frequency">Length of a bucket.</param>
    /// <param name="history">Buckets of history, ≥ 1.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <returns>As <see cref="GlobalSeries.KnownAhead"/> wants them; empty for running numbers and for years.</returns>
    public static ImmutableArray<ImmutableArray<double>> Of(PeriodLabel last, SeriesFrequency frequency, int history, int horizon)
    {
        Func<DateTime, double>[] phases = frequency switch
        {
            SeriesFrequency.Hourly => [m => m.Hour, WeekDay, m => m.Month],
            SeriesFrequency.Daily => [WeekDay, m => m.Day, m => m.DayOfYear],
            SeriesFrequency.Weekly => [m => m.Day, m => m.DayOfYear],
            SeriesFrequency.Monthly or SeriesFrequency.Quarterly => [m => m.Month],
            _ => [],
        };
        if (last.Moment is null || phases.Length == 0)
            return [];

        var buckets = new double[phases.Length][];
        for (var p = 0; p < phases.Length; p++)
            buckets[p] = new double[history + horizon];
        for (var t = 0; t < history + horizon; t++)
        {
            var moment = last.Add(frequency, t - history + 1).Moment!.Value;
            for (var p = 0; p < phases.Length; p++)
                buckets[p][t] = phases[p](moment);
        }

        return [.. buckets.Select(b => b.ToImmutableArray())];
    }

    private static double WeekDay(DateTime moment) => (int)moment.DayOfWeek;
}
