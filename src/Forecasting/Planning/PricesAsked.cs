using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.Clearance;

namespace Forecasting.Planning;

/// <summary>The prices that the advice about too much stock asks for. They are read when the plan is made, and only then is known whose.</summary>
public sealed class PricesAsked
{
    // Two years of weeks see every season twice; five years of months are enough buckets for an estimate. What is older is another market.
    private const int Weeks = 104;
    private const int Months = 60;

    private readonly ImmutableHashSet<SkuLocation> tooMuch;
    private readonly ImmutableHashSet<string> categories;
    private readonly SupplyTermsResolution terms;

    private PricesAsked(ImmutableHashSet<SkuLocation> tooMuch, PlanInput input)
    {
        (this.tooMuch, terms) = (tooMuch, input.Terms);
        categories = [.. tooMuch.Select(CategoryOf).Where(c => c.Length > 0)];
        Bucket = input.Bucket.Unit == BucketUnit.Day ? TimeBucket.Week : input.Bucket;
        End = Bucket.StartOf(input.AsOf);
        First = Bucket.Add(End, Bucket.Unit == BucketUnit.Month ? -Months : -Weeks);
    }

    /// <summary>Length of a bucket of prices: a week, or as long as the plan's.</summary>
    public TimeBucket Bucket { get; }

    /// <summary>First day of the first bucket.</summary>
    public DateOnly First { get; }

    /// <summary>First day after the last bucket.</summary>
    public DateOnly End { get; }

    /// <summary>The prices that a plan asks for; null when it asks for none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="input">What it was made from.</param>
    public static PricesAsked? By(Plan plan, PlanInput input)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(input);
        var lines = plan.Lines.ToDictionary(l => l.Key);
        // What a warehouse sends to its stores has no price that anybody sees.
        ImmutableHashSet<SkuLocation> tooMuch =
        [
            .. plan.Advice.Stock
                .Where(f => lines[f.Key] is { Source: null } line && ClearanceTask.Of(f, StockAdvice.Outlook(line, input)) is not null)
                .Select(f => f.Key),
        ];
        return tooMuch.IsEmpty ? null : new PricesAsked(tooMuch, input);
    }

    /// <summary>True when there is too much of it, or of a product of its category anywhere.</summary>
    /// <param name="key">Product and place.</param>
    public bool Includes(SkuLocation key) => tooMuch.Contains(key) || (categories.Count > 0 && categories.Contains(CategoryOf(key)));

    /// <summary>True when there is too much of it.</summary>
    /// <param name="key">Product and place.</param>
    internal bool IsTooMuch(SkuLocation key) => tooMuch.Contains(key);

    /// <summary>The category of a product; empty when it has none.</summary>
    /// <param name="key">Product and place.</param>
    internal string CategoryOf(SkuLocation key) => terms.ItemOf(key.Sku).Category;
}
