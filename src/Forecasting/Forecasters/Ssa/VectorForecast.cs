using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The vector forecast: the last window moves on inside the signal space, and what the windows to come say of a bucket is
/// averaged.</summary>
/// <remarks>
/// <para>Golyandina, Nekrutkin and Zhigljavsky (2001), section 2.3.1; Golyandina and Korobeynikov, Computational Statistics &amp; Data
/// Analysis 71 (2014). The next window Z satisfies: its first L − 1 entries are the projection of the last L − 1 entries of
/// the one before on the span of the u_i without their last entries.</para>
/// <para>In coordinates Z = U c this is c' = S c, S = (I + π πᵀ / (1 − ν²)) U▽ᵀ U△, U▽ and U△ being U without its last and first
/// row: r × r numbers instead of L × L.</para>
/// </remarks>
internal static class VectorForecast
{
    /// <summary>Fills <paramref name="forecast"/>.</summary>
    /// <param name="window">The last L values of the series.</param>
    /// <param name="vectors">r signal vectors, one a row, orthonormal.</param>
    /// <param name="verticality">ν² of the vectors, below 1.</param>
    /// <param name="forecast">Receives the buckets after the series.</param>
    public static void Fill(ReadOnlySpan<double> window, ReadOnlySpan<double> vectors, double verticality, Span<double> forecast)
    {
        var length = window.Length;
        var rank = vectors.Length / length;
        var shift = Shift(vectors, length, rank, verticality);
        var coordinates = new double[rank];
        for (var i = 0; i < rank; i++)
            coordinates[i] = VectorMath.Dot(vectors.Slice(i * length, length), window);

        // Every window that holds a forecast bucket lies after the series but for its start: L windows hold each.
        var next = new double[rank];
        var sums = new double[forecast.Length + 2 * (length - 1)];
        for (var step = 0; step < forecast.Length + length - 1; step++)
        {
            for (var i = 0; i < rank; i++)
                next[i] = VectorMath.Dot(shift.AsSpan(i * rank, rank), coordinates);
            (coordinates, next) = (next, coordinates);
            for (var i = 0; i < rank; i++)
                VectorMath.AddScaled(sums.AsSpan(step, length), coordinates[i], vectors.Slice(i * length, length));
        }

        sums.AsSpan(length - 1, forecast.Length).CopyTo(forecast);
        VectorMath.Scale(forecast, 1.0 / length);
    }

    /// <summary>S, row by row.</summary>
    private static double[] Shift(ReadOnlySpan<double> vectors, int length, int rank, double verticality)
    {
        var shift = new double[rank * rank];
        for (var i = 0; i < rank; i++)
            for (var j = 0; j < rank; j++)
                shift[i * rank + j] = VectorMath.Dot(vectors.Slice(i * length, length - 1), vectors.Slice(j * length + 1, length - 1));

        // πᵀ (U▽ᵀ U△), a row.
        var projected = new double[rank];
        for (var i = 0; i < rank; i++)
            VectorMath.AddScaled(projected, vectors[i * length + length - 1], shift.AsSpan(i * rank, rank));
        for (var i = 0; i < rank; i++)
            VectorMath.AddScaled(shift.AsSpan(i * rank, rank), vectors[i * length + length - 1] / (1 - verticality), projected);
        return shift;
    }
}
