namespace Forecasting.Inventory.Theory;

/// <summary>What a stage of a simulation orders at an inventory position: a closed family.</summary>
public abstract record OrderRule
{
    private OrderRule()
    {
    }

    /// <summary>Units to order.</summary>
    /// <param name="position">Stock + on order − backorders, after the demand of the period.</param>
    /// <returns>Units, ≥ 0.</returns>
    public double QuantityAt(double position) => this switch
    {
        BaseStock rule => Math.Max(0, rule.Level - position),
        OrderUpTo rule => position <= rule.ReorderPoint ? Math.Max(0, rule.Level - position) : 0,
        Lot rule => position <= rule.ReorderPoint ? rule.Quantity : 0,
        _ => throw new InvalidOperationException("The family of rules is closed."),
    };

    /// <summary>Up to S in every period.</summary>
    /// <param name="Level">S, units.</param>
    public sealed record BaseStock(double Level) : OrderRule;

    /// <summary>(s,S): up to S when the position is at or below s.</summary>
    /// <param name="ReorderPoint">s, units.</param>
    /// <param name="Level">S, units, ≥ s.</param>
    public sealed record OrderUpTo(double ReorderPoint, double Level) : OrderRule;

    /// <summary>(r,Q): one lot when the position is at or below r.</summary>
    /// <param name="ReorderPoint">r, units.</param>
    /// <param name="Quantity">Q, units, ≥ 0.</param>
    public sealed record Lot(double ReorderPoint, double Quantity) : OrderRule;
}
