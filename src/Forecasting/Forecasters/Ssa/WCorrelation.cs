using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Weighted correlation of reconstructed series: how far two parts of a series are apart as SSA sees them.</summary>
/// <remarks>ρ = (x, y)_w ÷ (‖x‖_w ‖y‖_w) with (x, y)_w = Σ w_t x_t y_t, w_t being the number of windows that hold bucket t: Golyandina et
/// al. (2001), sections 1.5 and 1.6. No mean is taken off. Near 0 the parts are separated; near ±1 they are one part that was cut in
/// two.</remarks>
internal static class WCorrelation
{
    /// <summary>A series that is this much smaller than the largest one is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Number of windows that hold each bucket: 1, 2, … up to the shorter of window and number of windows, and down
    /// again.</summary>
    /// <param name="buckets">Length of the series.</param>
    /// <param name="windowLength">Embedding window, 2..<paramref name="buckets"/> − 1.</param>
    public static double[] Weights(int buckets, int windowLength)
    {
        var highest = Math.Min(windowLength, buckets - windowLength + 1);
        var weights = new double[buckets];
        for (var t = 0; t < buckets; t++)
            weights[t] = Math.Min(Math.Min(t + 1, buckets - t), highest);
        return weights;
    }

    /// <summary>The correlations of every pair.</summary>
    /// <param name="series">Series of the length of <paramref name="weights"/>.</param>
    /// <param name="weights">As <see cref="Weights"/> gives them.</param>
    /// <returns>series × series, row by row, symmetric, each −1..1; 1 on the diagonal. A series of zeros, or of rounding beside the others,
    /// correlates with nothing: 0, also on the diagonal.</returns>
    public static double[] Matrix(IReadOnlyList<double[]> series, ReadOnlySpan<double> weights)
    {
        var unit = new double[series.Count][];
        var norms = new double[series.Count];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = Weigh(series[i], weights);
            norms[i] = Math.Sqrt(VectorMath.Dot(unit[i], unit[i]));
        }

        var smallest = Rounding * norms.DefaultIfEmpty().Max();
        for (var i = 0; i < unit.Length; i++)
        {
            for (var t = 0; t < unit[i].Length; t++)
                unit[i][t] = norms[i] > smallest ? unit[i][t] / norms[i] : 0;
        }

        var matrix = new double[unit.Length * unit.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            for (var j = i; j < unit.Length; j++)
            {
                var correlation = Math.Clamp(VectorMath.Dot(unit[i], unit[j]), -1, 1);
                matrix[i * unit.Length + j] = correlation;
                matrix[j * unit.Length + i] = correlation;
            }
        }

        return matrix;
    }

    /// <summary>The series times √w, so that plain inner products are the weighted ones.</summary>
    private static double[] Weigh(ReadOnlySpan<double> series, ReadOnlySpan<double> weights)
    {
        var result = new double[series.Length];
        for (var t = 0; t < result.Length; t++)
            result[t] = series[t] * Math.Sqrt(weights[t]);
        return result;
    }
}
