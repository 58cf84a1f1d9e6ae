namespace Forecasting.Statistics;

/// <summary>Eigenvectors of a symmetric tridiagonal matrix whose eigenvalues are known.</summary>
/// <remarks>Solves (T − λ) x = b again and again from a random start: Golub and Van Loan, Matrix Computations, 4th ed., 8.2.2 and 8.4.2. Every vector is
/// kept orthogonal to those before it, so that equal and neighbouring eigenvalues (a sine has two) get different vectors.</remarks>
internal static class InverseIteration
{
    // One solution usually suffices and a second makes sure; a start that is nearly orthogonal to the vector needs a third.
    private const int MostSolutions = 6;

    /// <summary>Numbers of work space for a matrix of <paramref name="order"/> rows.</summary>
    public static int WorkLength(int order) => 5 * order;

    /// <summary>Fills <paramref name="vectors"/>.</summary>
    /// <param name="diagonal">Diagonal; finite.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1; as long as the diagonal.</param>
    /// <param name="values">Eigenvalues wanted, descending, each repeated as often as it occurs.</param>
    /// <param name="vectors">Receives unit vectors, one a row, orthogonal to each other.</param>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    /// <returns>False when a vector could not be found; only a NaN does that.</returns>
    public static bool Fill(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, ReadOnlySpan<double> values, Span<double> vectors, Span<double> work)
    {
        var order = diagonal.Length;
        var norm = 0.0;
        for (var i = 0; i < order; i++)
            norm = Math.Max(norm, Math.Abs(diagonal[i]) + Math.Abs(offDiagonal[i]));
        if (norm == 0)
            norm = 1;

        var factors = new ShiftedFactors(work[..(5 * order)], order);
        var random = new SplitMix64((ulong)order);
        for (var index = 0; index < values.Length; index++)
        {
            factors.Factor(diagonal, offDiagonal, values[index], 2.3e-16 * norm);
            if (!TryFind(factors, vectors[..((index + 1) * order)], index, norm, ref random))
                return false;
        }

        return true;
    }

    private static bool TryFind(in ShiftedFactors factors, Span<double> vectors, int index, double norm, ref SplitMix64 random)
    {
        var order = factors.Order;
        var vector = vectors[(index * order)..];
        Restart(vector, ref random);

        // A solution of unit right side longer than this has a residual of rounding size.
        var longEnough = 1 / (1e-15 * Math.Sqrt(order) * norm);
        var confirmed = false;
        for (var solution = 0; solution < MostSolutions; solution++)
        {
            factors.Solve(vector, isFirst: solution == 0);
            var length = Normalise(vector);
            if (!double.IsFinite(length))
                return false;
            var kept = Orthogonalise(vectors, index);
            if (kept < 1e-10)
            {
                Restart(vector, ref random);
                Orthogonalise(vectors, index);
                confirmed = false;
                continue;
            }

            if (confirmed && length * kept >= longEnough)
                return true;
            confirmed = length * kept >= longEnough;
        }

        return true;
    }

    private static void Restart(Span<double> vector, ref SplitMix64 random)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextUniform() - 0.5;
        Normalise(vector);
    }

    /// <summary>Makes the last vector unit and orthogonal to those before it; gives how much of it was left, 0..1.</summary>
    private static double Orthogonalise(Span<double> vectors, int index)
    {
        if (index == 0)
            return 1;
        var order = vectors.Length / (index + 1);
        var vector = vectors.Slice(index * order, order);
        var kept = 1.0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < index; i++)
            {
                var other = vectors.Slice(i * order, order);
                VectorMath.AddScaled(vector, -VectorMath.Dot(vector, other), other);
            }

            var length = Normalise(vector);
            kept *= length;

            // Little was taken away, so little of what was taken away is left: Parlett's "twice is enough".
            if (length > 0.5)
                break;
        }

        return kept;
    }

    private static double Normalise(Span<double> vector)
    {
        var largest = 0.0;
        foreach (var value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;

        // The squares of a long solution would overflow.
        for (var i = 0; i < vector.Length; i++)
            vector[i] /= largest;
        var norm = Math.Sqrt(VectorMath.Dot(vector, vector));
        for (var i = 0; i < vector.Length; i++)
            vector[i] /= norm;
        return norm * largest;
    }
}
