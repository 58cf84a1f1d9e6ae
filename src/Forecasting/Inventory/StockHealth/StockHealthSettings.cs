namespace Forecasting.Inventory.StockHealth;

/// <summary>From where on stock is slow, dead, or past a discount.</summary>
public sealed record StockHealthSettings
{
    /// <summary>Weeks of cover from which on stock is slow, &gt; 0.</summary>
    /// <value>52: less than one turn a year.</value>
    public double SlowWeeks { get; init; } = 52;

    /// <summary>Days in stock without a sale from which on it is dead, ≥ 1.</summary>
    /// <value>182: half a year sees every season but its opposite.</value>
    public int DeadDays { get; init; } = 182;

    /// <summary>Days in stock without a sale from which on a discount is not tried any more, ≥ <see cref="DeadDays"/>.</summary>
    /// <value>365: nobody asked for it in any season.</value>
    public int WriteOffDays { get; init; } = 365;

    /// <summary>Fewest units that are worth a finding, &gt; 0.</summary>
    /// <value>1: expected demand is not whole, pieces are.</value>
    public decimal FewestUnits { get; init; } = 1;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(SlowWeeks > 0))
            yield return FormattableString.Invariant($"The weeks of slow stock are {SlowWeeks}; they must be above 0.");
        if (DeadDays < 1)
            yield return FormattableString.Invariant($"The days of dead stock are {DeadDays}; they must be at least 1.");
        if (WriteOffDays < DeadDays)
        {
            yield return FormattableString.Invariant(
                $"The days before a write-off are {WriteOffDays}; they must be at least {DeadDays}, those of dead stock.");
        }

        if (FewestUnits <= 0)
            yield return FormattableString.Invariant($"The fewest units of a finding are {FewestUnits}; they must be above 0.");
    }
}
