using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>From windows back to a series: each bucket is the mean over the windows that hold it (Hankelisation).</summary>
internal static class DiagonalAveraging
{
    /// <summary>Adds one component, projected window by window, to <paramref name="sum"/>; <see cref="Divide"/> turns sums into
    /// means.</summary>
    /// <param name="series">The series that was decomposed.</param>
    /// <param name="vector">The component's left singular vector.</param>
    /// <param name="sum">Sum over the windows, as long as the series.</param>
    public static void Add(ReadOnlySpan<double> series, ReadOnlySpan<double> vector, Span<double> sum)
    {
        for (var k = 0; k <= series.Length - vector.Length; k++)
        {
            var score = VectorMath.Dot(series.Slice(k, vector.Length), vector);
            VectorMath.AddScaled(sum.Slice(k, vector.Length), score, vector);
        }
    }

    /// <summary>Divides each bucket by the number of windows that hold it.</summary>
    /// <param name="sum">As <see cref="Add"/> left it.</param>
    /// <param name="windowLength">Buckets in a window.</param>
    public static void Divide(Span<double> sum, int windowLength)
    {
        var windows = sum.Length - windowLength + 1;
        for (var i = 0; i < sum.Length; i++)
            sum[i] /= Math.Min(Math.Min(i + 1, sum.Length - i), Math.Min(windowLength, windows));
    }
}
