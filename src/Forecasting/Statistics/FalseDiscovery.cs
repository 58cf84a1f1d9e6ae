namespace Forecasting.Statistics;

/// <summary>Many tests at once, and yet few false alarms among what is found.</summary>
/// <remarks>Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995) 289–300: of all
/// that is found, on average at most the share asked for is chance, where the tests are independent or depend on one another positively.</remarks>
public static class FalseDiscovery
{
    /// <summary>Adjusts probabilities for being one of many.</summary>
    /// <param name="probabilities">The p of each test, 0..1.</param>
    /// <returns>For each, the least share of false discoveries at which it is still found: find those up to the share you bear.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability is outside 0..1 or NaN.</exception>
    /// <example>0.01, 0.04, 0.03 gives 0.03, 0.04, 0.04.</example>
    public static double[] Adjust(ReadOnlySpan<double> probabilities)
    {
        var order = new int[probabilities.Length];
        var sorted = probabilities.ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            if (!(sorted[i] >= 0 && sorted[i] <= 1))
                throw new ArgumentOutOfRangeException(nameof(probabilities), sorted[i], "must be in 0..1.");
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var adjusted = new double[order.Length];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
