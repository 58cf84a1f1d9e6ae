using System.Buffers;
using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>A history whose gaps are filled as of one origin after the other, never from what came later.</summary>
/// <remarks>See <see cref="GapFilling"/>. What was filled at an earlier origin is the start of the next.</remarks>
internal sealed class GapSweeps : IDisposable
{
    /// <summary>Sweeps until the gaps settle; many at the first and the last origin, few in between, where they are already good.</summary>
    private const int SweepsAtTheEnds = 10;
    private const int SweepsBetween = 2;

    /// <summary>A sweep that changes nothing by more than this share of the largest value is the last.</summary>
    private const double SweepTolerance = 1e-4;

    private readonly ForecastTask _task;
    private readonly int _window;
    private readonly double[] _filled;
    private readonly double[] _scratch;
    private readonly double[] _decomposition;

    /// <summary>Starts before the first origin.</summary>
    /// <param name="task">History with gaps, and origins.</param>
    /// <param name="windowLength">Embedding window, below the first origin.</param>
    public GapSweeps(ForecastTask task, int windowLength)
    {
        _task = task;
        _window = windowLength;
        _filled = ArrayPool<double>.Shared.Rent(task.History.Length);
        _scratch = ArrayPool<double>.Shared.Rent(task.History.Length);
        _decomposition = ArrayPool<double>.Shared.Rent(windowLength * (2 * windowLength + 1));
    }

    /// <summary>A whole history with its gaps filled as at its end.</summary>
    /// <param name="observed">Demand, NaN = not observed; at least <see cref="SsaWindow.FewestBuckets"/> values that are not.</param>
    /// <param name="seasonLength">Buckets in the shortest season; 1 = none.</param>
    public static double[] Fill(ImmutableArray<double> observed, int seasonLength)
    {
        if (!observed.Contains(double.NaN))
            return [.. observed];
        var window = SsaWindow.Defaults(observed.Length, observed.Length, seasonLength, SsaView.Adjusted)[0];
        using var sweeps = new GapSweeps(ForecastTask.FromEnd(observed, seasonLength, 1), window);
        return sweeps.UpTo(0).ToArray();
    }

    /// <summary>The history up to an origin, without gaps. Origins must be asked for in order.</summary>
    /// <param name="origin">Number of the origin, 0-based.</param>
    public ReadOnlySpan<double> UpTo(int origin)
    {
        var seen = _task.History.AsSpan(0, _task.Origins[origin]);
        var known = origin == 0 ? 0 : _task.Origins[origin - 1];
        // Gaps known at the origin before keep their filling; what came since is bridged.
        GapFilling.Bridge(seen, _task.SeasonLength, _scratch.AsSpan(0, seen.Length));
        _scratch.AsSpan(known, seen.Length - known).CopyTo(_filled.AsSpan(known));
        var isEnd = origin == 0 || origin == _task.Origins.Length - 1;
        Settle(seen, isEnd ? SweepsAtTheEnds : SweepsBetween);
        return _filled.AsSpan(0, seen.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_filled);
        ArrayPool<double>.Shared.Return(_scratch);
        ArrayPool<double>.Shared.Return(_decomposition);
    }

    private void Settle(ReadOnlySpan<double> seen, int sweeps)
    {
        var filled = _filled.AsSpan(0, seen.Length);
        var values = _decomposition.AsSpan(0, _window);
        var matrix = _decomposition.AsSpan(_window, _window * _window);
        var vectors = _decomposition.AsSpan(_window * (_window + 1), _window * _window);
        var largest = 0.0;
        foreach (var value in filled)
            largest = Math.Max(largest, Math.Abs(value));
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            if (!SsaDecomposition.TryDecompose(filled, _window, matrix, values, vectors))
                return;
            var signal = NoiseFloor.SignalRank(values, _window, filled.Length - _window + 1);
            var rank = Math.Min(_window - 1, signal);
            if (GapFilling.Improve(seen, filled, _window, rank, vectors, _scratch) <= SweepTolerance * largest)
                return;
        }
    }
}
