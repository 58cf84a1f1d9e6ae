using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The recurrent forecasts of every rank from one origin: each rank adds one component to the work of the rank before.</summary>
internal static class RankForecasts
{
    /// <summary>Ranks with 1 − ν² below this are refused: their recurrence multiplies the noise of its start more than fifty times.</summary>
    private const double SmallestVerticalityGap = 0.02;

    /// <summary>Forecasts at ranks 1..<paramref name="ranks"/>.</summary>
    /// <param name="series">Finite values up to the origin.</param>
    /// <param name="windowLength">Embedding window, below the series' length.</param>
    /// <param name="ranks">Largest rank, below the window.</param>
    /// <param name="horizon">Buckets.</param>
    /// <param name="work">Buffers; on return they hold the decomposition.</param>
    /// <param name="forecasts">Receives ranks × horizon, row by row. A rank that is refused repeats the one before it.</param>
    public static void Fill(
        ReadOnlySpan<double> series, int windowLength, int ranks, int horizon, in SsaWorkspace work, Span<double> forecasts)
    {
        var decomposed = SsaDecomposition.TryDecompose(series, windowLength, work.Matrix, work.Values, work.Vectors);
        work.Tail.Clear();
        work.Numerator.Clear();
        var verticality = 0.0;
        var order = windowLength - 1;
        var firstWindow = Math.Max(0, series.Length - 2 * windowLength + 2);
        var component = work.Component[..(series.Length - firstWindow)];
        for (var rank = 1; rank <= ranks; rank++)
        {
            var row = forecasts.Slice((rank - 1) * horizon, horizon);
            var meaningful = decomposed && work.Values[rank - 1] > SsaDecomposition.NumericalZero * work.Values[0];
            if (meaningful)
            {
                var vector = work.Vectors.Slice((rank - 1) * windowLength, windowLength);
                component.Clear();
                DiagonalAveraging.Add(series, vector, firstWindow, component);
                DiagonalAveraging.Divide(component, windowLength, firstWindow);
                VectorMath.AddScaled(work.Tail, 1, component[^order..]);
                VectorMath.AddScaled(work.Numerator, vector[order], vector[..order]);
                verticality += vector[order] * vector[order];
            }

            if (meaningful && 1 - verticality >= SmallestVerticalityGap)
            {
                work.Coefficients.Clear();
                VectorMath.AddScaled(work.Coefficients, 1 / (1 - verticality), work.Numerator);
                work.Tail.CopyTo(work.Run);
                LinearRecurrence.Continue(work.Run, work.Coefficients);
                work.Run[order..].CopyTo(row);
            }
            else if (rank > 1)
            {
                forecasts.Slice((rank - 2) * horizon, horizon).CopyTo(row);
            }
            else
            {
                // Not even one component recurs (a lone value at the end): all that is known is a level.
                row.Fill(Mean(series[^windowLength..]));
            }
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
