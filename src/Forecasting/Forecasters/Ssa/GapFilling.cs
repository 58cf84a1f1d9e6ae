namespace Forecasting.Forecasters.Ssa;

/// <summary>Values for buckets that were not observed, from the buckets before an origin only.</summary>
/// <remarks>Iterative SSA gap filling: Kondrashov and Ghil, Nonlinear Processes in Geophysics 13 (2006), 151–159. Gaps are first
/// bridged from their neighbours, then replaced by what the leading components rebuild there, again and again. They keep their place in
/// time: removing them would shift the season.</remarks>
internal static class GapFilling
{
    /// <summary>Seasons up to this length are bridged from the same phase; longer ones have too few repetitions for that.</summary>
    private const int LongestPhaseBridge = 24;

    /// <summary>Bridges gaps: the mean of the nearest observed buckets of the same phase, else of the nearest observed buckets.</summary>
    /// <param name="observed">Demand, NaN = not observed; at least one value is not NaN.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <param name="filled">Receives the series without NaN; same length.</param>
    public static void Bridge(ReadOnlySpan<double> observed, int seasonLength, Span<double> filled)
    {
        var step = seasonLength <= LongestPhaseBridge ? seasonLength : 1;
        for (var t = 0; t < observed.Length; t++)
        {
            if (!double.IsNaN(observed[t]))
                filled[t] = observed[t];
            else if (!TryMeanOfNearest(observed, t, step, out filled[t]))
                TryMeanOfNearest(observed, t, 1, out filled[t]);
        }
    }

    /// <summary>One sweep: unobserved buckets take the value that the leading components rebuild there.</summary>
    /// <param name="observed">Demand with NaN.</param>
    /// <param name="filled">The bridged series; its gaps are improved.</param>
    /// <param name="windowLength">Embedding window.</param>
    /// <param name="rank">Components used.</param>
    /// <param name="vectors">Eigenvectors of <paramref name="filled"/>, one a row.</param>
    /// <param name="sum">Scratch, as long as the series.</param>
    /// <returns>Largest change made.</returns>
    public static double Improve(
        ReadOnlySpan<double> observed, Span<double> filled, int windowLength, int rank, ReadOnlySpan<double> vectors, Span<double> sum)
    {
        sum = sum[..filled.Length];
        sum.Clear();
        for (var i = 0; i < rank; i++)
            DiagonalAveraging.Add(filled, vectors.Slice(i * windowLength, windowLength), sum);
        DiagonalAveraging.Divide(sum, windowLength);

        var change = 0.0;
        for (var t = 0; t < filled.Length; t++)
        {
            if (!double.IsNaN(observed[t]))
                continue;
            change = Math.Max(change, Math.Abs(sum[t] - filled[t]));
            filled[t] = sum[t];
        }

        return change;
    }

    private static bool TryMeanOfNearest(ReadOnlySpan<double> observed, int at, int step, out double mean)
    {
        var before = at - step;
        while (before >= 0 && double.IsNaN(observed[before]))
            before -= step;
        var after = at + step;
        while (after < observed.Length && double.IsNaN(observed[after]))
            after += step;

        mean = (before >= 0, after < observed.Length) switch
        {
            (true, true) => (observed[before] * (after - at) + observed[after] * (at - before)) / (after - before),
            (true, false) => observed[before],
            (false, true) => observed[after],
            _ => double.NaN,
        };
        return !double.IsNaN(mean);
    }
}
