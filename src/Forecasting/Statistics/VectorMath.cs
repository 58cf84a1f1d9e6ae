using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>The loops on which linear algebra spends its time: inner product, scaled addition, plane rotation.</summary>
/// <remarks>Four lanes on every machine, summed in a fixed order and never fused: the same bits with and without AVX.
/// (The width of <c>Vector&lt;double&gt;</c> would follow the processor, and with it the order of the sum.)</remarks>
internal static class VectorMath
{
    private const int Lanes = 4;

    /// <summary>Σ x[i]·y[i]; both of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y[..x.Length]);
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        var i = 0;
        for (; i <= x.Length - 2 * Lanes; i += 2 * Lanes)
        {
            even += Load(ref first, i) * Load(ref second, i);
            odd += Load(ref first, i + Lanes) * Load(ref second, i + Lanes);
        }

        var sum = Sum(even + odd);
        for (; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>target[i] += factor·x[i]; both of the same length.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> x)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(x[..target.Length]);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
            (Load(ref to, i) + factors * Load(ref from, i)).StoreUnsafe(ref Unsafe.Add(ref to, i));
        for (; i < target.Length; i++)
            target[i] += factor * x[i];
    }

    /// <summary>target[i] += a·x[i] + b·y[i]; all of the same length.</summary>
    public static void AddScaled(Span<double> target, double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> y)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var first = ref MemoryMarshal.GetReference(x[..target.Length]);
        ref var second = ref MemoryMarshal.GetReference(y[..target.Length]);
        var firstFactors = Vector256.Create(a);
        var secondFactors = Vector256.Create(b);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
        {
            var sum = firstFactors * Load(ref first, i) + secondFactors * Load(ref second, i);
            (Load(ref to, i) + sum).StoreUnsafe(ref Unsafe.Add(ref to, i));
        }

        for (; i < target.Length; i++)
            target[i] += a * x[i] + b * y[i];
    }

    /// <summary>target[i] *= factor.</summary>
    public static void Scale(Span<double> target, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
            (factors * Load(ref to, i)).StoreUnsafe(ref Unsafe.Add(ref to, i));
        for (; i < target.Length; i++)
            target[i] *= factor;
    }

    /// <summary>(x, y) becomes (cosine·x − sine·y, sine·x + cosine·y), element by element; both of the same length.</summary>
    public static void Rotate(Span<double> x, Span<double> y, double cosine, double sine)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y[..x.Length]);
        var cosines = Vector256.Create(cosine);
        var sines = Vector256.Create(sine);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            var a = Load(ref first, i);
            var b = Load(ref second, i);
            (cosines * a - sines * b).StoreUnsafe(ref Unsafe.Add(ref first, i));
            (sines * a + cosines * b).StoreUnsafe(ref Unsafe.Add(ref second, i));
        }

        for (; i < x.Length; i++)
            (x[i], y[i]) = (cosine * x[i] - sine * y[i], sine * x[i] + cosine * y[i]);
    }

    /// <summary>The largest |x[i]|, 0 for none; NaN where there is one.</summary>
    public static double LargestAbsolute(ReadOnlySpan<double> x)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var lanes = Vector256<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            lanes = Vector256.Max(lanes, Vector256.Abs(Load(ref first, i)));
        var largest = Math.Max(
            Math.Max(lanes.GetElement(0), lanes.GetElement(1)), Math.Max(lanes.GetElement(2), lanes.GetElement(3)));
        for (; i < x.Length; i++)
            largest = Math.Max(largest, Math.Abs(x[i]));
        return largest;
    }

    /// <summary>The four lanes, in the order that every inner product adds them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> lanes) =>
        (lanes.GetElement(0) + lanes.GetElement(1)) + (lanes.GetElement(2) + lanes.GetElement(3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int index) => Vector256.LoadUnsafe(ref Unsafe.Add(ref start, index));
}
