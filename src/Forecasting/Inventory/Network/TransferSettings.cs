namespace Forecasting.Inventory.Network;

/// <summary>When it pays to send stock from place to place.</summary>
public sealed record TransferSettings
{
    /// <summary>Cost of one transfer, whatever it carries, in the currency of the costs, ≥ 0.</summary>
    /// <value>10: picking, packing, a place on a truck that goes anyway, and booking it twice.</value>
    public decimal CostOfTransfer { get; init; } = 10;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (CostOfTransfer < 0)
            yield return FormattableString.Invariant($"The cost of a transfer is {CostOfTransfer}; it must not be negative.");
    }
}
