namespace Forecasting.Statistics;

/// <summary>Eigenvectors of a symmetric tridiagonal matrix whose eigenvalues are known.</summary>
/// <remarks>Solves (T − λ) x = b again and again from a random start: Golub and Van Loan, Matrix Computations, 4th ed., 8.2.2.
/// Every vector is kept orthogonal to those before it, so that equal and neighbouring eigenvalues (a sine has two) get different
/// vectors. Four eigenvalues are worked on at a time.</remarks>
internal static class InverseIteration
{
    // Two solutions usually suffice; a start that is nearly orthogonal to the vector needs a third.
    private const int MostSolutions = 6;

    private const int Lanes = ShiftedFactors.Lanes;

    private const double Rounding = 2.3e-16;

    /// <summary>Numbers of work space for a matrix of <paramref name="order"/> rows.</summary>
    public static int WorkLength(int order) => ShiftedFactors.WorkLength(order) + Lanes * order;

    /// <summary>Fills <paramref name="vectors"/>.</summary>
    /// <param name="diagonal">Diagonal; finite.</param>
    /// <param name="offDiagonal">Entry i couples i and i + 1; as long as the diagonal.</param>
    /// <param name="values">Eigenvalues wanted, descending, each repeated as often as it occurs.</param>
    /// <param name="vectors">Receives unit vectors, one a row, orthogonal to each other.</param>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    /// <returns>False when a number left the range of a double.</returns>
    public static bool Fill(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, ReadOnlySpan<double> values, Span<double> vectors,
        Span<double> work)
    {
        var order = diagonal.Length;
        var norm = 0.0;
        for (var i = 0; i < order; i++)
            norm = Math.Max(norm, Math.Abs(diagonal[i]) + Math.Abs(offDiagonal[i]));
        if (norm == 0)
            norm = 1;

        var factors = new ShiftedFactors(work, order);
        var solutions = work.Slice(ShiftedFactors.WorkLength(order), Lanes * order);
        var random = new SplitMix64((ulong)order);
        Span<double> shifts = stackalloc double[Lanes];
        var above = double.PositiveInfinity;
        for (var first = 0; first < values.Length; first += Lanes)
        {
            // Copies of an eigenvalue are set a little apart: a shift that hits one copy by chance much better than the others
            // would drown them in its solution.
            var count = Math.Min(Lanes, values.Length - first);
            for (var lane = 0; lane < count; lane++)
                above = shifts[lane] = Math.Min(values[first + lane], above - 4 * Rounding * norm);

            factors.Factor(diagonal, offDiagonal, shifts[..count], Rounding * norm);
            var resolution = 1e-15 * Math.Sqrt(order) * norm + 2 * (values[first + count - 1] - shifts[count - 1]);
            if (!TryFind(factors, vectors[..((first + count) * order)], first, resolution, solutions, ref random))
                return false;
        }

        return true;
    }

    private static bool TryFind(
        in ShiftedFactors factors, Span<double> vectors, int first, double resolution, Span<double> solutions, ref SplitMix64 random)
    {
        var order = factors.Order;
        var count = vectors.Length / order - first;

        // The residual of a solution, made unit, is 1 / its length.
        var longEnough = 1 / resolution;
        foreach (ref var value in solutions)
            value = random.NextUniform() - 0.5;
        Span<int> streaks = stackalloc int[Lanes];
        streaks.Clear();
        var settled = 0;
        for (var solution = 0; solution < MostSolutions && settled < count; solution++)
        {
            factors.Solve(solutions, isFirst: solution == 0);
            for (var lane = settled; lane < count; lane++)
            {
                var vector = vectors.Slice((first + lane) * order, order);
                for (var i = 0; i < order; i++)
                    vector[i] = solutions[i * Lanes + lane];
                var length = Normalise(vector);
                if (!double.IsFinite(length))
                    return false;
                var kept = Orthogonalise(vectors, first + lane, order);
                streaks[lane] = length * kept >= longEnough ? streaks[lane] + 1 : 0;
                if (kept < 1e-10)
                {
                    Restart(vector, ref random);
                    Orthogonalise(vectors, first + lane, order);
                }

                // A vector settles after those it is orthogonal to, or they would move away from it.
                settled += lane == settled && streaks[lane] >= 2 ? 1 : 0;
                for (var i = 0; i < order; i++)
                    solutions[i * Lanes + lane] = vector[i];
            }
        }

        return true;
    }

    private static void Restart(Span<double> vector, ref SplitMix64 random)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextUniform() - 0.5;
        Normalise(vector);
    }

    /// <summary>Makes a vector orthogonal to those before it, and unit again; gives how much of it was left, 0..1.</summary>
    private static double Orthogonalise(Span<double> vectors, int index, int order)
    {
        var vector = vectors.Slice(index * order, order);
        var kept = 1.0;
        for (var pass = 0; pass < 2 && index > 0; pass++)
        {
            for (var i = 0; i < index; i++)
            {
                var other = vectors.Slice(i * order, order);
                VectorMath.AddScaled(vector, -VectorMath.Dot(vector, other), other);
            }

            var length = Normalise(vector);
            kept *= length;

            // Where little was taken away, little of that can have been rounding: Parlett's "twice is enough", or once.
            if (length > 0.5)
                break;
        }

        return kept;
    }

    private static double Normalise(Span<double> vector)
    {
        var norm = Math.Sqrt(VectorMath.Dot(vector, vector));
        if (norm is > 1e-150 and < 1e150)
        {
            VectorMath.Scale(vector, 1 / norm);
            return norm;
        }

        // The squares left the range of a double.
        var largest = 0.0;
        foreach (var value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        VectorMath.Scale(vector, 1 / largest);
        norm = Math.Sqrt(VectorMath.Dot(vector, vector));
        VectorMath.Scale(vector, 1 / norm);
        return norm * largest;
    }
}
