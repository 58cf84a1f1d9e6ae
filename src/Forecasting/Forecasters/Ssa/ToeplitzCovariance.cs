using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The covariance of a stationary series: every pair of buckets that are as far apart is one sample of the same number.</summary>
/// <remarks>Vautard and Ghil, Physica D 35 (1989) 395–424; Golyandina, Nekrutkin and Zhigljavsky (2001), section 1.7. The mean is not
/// taken off: it is a component like others.</remarks>
internal static class ToeplitzCovariance
{
    /// <summary>Fills C[i, j] = K / (N − |i − j|)·Σ_t series[t]·series[t + |i − j|], K = N − windowLength + 1 windows.</summary>
    /// <param name="series">N finite values, oldest first, at least <paramref name="windowLength"/> of them.</param>
    /// <param name="windowLength">Rows of C, ≥ 1.</param>
    /// <param name="matrix">Receives the lower triangle, row by row; the upper one is left as it is.</param>
    /// <remarks>K gives its eigenvalues the size of those of <see cref="LagCovariance"/>.</remarks>
    public static void FillLower(ReadOnlySpan<double> series, int windowLength, Span<double> matrix)
    {
        var windows = series.Length - windowLength + 1;
        for (var lag = 0; lag < windowLength; lag++)
        {
            var pairs = series.Length - lag;
            var covariance = VectorMath.Dot(series[..pairs], series.Slice(lag, pairs)) * windows / pairs;
            for (var i = lag; i < windowLength; i++)
                matrix[i * windowLength + i - lag] = covariance;
        }
    }
}
