using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Replay;

/// <summary>The past of a firm: what was wanted, and what was known on each of its mornings.</summary>
/// <remarks>What was wanted is what was sold. Where a bucket was not observed or stock was out, it is the estimate that cleansing makes with all of the
/// history before and after; such buckets are played and not scored.</remarks>
public sealed class ReplayHistory
{
    private readonly PlanInput input;
    private readonly Func<DateOnly, SupplyTermsResolution> termsAsOf;
    private readonly double[][] wanted;

    /// <summary>Takes the past.</summary>
    /// <param name="input">As for a plan made after all of it. Its overrides, vetoes, doubts and earlier plans are left out: they were given for
    /// today.</param>
    /// <param name="termsAsOf">Terms of replenishment as they were known on a morning.</param>
    public ReplayHistory(PlanInput input, Func<DateOnly, SupplyTermsResolution> termsAsOf)
    {
        this.input = input with { Overrides = [], Vetoes = [], Doubts = ImmutableDictionary<SkuLocation, ImmutableArray<Trust.TrustReason>>.Empty };
        this.termsAsOf = termsAsOf;
        var succession = Succession.Of(this.input);
        wanted = [.. this.input.Series.Select(s => Wanted(s, succession))];
    }

    /// <summary>The SKU-locations, ordered by key.</summary>
    public ImmutableArray<DemandSeries> Series => input.Series;

    /// <summary>Morning after the last of it.</summary>
    public DateOnly End => input.AsOf;

    /// <summary>Terms as they were known after all of it.</summary>
    public SupplyTermsResolution TermsAtEnd => input.Terms;

    /// <summary>Length of a bucket.</summary>
    public TimeBucket Bucket => input.Bucket;

    /// <summary>True when the plan's targets come from one total.</summary>
    public bool HasTotal => input.Settings.Inventory.HasTotal();

    /// <summary>True when the plan orders items of a supplier together.</summary>
    public bool HasJointOrders => input.Settings.Inventory.JointOrders && Series
        .Select(s => TermsOf(s.Key, TermsAtEnd))
        .Where(t => t is { OrderCost: > 0, OrderDays.IsEmpty: true })
        .CountBy(t => (t.Supplier, t.Key.Location))
        .Any(g => g.Value > 1);

    /// <summary>Cost of holding for a year ÷ unit cost, where the item gives none.</summary>
    internal double HoldingCostRate => input.Settings.Inventory.HoldingCostRate;

    /// <summary>Terms of one SKU-location as they were known on a morning.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="terms">Terms as known then.</param>
    public static SupplyTerms TermsOf(SkuLocation key, SupplyTermsResolution terms) => terms.Resolve(key, ' ', 1);

    /// <summary>What was known on a morning, without stock.</summary>
    /// <param name="asOf">The morning, the first day of a bucket.</param>
    /// <returns>The morning, and the number of each of its series among <see cref="Series"/>.</returns>
    internal (ReplayMorning Morning, int[] Places) MorningOf(DateOnly asOf)
    {
        var terms = termsAsOf(asOf);
        int[] places = [.. Enumerable.Range(0, Series.Length).Where(i => Before(Series[i], asOf) > 0)];
        var known = new PlanInput(
            asOf, Bucket, [.. places.Select(i => Cut(Series[i], Before(Series[i], asOf)))], terms, new StockPositions([]), input.Events, [], input.Settings)
        {
            Global = input.Global,
        };
        return (new ReplayMorning(known, [.. places.Select(i => TermsOf(Series[i].Key, terms))]), places);
    }

    /// <summary>Units wanted of a SKU-location in a bucket, ≥ 0, and whether that is known and not estimated; (0, false) outside of its history.</summary>
    internal (double Units, bool IsKnown) WantedIn(int series, DateOnly bucket)
    {
        var s = Series[series];
        var t = bucket < s.Start ? -1 : Bucket.Between(s.Start, bucket);
        return t < 0 || t >= s.Length ? (0, false) : (wanted[series][t], !double.IsNaN(s.Quantities[t]) && !s.IsShort(t));
    }

    /// <summary>Mean per week of the last observed weeks before a bucket; 0 without any.</summary>
    /// <param name="series">What was sold.</param>
    /// <param name="end">Number of the bucket.</param>
    /// <param name="weeks">Weeks looked back, ≥ 1.</param>
    public static double WeeklyMean(DemandSeries series, int end, int weeks)
    {
        var (sum, count) = (0.0, 0);
        var first = Math.Max(0, end - (int)Math.Ceiling(7 * weeks / series.Bucket.MeanDays));
        for (var t = first; t < end; t++)
        {
            if (double.IsNaN(series.Quantities[t]) || series.IsShort(t))
                continue;
            sum += Math.Max(0, series.Quantities[t]);
            count++;
        }

        return count == 0 ? 0 : sum / count * 7 / series.Bucket.MeanDays;
    }

    private int Before(DemandSeries series, DateOnly asOf) =>
        asOf <= series.Start ? 0 : Math.Min(series.Length, Bucket.Between(series.Start, asOf));

    private double[] Wanted(DemandSeries series, Succession succession)
    {
        var learnt = SkuLocationPlan.Learn(series, TermsOf(series.Key, input.Terms), input, succession) is Outcome<LearntDemand>.Done { Value: var demand }
            ? demand.History.Quantities
            : [];
        var units = new double[series.Length];
        for (var t = 0; t < units.Length; t++)
        {
            var sold = series.Quantities[t];
            var estimate = learnt.Length == units.Length ? learnt[t] : double.NaN;
            var wanted = double.IsNaN(sold) || series.IsShort(t) ? double.IsNaN(estimate) ? sold : Math.Max(estimate, double.IsNaN(sold) ? 0 : sold) : sold;
            units[t] = double.IsNaN(wanted) ? 0 : Math.Max(0, wanted);
        }

        return units;
    }

    private static DemandSeries Cut(DemandSeries series, int length) => series with
    {
        Quantities = series.Quantities[..length],
        Promotions = series.Promotions.IsDefaultOrEmpty ? series.Promotions : series.Promotions[..length],
        Availability = series.Availability.IsDefaultOrEmpty ? series.Availability : series.Availability[..length],
        LargestRows = series.LargestRows.IsDefaultOrEmpty ? series.LargestRows : series.LargestRows[..length],
    };
}
