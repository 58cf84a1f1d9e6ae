using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Tests.Reports.Components;

/// <summary>Demands whose parts are known because they were put in.</summary>
internal static class PlannedDemands
{
    private static readonly ImmutableArray<double> Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// <summary>139 days that end on Sunday 2024-04-14: 10 a day, 7 more on Saturdays, 7 less on Tuesdays. With a window of nine weeks
    /// there are eleven weeks of windows, and so the parts come apart exactly.</summary>
    public static PlannedDemand Week(string sku = "00123", string location = "LEEDS") =>
        Of(TimeBucket.Day, [.. Enumerable.Range(1, 139).Select(t => (t % 7) switch { 5 => 17.0, 1 => 3, _ => 10 })], sku, location);

    /// <summary>Five years of months that end in March 2024: 100 rising by 1 a month, December 30 above and June 30 below.</summary>
    public static PlannedDemand Year() =>
        Of(TimeBucket.Month, [.. Enumerable.Range(0, 60).Select(t => 100 + t + 30 * Math.Cos(2 * Math.PI * (t + 4) / 12))]);

    /// <summary>Any history until the morning of 2024-04-15, with a forecast of 16 buckets: 8, and limits of 1, 4, 12 and 20.</summary>
    public static PlannedDemand Of(TimeBucket bucket, ImmutableArray<double> quantities, string sku = "00123", string location = "LEEDS")
    {
        const int horizon = 16;
        var end = bucket.StartOf(SamplePlan.AsOf);
        return new PlannedDemand(
            new SkuLocation(new Sku(sku), new Location(location)), bucket, bucket.Add(end, -quantities.Length), quantities,
            new DemandForecast(
                "ssa", "window 28, rank 7", "", [.. Enumerable.Repeat(8.0, horizon)], Levels,
                [.. Enumerable.Repeat<double[]>([1, 4, 8, 12, 20], horizon).SelectMany(q => q)]));
    }
}
