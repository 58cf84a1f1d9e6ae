using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.History;

namespace Forecasting.Inventory;

/// <summary>Expected demand day by day.</summary>
public static class DailyDemand
{
    /// <summary>A forecast's mean per bucket, each bucket in equal parts, from the plan to the end of the horizon.</summary>
    /// <param name="mean">Expected units per bucket.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="start">First day of the first bucket.</param>
    /// <param name="asOf">Morning of the plan: the first day of the answer.</param>
    /// <returns>Units per day; one day of 0 where the forecast ends before the plan.</returns>
    public static ImmutableArray<double> Of(ReadOnlySpan<double> mean, TimeBucket bucket, DateOnly start, DateOnly asOf)
    {
        var days = new double[Math.Max(1, bucket.Add(start, mean.Length).DayNumber - asOf.DayNumber)];
        for (var b = 0; b < mean.Length; b++)
        {
            var first = bucket.Add(start, b).DayNumber;
            var after = bucket.Add(start, b + 1).DayNumber;
            for (var d = Math.Max(first, asOf.DayNumber); d < after; d++)
                days[d - asOf.DayNumber] = mean[b] / (after - first);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(days);
    }
}
