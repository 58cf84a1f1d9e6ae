namespace Forecasting.Inventory;

/// <summary>When to order and how much: a closed family.</summary>
public abstract record ReplenishmentPolicy
{
    private ReplenishmentPolicy()
    {
    }

    /// <summary>(R,S): at every review, order up to S.</summary>
    /// <param name="Level">S, units.</param>
    public sealed record OrderUpTo(decimal Level) : ReplenishmentPolicy;

    /// <summary>(R,s,S): at a review, when the position is at or below s, order up to S.</summary>
    /// <param name="ReorderPoint">s, units.</param>
    /// <param name="Level">S, units, ≥ s.</param>
    public sealed record ReorderPointOrderUpTo(decimal ReorderPoint, decimal Level) : ReplenishmentPolicy;

    /// <summary>Position at or below which an order is placed.</summary>
    public decimal OrderingPoint => this switch
    {
        OrderUpTo p => p.Level,
        ReorderPointOrderUpTo p => p.ReorderPoint,
        _ => throw new InvalidOperationException("The family of policies is closed."),
    };

    /// <summary>Position that an order restores.</summary>
    public decimal TargetLevel => this switch
    {
        OrderUpTo p => p.Level,
        ReorderPointOrderUpTo p => p.Level,
        _ => throw new InvalidOperationException("The family of policies is closed."),
    };
}
