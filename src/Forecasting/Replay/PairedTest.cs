using Forecasting.Statistics;

namespace Forecasting.Replay;

/// <summary>Whether one policy costs less than another by more than chance: a randomisation test over SKU-locations.</summary>
/// <remarks>
/// If the two were alike, each SKU-location could as well have had its two costs the other way round. The p-value is the share of such exchanges, drawn at random, whose total
/// difference is as large as the one seen (Fisher, The Design of Experiments, 1935, section 21; with one added above and below the line: Davison, Hinkley,
/// Bootstrap Methods and their Application, 1997, section 4.2). It needs no normal differences, but independent ones: a bad week that hits all products is not chance to it.
/// </remarks>
public static class PairedTest
{
    private const int Draws = 4999;

    /// <summary>The two-sided p-value, 1/5,000..1.</summary>
    /// <param name="first">Costs of one policy.</param>
    /// <param name="second">Costs of the other, in the same order.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <exception cref="ArgumentException">They are not equally many.</exception>
    public static double Probability(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ulong seed = 1)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"{first.Length} costs stand against {second.Length}.", nameof(second));
        var differences = new List<double>(first.Length);
        double seen = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = first[i] - second[i];
            seen += difference;
            if (difference != 0)
                differences.Add(difference);
        }

        var random = new SplitMix64(seed);
        var asLarge = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            double sum = 0;
            ulong signs = 0;
            for (var i = 0; i < differences.Count; i++)
            {
                if (i % 64 == 0)
                    signs = random.NextBits();
                sum += (signs & 1) == 0 ? differences[i] : -differences[i];
                signs >>= 1;
            }

            // Sums in another order differ in the last digits.
            if (Math.Abs(sum) >= Math.Abs(seen) * (1 - 1e-9))
                asLarge++;
        }

        return (double)asLarge / (Draws + 1);
    }

    /// <summary>p-values of several comparisons, each raised so that one false alarm among all has the probability that it shows.</summary>
    /// <param name="probabilities">p-values, 0..1.</param>
    /// <returns>Adjusted, in the same order.</returns>
    /// <remarks>Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.</remarks>
    public static double[] Holm(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        double largest = 0;
        var rank = 0;
        foreach (var i in Enumerable.Range(0, adjusted.Length).OrderBy(i => probabilities[i]).ThenBy(i => i))
        {
            largest = Math.Max(largest, Math.Min(1, (adjusted.Length - rank++) * probabilities[i]));
            adjusted[i] = largest;
        }

        return adjusted;
    }
}
