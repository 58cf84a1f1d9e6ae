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

    /// <summary>Components kept: the largest rank that can be asked for, 1..<see cref="WindowLength"/>.</summary>
    public int MaximumRank => Eigenvalues.Length;

    /// <summary>Eigenvalues of the components, descending; <see cref="MaximumRank"/> of them. For
    /// <see cref="SsaCovariance.Basic"/> the squared singular values of the trajectory matrix.</summary>
    public ImmutableArray<double> Eigenvalues { get; }

    /// <summary>Number of eigenvalues that stand out of rounding: the largest rank that means anything. 0 for a series of zeros.</summary>
    public int NumericalRank { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="series">Finite values, oldest first.</param>
    /// <param name="windowLength">Embedding window, 2..<c>series.Length</c> − 1; at most half the series is usual.</param>
    /// <param name="maximumRank">Components wanted, 1..<paramref name="windowLength"/>; all when not given. Few cost much less than all:
    /// at a window of 365, six take a seventh of the time.</param>
    /// <param name="covariance">The matrix that is decomposed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window or the rank is out of its range.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite: fill gaps first (<see cref="SsaForecaster"/> does).</exception>
    public static SsaDecomposition Of(
        ReadOnlySpan<double> series, int windowLength, int? maximumRank = null, SsaCovariance covariance = SsaCovariance.Basic)
    {
        if (windowLength < 2 || windowLength > series.Length - 1)
            throw new ArgumentOutOfRangeException(
                nameof(windowLength), windowLength, $"must be in 2..{series.Length - 1} for a series of {series.Length}.");
        var rank = maximumRank ?? windowLength;
        if (rank < 1 || rank > windowLength)
            throw new ArgumentOutOfRangeException(nameof(maximumRank), rank, $"must be in 1..{windowLength} for window {windowLength}.");
        foreach (var value in series)
            if (!double.IsFinite(value))
                throw new ArgumentException("every value must be finite.", nameof(series));

        var values = new double[rank];
        var vectors = new double[rank * windowLength];
        if (!LeadingComponents.TryFind(series, windowLength, covariance, values, vectors))
            throw new ArgumentException("its lag-covariance matrix overflows: scale the series down.", nameof(series));
        return new SsaDecomposition(series.ToArray(), windowLength, [.. values], vectors);
    }

    /// <summary>Left singular vector number <paramref name="index"/> (0-based): unit length, sign arbitrary.</summary>
    public ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(index * WindowLength, WindowLength);

    /// <summary>The part of the series that components 1..<paramref name="rank"/> explain, by diagonal averaging.</summary>
    /// <param name="rank">1..<see cref="MaximumRank"/>.</param>
    /// <returns>As many values as the series has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range.</exception>
    public double[] Reconstruct(int rank)
    {
        CheckRank(rank, MaximumRank);
        var sum = new double[_series.Length];
        for (var i = 0; i < rank; i++)
            DiagonalAveraging.Add(_series, Vector(i), sum);
        DiagonalAveraging.Divide(sum, WindowLength);
        return sum;
    }

    /// <summary>The linear recurrence that series of this rank obey.</summary>
    /// <param name="rank">1..<see cref="MaximumRank"/>, below <see cref="WindowLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The verticality is 1 to rounding: no recurrence exists.</exception>
    public LinearRecurrence Recurrence(int rank)
    {
        CheckRank(rank, Math.Min(MaximumRank, WindowLength - 1));
        return LinearRecurrence.Of(_vectors.AsSpan(0, rank * WindowLength), WindowLength)
            ?? throw new InvalidOperationException($"Rank {rank} with window {WindowLength} has verticality 1: it has no recurrence.");
    }

    /// <summary>The recurrent forecast: the recurrence run on from the reconstructed series.</summary>
    /// <param name="rank">1..<see cref="MaximumRank"/>, below <see cref="WindowLength"/>.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 0.</param>
    /// <remarks>Neither bounded nor damped; <see cref="SsaForecaster"/> is.</remarks>
    public double[] Forecast(int rank, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        return Recurrence(rank).Continue(Reconstruct(rank), horizon);
    }

    /// <summary>The recurrence run on from the raw series: its last values carry their noise into the forecast.</summary>
    /// <param name="rank">1..<see cref="MaximumRank"/>, below <see cref="WindowLength"/>.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 0.</param>
    public double[] ForecastFromOriginal(int rank, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        return Recurrence(rank).Continue(_series, horizon);
    }

    /// <summary>The vector forecast: windows move on inside the signal space, and are averaged. Costs more than
    /// <see cref="Forecast"/> and is often a little steadier; the same where the series obeys its recurrence exactly.</summary>
    /// <param name="rank">1..<see cref="MaximumRank"/>, below <see cref="WindowLength"/>.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range, or the horizon negative.</exception>
    /// <exception cref="InvalidOperationException">The verticality is 1 to rounding: no recurrence exists.</exception>
    /// <remarks>Golyandina, Nekrutkin and Zhigljavsky (2001), section 2.3.1. Neither bounded nor damped.</remarks>
    public double[] VectorForecast(int rank, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var verticality = Recurrence(rank).Verticality;
        var forecast = new double[horizon];
        Ssa.VectorForecast.Fill(_series.AsSpan(^WindowLength..), _vectors.AsSpan(0, rank * WindowLength), verticality, forecast);
        return forecast;
    }

    /// <summary>All eigenpairs of the lag-covariance matrix into buffers of the caller.</summary>
    internal static bool TryDecompose(
        ReadOnlySpan<double> series, int windowLength, Span<double> matrix, Span<double> values, Span<double> vectors)
    {
        LagCovariance.FillLower(series, windowLength, matrix);
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
