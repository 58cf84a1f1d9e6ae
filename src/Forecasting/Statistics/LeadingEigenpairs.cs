namespace Forecasting.Statistics;

/// <summary>The largest eigenvalues of a real symmetric matrix and their eigenvectors, without the others.</summary>
/// <remarks>Householder reduction, bisection for the eigenvalues that are wanted, inverse iteration for their vectors: Golub and Van Loan,
/// Matrix Computations, 4th ed., 8.2.2, 8.3.1 and 8.4. The residuals ‖C u − λ u‖ and the inner products of different vectors are of
/// rounding size relative to ‖C‖, also where eigenvalues are equal or the matrix has less rank than pairs are asked for.</remarks>
internal static class LeadingEigenpairs
{
    /// <summary>Entries outside 1e±100 are scaled, or their squares would leave the range of a double.</summary>
    private const double Huge = 1e100;

    /// <summary>Numbers of work space that <see cref="Decompose"/> needs: about order², whatever the number of pairs.</summary>
    public static int WorkLength(int order)
    {
        var padded = HouseholderReduction.PaddedOrder(order);
        var step = Math.Max(HouseholderReduction.WorkLength(order), SturmBisection.WorkLength(order));
        return padded * padded + 3 * order + Math.Max(step, InverseIteration.WorkLength(order));
    }

    /// <summary>Finds the values.Length largest eigenpairs.</summary>
    /// <param name="matrix">order × order, row by row; only the lower triangle is read. Not changed.</param>
    /// <param name="order">Rows of the matrix, ≥ 1.</param>
    /// <param name="values">Receives the eigenvalues, descending; at most <paramref name="order"/> of them.</param>
    /// <param name="vectors">Receives the unit eigenvectors, one a row, in the same order; at least values.Length × order long.</param>
    /// <param name="work">At least <see cref="WorkLength"/> long; what it holds does not matter.</param>
    /// <returns>False when the matrix holds a NaN or an infinity.</returns>
    public static bool Decompose(ReadOnlySpan<double> matrix, int order, Span<double> values, Span<double> vectors, Span<double> work)
    {
        var padded = HouseholderReduction.PaddedOrder(order);
        var reduced = Take(ref work, padded * padded);
        var diagonal = Take(ref work, order);
        var offDiagonal = Take(ref work, order);
        var scale = Take(ref work, order);
        var largest = HouseholderReduction.CopyLowerTriangle(matrix, order, reduced);
        if (!double.IsFinite(largest))
            return false;

        // A power of two: nothing is rounded.
        var unit = largest is 0 or (< Huge and > 1 / Huge) ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        if (unit != 1)
            foreach (ref var value in reduced)
                value /= unit;

        HouseholderReduction.Reduce(reduced, order, diagonal, offDiagonal, scale, work);
        SturmBisection.Fill(diagonal, offDiagonal, values, work);
        if (!InverseIteration.Fill(diagonal, offDiagonal, values, vectors[..(values.Length * order)], work))
            return false;
        for (var i = 0; i < values.Length; i++)
        {
            HouseholderReduction.BringBack(reduced, scale, vectors.Slice(i * order, order));
            values[i] *= unit;
        }

        return true;
    }

    private static Span<double> Take(ref Span<double> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
