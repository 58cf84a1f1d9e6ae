using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>The largest eigenvalues of a symmetric tridiagonal matrix, by halving intervals.</summary>
/// <remarks>Sylvester's law of inertia: the pivots of T − x that are negative are as many as the eigenvalues below x. Golub and Van Loan, Matrix
/// Computations, 4th ed., 8.4.1; the count stays monotone in floating point: Demmel, Dhillon and Ren, ETNA 3 (1995). Eight
/// eigenvalues are halved at a time, because a division takes its time whether it divides one number or four.</remarks>
internal static class SturmBisection
{
    private const int Lanes = 4;

    /// <summary>Fills <paramref name="values"/> with the largest eigenvalues, descending, each to the rounding of the matrix.</summary>
    /// <param name="diagonal">Diagonal; finite.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1; as long as the diagonal.</param>
    /// <param name="values">Receives values.Length ≤ diagonal.Length eigenvalues.</param>
    /// <param name="squares">Scratch, as long as the diagonal.</param>
    public static void Fill(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, Span<double> values, Span<double> squares)
    {
        var order = diagonal.Length;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var i = 0; i < order; i++)
        {
            // Gershgorin's discs hold every eigenvalue.
            var radius = Math.Abs(offDiagonal[i]) + (i == 0 ? 0 : Math.Abs(offDiagonal[i - 1]));
            low = Math.Min(low, diagonal[i] - radius);
            high = Math.Max(high, diagonal[i] + radius);
        }

        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var tolerance = 1.2e-16 * largest;
        low -= tolerance;
        high += tolerance;

        // A pivot of zero becomes an infinity and then a zero again, if only its numerator is not zero too.
        var smallest = Math.Max(1e-290, 1e-40 * largest * largest);
        squares[0] = 0;
        for (var i = 1; i < order; i++)
            squares[i] = Math.Max(smallest, offDiagonal[i - 1] * offDiagonal[i - 1]);

        for (var first = 0; first < values.Length; first += 2 * Lanes)
        {
            // What lies above the eigenvalues found last is settled.
            var ceiling = first == 0 ? high : Math.Min(high, values[first - 1] + 4 * tolerance);
            Bisect(diagonal, squares[..order], low, ceiling, tolerance, first, values.Slice(first, Math.Min(2 * Lanes, values.Length - first)));
        }

        // Neighbours that agree to the tolerance may come out of order by it.
        for (var i = 1; i < values.Length; i++)
            values[i] = Math.Min(values[i], values[i - 1]);
    }

    private static void Bisect(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares, double low, double high, double tolerance, int first, Span<double> values)
    {
        // Eigenvalue number m (from 0, descending) is below x where at least order − m eigenvalues are.
        var indices = Vector256.Create(0.0, 1, 2, 3) + Vector256.Create((double)first);
        var wanted0 = Vector256.Create((double)diagonal.Length) - indices;
        var wanted1 = wanted0 - Vector256.Create((double)Lanes);
        var (low0, high0) = (Vector256.Create(low), Vector256.Create(high));
        var (low1, high1) = (low0, high0);
        var half = Vector256.Create(0.5);
        var width = high - low;
        while (width > tolerance)
        {
            var x0 = half * (low0 + high0);
            var x1 = half * (low1 + high1);
            CountBelow(diagonal, squares, x0, x1, out var below0, out var below1);
            var isBelow0 = Vector256.GreaterThanOrEqual(below0, wanted0);
            var isBelow1 = Vector256.GreaterThanOrEqual(below1, wanted1);
            high0 = Vector256.ConditionalSelect(isBelow0, x0, high0);
            low0 = Vector256.ConditionalSelect(isBelow0, low0, x0);
            high1 = Vector256.ConditionalSelect(isBelow1, x1, high1);
            low1 = Vector256.ConditionalSelect(isBelow1, low1, x1);
            width *= 0.5;
        }

        Span<double> middles = stackalloc double[2 * Lanes];
        (half * (low0 + high0)).CopyTo(middles);
        (half * (low1 + high1)).CopyTo(middles[Lanes..]);
        middles[..values.Length].CopyTo(values);
    }

    /// <summary>How many eigenvalues lie below each of eight points.</summary>
    private static void CountBelow(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares, Vector256<double> x0, Vector256<double> x1,
        out Vector256<double> below0, out Vector256<double> below1)
    {
        ref var d = ref MemoryMarshal.GetReference(diagonal);
        ref var e = ref MemoryMarshal.GetReference(squares[..diagonal.Length]);
        var one = Vector256<double>.One;
        var zero = Vector256<double>.Zero;
        var (pivot0, pivot1) = (one, one);
        (below0, below1) = (zero, zero);
        for (var i = 0; i < diagonal.Length; i++)
        {
            var di = Vector256.Create(Unsafe.Add(ref d, i));
            var ei = Vector256.Create(Unsafe.Add(ref e, i));
            pivot0 = di - x0 - ei / pivot0;
            pivot1 = di - x1 - ei / pivot1;
            below0 += Vector256.LessThan(pivot0, zero) & one;
            below1 += Vector256.LessThan(pivot1, zero) & one;
        }
    }
}
