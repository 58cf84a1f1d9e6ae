using System.Buffers;
using System.Numerics;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The lag-covariance matrix C = X Xᵀ of a series, X being its trajectory matrix, which is never formed.</summary>
internal static class LagCovariance
{
    /// <summary>Fills C[i, j] = Σ_k series[k + i]·series[k + j], k = 0 … series.Length − windowLength, in the lower triangle and the diagonal, which is
    /// all that an eigensolver reads.</summary>
    /// <param name="series">Finite values, oldest first, at least <paramref name="windowLength"/> of them.</param>
    /// <param name="windowLength">Rows of C, ≥ 1.</param>
    /// <param name="matrix">Row by row; what lies above the diagonal is left as it is.</param>
    public static void FillLower(ReadOnlySpan<double> series, int windowLength, Span<double> matrix)
    {
        var windows = series.Length - windowLength + 1;
        var firstRow = ArrayPool<double>.Shared.Rent(windowLength);
        FillFirstRow(series, firstRow.AsSpan(0, windowLength));
        var above = Span<double>.Empty;
        for (var i = 0; i < windowLength; i++)
        {
            var row = matrix.Slice(i * windowLength, i + 1);
            row[0] = firstRow[i];
            if (i > 0)
            {
                // One step down a diagonal drops the oldest product and takes in the newest.
                above.CopyTo(row[1..]);
                VectorMath.AddScaled(row[1..], -series[i - 1], series[..i], series[i + windows - 1], series.Slice(windows, i));
            }

            above = row;
        }

        ArrayPool<double>.Shared.Return(firstRow);
    }

    /// <summary>True where the first row costs less by the Fourier transform than sum by sum.</summary>
    /// <remarks>Measured: they cost the same at windows of about 120 in 1941 buckets and 240 in 20000.</remarks>
    internal static bool IsBetterByTransform(int buckets, int windowLength)
    {
        var points = (double)BitOperations.RoundUpToPowerOf2((uint)buckets);
        return (buckets - windowLength + 1.0) * windowLength > 10 * points * Math.Log2(points);
    }

    private static void FillFirstRow(ReadOnlySpan<double> series, Span<double> row)
    {
        if (IsBetterByTransform(series.Length, row.Length))
        {
            using var product = new HankelProduct(series, row.Length);
            product.FillFirstRow(series, row);
            return;
        }

        var windows = series.Length - row.Length + 1;
        for (var j = 0; j < row.Length; j++)
            row[j] = VectorMath.Dot(series[..windows], series.Slice(j, windows));
    }
}
