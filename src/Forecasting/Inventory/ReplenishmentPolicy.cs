namespace Forecasting.Inventory;

/// <summary>When to order and how much: a closed family.</summary>
/// <remarks>A page of the documentation for each: <c>docs/methods/order-up-to.md</c> and its neighbours.</remarks>
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

    /// <summary>(R,s,nQ): at a review, when the position is below the level, order the fewest whole lots that reach it.</summary>
    /// <param name="Level">Units. Books order at or below a reorder point s: for whole units, the level is s + 1.</param>
    /// <param name="Lot">Q, units, &gt; 0.</param>
    public sealed record FixedLot(decimal Level, decimal Lot) : ReplenishmentPolicy;

    /// <summary>Min–max given by hand: at a review, when the position is at or below the minimum, order up to the maximum.</summary>
    /// <param name="Minimum">Units.</param>
    /// <param name="Maximum">Units, ≥ <paramref name="Minimum"/>.</param>
    public sealed record MinMax(decimal Minimum, decimal Maximum) : ReplenishmentPolicy;

    /// <summary>Days of cover: at every review, order up to the expected demand of so many days.</summary>
    /// <param name="Days">Days covered, counted from today.</param>
    /// <param name="Level">Their expected demand, within the smallest and largest stock, units.</param>
    public sealed record Cover(double Days, decimal Level) : ReplenishmentPolicy;

    /// <summary>Last buy: no later order can come before the item ends, so order once, for what is left to sell.</summary>
    /// <param name="EndDate">Last day on sale.</param>
    /// <param name="Level">Units.</param>
    public sealed record LastBuy(DateOnly EndDate, decimal Level) : ReplenishmentPolicy;

    /// <summary>Position at or below which an order is placed, if anything is missing to <see cref="TargetLevel"/>.</summary>
    public decimal OrderingPoint => this switch
    {
        OrderUpTo p => p.Level,
        ReorderPointOrderUpTo p => p.ReorderPoint,
        FixedLot p => p.Level,
        MinMax p => p.Minimum,
        Cover p => p.Level,
        LastBuy p => p.Level,
        _ => throw new InvalidOperationException("The family of policies is closed."),
    };

    /// <summary>Position that an order restores.</summary>
    public decimal TargetLevel => this switch
    {
        ReorderPointOrderUpTo p => p.Level,
        MinMax p => p.Maximum,
        _ => OrderingPoint,
    };

    /// <summary>Units that an order is a whole number of; 0 = packs decide.</summary>
    public decimal LotSize => this is FixedLot p ? p.Lot : 0;

    /// <summary>The same policy with no level above <paramref name="most"/>.</summary>
    /// <param name="most">Units.</param>
    public ReplenishmentPolicy CutTo(decimal most) => this switch
    {
        OrderUpTo p => p with { Level = Math.Min(p.Level, most) },
        ReorderPointOrderUpTo p => p.ReorderPoint >= most
            ? new OrderUpTo(most)
            : p with { Level = Math.Min(p.Level, most) },
        FixedLot p => p with { Level = Math.Min(p.Level, most) },
        MinMax p => new MinMax(Math.Min(p.Minimum, most), Math.Min(p.Maximum, most)),
        Cover p => p with { Level = Math.Min(p.Level, most) },
        LastBuy p => p with { Level = Math.Min(p.Level, most) },
        _ => throw new InvalidOperationException("The family of policies is closed."),
    };
}
