using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Basic singular spectrum analysis of one series: its components, what they rebuild, and how they continue.</summary>
/// <remarks>Golyandina, Nekrutkin and Zhigljavsky, Analysis of Time Series Structure: SSA and Related Techniques (2001), chapters 1 and 2.
/// Double precision; agrees with the R package Rssa 1.0.5 to 1e-9 of the series' maximum.</remarks>
public sealed class SsaDecomposition
{
    /// <summary>Eigenvalues below this share of the largest are rounding, not signal.</summary>
    /// <remarks>C holds squares, so its rounding of about 1e-16·N hides components with less than 1e-7 of the largest amplitude.</remarks>
    internal const double NumericalZero = 1e-13;

    private readonly double[] _series;
    private readonly double[] _vectors;

    private SsaDecomposition(double[] series, int windowLength, ImmutableArray<double> eigenvalues, double[] vectors)
    {
        _series = series;
        _vectors = vectors;
        WindowLength = windowLength;
        Eigenvalues = eigenvalues;
        NumericalRank = CountAbove(eigenvalues.AsSpan(), NumericalZero * Math.Max(0, eigenvalues[0]));
    }

    /// <summary>Embedding window <c>L</c>, buckets.</summary>
    public int WindowLength { get; }

    /// <summary>Squared singular values of the trajectory matrix, descending; <see cref="WindowLength"/> of them.</summary>
    public ImmutableArray<double> Eigenvalues { get; }

    /// <summary>Number of eigenvalues that stand out of rounding: the largest rank that means anything. 0 for a series of zeros.</summary>
    public int NumericalRank { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="series">Finite values, oldest first.</param>
    /// <param name="windowLength">Embedding window, 2..<c>series.Length</c> − 1; at most half the series is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is out of its range.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite: fill gaps first (<see cref="SsaForecaster"/> does).</exception>
    public static SsaDecomposition Of(ReadOnlySpan<double> series, int windowLength)
    {
        if (windowLength < 2 || windowLength > series.Length - 1)
            throw new ArgumentOutOfRangeException(
                nameof(windowLength), windowLength, $"must be in 2..{series.Length - 1} for a series of {series.Length}.");
        foreach (var value in series)
            if (!double.IsFinite(value))
                throw new ArgumentException("every value must be finite.", nameof(series));

        var values = new double[windowLength];
        var vectors = new double[windowLength * windowLength];
        if (!TryDecompose(series, windowLength, new double[windowLength * windowLength], values, vectors))
            throw new ArgumentException("its lag-covariance matrix overflows: scale the series down.", nameof(series));
        return new SsaDecomposition(series.ToArray(), windowLength, [.. values], vectors);
    }

    /// <summary>Left singular vector number <paramref name="index"/> (0-based): unit length, sign arbitrary.</summary>
    public ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(index * WindowLength, WindowLength);

    /// <summary>The part of the series that components 1..<paramref name="rank"/> explain, by diagonal averaging.</summary>
    /// <param name="rank">1..<see cref="WindowLength"/>.</param>
    /// <returns>As many values as the series has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range.</exception>
    public double[] Reconstruct(int rank)
    {
        CheckRank(rank, WindowLength);
        var sum = new double[_series.Length];
        for (var i = 0; i < rank; i++)
            DiagonalAveraging.Add(_series, Vector(i), firstWindow: 0, sum);
        DiagonalAveraging.Divide(sum, WindowLength, firstWindow: 0);
        return sum;
    }

    /// <summary>The linear recurrence that series of this rank obey.</summary>
    /// <param name="rank">1..<see cref="WindowLength"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The verticality is 1 to rounding: no recurrence exists.</exception>
    public LinearRecurrence Recurrence(int rank)
    {
        CheckRank(rank, WindowLength - 1);
        var coefficients = new double[WindowLength - 1];
        var verticality = 0.0;
        for (var i = 0; i < rank; i++)
        {
            var last = Vector(i)[^1];
            verticality += last * last;
            VectorMath.AddScaled(coefficients, last, Vector(i)[..^1]);
        }

        if (!LinearRecurrence.Exists(verticality))
            throw new InvalidOperationException($"Rank {rank} with window {WindowLength} has verticality 1: it has no recurrence.");
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] /= 1 - verticality;
        return new LinearRecurrence([.. coefficients], verticality);
    }

    /// <summary>The recurrent forecast: the recurrence run on from the reconstructed series.</summary>
    /// <param name="rank">1..<see cref="WindowLength"/> − 1.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 0.</param>
    /// <remarks>Neither bounded nor damped; <see cref="SsaForecaster"/> is.</remarks>
    public double[] Forecast(int rank, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        return Recurrence(rank).Continue(Reconstruct(rank), horizon);
    }

    /// <summary>Eigenpairs of the lag-covariance matrix into buffers of the caller.</summary>
    internal static bool TryDecompose(
        ReadOnlySpan<double> series, int windowLength, Span<double> matrix, Span<double> values, Span<double> vectors)
    {
        LagCovariance.Fill(series, windowLength, matrix);
        return SymmetricEigen.Decompose(matrix, windowLength, values, vectors);
    }

    internal static int CountAbove(ReadOnlySpan<double> descending, double threshold)
    {
        var count = 0;
        while (count < descending.Length && descending[count] > threshold)
            count++;
        return count;
    }

    private void CheckRank(int rank, int largest)
    {
        if (rank < 1 || rank > largest)
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"must be in 1..{largest} for window {WindowLength}.");
    }
}
