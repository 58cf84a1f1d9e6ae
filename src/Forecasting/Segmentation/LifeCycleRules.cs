using Forecasting.History;

namespace Forecasting.Segmentation;

/// <summary>Where a product stands in its life at a place, by rules that a planner can recompute by hand.</summary>
/// <remarks>
/// In this order: <em>ending</em>, when its last day on sale lies within the horizon or nothing was sold for 26 weeks; <em>new</em>, for
/// its
/// first 26 weeks; <em>growing</em> or <em>declining</em>, when the last 13 weeks are more than 25 % above or below the same weeks of the
/// year before, or the 13 weeks before where these are not known, by more than twice the root of the units compared, which is what chance
/// gives; else <em>mature</em>.
/// </remarks>
public static class LifeCycleRules
{
    /// <summary>Weeks for which a product is new, and after which one without a sale is ending.</summary>
    public const int NewWeeks = 26;

    /// <summary>Weeks compared with earlier weeks.</summary>
    public const int TrendWeeks = 13;

    private const double Growth = 1.25;
    private const double Decline = 0.75;
    private const double DeviationsOfChance = 2;

    /// <summary>The phase.</summary>
    /// <param name="quantities">Units per bucket up to the plan, oldest first; NaN = not observed.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="end">First day after the last bucket.</param>
    /// <param name="launch">First day on sale; null = the bucket of the first sale, if the records reach back beyond it.</param>
    /// <param name="recordsStart">First day of all records: a series that begins with them is not new.</param>
    /// <param name="isAboutToEnd">True when the last day on sale lies within the horizon.</param>
    /// <param name="previous">Phase in the plan before; null where there was none.</param>
    public static LifeCycle Classify(
        ReadOnlySpan<double> quantities,
        TimeBucket bucket,
        DateOnly end,
        DateOnly? launch,
        DateOnly recordsStart,
        bool isAboutToEnd,
        LifeCycle? previous)
    {
        if (isAboutToEnd || Hysteresis.IsAbove(WeeksWithoutSale(quantities, bucket), NewWeeks, Was(LifeCycle.Ending)))
            return LifeCycle.Ending;
        if (WeeksOnSale(quantities, bucket, end, launch, recordsStart) is { } age
            && !Hysteresis.IsAbove(age, NewWeeks, !Was(LifeCycle.New)))
            return LifeCycle.New;

        var (now, before) = Compare(quantities, bucket);
        if (double.IsNaN(now) || double.IsNaN(before) || now + before <= 0)
            return LifeCycle.Mature;
        var isTrending = previous is LifeCycle.Growing or LifeCycle.Declining;
        if (!isTrending && Math.Abs(now - before) <= DeviationsOfChance * Math.Sqrt(now + before))
            return LifeCycle.Mature;
        var ratio = before > 0 ? now / before : double.PositiveInfinity;
        if (Hysteresis.IsAbove(ratio, Growth, Was(LifeCycle.Growing)))
            return LifeCycle.Growing;
        return Hysteresis.IsAbove(ratio, Decline, !Was(LifeCycle.Declining)) ? LifeCycle.Mature : LifeCycle.Declining;

        bool? Was(LifeCycle phase) => previous is { } known ? known == phase : null;
    }

    /// <summary>Buckets that hold a number of weeks.</summary>
    /// <param name="weeks">Weeks, ≥ 1.</param>
    /// <param name="bucket">Length of a bucket.</param>
    public static int Buckets(int weeks, TimeBucket bucket) => Math.Max(1, (int)Math.Round(7 * weeks / bucket.MeanDays));

    // Weeks that were not observed count neither way: a product that was never on the shelf has not ended.
    private static double WeeksWithoutSale(ReadOnlySpan<double> quantities, TimeBucket bucket)
    {
        var without = 0;
        for (var i = quantities.Length - 1; i >= 0 && !(quantities[i] > 0); i--)
            without += double.IsNaN(quantities[i]) ? 0 : 1;
        return without * bucket.MeanDays / 7;
    }

    private static double? WeeksOnSale(
        ReadOnlySpan<double> quantities, TimeBucket bucket, DateOnly end, DateOnly? launch, DateOnly recordsStart)
    {
        if (launch is { } first)
            return (end.DayNumber - first.DayNumber) / 7.0;
        if (end.DayNumber - recordsStart.DayNumber < 7 * NewWeeks * (1 + Hysteresis.Margin))
            return null;
        var sold = 0;
        while (sold < quantities.Length && !(quantities[sold] > 0))
            sold++;
        return (quantities.Length - sold) * bucket.MeanDays / 7;
    }

    /// <summary>Units of the last 13 weeks and of the weeks they are compared with, scaled up where buckets were not observed; NaN when
    /// more than half were not.</summary>
    private static (double Now, double Before) Compare(ReadOnlySpan<double> quantities, TimeBucket bucket)
    {
        var length = Buckets(TrendWeeks, bucket);
        var now = Units(quantities, quantities.Length, length);
        var lastYear = Units(quantities, quantities.Length - Buckets(52, bucket), length);
        return (now, double.IsNaN(lastYear) ? Units(quantities, quantities.Length - length, length) : lastYear);
    }

    private static double Units(ReadOnlySpan<double> quantities, int end, int length)
    {
        if (end < length)
            return double.NaN;
        var sum = 0.0;
        var observed = 0;
        foreach (var quantity in quantities[(end - length)..end])
        {
            if (double.IsNaN(quantity))
                continue;
            sum += quantity;
            observed++;
        }

        return 2 * observed >= length ? sum * length / observed : double.NaN;
    }
}
