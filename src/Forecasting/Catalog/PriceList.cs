using System.Collections.Immutable;

namespace Forecasting.Catalog;

/// <summary>What a unit costs from a quantity on, for every unit of the order.</summary>
/// <param name="From">Units from which it holds, &gt; 0.</param>
/// <param name="UnitCost">Purchase cost of one unit, in the supplier's currency, &gt; 0.</param>
public readonly record struct PriceBreak(decimal From, decimal UnitCost);

/// <summary>A supplier's price breaks for one item, all units: an order that reaches a quantity pays its price for every unit.</summary>
/// <remarks>Below the first break the unit cost of the item holds. Two lists are equal when their breaks are.</remarks>
public sealed class PriceList : IEquatable<PriceList>
{
    /// <summary>Takes over the breaks.</summary>
    /// <param name="breaks">At least one: quantities above 0 that rise, prices above 0 that fall.</param>
    /// <exception cref="ArgumentException">They are not (the message says which rule is broken).</exception>
    public PriceList(ImmutableArray<PriceBreak> breaks)
    {
        if (WhyNot(breaks) is { } fault)
            throw new ArgumentException(fault, nameof(breaks));
        Breaks = breaks;
    }

    /// <summary>The breaks, by rising quantity.</summary>
    public ImmutableArray<PriceBreak> Breaks { get; }

    /// <summary>What makes breaks no price list, as a clause; null when they are one.</summary>
    /// <param name="breaks">The breaks.</param>
    public static string? WhyNot(ImmutableArray<PriceBreak> breaks)
    {
        if (breaks.IsDefaultOrEmpty)
            return "there is no price";
        for (var i = 0; i < breaks.Length; i++)
        {
            if (breaks[i].From <= 0 || breaks[i].UnitCost <= 0)
                return "quantities and prices must be above 0";
            if (i > 0 && breaks[i].From <= breaks[i - 1].From)
                return "each quantity must be above the one before";
            if (i > 0 && breaks[i].UnitCost >= breaks[i - 1].UnitCost)
                return "each price must be below the one before";
        }

        return null;
    }

    /// <summary>What a unit of an order costs.</summary>
    /// <param name="quantity">Units of the order.</param>
    /// <param name="unitCost">What it costs below the first break.</param>
    public decimal UnitCostAt(decimal quantity, decimal unitCost)
    {
        for (var i = Breaks.Length - 1; i >= 0; i--)
        {
            if (quantity >= Breaks[i].From)
                return Breaks[i].UnitCost;
        }

        return unitCost;
    }

    /// <summary>The breaks that are cheaper than a cost; null when none is.</summary>
    /// <param name="unitCost">Purchase cost of one unit without a break.</param>
    public PriceList? Below(decimal unitCost)
    {
        var below = Breaks.RemoveAll(b => b.UnitCost >= unitCost);
        return below.Length == Breaks.Length ? this : below.IsEmpty ? null : new PriceList(below);
    }

    /// <inheritdoc/>
    public bool Equals(PriceList? other) => other is not null && Breaks.AsSpan().SequenceEqual(other.Breaks.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PriceList);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Breaks.Length, Breaks[0]);

    /// <summary>As in the input: <c>100:9.5;500:9</c>.</summary>
    public override string ToString() => string.Join(';', Breaks.Select(b => FormattableString.Invariant($"{b.From:0.#########}:{b.UnitCost:0.#########}")));
}
