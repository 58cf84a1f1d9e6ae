namespace Forecasting.Statistics;

/// <summary>All eigenpairs of a real symmetric matrix, largest eigenvalue first.</summary>
/// <remarks>Householder reduction to tridiagonal form, then implicit QL with Wilkinson's shift: Golub and Van Loan, Matrix Computations,
/// 4th ed., 8.3.1 and 8.3.3. Eigenvectors are kept as rows, so that every inner loop runs over neighbouring numbers.</remarks>
internal static class SymmetricEigen
{
    // QL needs fewer than two sweeps an eigenvalue; a number that is not reached tells of a NaN in the matrix.
    private const int MaximumSweeps = 60;

    /// <summary>Decomposes <paramref name="matrix"/>.</summary>
    /// <param name="matrix">order × order, row by row, both triangles filled. Overwritten.</param>
    /// <param name="order">Rows of the matrix, ≥ 1.</param>
    /// <param name="values">Receives the eigenvalues, descending; at least <paramref name="order"/> long.</param>
    /// <param name="vectors">Receives the unit eigenvectors, one a row, in the same order; at least order² long.</param>
    /// <returns>False when the matrix holds a NaN or an infinity, or is so large that its squares overflow.</returns>
    public static bool Decompose(Span<double> matrix, int order, Span<double> values, Span<double> vectors)
    {
        values = values[..order];
        vectors = vectors[..(order * order)];
        Span<double> offDiagonal = order <= 512 ? stackalloc double[order] : new double[order];
        Tridiagonalise(matrix, order, values, offDiagonal, vectors);
        if (!DiagonaliseByQl(values, offDiagonal, vectors, order))
            return false;
        foreach (var value in values)
            if (!double.IsFinite(value))
                return false;

        SortDescending(values, vectors, order);
        return true;
    }

    /// <summary>A = Qᵀ T Q: T's diagonals to <paramref name="diagonal"/> and <paramref name="offDiagonal"/> (entry i couples i and i +
    /// 1), Q to <paramref name="q"/>.</summary>
    private static void Tridiagonalise(Span<double> a, int order, Span<double> diagonal, Span<double> offDiagonal, Span<double> q)
    {
        Span<double> product = order <= 512 ? stackalloc double[order] : new double[order];
        Span<double> scale = order <= 512 ? stackalloc double[order] : new double[order];

        // Where the rank is low the rest shrinks from step to step until squares underflow; long before that it is rounding of rounding.
        var nothing = 0.0;
        for (var i = 0; i < order; i++)
            nothing += Math.Abs(a[i * order + i]) * 1e-30;
        for (var k = 0; k < order - 1; k++)
        {
            diagonal[k] = a[k * order + k];
            var rest = order - k - 1;
            var v = a.Slice(k * order + k + 1, rest);
            var norm = Math.Sqrt(VectorMath.Dot(v, v));
            if (rest == 1 || norm <= nothing)
            {
                offDiagonal[k] = v[0];
                scale[k] = 0;
                continue;
            }

            // v = x + sign(x₀)·‖x‖·e₀ reflects x onto −sign(x₀)·‖x‖·e₀; the sign avoids cancellation.
            var image = v[0] > 0 ? -norm : norm;
            offDiagonal[k] = image;
            v[0] -= image;
            var beta = -1 / (image * v[0]);
            scale[k] = beta;

            // A ← H A H = A − v wᵀ − w vᵀ with w = p − (β/2)(pᵀv) v, p = β A v.
            var w = product[..rest];
            for (var i = 0; i < rest; i++)
                w[i] = beta * VectorMath.Dot(a.Slice((k + 1 + i) * order + k + 1, rest), v);
            VectorMath.AddScaled(w, -0.5 * beta * VectorMath.Dot(w, v), v);
            for (var i = 0; i < rest; i++)
                VectorMath.AddScaled(a.Slice((k + 1 + i) * order + k + 1, rest), -v[i], w, -w[i], v);
        }

        diagonal[order - 1] = a[order * order - 1];
        offDiagonal[order - 1] = 0;

        // Q = (… ((I·H_last) … H_1) H_0): each reflector touches only the rows and columns after its own.
        q.Clear();
        for (var i = 0; i < order; i++)
            q[i * order + i] = 1;
        for (var k = order - 2; k >= 0; k--)
        {
            if (scale[k] == 0)
                continue;
            var v = a.Slice(k * order + k + 1, order - k - 1);
            for (var i = k + 1; i < order; i++)
            {
                var row = q.Slice(i * order + k + 1, order - k - 1);
                VectorMath.AddScaled(row, -scale[k] * VectorMath.Dot(row, v), v);
            }
        }
    }

    private static bool DiagonaliseByQl(Span<double> d, Span<double> e, Span<double> vectors, int order)
    {
        // Negligible against the largest row, as in EISPACK's tql2. Against its own neighbours nothing ever is where the matrix has a
        // lower rank than its order: all three are rounding, and the sweeps would not end.
        var largest = 0.0;
        for (var i = 0; i < order; i++)
            largest = Math.Max(largest, Math.Abs(d[i]) + Math.Abs(e[i]));
        for (var l = 0; l < order; l++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var m = l;
                while (m < order - 1 && Math.Abs(e[m]) > 1.1e-16 * largest)
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
