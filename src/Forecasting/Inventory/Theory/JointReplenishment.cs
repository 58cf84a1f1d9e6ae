using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>Several items of one supplier ordered together: an order every T, item i in every mᵢ-th of them.</summary>
public sealed class JointReplenishment
{
    private JointReplenishment(double cycleTime, ImmutableArray<int> multiples, ImmutableArray<double> quantities, double cost)
    {
        CycleTime = cycleTime;
        Multiples = multiples;
        Quantities = quantities;
        Cost = cost;
    }

    /// <summary>T: time between two orders, in the unit of time of the demand.</summary>
    public double CycleTime { get; }

    /// <summary>mᵢ: the item is in every mᵢ-th order, ≥ 1; one for each item.</summary>
    public ImmutableArray<int> Multiples { get; }

    /// <summary>Qᵢ = mᵢ·T·Dᵢ: units of each item in an order that holds it.</summary>
    public ImmutableArray<double> Quantities { get; }

    /// <summary>Ordering and holding, per unit of time.</summary>
    public double Cost { get; }

    /// <summary>A good policy after Silver.</summary>
    /// <param name="orderCost">K: cost of an order whatever is in it, ≥ 0; above 0 where an item costs nothing.</param>
    /// <param name="itemCosts">kᵢ: cost of an item in an order, ≥ 0 each.</param>
    /// <param name="holdingCosts">hᵢ: cost of one unit for one unit of time, &gt; 0; as many as items.</param>
    /// <param name="demandRates">Dᵢ: units per unit of time, &gt; 0; as many as items.</param>
    /// <exception cref="ArgumentException">No item, or lists of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The item with the smallest kᵢ/(hᵢDᵢ) is in every order; mᵢ is √(kᵢ/(hᵢDᵢ) · h₁D₁/(K + k₁)) of the others, rounded to the
    /// nearest whole number above 0. Not always the optimum. Silver, Management Science 22 (1976) 1351–1361.</remarks>
    public static JointReplenishment Silver(
        double orderCost, ReadOnlySpan<double> itemCosts, ReadOnlySpan<double> holdingCosts, ReadOnlySpan<double> demandRates)
    {
        Check(orderCost, itemCosts, holdingCosts, demandRates);
        var first = 0;
        for (var i = 1; i < itemCosts.Length; i++)
        {
            if (itemCosts[i] / (holdingCosts[i] * demandRates[i]) < itemCosts[first] / (holdingCosts[first] * demandRates[first]))
                first = i;
        }

        var multiples = new int[itemCosts.Length];
        for (var i = 0; i < multiples.Length; i++)
        {
            var ratio = itemCosts[i] / (holdingCosts[i] * demandRates[i])
                * (holdingCosts[first] * demandRates[first] / (orderCost + itemCosts[first]));
            multiples[i] = i == first ? 1 : (int)Math.Clamp(Math.Round(Math.Sqrt(ratio), MidpointRounding.AwayFromZero), 1, int.MaxValue);
        }

        return WithMultiples(orderCost, itemCosts, holdingCosts, demandRates, multiples);
    }

    /// <summary>The cheapest cycle time for given multiples.</summary>
    /// <param name="orderCost">K: cost of an order whatever is in it, ≥ 0; above 0 where an item costs nothing.</param>
    /// <param name="itemCosts">kᵢ: cost of an item in an order, ≥ 0 each.</param>
    /// <param name="holdingCosts">hᵢ: cost of one unit for one unit of time, &gt; 0; as many as items.</param>
    /// <param name="demandRates">Dᵢ: units per unit of time, &gt; 0; as many as items.</param>
    /// <param name="multiples">mᵢ ≥ 1; as many as items, the smallest of them 1 or the common cost is counted for empty orders.</param>
    /// <exception cref="ArgumentException">No item, or lists of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>(K + Σ kᵢ/mᵢ)/T + T·Σ hᵢDᵢmᵢ/2, least at T = √(2(K + Σ kᵢ/mᵢ)/Σ hᵢDᵢmᵢ).</remarks>
    public static JointReplenishment WithMultiples(
        double orderCost,
        ReadOnlySpan<double> itemCosts,
        ReadOnlySpan<double> holdingCosts,
        ReadOnlySpan<double> demandRates,
        ReadOnlySpan<int> multiples)
    {
        Check(orderCost, itemCosts, holdingCosts, demandRates);
        if (multiples.Length != itemCosts.Length)
            throw new ArgumentException("Must have one value for each item.", nameof(multiples));
        double ordering = orderCost, holding = 0;
        for (var i = 0; i < multiples.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(multiples[i], 1, nameof(multiples));
            ordering += itemCosts[i] / multiples[i];
            holding += holdingCosts[i] * demandRates[i] * multiples[i];
        }

        var cycle = Math.Sqrt(2 * ordering / holding);
        var quantities = new double[multiples.Length];
        for (var i = 0; i < quantities.Length; i++)
            quantities[i] = multiples[i] * cycle * demandRates[i];
        return new JointReplenishment(cycle, [.. multiples], [.. quantities], ordering / cycle + cycle * holding / 2);
    }

    private static void Check(
        double orderCost, ReadOnlySpan<double> itemCosts, ReadOnlySpan<double> holdingCosts, ReadOnlySpan<double> demandRates)
    {
        Require.NotNegative(orderCost);
        if (orderCost == 0 && itemCosts.Contains(0))
            Require.Positive(orderCost);
        if (itemCosts.IsEmpty)
            throw new ArgumentException("Needs at least one item.", nameof(itemCosts));
        Require.NotNegative(holdingCosts, itemCosts.Length);
        Require.NotNegative(demandRates, itemCosts.Length);
        for (var i = 0; i < itemCosts.Length; i++)
        {
            Require.NotNegative(itemCosts[i], nameof(itemCosts));
            Require.Positive(holdingCosts[i], nameof(holdingCosts));
            Require.Positive(demandRates[i], nameof(demandRates));
        }
    }
}
