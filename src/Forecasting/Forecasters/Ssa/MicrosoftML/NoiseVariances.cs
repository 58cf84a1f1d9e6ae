using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>The two variances behind their bounds, units².</summary>
/// <param name="Observation">σ_o²: of the series around the rebuilt signal.</param>
/// <param name="Autoregression">σ_a²: of the recurrence's errors on the rebuilt signal, over a divisor that is L − 1 too small.</param>
internal readonly record struct NoiseVariances(double Observation, double Autoregression)
{
    /// <summary>From the whole series, rebuilt by diagonal averaging: with the Exact rank search.</summary>
    /// <param name="series">Values fitted.</param>
    /// <param name="window">Their decomposition. A naive one leaves the signal 0, as theirs does.</param>
    /// <param name="rank">Components.</param>
    /// <param name="coefficients">The recurrence after stabilisation.</param>
    public static NoiseVariances OfSeries(ReadOnlySpan<double> series, ShrinkingWindow window, int rank, ReadOnlySpan<double> coefficients)
    {
        var signal = new double[series.Length];
        for (var i = 0; i < rank && !window.IsNaive; i++)
            DiagonalAveraging.Add(series, window.Vector(i), signal);
        DiagonalAveraging.Divide(signal, window.WindowLength);
        return Of(series, signal, coefficients);
    }

    /// <summary>From the last 2L − 1 points, two projected windows averaged where they meet: with a Fast or Fixed rank.</summary>
    /// <inheritdoc cref="OfSeries"/>
    public static NoiseVariances OfTail(ReadOnlySpan<double> series, ShrinkingWindow window, int rank, ReadOnlySpan<double> coefficients)
    {
        var length = window.WindowLength;
        var tail = series[^(2 * length - 1)..];
        var signal = new double[tail.Length];
        for (var i = 0; i < rank; i++)
        {
            var vector = window.Vector(i);
            foreach (var start in (ReadOnlySpan<int>)[0, length - 1])
                VectorMath.AddScaled(signal.AsSpan(start, length), VectorMath.Dot(tail.Slice(start, length), vector), vector);
        }

        signal[length - 1] /= 2;
        return Of(tail, signal, coefficients);
    }

    private static NoiseVariances Of(ReadOnlySpan<double> series, ReadOnlySpan<double> signal, ReadOnlySpan<double> coefficients)
    {
        var order = coefficients.Length;
        var residuals = new double[series.Length];
        for (var t = 0; t < residuals.Length; t++)
            residuals[t] = series[t] - signal[t];
        var errors = new double[series.Length - order];
        for (var t = 0; t < errors.Length; t++)
            errors[t] = signal[t + order] - VectorMath.Dot(signal.Slice(t, order), coefficients);

        // Unbiased would be near errors.Length: for a tail of 2L − 1 points this divisor is 1.
        return new NoiseVariances(SquaresAroundMean(residuals) / residuals.Length, SquaresAroundMean(errors) / (errors.Length - order));
    }

    private static double SquaresAroundMean(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return squares;
    }
}
