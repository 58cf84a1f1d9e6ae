using Forecasting.History;
using static System.FormattableString;

namespace Forecasting.Inventory.Clearance;

/// <summary>Buckets of one SKU-location that tell what sold at which price, oldest first.</summary>
/// <param name="Bucket">Number of the bucket in its series, ascending.</param>
/// <param name="Price">Mean price paid, &gt; 0; same length.</param>
/// <param name="Units">Units sold, ≥ 0; same length.</param>
/// <param name="Promoted">Share of the bucket with a promotion or another event on record, 0..1; same length.</param>
/// <param name="BucketsPerYear">Buckets in a year.</param>
public sealed record PricedSales(int[] Bucket, double[] Price, double[] Units, double[] Promoted, double BucketsPerYear)
{
    // Prices as close as this are one: rounding, and mixtures of rows.
    internal const double SamePrice = 0.01;

    internal const string NoPrice = "Not estimable: no sale on record carries a price.";

    private const double DaysOfYear = 365.25;

    /// <summary>What prices and sales tell together.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="sold">What was sold of the same SKU-location, in the same buckets, or in days where the prices are of weeks.</param>
    /// <param name="settings">What it takes.</param>
    /// <returns>Skipped, with words that begin "Not estimable:", where the record cannot tell it, however the sales went.</returns>
    /// <exception cref="ArgumentException">The buckets are not the same.</exception>
    /// <remarks>Buckets in which stock was out are left out: what was sold there is not what the price would have sold. A bucket without a
    /// sale shows no price; it has that of the sales around it where those agree, and else it is left out.</remarks>
    public static Outcome<PricedSales> Of(PriceHistory prices, DemandSeries sold, ElasticitySettings settings)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(sold);
        ArgumentNullException.ThrowIfNull(settings);
        var isOfDays = sold.Bucket.Unit == BucketUnit.Day && prices.Bucket.Unit == BucketUnit.Week;
        if (sold.Bucket != prices.Bucket && !isOfDays)
            throw new ArgumentException($"Prices of a {prices.Bucket} and sales of a {sold.Bucket} do not meet.", nameof(sold));
        if (prices.Known == 0)
            return new Outcome<PricedSales>.Skipped(NoPrice);
        var own = isOfDays ? sold.InWeeks(prices.Bucket.WeekStart) : sold;
        var shown = new double[own.Length];
        for (var t = 0; t < shown.Length; t++)
        {
            var i = own.Bucket.Between(prices.Start, own.Bucket.Add(own.Start, t));
            shown[t] = i >= 0 && i < prices.Paid.Length && prices.Paid[i] > 0 ? prices.Paid[i] : double.NaN;
        }

        return Select(own, shown, isOfDays ? sold.SharePromoted(own) : Shares(own), settings);
    }

    private static double[] Shares(DemandSeries own)
    {
        var shares = new double[own.Length];
        for (var t = 0; t < shares.Length; t++)
            shares[t] = !own.Promotions.IsDefaultOrEmpty && own.Promotions[t] ? 1 : 0;
        return shares;
    }

    private static Outcome<PricedSales> Select(
        DemandSeries own, double[] shown, double[] promoted, ElasticitySettings settings)
    {
        var standing = Standing(shown);
        var (buckets, observed, unknown) = (new List<int>(), 0, 0);
        var last = Array.FindLastIndex(shown, p => p > 0);
        for (var t = Math.Max(0, Array.FindIndex(shown, p => p > 0)); t <= last; t++)
        {
            if (double.IsNaN(own.Quantities[t]) || own.IsShort(t))
                continue;
            observed++;
            if (own.Quantities[t] > 0 ? shown[t] > 0 : standing[t] > 0)
                buckets.Add(t);
            else
                unknown++;
        }

        if (buckets.Count < settings.FewestBuckets)
            return No(Invariant($"{buckets.Count} {own.Bucket}{(buckets.Count == 1 ? " in stock has" : "s in stock have")} a known price, {settings.FewestBuckets} are needed."));
        if (unknown > settings.MostUnknown * observed)
            return No(Invariant($"the price of {unknown} of {observed} {own.Bucket}s is not known."));
        int[] used = [.. buckets];
        double[] price = [.. used.Select(t => own.Quantities[t] > 0 ? shown[t] : standing[t])];
        if (Flat(price, own.Bucket, settings) is { } why)
            return No(why);
        return new Outcome<PricedSales>.Done(new PricedSales(
            used,
            price,
            [.. used.Select(t => Math.Max(0, own.Quantities[t]))],
            [.. used.Select(t => promoted[t])],
            DaysOfYear / own.Bucket.MeanDays));
    }

    /// <summary>Prices that differ by more than 1 %.</summary>
    public int Distinct()
    {
        var sorted = (double[])Price.Clone();
        Array.Sort(sorted);
        return Distinct(sorted);
    }

    // Why the price has not moved enough; null when it has.
    private static string? Flat(double[] price, TimeBucket bucket, ElasticitySettings settings)
    {
        var sorted = (double[])price.Clone();
        Array.Sort(sorted);
        var (lowest, highest) = (sorted[0], sorted[^1]);
        if (Distinct(sorted) == 1)
            return Invariant($"the price never changed ({price.Length} {bucket}s at {sorted[sorted.Length / 2]:0.00}).");
        if (highest < lowest * (1 + settings.LeastSpread))
            return Invariant($"prices from {lowest:0.00} to {highest:0.00} differ by less than {settings.LeastSpread * 100:0.#} %.");
        var step = 1 + settings.LeastSpread;
        var (low, high) = (sorted.Count(p => p * step <= highest), sorted.Count(p => p >= lowest * step));
        if (low < settings.FewestApart || high < settings.FewestApart)
        {
            return Invariant($"only {Math.Min(low, high)} {bucket}{(Math.Min(low, high) == 1 ? " was" : "s were")} at another price, ")
                + Invariant($"{settings.FewestApart} are needed.");
        }

        return null;
    }

    private static int Distinct(double[] sorted)
    {
        var (count, first) = (1, sorted[0]);
        foreach (var price in sorted)
        {
            if (price > first * (1 + SamePrice))
                (count, first) = (count + 1, price);
        }

        return count;
    }

    // What the price was where none is shown: that of the buckets before and after, where those are the same.
    private static double[] Standing(double[] shown)
    {
        var standing = (double[])shown.Clone();
        var before = -1;
        for (var t = 0; t < shown.Length; t++)
        {
            if (!(shown[t] > 0))
                continue;
            if (before >= 0 && Math.Abs(shown[t] - shown[before]) <= SamePrice * shown[before])
            {
                for (var i = before + 1; i < t; i++)
                    standing[i] = shown[before];
            }

            before = t;
        }

        return standing;
    }

    private static Outcome<PricedSales> No(string why) => new Outcome<PricedSales>.Skipped("Not estimable: " + why);
}
