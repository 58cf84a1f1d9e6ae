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
                Set(raw, quantities, record, i, double.NaN, "launch", FormattableString.Invariant($"Not on sale before {first:yyyy-MM-dd}."));
            else if (end is { } final && last > final)
                Set(raw, quantities, record, i, double.NaN, "ended", FormattableString.Invariant($"Not on sale after {final:yyyy-MM-dd}."));
        }
    };

    /// <summary>Buckets in which the place was shut for at least half the days are not observed.</summary>
    /// <param name="closures">Days shut, both ends included.</param>
    public static CleansingRule LeaveOutClosures(ImmutableArray<DateRange> closures) => (raw, quantities, record) =>
    {
        if (closures.IsEmpty)
            return;
        for (var i = 0; i < quantities.Length; i++)
        {
            var start = raw.Bucket.Add(raw.Start, i);
            var days = raw.Bucket.Add(raw.Start, i + 1).DayNumber - start.DayNumber;
            var shut = 0;
            for (var d = 0; d < days; d++)
            {
                if (closures.Any(c => c.Contains(start.AddDays(d))))
                    shut++;
            }

            if (2 * shut >= days && shut > 0)
                Set(raw, quantities, record, i, double.NaN, "closed", $"Closed on {shut} of {days} days.");
        }
    };

    /// <summary>A bucket with more returns than sales takes them back from the buckets before it, newest first, so that total demand stays net;
    /// what finds no sale within reach is dropped, since demand is never negative.</summary>
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

    /// <summary>Buckets out of stock are not observed: sales there are what was left, not what was wanted. Where that would leave almost
    /// nothing to learn from, buckets with sales are kept, as the least that demand can have been.</summary>
    /// <param name="minimumAvailability">Share of the bucket in stock below which it is not observed, 0..1.</param>
    public static CleansingRule LeaveOutStockouts(double minimumAvailability) => (raw, quantities, record) =>
    {
        if (raw.Availability.IsDefaultOrEmpty)
            return;
        var observed = 0;
        var remaining = 0;
        for (var i = 0; i < quantities.Length; i++)
        {
            if (double.IsNaN(quantities[i]))
                continue;
            observed++;
            if (!(raw.Availability[i] < minimumAvailability))
                remaining++;
        }

        // A stock record that calls nearly everything a stockout describes goods that are not kept, or a wrong record.
        var keepSales = remaining < Math.Min(8, observed) || remaining < 0.2 * observed;
        for (var i = 0; i < quantities.Length; i++)
        {
            if (double.IsNaN(quantities[i]) || !(raw.Availability[i] < minimumAvailability) || (keepSales && quantities[i] > 0))
                continue;
            Set(raw, quantities, record, i, double.NaN, "stockout",
                FormattableString.Invariant($"In stock for {raw.Availability[i]:P0} of the bucket: sales are not demand."));
        }
    };

    /// <summary>Caps a bucket that stands far above its neighbours. Promotions are spared, and so is a peak that came in the same
    /// place of another season. Not applied to intermittent demand, where a large order is the normal case.</summary>
    /// <param name="deviations">Robust deviations above the local median; 0 = never.</param>
    /// <remarks>Judged on 2·sqrt(x + 3/8) (Anscombe 1948), on which Poisson counts have deviation 1 at any level, so that one threshold
    /// serves slow and fast movers; the deviation is 1.4826 · the median absolute deviation, at least 1.</remarks>
    public static CleansingRule CapOutliers(double deviations) => (raw, quantities, record) =>
    {
        const int Reach = 13;
        if (deviations <= 0 || quantities.Length < Reach || Segmentation.DemandClassifier.Measure(quantities).Interval >= Segmentation.DemandClassifier.IntervalCutOff)
            return;
        var stabilised = new double[quantities.Length];
        for (var i = 0; i < quantities.Length; i++)
            stabilised[i] = 2 * Math.Sqrt(quantities[i] + 0.375);

        var neighbours = new List<double>(2 * Reach);
        for (var i = 0; i < quantities.Length; i++)
        {
            if (double.IsNaN(quantities[i]) || (!raw.Promotions.IsDefaultOrEmpty && raw.Promotions[i]))
                continue;
            neighbours.Clear();
            for (var j = Math.Max(0, i - Reach); j <= Math.Min(quantities.Length - 1, i + Reach); j++)
            {
                if (j != i && !double.IsNaN(stabilised[j]))
                    neighbours.Add(stabilised[j]);
            }

            if (neighbours.Count < 8)
                continue;
            var median = Median(neighbours);
            var deviation = Math.Max(1, 1.4826 * Median(neighbours.ConvertAll(v => Math.Abs(v - median))));
            var limit = median + deviations * deviation;
            if (stabilised[i] <= limit || IsSeasonalPeak(raw, stabilised, i, (median + limit) / 2))
                continue;
            var cap = limit * limit / 4 - 0.375;
            cap = quantities[i] == Math.Floor(quantities[i]) ? Math.Ceiling(cap) : cap;
            if (cap < quantities[i])
                Set(raw, quantities, record, i, cap, "outlier", FormattableString.Invariant(
                    $"{(stabilised[i] - median) / deviation:0.0} robust deviations above its neighbours; capped at {deviations:0.#}."));
        }
    };

    private static bool IsSeasonalPeak(DemandSeries raw, double[] stabilised, int index, double high)
    {
        var season = raw.Bucket.SeasonLength;
        foreach (var sameTime in (ReadOnlySpan<int>)[index - season - 1, index - season, index - season + 1, index + season - 1, index + season, index + season + 1])
        {
            if (sameTime >= 0 && sameTime < stabilised.Length && stabilised[sameTime] >= high)
                return true;
        }

        return false;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Set(
        DemandSeries raw, Span<double> quantities, ICollection<Correction> record, int index, double now, string rule, string why)
    {
        if (quantities[index].Equals(now))
            return;
        record.Add(new Correction(raw.Bucket.Add(raw.Start, index), quantities[index], now, rule, why));
        quantities[index] = now;
    }
}
