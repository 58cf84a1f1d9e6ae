using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>A price list by quantity: a price from each quantity on.</summary>
public sealed class PriceBreaks
{
    /// <summary>Takes over a price list.</summary>
    /// <param name="from">Quantities from which each price holds, units: 0 first, rising.</param>
    /// <param name="unitCosts">Cost of one unit from there on, as many as quantities: &gt; 0, never rising.</param>
    /// <exception cref="ArgumentException">The lists are empty, differ in length, or are not ordered as said.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not positive or not finite.</exception>
    public PriceBreaks(ReadOnlySpan<double> from, ReadOnlySpan<double> unitCosts)
    {
        if (from.IsEmpty || from[0] != 0)
            throw new ArgumentException("Must begin with 0.", nameof(from));
        Require.NotNegative(from, from.Length);
        Require.NotNegative(unitCosts, from.Length);
        for (var region = 0; region < from.Length; region++)
        {
            Require.Positive(unitCosts[region], nameof(unitCosts));
            if (region > 0 && from[region] <= from[region - 1])
                throw new ArgumentException("Must rise from one to the next.", nameof(from));
            if (region > 0 && unitCosts[region] > unitCosts[region - 1])
                throw new ArgumentException("Must not rise from one to the next.", nameof(unitCosts));
        }

        From = ImmutableArray.Create(from);
        UnitCosts = ImmutableArray.Create(unitCosts);
    }

    /// <summary>Quantity from which each price holds, units.</summary>
    public ImmutableArray<double> From { get; }

    /// <summary>Cost of one unit in each region.</summary>
    public ImmutableArray<double> UnitCosts { get; }

    /// <summary>Number of prices.</summary>
    public int Count => From.Length;

    /// <summary>The region that a quantity falls into, counted from 0: a break belongs to the region above it.</summary>
    /// <param name="quantity">Units, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative or not finite.</exception>
    public int RegionOf(double quantity)
    {
        Require.NotNegative(quantity);
        var region = Count - 1;
        while (quantity < From[region])
            region--;
        return region;
    }

    /// <summary>The cheapest of the lots that a region each proposes; one that lies in another region is left to that. Equal costs go to the smaller.</summary>
    /// <param name="lotOf">Units that are best at the price of a region.</param>
    /// <param name="costOf">Cost of a lot per unit of time.</param>
    internal DiscountedLot Cheapest(Func<int, double> lotOf, Func<double, double> costOf)
    {
        var best = new DiscountedLot(double.NaN, -1, double.PositiveInfinity);
        for (var region = 0; region < Count; region++)
        {
            var quantity = lotOf(region);
            if (RegionOf(quantity) != region)
                continue;
            var cost = costOf(quantity);
            if (cost < best.Cost)
                best = new DiscountedLot(quantity, region, cost);
        }

        return best;
    }
}

/// <summary>A lot bought from a price list.</summary>
/// <param name="Quantity">Units.</param>
/// <param name="Region">Which price of the list the last unit has, counted from 0.</param>
/// <param name="Cost">Buying, ordering and holding, per unit of time.</param>
public readonly record struct DiscountedLot(double Quantity, int Region, double Cost);
