using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>A run of empty buckets that demand cannot explain: the product was not on the shelf, and nobody said so.</summary>
/// <remarks>
/// <para>What sells on four days of five before and after does not fail to sell for a hundred days by chance. Such a run is not observed: left as
/// zeros, it tells the models that demand may vanish, and a spread learnt while there was nothing to sell says nothing of what comes.</para>
/// <para>The chance is (1 − r)ⁿ of n empty buckets, r the lower confidence bound (E. B. Wilson, JASA 22, 1927, one-sided 90 %) of the share of buckets
/// with a sale, the smaller of before and after. A run that comes again in the same season of other years is a season, one on record as in stock
/// had no demand, and one that has not ended may be the end of the product: all three stay as they are.</para>
/// </remarks>
internal static class OffShelf
{
    /// <summary>Name of the rule.</summary>
    public const string Rule = "off shelf";

    /// <summary>Chance below which a run is not the product's own.</summary>
    private const double Chance = 1e-5;

    /// <summary>Buckets looked at on either side.</summary>
    private const int Window = 28;

    /// <summary>Standard normal quantile of 90 %.</summary>
    private const double Confidence = 1.2816;

    /// <summary>Where no other year tells seasons apart, the longest run that is no season: a year ÷ this.</summary>
    private const int ShareOfYear = 8;

    private const double DaysOfYear = 365.25;

    /// <summary>Leaves out such runs, the longest first.</summary>
    public static void LeaveOut(DemandSeries raw, Span<double> quantities, ICollection<Correction> record)
    {
        foreach (var (first, after) in Runs(quantities))
        {
            if (IsExplained(raw, quantities, first, after))
                continue;
            var days = raw.Bucket.Add(raw.Start, after).DayNumber - raw.Bucket.Add(raw.Start, first).DayNumber;
            record.Add(new Correction(raw.Bucket.Add(raw.Start, first), 0, double.NaN, Rule, FormattableString.Invariant(
                $"Not one sale for {days} days, to {raw.Bucket.Add(raw.Start, after).AddDays(-1):yyyy-MM-dd}, of what sells often before and after: not on the shelf."))
            {
                Buckets = after - first,
            });
            quantities[first..after].Fill(double.NaN);
        }
    }

    private static bool IsExplained(DemandSeries raw, ReadOnlySpan<double> quantities, int first, int after)
    {
        var rate = SaleRate(quantities[(after + 1)..]);
        if (first > 0)
            rate = Math.Min(rate, SaleRate(quantities[..(first - 1)], fromEnd: true));
        return (after - first) * Math.Log(1 - rate) > Math.Log(Chance)
            || IsSeason(quantities, first, after, rate, (int)Math.Round(DaysOfYear / raw.Bucket.MeanDays))
            || IsInStock(raw, first, after);
    }

    // Empty buckets that end with a sale. What was not observed inside belongs to neither side.
    private static List<(int First, int After)> Runs(ReadOnlySpan<double> quantities)
    {
        var runs = new List<(int First, int After)>();
        var first = -1;
        for (var t = 0; t < quantities.Length; t++)
        {
            if (quantities[t] == 0)
            {
                first = first < 0 ? t : first;
                continue;
            }

            if (first >= 0 && quantities[t] > 0)
                runs.Add((first, t));
            first = -1;
        }

        runs.Sort((a, b) => (b.After - b.First, a.First).CompareTo((a.After - a.First, b.First)));
        return runs;
    }

    /// <summary>Lower confidence bound of the share of buckets with a sale among the nearest observed ones.</summary>
    private static double SaleRate(ReadOnlySpan<double> side, bool fromEnd = false)
    {
        var (observed, sold) = (0, 0);
        for (var i = 0; i < side.Length && observed < Window; i++)
        {
            var units = side[fromEnd ? side.Length - 1 - i : i];
            observed += double.IsNaN(units) ? 0 : 1;
            sold += units > 0 ? 1 : 0;
        }

        if (observed == 0)
            return 0;
        var (share, z) = ((double)sold / observed, Confidence * Confidence / observed);
        return Math.Max(0, (share + z / 2 - Math.Sqrt(z * (share * (1 - share) + z / 4))) / (1 + z));
    }

    private static bool IsSeason(ReadOnlySpan<double> quantities, int first, int after, double rate, int year)
    {
        if (after - first >= year)
            return false;
        var (known, empty) = (0, 0);
        for (var t = 0; t < quantities.Length; t++)
        {
            var place = ((t - first) % year + year) % year;
            if (place >= after - first || (t >= first && t < after) || double.IsNaN(quantities[t]))
                continue;
            known++;
            empty += quantities[t] == 0 ? 1 : 0;
        }

        return 2 * known < after - first ? after - first > year / ShareOfYear : empty > (1 - rate / 2) * known;
    }

    private static bool IsInStock(DemandSeries raw, int first, int after)
    {
        if (raw.Availability.IsDefaultOrEmpty)
            return false;
        var inStock = 0;
        foreach (var share in raw.Availability.AsSpan()[first..after])
            inStock += share >= 0.5 ? 1 : 0;
        return 2 * inStock >= after - first;
    }
}
