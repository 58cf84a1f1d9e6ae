using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>Four complex numbers, real and imaginary parts apart. Products are not fused: the same bits on every machine.</summary>
internal readonly record struct ComplexLanes(Vector256<double> Real, Vector256<double> Imaginary)
{
    /// <summary>Numbers held.</summary>
    public const int Count = 4;

    /// <summary>The same numbers with the sign of the imaginary part turned.</summary>
    public ComplexLanes Conjugate => new(Real, -Imaginary);

    /// <summary>Times i.</summary>
    public ComplexLanes TimesI => new(-Imaginary, Real);

    public static ComplexLanes operator +(ComplexLanes x, ComplexLanes y) => new(x.Real + y.Real, x.Imaginary + y.Imaginary);

    public static ComplexLanes operator -(ComplexLanes x, ComplexLanes y) => new(x.Real - y.Real, x.Imaginary - y.Imaginary);

    public static ComplexLanes operator *(ComplexLanes x, ComplexLanes y) =>
        new(x.Real * y.Real - x.Imaginary * y.Imaginary, x.Real * y.Imaginary + x.Imaginary * y.Real);

    /// <summary>Reads four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Load(ref double real, ref double imaginary, int index) =>
        new(Vector256.LoadUnsafe(ref Unsafe.Add(ref real, index)), Vector256.LoadUnsafe(ref Unsafe.Add(ref imaginary, index)));

    /// <summary>Writes them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double real, ref double imaginary, int index)
    {
        Real.StoreUnsafe(ref Unsafe.Add(ref real, index));
        Imaginary.StoreUnsafe(ref Unsafe.Add(ref imaginary, index));
    }
}
