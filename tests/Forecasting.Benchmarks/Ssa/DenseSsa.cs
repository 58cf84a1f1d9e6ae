namespace Forecasting.Benchmarks.Ssa;

/// <summary>SSA as the textbook writes it, every matrix formed: the yardstick that the core's route must beat and agree with.</summary>
/// <remarks>Golyandina, Nekrutkin and Zhigljavsky (2001), sections 1.1 and 2.1; eigenvalues by Jacobi's cyclic rotations
/// (Golub and Van Loan, Matrix Computations, 4th ed., 8.5).</remarks>
internal static class DenseSsa
{
    private const int MostSweeps = 30;

    /// <summary>Recurrent forecast of rank <paramref name="rank"/>.</summary>
    public static double[] Forecast(double[] series, int windowLength, int rank, int horizon)
    {
        var windows = series.Length - windowLength + 1;
        var trajectory = new double[windowLength, windows];
        for (var i = 0; i < windowLength; i++)
            for (var k = 0; k < windows; k++)
                trajectory[i, k] = series[i + k];

        var covariance = Multiply(trajectory, Transpose(trajectory));
        var vectors = Jacobi(covariance);
        var leading = Enumerable.Range(0, windowLength).OrderByDescending(i => covariance[i, i]).Take(rank).ToArray();
        var basis = new double[windowLength, rank];
        for (var i = 0; i < windowLength; i++)
            for (var r = 0; r < rank; r++)
                basis[i, r] = vectors[i, leading[r]];

        var rebuilt = AverageDiagonals(Multiply(basis, Multiply(Transpose(basis), trajectory)));
        return Continue(rebuilt, basis, horizon);
    }

    private static double[] Continue(double[] rebuilt, double[,] basis, int horizon)
    {
        var last = basis.GetLength(0) - 1;
        var verticality = 0.0;
        var coefficients = new double[last];
        for (var r = 0; r < basis.GetLength(1); r++)
        {
            verticality += basis[last, r] * basis[last, r];
            for (var i = 0; i < last; i++)
                coefficients[i] += basis[last, r] * basis[i, r];
        }

        var values = rebuilt[^last..].Concat(new double[horizon]).ToArray();
        for (var t = last; t < values.Length; t++)
            for (var i = 0; i < last; i++)
                values[t] += coefficients[i] / (1 - verticality) * values[t - last + i];
        return values[last..];
    }

    private static double[] AverageDiagonals(double[,] matrix)
    {
        var sums = new double[matrix.GetLength(0) + matrix.GetLength(1) - 1];
        var counts = new int[sums.Length];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var k = 0; k < matrix.GetLength(1); k++)
            {
                sums[i + k] += matrix[i, k];
                counts[i + k]++;
            }
        }

        return [.. sums.Select((sum, t) => sum / counts[t])];
    }

    /// <summary>Diagonalises <paramref name="a"/> in place; returns the eigenvectors as columns.</summary>
    private static double[,] Jacobi(double[,] a)
    {
        var order = a.GetLength(0);
        var vectors = new double[order, order];
        for (var i = 0; i < order; i++)
            vectors[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a) > 1e-28; sweep++)
            for (var p = 0; p < order - 1; p++)
                for (var q = p + 1; q < order; q++)
                    Rotate(a, vectors, p, q);
        return vectors;
    }

    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var i = 0; i < a.GetLength(0); i++)
        {
            (a[i, p], a[i, q]) = (cosine * a[i, p] - sine * a[i, q], sine * a[i, p] + cosine * a[i, q]);
            (vectors[i, p], vectors[i, q]) = (cosine * vectors[i, p] - sine * vectors[i, q], sine * vectors[i, p] + cosine * vectors[i, q]);
        }

        for (var i = 0; i < a.GetLength(0); i++)
            (a[p, i], a[q, i]) = (cosine * a[p, i] - sine * a[q, i], sine * a[p, i] + cosine * a[q, i]);
    }

    /// <summary>Share of the squares that lies off the diagonal.</summary>
    private static double OffDiagonal(double[,] a)
    {
        double off = 0, all = 0;
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(0); j++)
            {
                all += a[i, j] * a[i, j];
                off += i == j ? 0 : a[i, j] * a[i, j];
            }
        }

        return all == 0 ? 0 : off / all;
    }

    private static double[,] Transpose(double[,] a)
    {
        var transposed = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++)
                transposed[j, i] = a[i, j];
        return transposed;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var k = 0; k < a.GetLength(1); k++)
                for (var j = 0; j < b.GetLength(1); j++)
                    product[i, j] += a[i, k] * b[k, j];
        return product;
    }
}
