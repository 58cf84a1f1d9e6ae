using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>The ready-made rules.</summary>
public static class CleansingRules
{
    /// <summary>Buckets before launch or after the last day on sale are not observed. A bucket partly off sale is off sale.</summary>
    /// <param name="launch">First day on sale; null = always was.</param>
    /// <param name="end">Last day on sale; null = still is.</param>
    public static CleansingRule LeaveOutOffSale(DateOnly? launch, DateOnly? end) => (raw, quantities, record) =>
    {
        for (var i = 0; i < quantities.Length; i++)
        {
            var start = raw.Bucket.Add(raw.Start, i);
            var last = raw.Bucket.Add(raw.Start, i + 1).AddDays(-1);
            if (launch is { } first && start < first)
            {
                var why = FormattableString.Invariant($"Not on sale before {first:yyyy-MM-dd}.");
                Set(raw, quantities, record, i, double.NaN, "launch", why);
            }
            else if (end is { } final && last > final)
            {
                var why = FormattableString.Invariant($"Not on sale after {final:yyyy-MM-dd}.");
                Set(raw, quantities, record, i, double.NaN, "ended", why);
            }
        }
    };

    /// <summary>Buckets in which the place was shut for at least half the days are not observed. Shorter closures:
    /// <see cref="UncensorStockouts"/>.</summary>
    /// <param name="closures">Days shut, both ends included.</param>
    public static CleansingRule LeaveOutClosures(ImmutableArray<DateRange> closures) => (raw, quantities, record) =>
    {
        if (closures.IsEmpty)
            return;
        for (var i = 0; i < quantities.Length; i++)
        {
            var days = raw.Bucket.Add(raw.Start, i + 1).DayNumber - raw.Bucket.Add(raw.Start, i).DayNumber;
            var shut = DaysShut(raw, i, closures);
            if (2 * shut >= days && shut > 0)
                Set(raw, quantities, record, i, double.NaN, "closed", $"Closed on {shut} of {days} days.");
        }
    };

    /// <summary>A bucket with more returns than sales takes them back from the buckets before it, newest first, so that total demand stays
    /// net; what finds no sale within reach is dropped, since demand is never negative.</summary>
    /// <param name="reach">Buckets to look back, ≥ 0.</param>
    public static CleansingRule NetReturns(int reach) => (raw, quantities, record) =>
    {
        for (var i = 0; i < quantities.Length; i++)
        {
            if (!(quantities[i] < 0))
                continue;
            var toReturn = -quantities[i];
            Set(raw, quantities, record, i, 0, "returns", "More returned than sold; demand is never negative.");
            for (var j = i - 1; j >= 0 && j >= i - reach && toReturn > 0; j--)
            {
                if (!(quantities[j] > 0))
                    continue;
                var taken = Math.Min(quantities[j], toReturn);
                Set(raw, quantities, record, j, quantities[j] - taken, "returns",
                    FormattableString.Invariant($"Returned in the bucket of {raw.Bucket.Add(raw.Start, i):yyyy-MM-dd}."));
                toReturn -= taken;
            }
        }
    };

    /// <summary>One row that alone is far beyond every other is cut to the largest usual row.</summary>
    /// <param name="deviations">Robust deviations above the largest rows of other buckets; 0 = never.</param>
    public static CleansingRule CutBulkOrders(double deviations) =>
        (raw, quantities, record) => BulkOrders.Cut(raw, quantities, record, deviations);

    /// <summary>Sales of a bucket partly out of stock, or shut for less than half its days, become the demand of the whole bucket,
    /// estimated with its uncertainty. A bucket wholly out of stock is not observed. Where the stock record calls nearly everything a
    /// stockout it is not believed: buckets with sales are kept as the least that demand can have been.</summary>
    /// <param name="closures">Days shut, both ends included.</param>
    /// <param name="outlierDeviations">What neighbours do not learn from, as in <see cref="CapOutliers"/>.</param>
    public static CleansingRule UncensorStockouts(ImmutableArray<DateRange> closures, double outlierDeviations) =>
        (raw, quantities, record) => Stockouts.Uncensor(raw, quantities, record, closures, outlierDeviations);

    /// <summary>Caps a bucket that stands far above its neighbours. Promotions are spared, and so is a peak that came in the same
    /// place of another season. Not applied to intermittent demand, where a large order is the normal case.</summary>
    /// <param name="deviations">Robust deviations above the local median; 0 = never.</param>
    public static CleansingRule CapOutliers(double deviations) => (raw, quantities, record) =>
    {
        foreach (var outlier in Outliers.Of(raw, quantities, deviations))
        {
            Set(raw, quantities, record, outlier.Index, outlier.Cap, "outlier", FormattableString.Invariant(
                $"{outlier.Deviations:0.0} robust deviations above its neighbours; capped at {deviations:0.#}."));
        }
    };

    /// <summary>Days of a bucket on which the place was shut.</summary>
    internal static int DaysShut(DemandSeries raw, int index, ImmutableArray<DateRange> closures)
    {
        var after = raw.Bucket.Add(raw.Start, index + 1);
        var shut = 0;
        for (var day = raw.Bucket.Add(raw.Start, index); day < after; day = day.AddDays(1))
            shut += closures.Any(c => c.Contains(day)) ? 1 : 0;
        return shut;
    }

    /// <summary>Changes a bucket and puts it on record; nothing when it is no change.</summary>
    internal static void Set(
        DemandSeries raw,
        Span<double> quantities,
        ICollection<Correction> record,
        int index,
        double now,
        string rule,
        string why,
        double deviation = 0)
    {
        if (quantities[index].Equals(now))
            return;
        record.Add(new Correction(raw.Bucket.Add(raw.Start, index), quantities[index], now, rule, why) { Deviation = deviation });
        quantities[index] = now;
    }
}
