using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>From a series as sold to one that can be learnt from. The rules run in a fixed order; each one's changes stand on record.</summary>
public static class Cleanse
{
    /// <summary>The rules of the house, in order: what was not observed comes first, so that no later rule judges by it.</summary>
    /// <param name="settings">Thresholds.</param>
    /// <param name="launch">First day on sale; null = not given.</param>
    /// <param name="end">Last day on sale; null = not given.</param>
    /// <param name="closures">Days on which the place was shut.</param>
    public static ImmutableArray<CleansingRule> HouseRules(
        CleansingSettings settings, DateOnly? launch, DateOnly? end, ImmutableArray<DateRange> closures) =>
    [
        CleansingRules.LeaveOutOffSale(launch, end),
        CleansingRules.LeaveOutClosures(closures),
        CleansingRules.NetReturns(settings.ReturnReach),
        CleansingRules.LeaveOutStockouts(settings.MinimumAvailability),
        CleansingRules.CapOutliers(settings.OutlierDeviations),
    ];

    /// <summary>Applies the rules one after the other.</summary>
    /// <param name="raw">The series as sold. Not changed.</param>
    /// <param name="rules">Rules in order.</param>
    /// <returns>The corrected series, ≥ 0 or NaN in every bucket, with the corrections in time order.</returns>
    public static CleansedSeries Apply(DemandSeries raw, ImmutableArray<CleansingRule> rules)
    {
        var quantities = raw.Quantities.AsSpan().ToArray();
        var record = new List<Correction>();
        foreach (var rule in rules)
            rule(raw, quantities, record);
        return new CleansedSeries(
            raw,
            ImmutableCollectionsMarshal.AsImmutableArray(quantities),
            [.. record.OrderBy(c => c.BucketStart)]);
    }
}
