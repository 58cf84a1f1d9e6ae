using System.Buffers;
using System.Runtime.InteropServices;

namespace Forecasting.Statistics;

/// <summary>Products with the Hankel matrix X[i, k] = series[i + k] of a series, which is never formed.</summary>
/// <remarks>X v is a correlation of the series with v, a product of spectra: O(N log N) instead of O(N·L). Korobeynikov, Computation- and
/// space-efficient implementation of SSA, Statistics and Its Interface 3 (2010) 357–368.</remarks>
internal sealed class HankelProduct : IDisposable
{
    private readonly FourierTransform _transform;
    private readonly int _windows;
    private readonly double[] _rented;

    /// <summary>Prepares the products.</summary>
    /// <param name="series">Finite values.</param>
    /// <param name="windowLength">Rows of X, 1..series.Length.</param>
    public HankelProduct(ReadOnlySpan<double> series, int windowLength)
    {
        // Correlations go round in a circle of this length; only places where that does not show are read.
        _transform = FourierTransform.AtLeast(series.Length);
        WindowLength = windowLength;
        _windows = series.Length - windowLength + 1;
        _rented = ArrayPool<double>.Shared.Rent(4 * _transform.Length);
        SpectrumReal.Clear();
        SpectrumImaginary.Clear();
        var share = 1.0 / _transform.Length;
        for (var i = 0; i < series.Length; i++)
            SpectrumReal[i] = series[i] * share;
        _transform.Forward(SpectrumReal, SpectrumImaginary);
    }

    /// <summary>Rows of X.</summary>
    public int WindowLength { get; }

    private Span<double> SpectrumReal => Part(0);

    private Span<double> SpectrumImaginary => Part(1);

    private Span<double> Real => Part(2);

    private Span<double> Imaginary => Part(3);

    /// <summary>X Xᵀ v for two vectors at once, at the price of one.</summary>
    /// <param name="first">One vector, <see cref="WindowLength"/> long.</param>
    /// <param name="second">The other.</param>
    /// <param name="firstImage">Receives X Xᵀ first.</param>
    /// <param name="secondImage">Receives X Xᵀ second.</param>
    public void MultiplyTwice(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> firstImage, Span<double> secondImage)
    {
        first.CopyTo(Real);
        second.CopyTo(Imaginary);
        Correlate(WindowLength);
        Correlate(_windows);
        Real[..WindowLength].CopyTo(firstImage);
        Imaginary[..WindowLength].CopyTo(secondImage);
    }

    /// <summary>Σ_k series[k]·series[k + j] over all windows, j = 0 … <see cref="WindowLength"/> − 1: the first row of X Xᵀ.</summary>
    /// <param name="series">The series that the product was made of.</param>
    /// <param name="row">Receives <see cref="WindowLength"/> sums.</param>
    public void FillFirstRow(ReadOnlySpan<double> series, Span<double> row)
    {
        series[.._windows].CopyTo(Real);
        Imaginary.Clear();
        Correlate(_windows);
        Real[..WindowLength].CopyTo(row);
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);

    /// <summary>The work vector x becomes y_k = Σ_j series[k + j]·x_j, real and imaginary part alike.</summary>
    /// <param name="count">Entries of x; those behind are taken for zero.</param>
    private void Correlate(int count)
    {
        var real = Real;
        var imaginary = Imaginary;
        Reverse(real, count);
        Reverse(imaginary, count);
        _transform.Forward(real, imaginary);
        ref var re = ref MemoryMarshal.GetReference(real);
        ref var im = ref MemoryMarshal.GetReference(imaginary);
        ref var seriesRe = ref MemoryMarshal.GetReference(SpectrumReal);
        ref var seriesIm = ref MemoryMarshal.GetReference(SpectrumImaginary);
        for (var i = 0; i < real.Length; i += ComplexLanes.Count)
            (ComplexLanes.Load(ref re, ref im, i) * ComplexLanes.Load(ref seriesRe, ref seriesIm, i)).Store(ref re, ref im, i);
        _transform.Inverse(real, imaginary);
    }

    /// <summary>Entry j goes to place −j, round the circle.</summary>
    private static void Reverse(Span<double> values, int count)
    {
        values[count..].Clear();
        values[1..].Reverse();
    }

    private Span<double> Part(int index) => _rented.AsSpan(index * _transform.Length, _transform.Length);
}
