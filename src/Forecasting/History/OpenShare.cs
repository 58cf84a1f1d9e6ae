using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>How much of each bucket a place was open.</summary>
public static class OpenShare
{
    /// <summary>Share of the days of each bucket on which the place was open.</summary>
    /// <param name="series">The series.</param>
    /// <param name="closures">Days shut, both ends included; they may overlap.</param>
    /// <returns>One share a bucket, 0 (shut) to 1 (open every day).</returns>
    /// <example>A week with two days shut: 5/7.</example>
    public static double[] Of(DemandSeries series, ImmutableArray<DateRange> closures)
    {
        var shares = new double[series.Length];
        Array.Fill(shares, 1);
        var (begin, end) = (series.Start.DayNumber, series.End.DayNumber);
        var shut = new SortedSet<int>();
        foreach (var closure in closures)
        {
            for (var day = Math.Max(begin, closure.First.DayNumber); day <= Math.Min(end - 1, closure.Last.DayNumber); day++)
                shut.Add(day);
        }

        foreach (var day in shut.Select(DateOnly.FromDayNumber))
        {
            var first = series.Bucket.StartOf(day);
            shares[series.Bucket.Between(series.Start, first)] -= 1.0 / (series.Bucket.Add(first, 1).DayNumber - first.DayNumber);
        }

        // A bucket shut on every day is exactly 0, whatever its length.
        for (var i = 0; i < shares.Length; i++)
            shares[i] = shares[i] < 1e-9 ? 0 : shares[i];
        return shares;
    }
}
