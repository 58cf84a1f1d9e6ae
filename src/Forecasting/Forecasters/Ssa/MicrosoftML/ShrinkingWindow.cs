namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>Their decomposition: that of basic SSA with a window that shrinks while an eigenvector is a unit spike at its end.</summary>
/// <param name="WindowLength">Effective window, buckets, ≥ 2.</param>
/// <param name="LargestRank">Largest rank the search may pick, 1..WindowLength − 1.</param>
/// <param name="Values">Eigenvalues of the lag-covariance matrix, descending.</param>
/// <param name="Vectors">Eigenvectors, one a row.</param>
/// <param name="IsNaive">True when no window is left: the first vector is then (1, …, 1)/√L, the mean of the state.</param>
internal sealed record ShrinkingWindow(int WindowLength, int LargestRank, double[] Values, double[] Vectors, bool IsNaive)
{
    /// <summary>Decomposes a series.</summary>
    /// <param name="series">Finite values, more than twice the window of them.</param>
    /// <param name="windowLength">Window asked for, ≥ 2.</param>
    /// <param name="largestRank">Largest rank while that window stands.</param>
    public static ShrinkingWindow Decompose(ReadOnlySpan<double> series, int windowLength, int largestRank)
    {
        var values = new double[windowLength];
        var vectors = new double[windowLength * windowLength];
        var matrix = new double[windowLength * windowLength];
        while (SsaDecomposition.TryDecompose(series, windowLength, matrix, values, vectors))
        {
            if (!HasSpikeAtTheEnd(vectors, windowLength))
            {
                // Where theirs takes in directions that only rounding fills, its answer depends on the machine; ours leaves them empty.
                var filled = SsaDecomposition.CountAbove(values.AsSpan(0, windowLength), SsaDecomposition.NumericalZero * values[0]);
                vectors.AsSpan(filled * windowLength).Clear();
                return new ShrinkingWindow(windowLength, largestRank, values[..windowLength], vectors, IsNaive: false);
            }

            if (windowLength == 2)
                break;
            windowLength--;
            largestRank = windowLength / 2;
        }

        vectors.AsSpan(0, windowLength).Fill(1 / Math.Sqrt(windowLength));
        return new ShrinkingWindow(windowLength, 1, values[..windowLength], vectors, IsNaive: true);
    }

    /// <summary>Eigenvector number <paramref name="index"/> (0-based).</summary>
    public ReadOnlySpan<double> Vector(int index) => Vectors.AsSpan(index * WindowLength, WindowLength);

    private static bool HasSpikeAtTheEnd(ReadOnlySpan<double> vectors, int windowLength)
    {
        // In single precision, as theirs: 1 − 1e-8 is already 1.
        for (var i = 1; i <= windowLength; i++)
            if (MathF.Abs((float)vectors[i * windowLength - 1]) == 1)
                return true;
        return false;
    }
}
