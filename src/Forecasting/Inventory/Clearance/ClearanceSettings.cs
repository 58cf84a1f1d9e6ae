using static System.FormattableString;

namespace Forecasting.Inventory.Clearance;

/// <summary>How far a price cut may go.</summary>
public sealed record ClearanceSettings
{
    /// <summary>Largest discount, above 0 and below 1.</summary>
    /// <value>0.5: past half price what is offered looks broken, and no record of ordinary prices speaks of it.</value>
    public double MostDiscount { get; init; } = 0.5;

    /// <summary>How far below the lowest price on record a discount may go, as a share of it, 0..1.</summary>
    /// <value>0.1: what nobody has seen yet is not known.</value>
    public double Reach { get; init; } = 0.1;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(MostDiscount is > 0 and < 1))
            yield return Invariant($"The largest discount is {MostDiscount}; it must be above 0 and below 1.");
        if (!(Reach is >= 0 and <= 1))
            yield return Invariant($"The reach below the lowest price is {Reach}; it must be in 0..1.");
    }
}
