using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>T − λ for a symmetric tridiagonal T and four values of λ at once, factored into L U with row exchanges.</summary>
/// <remarks>Golub and Van Loan, Matrix Computations, 4th ed., 3.4 and 4.3: exchanges fill one more diagonal of U and no more. Number i
/// of lane m stands at 4 i + m: a division takes as long for one λ as for four, and an exchange is a choice instead of a jump.</remarks>
internal readonly ref struct ShiftedFactors
{
    /// <summary>Values of λ.</summary>
    public const int Lanes = 4;

    private readonly Span<double> _pivots;
    private readonly Span<double> _upper;
    private readonly Span<double> _second;
    private readonly Span<double> _multipliers;
    private readonly Span<double> _exchanged;

    /// <summary>Factors in <paramref name="work"/>.</summary>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    /// <param name="order">Rows of T.</param>
    public ShiftedFactors(Span<double> work, int order)
    {
        Order = order;
        var length = Lanes * order;
        _pivots = work[..length];
        _upper = work.Slice(length, length);
        _second = work.Slice(2 * length, length);
        _multipliers = work.Slice(3 * length, length);
        _exchanged = work.Slice(4 * length, length);
    }

    /// <summary>Rows of T.</summary>
    public int Order { get; }

    /// <summary>Numbers of work space for <paramref name="order"/> rows.</summary>
    public static int WorkLength(int order) => 5 * Lanes * order;

    /// <summary>Factors T − λ.</summary>
    /// <param name="diagonal">T's diagonal.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1; as long as the diagonal.</param>
    /// <param name="shifts">1 to 4 values of λ; the last stands for those that are missing.</param>
    /// <param name="smallestPivot">Stands in for a pivot that is zero to rounding, which is what a good λ makes of the last one.</param>
    public void Factor(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, ReadOnlySpan<double> shifts, double smallestPivot)
    {
        Span<double> padded = stackalloc double[Lanes];
        padded.Fill(shifts[^1]);
        shifts.CopyTo(padded);
        var shift = Vector256.Create<double>(padded);
        var smallest = Vector256.Create(smallestPivot);

        // (pivot, upper) is the row that eliminates next; its third entry is zero until an exchange fills it.
        var pivot = Vector256.Create(diagonal[0]) - shift;
        var upper = Vector256.Create(offDiagonal[0]);
        for (var i = 0; i < Order - 1; i++)
        {
            var below = Vector256.Create(offDiagonal[i]);
            var nextDiagonal = Vector256.Create(diagonal[i + 1]) - shift;
            var nextUpper = Vector256.Create(offDiagonal[i + 1]);
            var exchanged = Vector256.GreaterThan(Vector256.Abs(below), Vector256.Abs(pivot));
            var larger = Vector256.ConditionalSelect(exchanged, below, AtLeast(pivot, smallest));
            var smaller = Vector256.ConditionalSelect(exchanged, pivot, below);
            var reciprocal = Vector256<double>.One / larger;
            var multiplier = smaller * reciprocal;
            var rowUpper = Vector256.ConditionalSelect(exchanged, nextDiagonal, upper);
            var rowSecond = exchanged & nextUpper;
            Store(i, reciprocal, rowUpper, rowSecond, multiplier, exchanged);
            pivot = Vector256.ConditionalSelect(exchanged, upper, nextDiagonal) - multiplier * rowUpper;
            upper = Vector256.ConditionalSelect(exchanged, Vector256<double>.Zero, nextUpper) - multiplier * rowSecond;
        }

        var zero = Vector256<double>.Zero;
        Store(Order - 1, Vector256<double>.One / AtLeast(pivot, smallest), zero, zero, zero, zero);
    }

    /// <summary>Solves (T − λ) x = b in place, for each λ.</summary>
    /// <param name="x">b, becomes x; four numbers a row.</param>
    /// <param name="isFirst">True for a random b: L⁻¹ b is no less random, so only U is solved with (Wilkinson).</param>
    public void Solve(Span<double> x, bool isFirst)
    {
        ref var row = ref MemoryMarshal.GetReference(x[..(Lanes * Order)]);
        if (!isFirst)
        {
            var current = Vector256.LoadUnsafe(ref row);
            for (var i = 0; i < Order - 1; i++)
            {
                var next = Load(ref row, i + 1);
                var exchanged = Load(_exchanged, i);
                var first = Vector256.ConditionalSelect(exchanged, next, current);
                first.StoreUnsafe(ref Unsafe.Add(ref row, Lanes * i));
                current = Vector256.ConditionalSelect(exchanged, current, next) - Load(_multipliers, i) * first;
            }

            current.StoreUnsafe(ref Unsafe.Add(ref row, Lanes * (Order - 1)));
        }

        Vector256<double> after = Vector256<double>.Zero, second = after;
        for (var i = Order - 1; i >= 0; i--)
        {
            var value = (Load(ref row, i) - Load(_second, i) * second - Load(_upper, i) * after) * Load(_pivots, i);
            value.StoreUnsafe(ref Unsafe.Add(ref row, Lanes * i));
            (after, second) = (value, after);
        }
    }

    private static Vector256<double> AtLeast(Vector256<double> pivot, Vector256<double> smallest) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(pivot), smallest), smallest, pivot);

    private static Vector256<double> Load(Span<double> rows, int i) => Load(ref MemoryMarshal.GetReference(rows), i);

    private static Vector256<double> Load(ref double start, int i) => Vector256.LoadUnsafe(ref Unsafe.Add(ref start, Lanes * i));

    private void Store(
        int i, Vector256<double> pivot, Vector256<double> upper, Vector256<double> second, Vector256<double> multiplier,
        Vector256<double> exchanged)
    {
        // The reciprocal of the pivot: solving then has no division to wait for.
        pivot.CopyTo(_pivots[(Lanes * i)..]);
        upper.CopyTo(_upper[(Lanes * i)..]);
        second.CopyTo(_second[(Lanes * i)..]);
        multiplier.CopyTo(_multipliers[(Lanes * i)..]);
        exchanged.CopyTo(_exchanged[(Lanes * i)..]);
    }
}
