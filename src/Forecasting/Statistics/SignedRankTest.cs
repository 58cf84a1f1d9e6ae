namespace Forecasting.Statistics;

/// <summary>Whether paired differences lie to one side of 0 more than chance would have it.</summary>
/// <remarks>
/// Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945) 80–83. Differences of 0 are left out, ties share their
/// mean rank. Up to <see cref="MostExact"/> differences the probability is exact, by counting the signs that give each rank sum; beyond, normal
/// with the variance of the tied ranks and half a step of continuity. The differences must not depend on one another.
/// </remarks>
public static class SignedRankTest
{
    /// <summary>Most differences whose probability is counted out.</summary>
    public const int MostExact = 50;

    /// <summary>Tests differences.</summary>
    /// <param name="differences">In any order; NaN is left out.</param>
    /// <returns>The two-sided probability of differences as one-sided as these, if their signs were chance, 0..1; and to which side they lie:
    /// 1, −1, or 0 when to neither. Probability 1 when there is no difference at all.</returns>
    /// <example>1, 2, 3, 4, 5 all to one side: 2 ÷ 2⁵ = 0.0625.</example>
    public static (double Probability, int Side) Of(ReadOnlySpan<double> differences)
    {
        var values = new List<double>(differences.Length);
        foreach (var difference in differences)
        {
            if (difference != 0 && !double.IsNaN(difference))
                values.Add(difference);
        }

        if (values.Count == 0)
            return (1, 0);
        values.Sort((a, b) => Math.Abs(a).CompareTo(Math.Abs(b)));
        var (ranks, tied) = TwiceRanks(values);
        var (positive, all) = (0L, 0L);
        for (var i = 0; i < ranks.Length; i++)
        {
            positive += values[i] > 0 ? ranks[i] : 0;
            all += ranks[i];
        }

        var probability = values.Count <= MostExact ? Exact(ranks, positive) : Normal(values.Count, positive / 2.0, tied);
        return (probability, Math.Sign(2 * positive - all));
    }

    // Ranks doubled, so that a mean rank of two is a whole number; and Σ(t³ − t) over ties of t.
    private static (long[] Twice, double Tied) TwiceRanks(List<double> ascending)
    {
        var ranks = new long[ascending.Count];
        var tied = 0.0;
        for (var first = 0; first < ranks.Length;)
        {
            var last = first;
            while (last + 1 < ranks.Length && Math.Abs(ascending[last + 1]).Equals(Math.Abs(ascending[first])))
                last++;
            for (var i = first; i <= last; i++)
                ranks[i] = (long)first + last + 2;
            var many = (double)(last - first + 1);
            tied += many * many * many - many;
            first = last + 1;
        }

        return (ranks, tied);
    }

    private static double Exact(long[] ranks, long positive)
    {
        var ways = new double[ranks.Sum() + 1];
        ways[0] = 1;
        var reach = 0L;
        foreach (var rank in ranks)
        {
            reach += rank;
            for (var sum = reach; sum >= rank; sum--)
                ways[sum] = (ways[sum] + ways[sum - rank]) / 2;
            for (var sum = rank - 1; sum >= 0; sum--)
                ways[sum] /= 2;
        }

        var least = Math.Min(positive, reach - positive);
        var tail = 0.0;
        for (var sum = 0; sum <= least; sum++)
            tail += ways[sum];
        return Math.Min(1, 2 * tail);
    }

    private static double Normal(int count, double positive, double tied)
    {
        var n = (double)count;
        var distance = Math.Abs(positive - n * (n + 1) / 4);
        var variance = n * (n + 1) * (2 * n + 1) / 24 - tied / 48;
        return Math.Min(1, 2 * NormalDistribution.Cumulative(-Math.Max(0, distance - 0.5) / Math.Sqrt(variance)));
    }
}
