using System.Numerics;

namespace Forecasting.Statistics;

/// <summary>All eigenvalues of a real upper Hessenberg matrix (zero below its first subdiagonal), without eigenvectors.</summary>
/// <remarks>Balancing by powers of two (Parlett and Reinsch, Numerische Mathematik 13 (1969), 293–304), then Francis's implicitly
/// shifted QR: Golub and Van Loan, Matrix Computations, 4th ed., 7.5.2 to 7.5.6.</remarks>
internal static class HessenbergEigenvalues
{
    private const double Epsilon = 2.2e-16;

    // Francis's method needs two or three sweeps an eigenvalue.
    private const int MaximumSweeps = 60;

    /// <summary>Sweeps after which a block that does not split gets shifts from outside its own spectrum.</summary>
    private const int SweepsBetweenExceptionalShifts = 10;

    /// <summary>Finds the eigenvalues.</summary>
    /// <param name="matrix">order × order, row by row, upper Hessenberg. Overwritten.</param>
    /// <param name="order">Rows of the matrix, ≥ 1.</param>
    /// <param name="eigenvalues">Receives <paramref name="order"/> eigenvalues; complex ones in exactly conjugate pairs, next to each
    /// other.</param>
    /// <returns>False when the matrix holds a NaN or an infinity, or the sweeps do not converge.</returns>
    public static bool Find(Span<double> matrix, int order, Span<Complex> eigenvalues)
    {
        foreach (var entry in matrix[..(order * order)])
            if (!double.IsFinite(entry))
                return false;

        Balance(matrix, order);
        var last = order - 1;
        var sweeps = 0;
        while (last >= 0)
        {
            var first = StartOfBlock(matrix, order, last);
            if (first >= last - 1)
            {
                if (first == last)
                    eigenvalues[last] = matrix[last * order + last];
                else
                    (eigenvalues[first], eigenvalues[last]) = OfTwoByTwo(matrix, order, first);
                last = first - 1;
                sweeps = 0;
                continue;
            }

            if (++sweeps > MaximumSweeps)
                return false;
            Sweep(matrix, order, first, last, isExceptional: sweeps % SweepsBetweenExceptionalShifts == 0);
        }

        return true;
    }

    /// <summary>Scales rows and columns by powers of two until their norms agree within a factor of two: no eigenvalue changes.</summary>
    private static void Balance(Span<double> h, int order)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < order; i++)
            {
                double row = 0, column = 0;
                for (var j = 0; j < order; j++)
                {
                    if (j == i)
                        continue;
                    row += Math.Abs(h[i * order + j]);
                    column += Math.Abs(h[j * order + i]);
                }

                if (row == 0 || column == 0)
                    continue;

                // 2^e·column = 2^−e·row at e = ½ log₂(row / column).
                var exponent = (int)Math.Round(0.5 * Math.Log2(row / column));
                if (Math.ScaleB(column, exponent) + Math.ScaleB(row, -exponent) >= 0.95 * (row + column))
                    continue;
                changed = true;
                for (var j = 0; j < order; j++)
                {
                    h[i * order + j] = Math.ScaleB(h[i * order + j], -exponent);
                    h[j * order + i] = Math.ScaleB(h[j * order + i], exponent);
                }
            }
        }
    }

    /// <summary>The first row of the unreduced block that ends at <paramref name="last"/>; the entry before it becomes 0.</summary>
    private static int StartOfBlock(Span<double> h, int order, int last)
    {
        for (var i = last; i > 0; i--)
        {
            var neighbours = Math.Abs(h[i * order + i]) + Math.Abs(h[(i - 1) * order + i - 1]);
            if (Math.Abs(h[i * order + i - 1]) > Epsilon * neighbours)
                continue;
            h[i * order + i - 1] = 0;
            return i;
        }

        return 0;
    }

    private static (Complex First, Complex Second) OfTwoByTwo(ReadOnlySpan<double> h, int order, int first)
    {
        double a = h[first * order + first], b = h[first * order + first + 1];
        double c = h[(first + 1) * order + first], d = h[(first + 1) * order + first + 1];
        var half = (a - d) / 2;
        var discriminant = half * half + b * c;
        if (discriminant < 0)
        {
            var value = new Complex((a + d) / 2, Math.Sqrt(-discriminant));
            return (value, Complex.Conjugate(value));
        }

        // The root farther from d is found without cancellation, the other one from the product of both.
        var root = half + Math.CopySign(Math.Sqrt(discriminant), half);
        return root == 0 ? (d, d) : (d + root, d - b * c / root);
    }

    /// <summary>One double-shift sweep over rows <paramref name="first"/>..<paramref name="last"/>, three or more of them.</summary>
    private static void Sweep(Span<double> h, int order, int first, int last, bool isExceptional)
    {
        // Both shifts at once, as roots of z² − sum·z + product: real arithmetic for complex shifts.
        var below = h[last * order + last - 1];
        var sum = h[(last - 1) * order + last - 1] + h[last * order + last];
        var product = h[(last - 1) * order + last - 1] * h[last * order + last] - h[(last - 1) * order + last] * below;
        if (isExceptional)
        {
            var size = Math.Abs(below) + Math.Abs(h[(last - 1) * order + last - 2]);
            (sum, product) = (1.5 * size, size * size);
        }

        // First column of (H − shift₁)(H − shift₂).
        double h00 = h[first * order + first], h10 = h[(first + 1) * order + first], h11 = h[(first + 1) * order + first + 1];
        Span<double> v =
        [
            h00 * h00 + h[first * order + first + 1] * h10 - sum * h00 + product,
            h10 * (h00 + h11 - sum),
            h10 * h[(first + 2) * order + first + 1],
        ];
        for (var k = first; k < last; k++)
        {
            var length = Math.Min(3, last - k + 1);
            if (k > first)
                for (var i = 0; i < length; i++)
                    v[i] = h[(k + i) * order + k - 1];
            Reflect(h, order, v[..length], k, first, last);
        }
    }

    /// <summary>Applies from both sides the reflection of rows k, k + 1, … that turns <paramref name="v"/> into its first axis.</summary>
    private static void Reflect(Span<double> h, int order, Span<double> v, int k, int first, int last)
    {
        var scale = 0.0;
        foreach (var entry in v)
            scale += Math.Abs(entry);
        if (scale == 0)
            return;
        for (var i = 0; i < v.Length; i++)
            v[i] /= scale;
        v[0] += Math.CopySign(Math.Sqrt(VectorMath.Dot(v, v)), v[0]);
        var beta = 2 / VectorMath.Dot(v, v);

        // At the end of the block two rows are left: the third is then the second once more, with weight 0.
        var third = v.Length - 1;
        double v0 = v[0], v1 = v[1], v2 = v.Length == 3 ? v[2] : 0;
        var row0 = h.Slice(k * order, last + 1);
        var row1 = h.Slice((k + 1) * order, last + 1);
        var row2 = h.Slice((k + third) * order, last + 1);
        for (var j = Math.Max(first, k - 1); j <= last; j++)
        {
            var projection = beta * (v0 * row0[j] + v1 * row1[j] + v2 * row2[j]);
            row0[j] -= projection * v0;
            row1[j] -= projection * v1;
            row2[j] -= projection * v2;
        }

        if (k > first)
            for (var i = 1; i < v.Length; i++)
                h[(k + i) * order + k - 1] = 0;

        for (var i = first; i <= Math.Min(k + 3, last); i++)
        {
            var row = h.Slice(i * order + k, v.Length);
            var projection = beta * (v0 * row[0] + v1 * row[1] + v2 * row[third]);
            row[0] -= projection * v0;
            row[1] -= projection * v1;
            row[third] -= projection * v2;
        }
    }
}
