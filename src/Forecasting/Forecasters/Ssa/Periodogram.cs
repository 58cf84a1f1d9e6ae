namespace Forecasting.Forecasters.Ssa;

/// <summary>The frequency at which a series has most power: |Σ x_t e^{−2πift}|², f in cycles per bucket.</summary>
/// <remarks>Evaluated only at the frequencies that are asked for, because a component is already known to live near one.</remarks>
internal static class Periodogram
{
    /// <summary>Frequencies tried per 1 ÷ length: finer than the resolution, so that a peak between two Fourier frequencies is not
    /// missed.</summary>
    private const int Oversampling = 4;

    /// <summary>The frequency of most power in a component: found roughly in its eigenvector, then finely in the whole series.</summary>
    /// <param name="vector">Eigenvector of the component.</param>
    /// <param name="component">The component rebuilt, at least as long as <paramref name="vector"/>: its resolution is 1 ÷ length.</param>
    /// <returns>Cycles per bucket, 0..0.5.</returns>
    public static double Peak(ReadOnlySpan<double> vector, ReadOnlySpan<double> component)
    {
        var rough = Peak(vector, 0, 0.5);
        return Peak(component, rough - 1.0 / vector.Length, rough + 1.0 / vector.Length);
    }

    /// <summary>The frequency of most power between two frequencies; the lower one of equals.</summary>
    /// <param name="series">Values, at least one.</param>
    /// <param name="from">Lowest frequency tried; below 0 counts as 0.</param>
    /// <param name="to">Highest frequency tried; above 0.5 counts as 0.5.</param>
    public static double Peak(ReadOnlySpan<double> series, double from, double to)
    {
        var step = 1.0 / (Oversampling * series.Length);
        var last = (int)Math.Floor(Math.Min(to, 0.5) / step);
        var best = 0.0;
        var most = -1.0;
        for (var k = (int)Math.Ceiling(Math.Max(from, 0) / step); k <= last; k++)
        {
            var power = Power(series, k * step);
            if (power > most)
                (best, most) = (k * step, power);
        }

        return best;
    }

    /// <summary>Goertzel's recurrence: one multiplication per value instead of a sine and a cosine.</summary>
    private static double Power(ReadOnlySpan<double> series, double frequency)
    {
        var factor = 2 * Math.Cos(2 * Math.PI * frequency);
        double last = 0, before = 0;
        foreach (var value in series)
            (last, before) = (value + factor * last - before, last);
        return last * last + before * before - factor * last * before;
    }
}
