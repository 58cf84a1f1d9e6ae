using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The lag-covariance matrix C = X Xᵀ of a series, X being its trajectory matrix, which is never formed.</summary>
internal static class LagCovariance
{
    /// <summary>Fills C[i, j] = Σ_k series[k + i]·series[k + j], k = 0 … series.Length − windowLength.</summary>
    /// <param name="series">Finite values, oldest first, at least <paramref name="windowLength"/> of them.</param>
    /// <param name="windowLength">Rows of C, ≥ 1.</param>
    /// <param name="matrix">Receives both triangles, row by row.</param>
    public static void Fill(ReadOnlySpan<double> series, int windowLength, Span<double> matrix)
    {
        var windows = series.Length - windowLength + 1;
        for (var j = 0; j < windowLength; j++)
        {
            matrix[j] = VectorMath.Dot(series[..windows], series.Slice(j, windows));
            matrix[j * windowLength] = matrix[j];
        }

        // One step down a diagonal drops the oldest product and takes in the newest.
        for (var i = 1; i < windowLength; i++)
        {
            for (var j = i; j < windowLength; j++)
            {
                var value = matrix[(i - 1) * windowLength + j - 1]
                    - series[i - 1] * series[j - 1] + series[i + windows - 1] * series[j + windows - 1];
                matrix[i * windowLength + j] = value;
                matrix[j * windowLength + i] = value;
            }
        }
    }
}
