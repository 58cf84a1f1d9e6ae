namespace Forecasting.Forecasters.Ssa;

/// <summary>A whole history with its gaps filled, by the sweeps that the forecast at its end uses.</summary>
internal static class HistoryFilling
{
    /// <summary>Most sweeps; a handful is the rule.</summary>
    private const int Sweeps = 10;

    /// <summary>A sweep that changes no gap by more than this share of the largest value is the last.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The history without NaN.</summary>
    /// <param name="observed">Demand, NaN = not observed; at least <see cref="SsaWindow.FewestBuckets"/> values that are not.</param>
    /// <param name="seasonLength">Buckets in the shortest season; 1 = none.</param>
    public static double[] Fill(ReadOnlySpan<double> observed, int seasonLength)
    {
        var filled = observed.ToArray();
        if (!observed.Contains(double.NaN))
            return filled;

        GapFilling.Bridge(observed, seasonLength, filled);
        var largest = 0.0;
        foreach (var value in filled)
            largest = Math.Max(largest, Math.Abs(value));

        // The second-longest window of the forecast, as there: room for a season at an eighth of the cost.
        var window = SsaWindow.Defaults(filled.Length, filled.Length, seasonLength).Take(2).Last();
        var sum = new double[filled.Length];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var decomposition = SsaDecomposition.Of(filled, window);
            var signal = NoiseFloor.SignalRank(decomposition.Eigenvalues.AsSpan(), window, filled.Length - window + 1);
            var rank = Math.Min(window - 1, signal);
            var vectors = new double[rank * window];
            for (var i = 0; i < rank; i++)
                decomposition.Vector(i).CopyTo(vectors.AsSpan(i * window));
            if (GapFilling.Improve(observed, filled, window, rank, vectors, sum) <= Tolerance * largest)
                break;
        }

        return filled;
    }
}
