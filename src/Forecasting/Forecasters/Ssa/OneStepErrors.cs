using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>How far off the next bucket is, when a signal space forecasts it from nothing but the buckets before it.</summary>
internal static class OneStepErrors
{
    /// <summary>Mean squared error over the history, units².</summary>
    /// <param name="series">Finite values, at least 2·windowLength of them.</param>
    /// <param name="space">The signal space. It has seen the whole history, so the errors are those of a fit: too small, by the fewer
    /// parameters the less.</param>
    public static double MeanSquare(ReadOnlySpan<double> series, SignalSpace space)
    {
        var weights = Weights(space, Averaged(series.Length, space.WindowLength));
        var sum = 0.0;
        for (var t = weights.Length; t < series.Length; t++)
        {
            var error = series[t] - VectorMath.Dot(weights, series.Slice(t - weights.Length, weights.Length));
            sum += error * error;
        }

        return sum / (series.Length - weights.Length);
    }

    /// <summary>Windows over which each bucket is averaged: all that a forecast uses, or fewer where a short history would be left
    /// with few errors.</summary>
    private static int Averaged(int buckets, int windowLength) => Math.Min(windowLength - 1, (buckets - windowLength) / 2);

    /// <summary>The forecast as one weighted sum of past buckets, the newest last: the recurrence on buckets that are each the mean
    /// over the newest windows that hold them.</summary>
    private static double[] Weights(SignalSpace space, int windows)
    {
        var length = space.WindowLength;
        var coefficients = space.Recurrence.Coefficients.AsSpan();
        var weights = new double[length + windows - 1];
        var share = new double[length];
        for (var age = 0; age < windows; age++)
        {
            // The window that ended age buckets ago holds the first of the last length − 1 buckets at its entry age + 1.
            share.AsSpan(0, age + 1).Clear();
            for (var p = 0; p < length - 1 - age; p++)
                share[p + 1 + age] = coefficients[p] / Math.Min(windows, length - 1 - p);
            space.AddProjection(share, from: 0, weights.AsSpan(windows - 1 - age));
        }

        return weights;
    }
}
