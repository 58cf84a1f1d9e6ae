using System.Buffers;

namespace Forecasting.Statistics;

/// <summary>All eigenpairs of a real symmetric matrix, largest eigenvalue first.</summary>
/// <remarks>Householder reduction to tridiagonal form, then implicit QL with Wilkinson's shift: Golub and Van Loan, Matrix Computations,
/// 4th ed., 8.3.1 and 8.3.3. Eigenvectors are kept as rows, so that every inner loop runs over neighbouring numbers.</remarks>
internal static class SymmetricEigen
{
    // QL needs fewer than two sweeps an eigenvalue; a number that is not reached tells of a NaN in the matrix.
    private const int MaximumSweeps = 60;

    /// <summary>Decomposes <paramref name="matrix"/>.</summary>
    /// <param name="matrix">order × order, row by row; only the lower triangle is read. Not changed.</param>
    /// <param name="order">Rows of the matrix, ≥ 1.</param>
    /// <param name="values">Receives the eigenvalues, descending; at least <paramref name="order"/> long.</param>
    /// <param name="vectors">Receives the unit eigenvectors, one a row, in the same order; at least order² long.</param>
    /// <returns>False when the matrix holds a NaN or an infinity, or is so large that its squares overflow.</returns>
    public static bool Decompose(ReadOnlySpan<double> matrix, int order, Span<double> values, Span<double> vectors)
    {
        values = values[..order];
        vectors = vectors[..(order * order)];
        var padded = HouseholderReduction.PaddedOrder(order);
        var rented = ArrayPool<double>.Shared.Rent(padded * padded + 2 * order + HouseholderReduction.WorkLength(order));
        var reduced = rented.AsSpan(0, padded * padded);
        var offDiagonal = rented.AsSpan(reduced.Length, order);
        var scale = rented.AsSpan(reduced.Length + order, order);
        HouseholderReduction.CopyLowerTriangle(matrix, order, reduced);
        HouseholderReduction.Reduce(reduced, order, values, offDiagonal, scale, rented.AsSpan(reduced.Length + 2 * order));

        // QL turns T's eigenvectors out of the unit vectors; brought back first, the unit vectors become A's.
        vectors.Clear();
        for (var i = 0; i < order; i++)
        {
            vectors[i * order + i] = 1;
            HouseholderReduction.BringBack(reduced, scale, vectors.Slice(i * order, order), first: i + 1);
        }

        var diagonalised = DiagonaliseByQl(values, offDiagonal, vectors, order);
        ArrayPool<double>.Shared.Return(rented);
        if (!diagonalised)
            return false;
        foreach (var value in values)
            if (!double.IsFinite(value))
                return false;

        SortDescending(values, vectors, order);
        return true;
    }

    private static bool DiagonaliseByQl(Span<double> d, Span<double> e, Span<double> vectors, int order)
    {
        var largest = 0.0;
        for (var i = 0; i < order; i++)
            largest = Math.Max(largest, Math.Abs(d[i]) + Math.Abs(e[i]));

        // Where the matrix has less rank than rows the diagonal is rounding too, and nothing is small beside it.
        var rounding = 1e-17 * largest;
        for (var l = 0; l < order; l++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var m = l;
                while (m < order - 1 && Math.Abs(e[m]) > Math.Max(rounding, 1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
                    m++;
                if (m == l)
                    break;
                if (sweep == MaximumSweeps || double.IsNaN(e[l]))
                    return false;
                SweepQl(d, e, vectors, order, l, m);
            }
        }

        return true;
    }

    /// <summary>One implicit QL sweep over the unreduced block <paramref name="l"/>..<paramref name="m"/>.</summary>
    private static void SweepQl(Span<double> d, Span<double> e, Span<double> vectors, int order, int l, int m)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        var r = Math.Sqrt(g * g + 1);
        g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r));
        double sine = 1, cosine = 1, p = 0;
        for (var i = m - 1; i >= l; i--)
        {
            var f = sine * e[i];
            var b = cosine * e[i];
            r = Math.Sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0)
            {
                // The block falls apart here: undo the shift and let the caller find the two halves.
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
            VectorMath.Rotate(vectors.Slice(i * order, order), vectors.Slice((i + 1) * order, order), cosine, sine);
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void SortDescending(Span<double> values, Span<double> vectors, int order)
    {
        for (var i = 0; i < order - 1; i++)
        {
            var largest = i;
            for (var j = i + 1; j < order; j++)
                if (values[j] > values[largest])
                    largest = j;
            if (largest == i)
                continue;
            (values[i], values[largest]) = (values[largest], values[i]);
            for (var k = 0; k < order; k++)
                (vectors[i * order + k], vectors[largest * order + k]) = (vectors[largest * order + k], vectors[i * order + k]);
        }
    }
}
