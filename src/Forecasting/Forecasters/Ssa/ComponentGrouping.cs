namespace Forecasting.Forecasters.Ssa;

/// <summary>Which part of the series each component belongs to: trend, one of the seasons, or other cycles.</summary>
/// <remarks>
/// <para>Components that w-correlate and share a frequency are one oscillation cut in two (a sine takes two components) and are judged
/// together, by the frequency of their sum: Golyandina and Zhigljavsky, Singular Spectrum Analysis for Time Series (2013), section
/// 2.4.</para>
/// <para>A frequency within reach of a season or a harmonic of it is that season; slower than every season is trend (trend and business
/// cycle together, as in other decompositions); anything else that stands out of noise is a cycle.</para>
/// </remarks>
internal static class ComponentGrouping
{
    /// <summary>The group of slow components.</summary>
    public const int Trend = -1;

    /// <summary>The group of what is neither slow nor a season.</summary>
    public const int Cycle = -2;

    /// <summary>w-correlation from which two components of one frequency are halves of one oscillation.</summary>
    private const double PairCorrelation = 0.5;

    /// <summary>Reach of a harmonic, as a share of the distance between harmonics: with half of it nothing would be left between.</summary>
    private const double HarmonicReach = 0.25;

    /// <summary>Groups the components.</summary>
    /// <param name="components">Components rebuilt one by one, by falling eigenvalue.</param>
    /// <param name="frequencies">Frequency of each, cycles per bucket.</param>
    /// <param name="weights">Of <see cref="WCorrelation"/>.</param>
    /// <param name="windowLength">Embedding window: frequencies closer than 1 ÷ window are not told apart.</param>
    /// <param name="seasons">Season lengths that the window can hold, buckets, ascending; may be empty.</param>
    /// <returns>For each component the index of its season, <see cref="Trend"/> or <see cref="Cycle"/>.</returns>
    public static int[] Group(
        IReadOnlyList<double[]> components, ReadOnlySpan<double> frequencies, ReadOnlySpan<double> weights, int windowLength,
        ReadOnlySpan<double> seasons)
    {
        var leaders = Pair(components, frequencies, weights, windowLength);
        var groups = new int[components.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = leaders[i] < i
                ? groups[leaders[i]]
                : GroupOf(FrequencyOf(i, leaders, components, frequencies, windowLength), windowLength, seasons);
        }

        return groups;
    }

    /// <summary>For each component the first one that it forms an oscillation with; itself where there is none before it.</summary>
    private static int[] Pair(
        IReadOnlyList<double[]> components, ReadOnlySpan<double> frequencies, ReadOnlySpan<double> weights, int windowLength)
    {
        var correlations = WCorrelation.Matrix(components, weights);
        var leaders = new int[components.Count];
        for (var i = 0; i < leaders.Length; i++)
        {
            leaders[i] = i;
            for (var j = 0; j < i; j++)
            {
                var isPair = Math.Abs(correlations[i * leaders.Length + j]) >= PairCorrelation
                    && Math.Abs(frequencies[i] - frequencies[j]) <= 0.5 / windowLength;
                if (!isPair)
                    continue;
                leaders[i] = leaders[j];
                break;
            }
        }

        return leaders;
    }

    private static double FrequencyOf(
        int leader, int[] leaders, IReadOnlyList<double[]> components, ReadOnlySpan<double> frequencies, int windowLength)
    {
        if (Array.LastIndexOf(leaders, leader) == leader)
            return frequencies[leader];
        var sum = new double[components[leader].Length];
        for (var i = leader; i < leaders.Length; i++)
        {
            for (var t = 0; leaders[i] == leader && t < sum.Length; t++)
                sum[t] += components[i][t];
        }

        return Periodogram.Peak(sum, frequencies[leader] - 1.0 / windowLength, frequencies[leader] + 1.0 / windowLength);
    }

    private static int GroupOf(double frequency, int windowLength, ReadOnlySpan<double> seasons)
    {
        for (var i = 0; i < seasons.Length; i++)
        {
            // A longer season claims its harmonics only up to the next shorter season: further up nearly every frequency is one of them.
            var highest = i == 0 ? 0.5 : 1 / seasons[i - 1];
            var harmonic = Math.Max(1, Math.Round(frequency * seasons[i]));
            var reach = Math.Min(HarmonicReach / seasons[i], 1.0 / windowLength);
            if (frequency <= highest && Math.Abs(frequency - harmonic / seasons[i]) <= reach)
                return i;
        }

        // Slower than the slowest season; where seasons are short against the window, also slower than a cycle or so per window.
        var slowest = seasons.IsEmpty ? windowLength : seasons[^1];
        return frequency < Math.Min((1 - HarmonicReach) / slowest, 1.5 / windowLength) ? Trend : Cycle;
    }
}
