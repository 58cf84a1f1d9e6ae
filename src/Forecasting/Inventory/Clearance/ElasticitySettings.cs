using static System.FormattableString;

namespace Forecasting.Inventory.Clearance;

/// <summary>When sales at different prices teach what a price does.</summary>
public sealed record ElasticitySettings
{
    /// <summary>Fewest buckets with a known price, ≥ 12.</summary>
    /// <value>20: up to six coefficients, and enough left to see the noise.</value>
    public int FewestBuckets { get; init; } = 20;

    /// <summary>Fewest prices that differ by more than 1 %, where a product stands alone, ≥ 2.</summary>
    /// <value>3: two prices are one change, and what else changed that week cannot be told from it. Beside its category two will do.</value>
    public int FewestPrices { get; init; } = 3;

    /// <summary>Least distance from the lowest to the highest price, as a share of the lowest, &gt; 0.</summary>
    /// <value>0.05: within, nobody notices.</value>
    public double LeastSpread { get; init; } = 0.05;

    /// <summary>Fewest buckets on either side of that distance: at a price that much below the highest ones, and at one that much above
    /// the lowest, ≥ 1.</summary>
    /// <value>3: fewer are an accident of those weeks.</value>
    public int FewestApart { get; init; } = 3;

    /// <summary>Largest share of the observed buckets whose price is not known, 0..1.</summary>
    /// <value>0.2: what a high price costs is seen in the buckets without a sale; leaving many out would hide it.</value>
    public double MostUnknown { get; init; } = 0.2;

    /// <summary>Steepest elasticity that is believed, &lt; 0.</summary>
    /// <value>−10: the mean of 1,851 published ones is −2.6 (Bijmolt, van Heerde, Pieters 2005); four times that is a fault of the
    /// record.</value>
    public double Steepest { get; init; } = -10;

    /// <summary>Fewest estimates of a category that say what is usual in it, ≥ 3.</summary>
    /// <value>5: below, how much products differ cannot be told.</value>
    public int FewestInCategory { get; init; } = 5;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (FewestBuckets < 12)
            yield return Invariant($"The fewest buckets of an elasticity are {FewestBuckets}; they must be at least 12.");
        if (FewestPrices < 2)
            yield return Invariant($"The fewest prices of an elasticity are {FewestPrices}; they must be at least 2.");
        if (!(LeastSpread > 0))
            yield return Invariant($"The least spread of prices is {LeastSpread}; it must be above 0.");
        if (FewestApart < 1)
            yield return Invariant($"The fewest buckets at another price are {FewestApart}; they must be at least 1.");
        if (!(MostUnknown is >= 0 and <= 1))
            yield return Invariant($"The share of buckets without a known price is {MostUnknown}; it must be in 0..1.");
        if (!(Steepest < 0))
            yield return Invariant($"The steepest elasticity is {Steepest}; it must be below 0.");
        if (FewestInCategory < 3)
            yield return Invariant($"The fewest estimates of a category are {FewestInCategory}; they must be at least 3.");
    }
}
