using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>From windows back to a series: each bucket is the mean over the windows that hold it (Hankelisation).</summary>
internal static class DiagonalAveraging
{
    /// <summary>Adds one component, projected window by window, to <paramref name="sum"/>; <see cref="Divide"/> turns sums into
    /// means.</summary>
    /// <param name="series">The series that was decomposed.</param>
    /// <param name="vector">The component's left singular vector.</param>
    /// <param name="firstWindow">First window used, 0-based: later than 0 when only the end of the series is wanted.</param>
    /// <param name="sum">Sum over the windows; bucket 0 is that of <paramref name="firstWindow"/>.</param>
    public static void Add(ReadOnlySpan<double> series, ReadOnlySpan<double> vector, int firstWindow, Span<double> sum)
    {
        for (var k = firstWindow; k <= series.Length - vector.Length; k++)
        {
            var score = VectorMath.Dot(series.Slice(k, vector.Length), vector);
            VectorMath.AddScaled(sum.Slice(k - firstWindow, vector.Length), score, vector);
        }
    }

    /// <summary>Divides each bucket by the number of windows that hold it.</summary>
    /// <param name="sum">As <see cref="Add"/> left it: (number of windows + windowLength − 1) buckets.</param>
    /// <param name="windowLength">Buckets in a window.</param>
    /// <param name="firstWindow">As in <see cref="Add"/>. When it is not 0 the first windowLength − 1 buckets lack the earlier windows
    /// and are left meaningless.</param>
    public static void Divide(Span<double> sum, int windowLength, int firstWindow)
    {
        var windows = sum.Length - windowLength + 1;
        for (var i = firstWindow == 0 ? 0 : windowLength - 1; i < sum.Length; i++)
            sum[i] /= Math.Min(Math.Min(i + 1, sum.Length - i), Math.Min(windowLength, windows));
    }
}
