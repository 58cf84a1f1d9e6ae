using System.Collections.Immutable;

namespace Forecasting.History;

/// <summary>One series of an analyst's file, regular in time.</summary>
/// <param name="Id">As in the file.</param>
/// <param name="Last">The last period.</param>
/// <param name="Values">Oldest first; NaN = missing (an empty value, or a row that is not there).</param>
public sealed record LongSeries(string Id, PeriodLabel Last, ImmutableArray<double> Values)
{
    /// <summary>Longest series: a gap beyond it is a wrong date, not missing history.</summary>
    public const int MaximumLength = 1_000_000;

    /// <summary>Puts values on a regular grid.</summary>
    /// <param name="id">Name of the series.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="points">Periods and values in any order, at least one; NaN = missing.</param>
    /// <returns>The series, or why it is none: mixed periods, two values for one period, or an impossible gap.</returns>
    public static Outcome<LongSeries> Create(string id, SeriesFrequency frequency, IReadOnlyCollection<(PeriodLabel Period, double Value)> points)
    {
        var (start, last) = (points.First().Period, points.First().Period);
        foreach (var (period, _) in points)
        {
            if (!period.IsComparableTo(start))
                return new Outcome<LongSeries>.Failed("Some periods are running numbers and some are dates.");
            start = period.CompareTo(start) < 0 ? period : start;
            last = period.CompareTo(last) > 0 ? period : last;
        }

        var length = start.StepsTo(last, frequency) + 1L;
        if (length > MaximumLength)
            return new Outcome<LongSeries>.Failed($"From {start} to {last} are {length} steps; at most {MaximumLength} are possible. Is the frequency right?");

        var values = new double[length];
        var taken = new bool[length];
        Array.Fill(values, double.NaN);
        foreach (var (period, value) in points)
        {
            var index = start.StepsTo(period, frequency);
            if (taken[index])
                return new Outcome<LongSeries>.Failed($"Period {period} stands twice, or is closer to another than one step.");
            taken[index] = true;
            values[index] = value;
        }

        return new Outcome<LongSeries>.Done(new LongSeries(id, last, [.. values]));
    }
}
