using System.Buffers;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Every buffer that one window length needs, rented once for all origins of a series.</summary>
internal readonly ref struct SsaWorkspace
{
    private readonly double[] _rented;

    public SsaWorkspace(int windowLength, int horizon)
    {
        var square = windowLength * windowLength;
        _rented = ArrayPool<double>.Shared.Rent(2 * square + 8 * windowLength + horizon);
        var rest = _rented.AsSpan();
        Matrix = Take(ref rest, square);
        Vectors = Take(ref rest, square);
        Values = Take(ref rest, windowLength);
        Component = Take(ref rest, 2 * windowLength);
        Tail = Take(ref rest, windowLength - 1);
        Numerator = Take(ref rest, windowLength - 1);
        Coefficients = Take(ref rest, windowLength - 1);
        Run = Take(ref rest, windowLength - 1 + horizon);
    }

    /// <summary>Lag-covariance matrix; destroyed by its decomposition.</summary>
    public Span<double> Matrix { get; }

    /// <summary>Eigenvectors, one a row.</summary>
    public Span<double> Vectors { get; }

    /// <summary>Eigenvalues, descending.</summary>
    public Span<double> Values { get; }

    /// <summary>Sum over the last windows of one component.</summary>
    public Span<double> Component { get; }

    /// <summary>Last windowLength − 1 reconstructed buckets, components 1..rank so far.</summary>
    public Span<double> Tail { get; }

    /// <summary>Σ π_i u_i^▽ so far.</summary>
    public Span<double> Numerator { get; }

    /// <summary>Coefficients of the recurrence at the rank in hand.</summary>
    public Span<double> Coefficients { get; }

    /// <summary>The recurrence's start and its continuation.</summary>
    public Span<double> Run { get; }

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);

    private static Span<double> Take(scoped ref Span<double> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
