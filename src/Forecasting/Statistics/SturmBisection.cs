using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>The largest eigenvalues of a symmetric tridiagonal matrix, by halving intervals.</summary>
/// <remarks>The leading minors p_i of T − x change sign as often as there are eigenvalues below x: Golub and Van Loan, Matrix
/// Computations, 4th ed., 8.4. p_i = (d_i − x) p_{i−1} − e²_{i−1} p_{i−2} has no division to wait for; only the minors' signs are
/// wanted, so they are brought back into range by a power of two, which rounds nothing. Sixteen eigenvalues are halved at a time.</remarks>
internal static class SturmBisection
{
    private const int Lanes = 4;
    private const int AtATime = 4 * Lanes;

    /// <summary>Steps after which the minors are brought back into range: one shrinks by 1e-40 in two steps, and doubles, at the
    /// worst.</summary>
    private const int StepsInRange = 8;

    /// <summary>Numbers of work space for a matrix of <paramref name="order"/> rows.</summary>
    public static int WorkLength(int order) => 2 * order;

    /// <summary>Fills <paramref name="values"/> with the largest eigenvalues, descending, each to the rounding of the matrix.</summary>
    /// <param name="diagonal">Diagonal; finite.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1; as long as the diagonal.</param>
    /// <param name="values">Receives values.Length ≤ diagonal.Length eigenvalues.</param>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    public static void Fill(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, Span<double> values, Span<double> work)
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

        var norm = Math.Max(Math.Abs(low), Math.Abs(high));
        if (norm == 0)
        {
            values.Clear();
            return;
        }

        // T / unit has a norm of 1..2. A coupling of zero would let a minor that is zero silence all that follow.
        var unit = Math.ScaleB(1, Math.ILogB(norm));
        var centres = work[..order];
        var squares = work.Slice(order, order);
        for (var i = 0; i < order; i++)
        {
            centres[i] = diagonal[i] / unit;
            squares[i] = i == 0 ? 0 : Math.Max(1e-40, offDiagonal[i - 1] / unit * (offDiagonal[i - 1] / unit));
        }

        const double tolerance = 1.2e-16;
        low = low / unit - 2 * tolerance;
        high = high / unit + 2 * tolerance;
        for (var first = 0; first < values.Length; first += AtATime)
        {
            // What lies above the eigenvalues found last is settled.
            var ceiling = first == 0 ? high : Math.Min(high, values[first - 1] / unit + 4 * tolerance);
            var group = values.Slice(first, Math.Min(AtATime, values.Length - first));
            Bisect(centres, squares, low, ceiling, tolerance, first, group);
            foreach (ref var value in group)
                value *= unit;
        }

        // Neighbours that agree to the tolerance may come out of order by it.
        for (var i = 1; i < values.Length; i++)
            values[i] = Math.Min(values[i], values[i - 1]);
    }

    private static void Bisect(
        ReadOnlySpan<double> centres, ReadOnlySpan<double> squares, double low, double high, double tolerance, int first,
        Span<double> values)
    {
        Span<double> lows = stackalloc double[AtATime];
        Span<double> middles = stackalloc double[AtATime];
        Span<double> highs = stackalloc double[AtATime];
        Span<long> below = stackalloc long[AtATime];
        lows.Fill(low);
        highs.Fill(high);
        for (var width = high - low; width > tolerance; width *= 0.5)
        {
            for (var i = 0; i < AtATime; i++)
                middles[i] = 0.5 * (lows[i] + highs[i]);
            CountBelow(centres, squares, middles, below);
            for (var i = 0; i < AtATime; i++)
            {
                // Eigenvalue number m (from 0, descending) is below x where at least order − m eigenvalues are.
                var isBelow = below[i] >= centres.Length - first - i;
                highs[i] = isBelow ? middles[i] : highs[i];
                lows[i] = isBelow ? lows[i] : middles[i];
            }
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = 0.5 * (lows[i] + highs[i]);
    }

    /// <summary>How many eigenvalues lie below each of sixteen points.</summary>
    private static void CountBelow(
        ReadOnlySpan<double> centres, ReadOnlySpan<double> squares, ReadOnlySpan<double> points, Span<long> below)
    {
        ref var d = ref MemoryMarshal.GetReference(centres);
        ref var e = ref MemoryMarshal.GetReference(squares[..centres.Length]);
        var (x0, x1) = (Vector256.Create(points), Vector256.Create(points[Lanes..]));
        var (x2, x3) = (Vector256.Create(points[(2 * Lanes)..]), Vector256.Create(points[(3 * Lanes)..]));
        Vector256<double> p0 = Vector256<double>.One, p1 = p0, p2 = p0, p3 = p0;
        Vector256<double> q0 = Vector256<double>.Zero, q1 = q0, q2 = q0, q3 = q0;
        Vector256<long> n0 = Vector256<long>.Zero, n1 = n0, n2 = n0, n3 = n0;
        for (var i = 0; i < centres.Length; i++)
        {
            if (i % StepsInRange == 0)
            {
                BringIntoRange(ref p0, ref q0);
                BringIntoRange(ref p1, ref q1);
                BringIntoRange(ref p2, ref q2);
                BringIntoRange(ref p3, ref q3);
            }

            var di = Vector256.Create(Unsafe.Add(ref d, i));
            var ei = Vector256.Create(Unsafe.Add(ref e, i));
            Step(di - x0, ei, ref p0, ref q0, ref n0);
            Step(di - x1, ei, ref p1, ref q1, ref n1);
            Step(di - x2, ei, ref p2, ref q2, ref n2);
            Step(di - x3, ei, ref p3, ref q3, ref n3);
        }

        n0.CopyTo(below);
        n1.CopyTo(below[Lanes..]);
        n2.CopyTo(below[(2 * Lanes)..]);
        n3.CopyTo(below[(3 * Lanes)..]);
    }

    /// <summary>The next minor, and one more change of sign where there is one. A minor of zero counts once, now or a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        Vector256<double> centre, Vector256<double> square,
        ref Vector256<double> minor, ref Vector256<double> previous, ref Vector256<long> changes)
    {
        var next = centre * minor - square * previous;
        changes += Vector256.ShiftRightLogical((next ^ minor).AsInt64(), 63);
        previous = minor;
        minor = next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BringIntoRange(ref Vector256<double> minor, ref Vector256<double> previous)
    {
        // 2⁻ᵉ for the exponent e of the larger one, made by subtracting exponents in place.
        var exponent = Vector256.Max(Vector256.Abs(minor), Vector256.Abs(previous)).AsInt64() & Vector256.Create(0x7FF0000000000000L);
        var scale = (Vector256.Create(0x7FE0000000000000L) - exponent).AsDouble();
        minor *= scale;
        previous *= scale;
    }
}
