using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>Does the newest stock count contradict the counts before it, or all demand?</summary>
/// <remarks>What should be there is the count before − sales since + receipts since. A count that is a unit factor off, and also beyond
/// every count and every change seen before, is doubted; so is a jump to more than ten years of demand. Without earlier counts, the cover
/// of other products tells.</remarks>
internal static class StockUnitCheck
{
    private const int LeastCounts = 6;
    private const double YearsOfDemand = 10;
    private const int LeastPeers = 30;

    public static IEnumerable<(SkuLocation Key, TrustReason Reason)> Find(DataEvidence evidence)
    {
        var weekly = evidence.Series.ToDictionary(s => s.Key, WeeklyDemand);
        var snapshots = new List<(SkuLocation Key, double Units, double LogCover)>();
        foreach (var (key, counts) in evidence.Stock.OrderBy(s => s.Key))
        {
            if (counts.Length < LeastCounts)
            {
                if (counts.Length > 0 && counts[^1].Units > 0 && weekly.GetValueOrDefault(key) > 0)
                    snapshots.Add((key, counts[^1].Units, Math.Log(counts[^1].Units / weekly[key])));
            }
            else if (OfHistory(key, counts.AsSpan(), weekly.GetValueOrDefault(key), evidence) is { } reason)
            {
                yield return (key, reason);
            }
        }

        if (snapshots.Count < LeastPeers)
            yield break;
        var covers = snapshots.ConvertAll(s => s.LogCover);
        var middle = Robust.Median(covers);
        var limit = middle + Math.Max(Math.Log(8), 5 * Robust.Deviation(covers, middle));
        foreach (var (key, units, cover) in snapshots.Where(s => s.LogCover > limit))
        {
            yield return (key, new TrustReason(TrustGrade.C, "unit stock", string.Create(CultureInfo.InvariantCulture,
                $"{units:0.##} on hand is enough for {Math.Exp(cover):0} weeks; other products have {Math.Exp(middle):0.#}. Check the "
                + $"count and its unit.")));
        }
    }

    private static TrustReason? OfHistory(SkuLocation key, ReadOnlySpan<StockCount> counts, double weekly, DataEvidence evidence)
    {
        var (last, previous) = (counts[^1], counts[^2]);
        var before = counts[..^1];
        double largest = 0, largestRise = 0, largestFall = 0;
        var isWhole = true;
        for (var i = 0; i < before.Length; i++)
        {
            largest = Math.Max(largest, before[i].Units);
            isWhole &= before[i].Units == Math.Floor(before[i].Units);
            if (i == 0)
                continue;
            largestRise = Math.Max(largestRise, before[i].Units - before[i - 1].Units);
            largestFall = Math.Max(largestFall, before[i - 1].Units - before[i].Units);
        }

        if (isWhole && before.Length >= 2 * LeastCounts && last.Units != Math.Floor(last.Units) && last.Units > 0)
        {
            return new TrustReason(TrustGrade.D, "unit stock", string.Create(CultureInfo.InvariantCulture,
                $"The stock count of {last.Day:yyyy-MM-dd} is {last.Units:0.###}, and the {before.Length} counts before are whole numbers. "
                + $"Check its unit."));
        }

        var expected = Math.Max(0, previous.Units - weekly / 7 * (last.Day.DayNumber - previous.Day.DayNumber))
            + Received(key, previous.Day, last.Day, evidence);
        if (last.Units > largest
            && weekly > 0
            && last.Units > YearsOfDemand * 365.25 / 7 * weekly
            && last.Units > 3 * Math.Max(expected, 1))
        {
            return new TrustReason(TrustGrade.D, "unit stock", string.Create(CultureInfo.InvariantCulture,
                $"Stock rose from {previous.Units:0.##} to {last.Units:0.##} on {last.Day:yyyy-MM-dd}: "
                + $"{last.Units / weekly * 7 / 365.25:0} years of demand. Check the count and its unit."));
        }

        var (rise, fall) = (last.Units - expected, expected - last.Units);
        var isFarUp = last.Units > 1.3 * largest && rise > 1.5 * largestRise;
        var isFarDown = fall > 1.5 * largestFall && expected > 0.3 * largest && last.Units > 0;
        if (!isFarUp && !isFarDown)
            return null;
        foreach (var factor in UnitFactor.For(evidence.Terms.ColumnsOf(key).PackSize ?? 1))
        {
            // The largest count stands in where a delivery that nobody recorded came in between.
            var f = isFarUp ? factor.Value : 1 / factor.Value;
            var isFactor = isFarUp
                ? last.Units >= 0.75 * f * Math.Max(1, Math.Min(expected, largest)) && last.Units <= 1.3 * f * Math.Max(largest, 1)
                : Math.Abs(Math.Log(last.Units / (f * expected))) < 0.35;
            if (isFactor)
            {
                return new TrustReason(TrustGrade.D, "unit stock", string.Create(CultureInfo.InvariantCulture,
                    $"The stock count of {last.Day:yyyy-MM-dd} is {last.Units:0.##} where about {expected:0.#} should be "
                    + $"({previous.Units:0.##} counted on {previous.Day:yyyy-MM-dd}, never more than {largest:0.##}): {factor.Meaning} may "
                    + $"be mixed up. Check its unit."));
            }
        }

        return null;
    }

    private static double Received(SkuLocation key, DateOnly after, DateOnly to, DataEvidence evidence) =>
        evidence.Received.TryGetValue(key, out var received) ? received.Where(r => r.Day > after && r.Day <= to).Sum(r => r.Units) : 0;

    private static double WeeklyDemand(DemandSeries series)
    {
        var buckets = Math.Min(series.Length, (int)Math.Ceiling(182 / series.Bucket.MeanDays));
        var (sum, seen) = (0.0, 0);
        for (var i = series.Length - buckets; i < series.Length; i++)
        {
            if (double.IsNaN(series.Quantities[i]))
                continue;
            sum += series.Quantities[i];
            seen++;
        }

        return seen > 0 ? Math.Max(0, sum) / seen / series.Bucket.MeanDays * 7 : 0;
    }
}
