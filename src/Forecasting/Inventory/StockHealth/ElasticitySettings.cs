namespace Forecasting.Inventory.StockHealth;

/// <summary>When sales at different prices teach what a price does, and how far a discount may trust it.</summary>
public sealed record ElasticitySettings
{
    /// <summary>Fewest buckets with sales at a known price, ≥ 8.</summary>
    /// <value>20: four coefficients, and enough left to see the noise.</value>
    public int FewestBuckets { get; init; } = 20;

    /// <summary>Fewest prices that differ by more than 1 %, ≥ 2.</summary>
    /// <value>3: two prices are one change, and what else changed that week cannot be told from it.</value>
    public int FewestPrices { get; init; } = 3;

    /// <summary>Least distance from the lowest to the highest price, as a share of the lowest, &gt; 0.</summary>
    /// <value>0.05: within, nobody notices.</value>
    public double LeastSpread { get; init; } = 0.05;

    /// <summary>Largest share of the observed buckets without a sale, 0..1.</summary>
    /// <value>0.2: zeros have no logarithm; leaving many out would hide what a high price costs.</value>
    public double MostZeros { get; init; } = 0.2;

    /// <summary>Steepest elasticity that is believed, &lt; 0.</summary>
    /// <value>−10: the mean of 1,851 published ones is −2.6 (Bijmolt, van Heerde, Pieters 2005); four times that is a fault of the
    /// record.</value>
    public double Steepest { get; init; } = -10;

    /// <summary>How far below the lowest price on record a discount may go, as a share of it, 0..1.</summary>
    /// <value>0.1: what nobody has seen yet is not known.</value>
    public double Reach { get; init; } = 0.1;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (FewestBuckets < 8)
            yield return FormattableString.Invariant($"The fewest buckets of an elasticity are {FewestBuckets}; they must be at least 8.");
        if (FewestPrices < 2)
            yield return FormattableString.Invariant($"The fewest prices of an elasticity are {FewestPrices}; they must be at least 2.");
        if (!(LeastSpread > 0))
            yield return FormattableString.Invariant($"The least spread of prices is {LeastSpread}; it must be above 0.");
        if (!(MostZeros is >= 0 and <= 1))
            yield return FormattableString.Invariant($"The share of buckets without a sale is {MostZeros}; it must be in 0..1.");
        if (!(Steepest < 0))
            yield return FormattableString.Invariant($"The steepest elasticity is {Steepest}; it must be below 0.");
        if (!(Reach is >= 0 and <= 1))
            yield return FormattableString.Invariant($"The reach below the lowest price is {Reach}; it must be in 0..1.");
    }
}
