namespace Forecasting.Statistics;

/// <summary>T − λ for a symmetric tridiagonal T, factored into L U with row exchanges, ready to be solved with.</summary>
/// <remarks>Golub and Van Loan, Matrix Computations, 4th ed., 3.4 and 4.3: exchanges fill one more diagonal of U and no more.</remarks>
internal readonly ref struct ShiftedFactors
{
    private readonly Span<double> _pivots;
    private readonly Span<double> _upper;
    private readonly Span<double> _second;
    private readonly Span<double> _multipliers;
    private readonly Span<double> _exchanged;

    /// <summary>Factors in <paramref name="work"/>.</summary>
    /// <param name="work">Five numbers a row.</param>
    /// <param name="order">Rows of T.</param>
    public ShiftedFactors(Span<double> work, int order)
    {
        Order = order;
        _pivots = work[..order];
        _upper = work.Slice(order, order);
        _second = work.Slice(2 * order, order);
        _multipliers = work.Slice(3 * order, order);
        _exchanged = work.Slice(4 * order, order);
    }

    /// <summary>Rows of T.</summary>
    public int Order { get; }

    /// <summary>Factors T − <paramref name="shift"/>.</summary>
    /// <param name="diagonal">T's diagonal.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1.</param>
    /// <param name="shift">λ.</param>
    /// <param name="smallestPivot">Stands in for a pivot that is zero to rounding, which is what a good shift makes of the last one.</param>
    public void Factor(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, double shift, double smallestPivot)
    {
        // (pivot, upper) is the row being eliminated with; its third entry is zero until an exchange fills it.
        var pivot = diagonal[0] - shift;
        var upper = offDiagonal[0];
        for (var i = 0; i < Order - 1; i++)
        {
            var below = offDiagonal[i];
            var nextDiagonal = diagonal[i + 1] - shift;
            var nextUpper = offDiagonal[i + 1];
            if (Math.Abs(below) > Math.Abs(pivot))
            {
                var multiplier = pivot / below;
                Store(i, below, nextDiagonal, nextUpper, multiplier, exchanged: 1);
                pivot = upper - multiplier * nextDiagonal;
                upper = -multiplier * nextUpper;
            }
            else
            {
                pivot = Math.Abs(pivot) < smallestPivot ? smallestPivot : pivot;
                var multiplier = below / pivot;
                Store(i, pivot, upper, 0, multiplier, exchanged: 0);
                pivot = nextDiagonal - multiplier * upper;
                upper = nextUpper;
            }
        }

        Store(Order - 1, Math.Abs(pivot) < smallestPivot ? smallestPivot : pivot, 0, 0, 0, 0);
    }

    /// <summary>Solves (T − λ) x = b in place.</summary>
    /// <param name="x">b, becomes x.</param>
    /// <param name="isFirst">True for a random b: L⁻¹ b is no less random, so only U is solved with (Wilkinson).</param>
    public void Solve(Span<double> x, bool isFirst)
    {
        x = x[..Order];
        for (var i = 0; !isFirst && i < Order - 1; i++)
        {
            if (_exchanged[i] != 0)
                (x[i], x[i + 1]) = (x[i + 1], x[i]);
            x[i + 1] -= _multipliers[i] * x[i];
        }

        double after = 0, second = 0;
        for (var i = Order - 1; i >= 0; i--)
        {
            var value = (x[i] - _upper[i] * after - _second[i] * second) * _pivots[i];
            x[i] = value;
            (after, second) = (value, after);
        }
    }

    private void Store(int i, double pivot, double upper, double second, double multiplier, double exchanged)
    {
        // The reciprocal: solving then has no division to wait for.
        _pivots[i] = 1 / pivot;
        _upper[i] = upper;
        _second[i] = second;
        _multipliers[i] = multiplier;
        _exchanged[i] = exchanged;
    }
}
