using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>What a fit has learnt and no new bucket changes: the signal vectors u₁ … u_r and the recurrence that follows from
/// them.</summary>
internal sealed class SignalSpace
{
    private readonly double[] _vectors;

    /// <summary>Keeps the vectors.</summary>
    /// <param name="vectors">Orthonormal, one a row; not copied.</param>
    /// <param name="windowLength">Length of each.</param>
    /// <param name="recurrence">Their recurrence.</param>
    public SignalSpace(double[] vectors, int windowLength, LinearRecurrence recurrence)
    {
        _vectors = vectors;
        WindowLength = windowLength;
        Recurrence = recurrence;
    }

    /// <summary>Embedding window, buckets.</summary>
    public int WindowLength { get; }

    /// <summary>Number of vectors.</summary>
    public int Rank => _vectors.Length / WindowLength;

    /// <summary>The next value from the last windowLength − 1.</summary>
    public LinearRecurrence Recurrence { get; }

    /// <summary>Adds the end of a window's projection, (U Uᵀ x)[from ..], to the start of <paramref name="sum"/>.</summary>
    /// <param name="window">x, windowLength values.</param>
    /// <param name="from">First entry wanted.</param>
    /// <param name="sum">At least windowLength − <paramref name="from"/> values.</param>
    public void AddProjection(ReadOnlySpan<double> window, int from, Span<double> sum)
    {
        for (var start = 0; start < _vectors.Length; start += WindowLength)
        {
            var vector = _vectors.AsSpan(start, WindowLength);
            VectorMath.AddScaled(sum[..(WindowLength - from)], VectorMath.Dot(window, vector), vector[from..]);
        }
    }
}
