using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Inventory.Theory;

namespace Forecasting.Inventory.Network;

/// <summary>Divides what a source has among the places that ask, in whole packs.</summary>
public static class FairShare
{
    private const double Rounding = 1e-9;

    // Beyond, a request is a fault of the data; together they must still be counted.
    private const decimal MostPacks = 1e12m;

    // Offers beyond this number are not worth the time: then several packs are offered at once.
    private const long MostOffers = 1_000_000;

    /// <summary>The shares.</summary>
    /// <param name="available">Units that there are, ≥ 0; what does not fill a pack stays.</param>
    /// <param name="packSize">Units in a pack, &gt; 0, the same for all.</param>
    /// <param name="claims">Who asks; one a place, in any order.</param>
    /// <param name="rule">What is fair.</param>
    /// <returns>Units for each claim, in the order of the claims: whole packs, from 0 to what was asked, together all packs that there are
    /// or all that were asked.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Least shortage: marginal analysis, exact since expected shortage is convex (Fox, Management Science 13 (1966) 210–216);
    /// beyond a million packs several go at once.
    /// Equal probability: Eppen and Schrage 1981. Appropriate share: de Kok, European Journal of Operational Research 45 (1990)
    /// 55–69.</remarks>
    public static ImmutableArray<decimal> Divide(
        decimal available, decimal packSize, IReadOnlyList<FairShareClaim> claims, FairShareRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(available);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(packSize);
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var claim in claims)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(claim.Requested, nameof(claims));
            Require.NotNegative(claim.DemandDeviation, nameof(claims));
            Require.Finite(claim.MeanDemand, nameof(claims));
            Require.NotNegative(claim.CostOfOneShort, nameof(claims));
        }

        // Equals are served in the order of their codes, so that the order of the input does not matter.
        int[] order = [.. Enumerable.Range(0, claims.Count).OrderBy(i => claims[i].Place)];
        FairShareClaim[] sorted = [.. order.Select(i => claims[i])];
        long[] asked = [.. sorted.Select(c => (long)Math.Min(Math.Floor(c.Requested / packSize), MostPacks))];
        var packs = (long)Math.Min(Math.Floor(available / packSize), asked.Sum());
        var shares = packs == asked.Sum() ? asked : rule switch
        {
            FairShareRule.LeastShortage => ByMarginalValue(sorted, asked, packs, packSize),
            FairShareRule.EqualProbability => ByLevel(
                sorted, asked, packs, packSize, c => c.MeanDemand - (double)c.Position, c => c.DemandDeviation),
            FairShareRule.AppropriateShare => ByLevel(
                sorted, asked, packs, packSize, c => (double)(c.OrderUpToLevel - c.Position), c => Math.Max(0, (double)c.SafetyStock)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Must be one of the rules."),
        };
        var units = new decimal[claims.Count];
        for (var k = 0; k < order.Length; k++)
            units[order[k]] = shares[k] * packSize;
        return ImmutableCollectionsMarshal.AsImmutableArray(units);
    }

    private static long[] ByMarginalValue(FairShareClaim[] claims, long[] asked, long packs, decimal packSize)
    {
        var shares = new long[claims.Length];
        // Most value first; where a pack is sold for certain wherever it goes, the emptiest; of equals the first place.
        var queue = new PriorityQueue<int, (double Negative, double Safety, int Place)>();
        for (var i = 0; i < claims.Length; i++)
            Offer(i);
        var step = 1 + packs / MostOffers;
        for (var left = packs; left > 0;)
        {
            var i = queue.Dequeue();
            var given = Math.Min(left, Math.Min(step, asked[i] - shares[i]));
            left -= given;
            shares[i] += given;
            Offer(i);
        }

        return shares;

        void Offer(int i)
        {
            if (shares[i] >= asked[i])
                return;
            var position = (double)(claims[i].Position + shares[i] * packSize);
            var above = position - claims[i].MeanDemand;
            var safety = claims[i].DemandDeviation > 0 ? above / claims[i].DemandDeviation : above;
            queue.Enqueue(i, (-claims[i].CostOfOneShort * Avoided(claims[i], position, (double)packSize), safety, i));
        }
    }

    // Below the mean by way of what would be left over: there a pack is sold almost surely, and 1 − almost nothing is exact.
    private static double Avoided(FairShareClaim claim, double position, double units)
    {
        var without = NormalLoss.At(position, claim.MeanDemand, claim.DemandDeviation);
        var with = NormalLoss.At(position + units, claim.MeanDemand, claim.DemandDeviation);
        return position + units < claim.MeanDemand ? units - (with.Surplus - without.Surplus) : without.Shortage - with.Shortage;
    }

    // Everybody is filled to base + k·slope, with the one k at which all packs are gone; then the parts of packs go to the largest of them.
    private static long[] ByLevel(
        FairShareClaim[] claims, long[] asked, long packs, decimal packSize, Func<FairShareClaim, double> missing, Func<FairShareClaim, double> slope)
    {
        var pack = (double)packSize;
        double[] missingPacks = [.. claims.Select(c => missing(c) / pack)];
        double[] slopes = [.. claims.Select(c => slope(c) / pack)];
        // A place without a slope would jump from nothing to all; a very steep one is as good, and can be solved for.
        var least = Math.Max(slopes.Max() * 1e-6, 1e-6);
        for (var i = 0; i < slopes.Length; i++)
            slopes[i] = Math.Max(slopes[i], least);
        var (low, high) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < slopes.Length; i++)
        {
            low = Math.Min(low, -missingPacks[i] / slopes[i]);
            high = Math.Max(high, (asked[i] - missingPacks[i]) / slopes[i]);
        }

        for (var round = 0; round < 200 && low < high; round++)
        {
            var middle = low + (high - low) / 2;
            double sum = 0;
            for (var i = 0; i < slopes.Length; i++)
                sum += Filled(i, middle);
            if (sum < packs)
                low = middle;
            else
                high = middle;
        }

        double[] shares = [.. slopes.Select((_, i) => Filled(i, high))];
        return WholePacks(shares, asked, packs);

        double Filled(int i, double k) => Math.Clamp(missingPacks[i] + k * slopes[i], 0, asked[i]);
    }

    // Largest remainder, Hamilton's method.
    private static long[] WholePacks(double[] shares, long[] asked, long packs)
    {
        long[] whole = [.. shares.Select((s, i) => Math.Min((long)Math.Floor(s + Rounding), asked[i]))];
        double[] remainders = [.. shares.Select((s, i) => s - whole[i])];
        for (var left = packs - whole.Sum(); left != 0; left -= Math.Sign(left))
        {
            var best = -1;
            for (var i = 0; i < whole.Length; i++)
            {
                var mayMove = left > 0 ? whole[i] < asked[i] : whole[i] > 0;
                if (mayMove && (best < 0 || Math.Sign(left) * (remainders[i] - remainders[best]) > Rounding))
                    best = i;
            }

            whole[best] += Math.Sign(left);
            remainders[best] -= Math.Sign(left);
        }

        return whole;
    }
}
