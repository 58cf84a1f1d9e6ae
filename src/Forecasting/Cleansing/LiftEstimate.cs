using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Segmentation;

namespace Forecasting.Cleansing;

/// <summary>Lifts of one series, estimated from its own buckets alone.</summary>
/// <remarks>
/// <para>Expected demand of a bucket is its local base times, for each effect, 1 + (m − 1)·s: m the multiple, s the share of the effect
/// that acts there. Each m in turn is the one at which sold and expected units of its buckets are equal,
/// m = 1 + (Σ sold − Σ o) ÷ Σ o·s with o what is expected without it, until none changes: with whole effects (s = 1) and one effect a
/// bucket simply Σ sold ÷ Σ base. That is Poisson regression by iterative scaling (Darroch &amp; Ratcliff 1972).</para>
/// <para>The variance of ln m is that of a ratio of sums, n/(n − 1)·Σ (sold − expected)² ÷ (Σ o·s)² ÷ m², Cochran, Sampling Techniques
/// (1977), (6.13), at least that of a count, 1 ÷ Σ sold.</para>
/// </remarks>
internal static class LiftEstimate
{
    /// <summary>Fewest buckets an effect is learnt from.</summary>
    public const int FewestBuckets = 3;

    /// <summary>Lifts outside are taken for faults of the data.</summary>
    public const double LeastMultiple = 0.1;

    /// <summary>See <see cref="LeastMultiple"/>.</summary>
    public const double GreatestMultiple = 10;

    private const int Rounds = 20;

    /// <summary>The lifts, in the order of <paramref name="exposures"/>; none for intermittent demand, whose base
    /// is not to be seen locally.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="quantities">Units per bucket; NaN = not observed.</param>
    /// <param name="exposures">Effects and how much of each acts in each bucket.</param>
    public static ImmutableArray<LearntLift> Of(
        TimeBucket bucket, ReadOnlySpan<double> quantities, IReadOnlyCollection<(EventEffect Effect, double[] Shares)> exposures)
    {
        if (exposures.Count == 0 || DemandClassifier.Measure(quantities).Interval >= DemandClassifier.IntervalCutOff)
            return [];
        var marked = new bool[quantities.Length];
        foreach (var (_, shares) in exposures)
        {
            for (var i = 0; i < marked.Length; i++)
                marked[i] |= shares[i] > 0;
        }

        var usual = LocalBase.Of(bucket, quantities, marked);
        var isUsed = new bool[quantities.Length];
        for (var i = 0; i < isUsed.Length; i++)
            isUsed[i] = marked[i] && !double.IsNaN(quantities[i]) && usual[i] > 0;

        // A bucket that another effect shares, one seen too rarely to be learnt, teaches nothing.
        var learnable = new List<(EventEffect Effect, double[] Shares, int Buckets)>();
        foreach (var (effect, shares) in exposures)
        {
            var buckets = CountUsed(shares, isUsed);
            if (buckets >= FewestBuckets)
                learnable.Add((effect, shares, buckets));
            else
                Exclude(shares, isUsed);
        }

        learnable.RemoveAll(l => CountUsed(l.Shares, isUsed) < FewestBuckets);
        return Fit(quantities, usual, isUsed, learnable);
    }

    private static ImmutableArray<LearntLift> Fit(
        ReadOnlySpan<double> quantities, double[] usual, bool[] isUsed, List<(EventEffect Effect, double[] Shares, int Buckets)> learnable)
    {
        var multiples = new double[learnable.Count];
        Array.Fill(multiples, 1);
        for (var round = 0; round < Rounds; round++)
        {
            var change = 0.0;
            for (var k = 0; k < multiples.Length; k++)
            {
                var (excess, weight) = (0.0, 0.0);
                var shares = learnable[k].Shares;
                for (var i = 0; i < shares.Length; i++)
                {
                    if (!isUsed[i] || shares[i] <= 0)
                        continue;
                    var others = usual[i] * Factor(i, k);
                    excess += quantities[i] - others;
                    weight += others * shares[i];
                }

                var multiple = Math.Clamp(1 + excess / weight, LeastMultiple, GreatestMultiple);
                change = Math.Max(change, Math.Abs(multiple - multiples[k]));
                multiples[k] = multiple;
            }

            if (change < 1e-9)
                break;
        }

        var lifts = ImmutableArray.CreateBuilder<LearntLift>(multiples.Length);
        for (var k = 0; k < multiples.Length; k++)
        {
            var (squares, weight, sold, buckets) = (0.0, 0.0, 0.0, 0);
            var shares = learnable[k].Shares;
            for (var i = 0; i < shares.Length; i++)
            {
                if (!isUsed[i] || shares[i] <= 0)
                    continue;
                var others = usual[i] * Factor(i, k);
                var error = quantities[i] - others * (1 + (multiples[k] - 1) * shares[i]);
                squares += error * error;
                weight += others * shares[i];
                sold += quantities[i];
                buckets++;
            }

            var variance = buckets / (buckets - 1.0) * squares / (weight * weight * multiples[k] * multiples[k]);
            lifts.Add(new LearntLift(learnable[k].Effect, multiples[k], Math.Max(variance, 1 / Math.Max(1, sold)), buckets));
        }

        return lifts.ToImmutable();

        double Factor(int bucket, int without)
        {
            var factor = 1.0;
            for (var k = 0; k < multiples.Length; k++)
            {
                if (k != without)
                    factor *= 1 + (multiples[k] - 1) * learnable[k].Shares[bucket];
            }

            return factor;
        }
    }

    private static int CountUsed(double[] shares, bool[] isUsed)
    {
        var count = 0;
        for (var i = 0; i < shares.Length; i++)
            count += shares[i] > 0 && isUsed[i] ? 1 : 0;
        return count;
    }

    private static void Exclude(double[] shares, bool[] isUsed)
    {
        for (var i = 0; i < shares.Length; i++)
            isUsed[i] &= shares[i] <= 0;
    }
}
