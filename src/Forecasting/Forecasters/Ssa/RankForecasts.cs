using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The recurrent forecasts of consecutive ranks from one origin: each rank adds one component to the work of the rank
/// before.</summary>
internal static class RankForecasts
{
    /// <summary>Ranks with 1 − ν² below this are refused: their recurrence multiplies the noise of its start more than fifty
    /// times.</summary>
    private const double SmallestVerticalityGap = 0.02;

    /// <summary>Forecasts at ranks <paramref name="firstRank"/>, <paramref name="firstRank"/> + 1, ….</summary>
    /// <param name="series">Finite values up to the origin, more than a window of them.</param>
    /// <param name="firstRank">Smallest rank wanted, ≥ 1.</param>
    /// <param name="count">Number of ranks; the largest is below the window.</param>
    /// <param name="horizon">Buckets.</param>
    /// <param name="buffers">Buffers cut for the window; on return they hold the decomposition.</param>
    /// <param name="forecasts">Receives count × horizon, row by row. A rank that is refused, or that only rounding fills, repeats the
    /// one before it.</param>
    public static void Fill(
        ReadOnlySpan<double> series, int firstRank, int count, int horizon, in SsaBuffers buffers, Span<double> forecasts)
    {
        var decomposed = SsaDecomposition.TryDecompose(series, buffers.WindowLength, buffers.Matrix, buffers.Values, buffers.Vectors);
        buffers.Tail.Clear();
        buffers.Numerator.Clear();
        var verticality = 0.0;
        var usable = 0;
        for (var rank = 1; rank < firstRank + count; rank++)
        {
            if (decomposed && buffers.Values[rank - 1] > SsaDecomposition.NumericalZero * buffers.Values[0])
            {
                verticality += AddComponent(series, rank - 1, buffers);
                usable = 1 - verticality >= SmallestVerticalityGap ? rank : usable;
            }

            if (rank < firstRank)
                continue;
            var row = forecasts.Slice((rank - firstRank) * horizon, horizon);
            if (usable == rank)
                Continue(verticality, buffers, row);
            else if (rank > firstRank)
                forecasts.Slice((rank - firstRank - 1) * horizon, horizon).CopyTo(row);
            else
                // Nothing recurs (a lone value at the end, say): all that is known is a level.
                row.Fill(Mean(series[^buffers.WindowLength..]));
        }
    }

    /// <summary>Adds one component to the tail and to the recurrence; gives its share of the verticality.</summary>
    private static double AddComponent(ReadOnlySpan<double> series, int index, in SsaBuffers buffers)
    {
        var window = buffers.WindowLength;
        var order = window - 1;
        var vector = buffers.Vectors.Slice(index * window, window);
        var firstWindow = Math.Max(0, series.Length - 2 * window + 2);
        var component = buffers.Component[..(series.Length - firstWindow)];
        component.Clear();
        DiagonalAveraging.Add(series, vector, firstWindow, component);
        DiagonalAveraging.Divide(component, window, firstWindow);
        VectorMath.AddScaled(buffers.Tail, 1, component[^order..]);
        VectorMath.AddScaled(buffers.Numerator, vector[order], vector[..order]);
        return vector[order] * vector[order];
    }

    private static void Continue(double verticality, in SsaBuffers buffers, Span<double> row)
    {
        buffers.Coefficients.Clear();
        VectorMath.AddScaled(buffers.Coefficients, 1 / (1 - verticality), buffers.Numerator);
        buffers.Tail.CopyTo(buffers.Run);
        LinearRecurrence.Continue(buffers.Run, buffers.Coefficients);
        buffers.Run[buffers.Coefficients.Length..].CopyTo(row);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
