using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Forecasting.Statistics;

/// <summary>The fast Fourier transform of a power-of-two number of complex values, there and back.</summary>
/// <remarks>
/// <para>Radix 4 in the form of Gentleman and Sande: Van Loan, Computational Frameworks for the Fast Fourier Transform (1992), chapters
/// 1 and 2. <see cref="Forward"/> leaves the frequencies in bit-reversed order and <see cref="Inverse"/> expects them so: a convolution,
/// which multiplies frequency by frequency, needs no other order and saves putting it right.</para>
/// <para>Real and imaginary parts are apart, so that two real series go through for one: put one in each.</para>
/// </remarks>
internal sealed class FourierTransform
{
    private const int SmallestLength = 16;

    // One plan a size, made when first wanted. Two threads may both make it: they make the same.
    private static readonly FourierTransform?[] Plans = new FourierTransform?[31];

    // e^{−iπk/half} for half = 1, 2, 4, …: those of one half stand at half − 1 + k.
    private readonly double[] _cosines;
    private readonly double[] _sines;

    private FourierTransform(int length)
    {
        Length = length;
        _cosines = new double[length];
        _sines = new double[length];
        for (var half = 1; half < length; half *= 2)
        {
            for (var k = 0; k < half; k++)
            {
                _cosines[half - 1 + k] = double.CosPi((double)k / half);
                _sines[half - 1 + k] = -double.SinPi((double)k / half);
            }
        }
    }

    /// <summary>Complex values in a transform.</summary>
    public int Length { get; }

    /// <summary>The plan for the least power of two, 16 or more, that holds <paramref name="values"/> values.</summary>
    public static FourierTransform AtLeast(int values)
    {
        var exponent = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestLength, values)));
        return Plans[exponent] ??= new FourierTransform(1 << exponent);
    }

    /// <summary>Transforms in place; the result is in bit-reversed order.</summary>
    /// <param name="real"><see cref="Length"/> real parts.</param>
    /// <param name="imaginary"><see cref="Length"/> imaginary parts.</param>
    public void Forward(Span<double> real, Span<double> imaginary)
    {
        ref var re = ref MemoryMarshal.GetReference(real[..Length]);
        ref var im = ref MemoryMarshal.GetReference(imaginary[..Length]);
        var quarter = Length / 4;
        if (BitOperations.Log2((uint)Length) % 2 == 1)
        {
            Halve(ref re, ref im, Length / 2, isInverse: false);
            quarter /= 2;
        }

        for (; quarter >= ComplexLanes.Count; quarter /= 4)
            for (var start = 0; start < Length; start += 4 * quarter)
                Quarter(ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start), quarter);
        for (var start = 0; start < Length; start += 4)
            Four(real.Slice(start, 4), imaginary.Slice(start, 4), isInverse: false);
    }

    /// <summary>Undoes <see cref="Forward"/>, from bit-reversed order; the values come out <see cref="Length"/> times too large.</summary>
    /// <param name="real"><see cref="Length"/> real parts.</param>
    /// <param name="imaginary"><see cref="Length"/> imaginary parts.</param>
    public void Inverse(Span<double> real, Span<double> imaginary)
    {
        ref var re = ref MemoryMarshal.GetReference(real[..Length]);
        ref var im = ref MemoryMarshal.GetReference(imaginary[..Length]);
        for (var start = 0; start < Length; start += 4)
            Four(real.Slice(start, 4), imaginary.Slice(start, 4), isInverse: true);
        var quarter = ComplexLanes.Count;
        for (; 4 * quarter <= Length; quarter *= 4)
            for (var start = 0; start < Length; start += 4 * quarter)
                QuarterInverse(ref Unsafe.Add(ref re, start), ref Unsafe.Add(ref im, start), quarter);
        if (quarter < Length)
            Halve(ref re, ref im, Length / 2, isInverse: true);
    }

    /// <summary>One step of radix 2: (a, b) becomes (a + b, (a − b)·w), or back.</summary>
    private void Halve(ref double re, ref double im, int half, bool isInverse)
    {
        for (var k = 0; k < half; k += ComplexLanes.Count)
        {
            var a = ComplexLanes.Load(ref re, ref im, k);
            var b = ComplexLanes.Load(ref re, ref im, k + half);
            var w = Root(half, k);
            b = isInverse ? b * w.Conjugate : b;
            (a + b).Store(ref re, ref im, k);
            (isInverse ? a - b : (a - b) * w).Store(ref re, ref im, k + half);
        }
    }

    /// <summary>Two steps of radix 2 in one over the memory: w of the second is w² of the first, and a quarter turn is −i.</summary>
    private void Quarter(ref double re, ref double im, int quarter)
    {
        for (var k = 0; k < quarter; k += ComplexLanes.Count)
        {
            var a0 = ComplexLanes.Load(ref re, ref im, k);
            var a1 = ComplexLanes.Load(ref re, ref im, k + quarter);
            var a2 = ComplexLanes.Load(ref re, ref im, k + 2 * quarter);
            var a3 = ComplexLanes.Load(ref re, ref im, k + 3 * quarter);
            var w = Root(2 * quarter, k);
            var squared = Root(quarter, k);
            var (b0, b1) = (a0 + a2, a1 + a3);
            var (b2, b3) = ((a0 - a2) * w, (a3 - a1).TimesI * w);
            (b0 + b1).Store(ref re, ref im, k);
            ((b0 - b1) * squared).Store(ref re, ref im, k + quarter);
            (b2 + b3).Store(ref re, ref im, k + 2 * quarter);
            ((b2 - b3) * squared).Store(ref re, ref im, k + 3 * quarter);
        }
    }

    /// <summary>Undoes <see cref="Quarter"/>, four times too large.</summary>
    private void QuarterInverse(ref double re, ref double im, int quarter)
    {
        for (var k = 0; k < quarter; k += ComplexLanes.Count)
        {
            var w = Root(2 * quarter, k).Conjugate;
            var squared = Root(quarter, k).Conjugate;
            var c0 = ComplexLanes.Load(ref re, ref im, k);
            var c1 = ComplexLanes.Load(ref re, ref im, k + quarter) * squared;
            var c2 = ComplexLanes.Load(ref re, ref im, k + 2 * quarter);
            var c3 = ComplexLanes.Load(ref re, ref im, k + 3 * quarter) * squared;
            var (b0, b1) = (c0 + c1, c0 - c1);
            var (b2, b3) = ((c2 + c3) * w, ((c2 - c3) * w).TimesI);
            (b0 + b2).Store(ref re, ref im, k);
            (b1 + b3).Store(ref re, ref im, k + quarter);
            (b0 - b2).Store(ref re, ref im, k + 2 * quarter);
            (b1 - b3).Store(ref re, ref im, k + 3 * quarter);
        }
    }

    /// <summary>The last two steps, or the first two back: four neighbours, no roots but ±1 and ±i.</summary>
    private static void Four(Span<double> re, Span<double> im, bool isInverse)
    {
        var (a0, a1) = (new Complex(re[0], im[0]), new Complex(re[1], im[1]));
        var (a2, a3) = (new Complex(re[2], im[2]), new Complex(re[3], im[3]));
        if (isInverse)
        {
            var (b0, b1, b2) = (a0 + a1, a0 - a1, a2 + a3);
            var b3 = TimesI(a2 - a3);
            (a0, a1, a2, a3) = (b0 + b2, b1 + b3, b0 - b2, b1 - b3);
        }
        else
        {
            var (b0, b1, b2) = (a0 + a2, a1 + a3, a0 - a2);
            var b3 = TimesI(a3 - a1);
            (a0, a1, a2, a3) = (b0 + b1, b0 - b1, b2 + b3, b2 - b3);
        }

        (re[0], re[1], re[2], re[3]) = (a0.Real, a1.Real, a2.Real, a3.Real);
        (im[0], im[1], im[2], im[3]) = (a0.Imaginary, a1.Imaginary, a2.Imaginary, a3.Imaginary);
    }

    private static Complex TimesI(Complex x) => new(-x.Imaginary, x.Real);

    private ComplexLanes Root(int half, int k) => ComplexLanes.Load(
        ref MemoryMarshal.GetArrayDataReference(_cosines), ref MemoryMarshal.GetArrayDataReference(_sines), half - 1 + k);
}
