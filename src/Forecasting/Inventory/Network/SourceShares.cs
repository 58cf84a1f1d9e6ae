using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Forecasting.Inventory.Network;

/// <summary>What one place asks of a source, with what it can take.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="PackSize">Units in a pack of the place, &gt; 0: its share is whole packs.</param>
/// <param name="Minimum">Smallest share worth sending, units, ≥ 0: less is nothing.</param>
public sealed record SourceClaim(FairShareClaim Claim, decimal PackSize, decimal Minimum);

/// <summary>Divides what a source has among places that take it in packs of their own, and not in any small number.</summary>
public static class SourceShares
{
    // Units are counted to the thousandth, as everywhere in an order.
    private const decimal Grain = 0.001m;

    /// <summary>The shares.</summary>
    /// <param name="available">Units that there are, ≥ 0.</param>
    /// <param name="claims">Who asks; one a place, in any order.</param>
    /// <param name="rule">What is fair.</param>
    /// <returns>Units for each claim, in the order of the claims: 0 or at least its minimum, whole packs of the place, at most what it asked for; together at most what there is.</returns>
    /// <remarks>
    /// <see cref="FairShare.Divide"/> in units that divide every pack; then whole packs, and what is left over of broken ones goes pack by pack to those that lost most of one.
    /// Whose share is then below its minimum steps back, the one furthest below it first, and the others share again.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ImmutableArray<decimal> Divide(decimal available, IReadOnlyList<SourceClaim> claims, FairShareRule rule)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var claim in claims)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(claim.PackSize, nameof(claims));
            ArgumentOutOfRangeException.ThrowIfNegative(claim.Minimum, nameof(claims));
        }

        int[] order = [.. Enumerable.Range(0, claims.Count).OrderBy(i => claims[i].Claim.Place)];
        var asking = order.ToList();
        var shares = new decimal[claims.Count];
        while (asking.Count > 0)
        {
            Array.Clear(shares);
            Share(available, claims, asking, rule, shares);
            var small = asking.Where(i => shares[i] > 0 && shares[i] < claims[i].Minimum).ToArray();
            if (small.Length == 0)
                break;
            asking.Remove(small.MinBy(i => shares[i] / claims[i].Minimum));
        }

        // Who stepped back may still have what nobody else could use.
        var left = available - shares.Sum();
        foreach (var i in order.Where(i => !asking.Contains(i)))
        {
            shares[i] = 0;
            var most = Whole(Math.Min(left, claims[i].Claim.Requested), claims[i].PackSize);
            if (most > 0 && most >= claims[i].Minimum)
                (shares[i], left) = (most, left - most);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(shares);
    }

    private static void Share(decimal available, IReadOnlyList<SourceClaim> claims, List<int> asking, FairShareRule rule, decimal[] shares)
    {
        var step = asking.Select(i => claims[i].PackSize).Aggregate(CommonPart);
        FairShareClaim[] whole =
            [.. asking.Select(i => claims[i].Claim with { Requested = Whole(claims[i].Claim.Requested, claims[i].PackSize) })];
        var parts = FairShare.Divide(available, step, whole, rule);
        var left = available;
        for (var k = 0; k < asking.Count; k++)
        {
            shares[asking[k]] = Whole(parts[k], claims[asking[k]].PackSize);
            left -= shares[asking[k]];
        }

        var broken = Enumerable.Range(0, asking.Count)
            .Where(k => parts[k] > shares[asking[k]])
            .OrderByDescending(k => (parts[k] - shares[asking[k]]) / claims[asking[k]].PackSize)
            .ToArray();
        foreach (var k in broken)
        {
            var pack = claims[asking[k]].PackSize;
            if (pack > left)
                continue;
            shares[asking[k]] += pack;
            left -= pack;
        }
    }

    private static decimal Whole(decimal units, decimal pack) => Math.Max(0, Math.Floor(units / pack) * pack);

    // Euclid, in thousandths.
    private static decimal CommonPart(decimal a, decimal b)
    {
        (a, b) = (Math.Max(1, Math.Round(a / Grain)), Math.Max(1, Math.Round(b / Grain)));
        while (b > 0)
            (a, b) = (b, a % b);
        return a * Grain;
    }
}
