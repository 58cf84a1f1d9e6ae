namespace Forecasting.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class SampleQuantile
{
    /// <summary>The quantile at <paramref name="probability"/>, median-unbiased whatever the distribution.</summary>
    /// <param name="sorted">Ascending, at least one value.</param>
    /// <param name="probability">0..1.</param>
    /// <remarks>Hyndman and Fan (1996), The American Statistician 50, definition 8. Ends are held flat.</remarks>
    /// <exception cref="ArgumentException"><paramref name="sorted"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0..1, or NaN.</exception>
    public static double Of(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("needs at least one value.", nameof(sorted));
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be in 0..1.");

        var position = probability * (sorted.Length + 1.0 / 3) + 1.0 / 3 - 1;
        var below = (int)Math.Clamp(Math.Floor(position), 0, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + Math.Clamp(position - below, 0, 1) * (sorted[above] - sorted[below]);
    }
}
