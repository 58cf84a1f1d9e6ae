using System.Buffers;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The leading eigenvectors of a series at one window, and the recurrent forecasts that they give at every rank.</summary>
/// <remarks>
/// <para>Vectors once learnt serve later origins too: a signal space moves slowly, while the window that is projected onto it is always the newest. The
/// forecast from an origin still depends on nothing after it.</para>
/// <para>The recurrence starts from the last window projected onto the space, not from the diagonal averages of the reconstruction
/// (<see cref="SsaDecomposition.Forecast"/>): one projection a component instead of a window of them, and as accurate.</para>
/// </remarks>
internal sealed class RankForecasts : IDisposable
{
    /// <summary>Ranks with 1 − ν² below this are refused: their recurrence multiplies the noise of its start more than fifty
    /// times.</summary>
    private const double SmallestVerticalityGap = 0.02;

    private readonly double[] _rented;
    private readonly int _window;
    private readonly int _ranks;
    private int _numericalRank;

    /// <summary>Room for the vectors of one window.</summary>
    /// <param name="windowLength">Embedding window, ≥ 2.</param>
    /// <param name="ranks">Vectors kept, 1..windowLength − 1.</param>
    public RankForecasts(int windowLength, int ranks)
    {
        _window = windowLength;
        _ranks = ranks;
        _rented = ArrayPool<double>.Shared.Rent(ranks * (windowLength + 1));
    }

    /// <summary>Numbers of work space that <see cref="Forecast"/> needs for a window and a horizon.</summary>
    public static int ForecastingWork(int windowLength, int horizon) => 4 * windowLength + horizon;

    private Span<double> Values => _rented.AsSpan(0, _ranks);

    private Span<double> Vectors => _rented.AsSpan(_ranks, _ranks * _window);

    /// <summary>Finds the vectors of a series.</summary>
    /// <param name="series">Finite values, at least a window of them.</param>
    /// <param name="covariance">Which matrix.</param>
    public void Learn(ReadOnlySpan<double> series, SsaCovariance covariance)
    {
        var found = LeadingComponents.TryFind(series, _window, covariance, Values, Vectors);
        _numericalRank = found ? SsaDecomposition.CountAbove(Values, SsaDecomposition.NumericalZero * Math.Max(0, Values[0])) : 0;
    }

    /// <summary>Forecasts at several ranks, each adding its components to the work of the one before.</summary>
    /// <param name="series">Finite values up to the origin, at least a window of them.</param>
    /// <param name="ranks">Ascending; 0 and <see cref="SsaMember.WholeMean"/> are means.</param>
    /// <param name="horizon">Buckets.</param>
    /// <param name="work">At least <see cref="ForecastingWork"/> long.</param>
    /// <param name="forecasts">Receives ranks × horizon, row by row. A rank that is refused, or that only rounding fills, repeats the largest one below
    /// it that is not.</param>
    public void Forecast(ReadOnlySpan<double> series, ReadOnlySpan<int> ranks, int horizon, Span<double> work, Span<double> forecasts)
    {
        var order = _window - 1;
        var start = work[..order];
        var numerator = work.Slice(order, order);
        var coefficients = work.Slice(2 * order, order);
        var run = work.Slice(3 * order, order + horizon);
        start.Clear();
        numerator.Clear();
        var last = series[^_window..];
        var verticality = 0.0;
        var added = 0;
        var previous = Span<double>.Empty;
        for (var row = 0; row < ranks.Length; row++)
        {
            var wanted = forecasts.Slice(row * horizon, horizon);
            var before = added;
            for (; added < Math.Min(ranks[row], _numericalRank); added++)
            {
                var vector = Vectors.Slice(added * _window, _window);
                VectorMath.AddScaled(start, VectorMath.Dot(last, vector), vector[1..]);
                VectorMath.AddScaled(numerator, vector[order], vector[..order]);
                verticality += vector[order] * vector[order];
            }

            if (added > before && 1 - verticality >= SmallestVerticalityGap)
                Continue(start, numerator, verticality, coefficients, run, wanted);
            else if (ranks[row] > 0 && !previous.IsEmpty)
                previous.CopyTo(wanted);
            else
                // Nothing recurs (a lone value at the end, say), or no component is wanted: all that is known is a level.
                wanted.Fill(Mean(ranks[row] == SsaMember.WholeMean ? series : last));
            previous = wanted;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);

    private static void Continue(
        ReadOnlySpan<double> start, ReadOnlySpan<double> numerator, double verticality, Span<double> coefficients, Span<double> run, Span<double> row)
    {
        numerator.CopyTo(coefficients);
        VectorMath.Scale(coefficients, 1 / (1 - verticality));
        start.CopyTo(run);
        LinearRecurrence.Continue(run, coefficients);
        run[start.Length..].CopyTo(row);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
