namespace Forecasting.Inventory;

/// <summary>From a need to an order that the supplier accepts. Rounding rule, version 1: minimum first, then whole packs, then the cap.</summary>
public static class OrderSizing
{
    /// <summary>An order and how it came about.</summary>
    /// <param name="Quantity">Units to order, whole packs, ≥ 0.</param>
    /// <param name="MinimumRounding">Units added to reach the minimum order.</param>
    /// <param name="PackRounding">Units added to fill the last pack.</param>
    /// <param name="MaximumCut">Units cut by the cap.</param>
    /// <param name="Note">Why the order is capped or impossible; empty otherwise.</param>
    public readonly record struct SizedOrder(
        decimal Quantity, decimal MinimumRounding, decimal PackRounding, decimal MaximumCut, string Note);

    /// <summary>round_up(max(need, MOQ), pack), capped; 0 when nothing is needed or the cap leaves less than the minimum.</summary>
    /// <param name="need">Units needed.</param>
    /// <param name="moq">Smallest order, units, ≥ 0.</param>
    /// <param name="packSize">Units in a pack, &gt; 0.</param>
    /// <param name="cap">Most that may be ordered, units; null = no cap.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="packSize"/> is not positive or <paramref name="moq"/> is negative.</exception>
    public static SizedOrder Size(decimal need, decimal moq, decimal packSize, decimal? cap)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(packSize);
        ArgumentOutOfRangeException.ThrowIfNegative(moq);
        if (need <= 0)
            return new SizedOrder(0, 0, 0, 0, "");

        var atLeast = Math.Max(need, moq);
        var packed = RoundUp(atLeast, packSize);
        if (cap is not { } most || packed <= most)
            return new SizedOrder(packed, atLeast - need, packed - atLeast, 0, "");

        var capped = Math.Max(0, Math.Floor(most / packSize) * packSize);
        if (capped < moq || capped <= 0)
        {
            return new SizedOrder(0, atLeast - need, packed - atLeast, packed, FormattableString.Invariant(
                $"Not ordered: at most {most:0.###} may be ordered, less than {(capped < moq && moq > packSize ? "the minimum order of" : "a pack of")} {Math.Max(moq, packSize):0.###}."));
        }

        return new SizedOrder(capped, atLeast - need, packed - atLeast, packed - capped, FormattableString.Invariant(
            $"Cut from {packed:0.###} to {capped:0.###} by the largest order or stock allowed."));
    }

    /// <summary>The smallest whole number of packs that holds <paramref name="units"/>, in units.</summary>
    /// <param name="units">Units, ≥ 0.</param>
    /// <param name="packSize">Units in a pack, &gt; 0.</param>
    public static decimal RoundUp(decimal units, decimal packSize) => Math.Ceiling(units / packSize) * packSize;
}
