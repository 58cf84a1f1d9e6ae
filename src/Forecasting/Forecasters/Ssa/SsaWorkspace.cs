using System.Buffers;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Every buffer that a decomposition needs, rented once for the longest window and shared by the shorter ones.</summary>
internal readonly ref struct SsaWorkspace
{
    private readonly double[] _rented;

    /// <summary>Rents buffers.</summary>
    /// <param name="longestWindow">Longest window.</param>
    /// <param name="horizon">Buckets forecast.</param>
    public SsaWorkspace(int longestWindow, int horizon) =>
        _rented = ArrayPool<double>.Shared.Rent(2 * longestWindow * longestWindow + 7 * longestWindow + horizon);

    /// <summary>The buffers, cut for one window; what they held for another is lost.</summary>
    public SsaBuffers For(int windowLength, int horizon) => new(_rented, windowLength, horizon);

    /// <summary>Gives the buffers back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}

/// <summary>Buffers of one decomposition and its forecasts.</summary>
internal readonly ref struct SsaBuffers
{
    public SsaBuffers(Span<double> rest, int windowLength, int horizon)
    {
        WindowLength = windowLength;
        Matrix = Take(ref rest, windowLength * windowLength);
        Vectors = Take(ref rest, windowLength * windowLength);
        Values = Take(ref rest, windowLength);
        Component = Take(ref rest, 2 * windowLength);
        Tail = Take(ref rest, windowLength - 1);
        Numerator = Take(ref rest, windowLength - 1);
        Coefficients = Take(ref rest, windowLength - 1);
        Run = Take(ref rest, windowLength - 1 + horizon);
    }

    /// <summary>The window they are cut for.</summary>
    public int WindowLength { get; }

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

    private static Span<double> Take(scoped ref Span<double> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
