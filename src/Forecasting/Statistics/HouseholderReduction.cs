using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Forecasting.Statistics;

/// <summary>A symmetric matrix made tridiagonal by reflections, A = H T Hᵀ, and vectors brought back from T to A.</summary>
/// <remarks>
/// <para>Golub and Van Loan, Matrix Computations, 4th ed., 8.3.1, from the last row upwards, on the lower triangle alone. The update
/// that one reflection causes is put off until the product of the matrix with the next one is taken, so that each number is fetched once
/// a step.</para>
/// <para>Rows and columns are padded with zeros to a multiple of four: the inner loop needs no remainder.</para>
/// </remarks>
internal static class HouseholderReduction
{
    private const int Lanes = 4;

    /// <summary>Rows and columns of the padded matrix.</summary>
    public static int PaddedOrder(int order) => (order + Lanes - 1) & -Lanes;

    /// <summary>Numbers of work space that <see cref="Reduce"/> needs: five padded vectors.</summary>
    public static int WorkLength(int order) => 5 * PaddedOrder(order);

    /// <summary>Copies a lower triangle, the 4 × 4 blocks on its diagonal whole, and pads it with zeros.</summary>
    /// <param name="matrix">order × order, row by row.</param>
    /// <param name="order">Rows of the matrix.</param>
    /// <param name="padded">Padded order × padded order.</param>
    /// <returns>The largest absolute value; NaN where there is one.</returns>
    public static double CopyLowerTriangle(ReadOnlySpan<double> matrix, int order, Span<double> padded)
    {
        var stride = PaddedOrder(order);
        var largest = 0.0;
        for (var i = 0; i < stride; i++)
        {
            var row = padded.Slice(i * stride, stride);
            row.Clear();
            if (i >= order)
                continue;
            matrix.Slice(i * order, i + 1).CopyTo(row);
            for (var j = i + 1; j < Math.Min(order, (i & -Lanes) + Lanes); j++)
                row[j] = matrix[j * order + i];
            largest = Math.Max(largest, VectorMath.LargestAbsolute(row[..(i + 1)]));
        }

        return largest;
    }

    /// <summary>Reduces <paramref name="a"/>.</summary>
    /// <param name="a">As <see cref="CopyLowerTriangle"/> left it. Receives the reflections, number k in row k.</param>
    /// <param name="order">Rows that count, ≥ 1.</param>
    /// <param name="diagonal">Receives T's diagonal.</param>
    /// <param name="offDiagonal">Receives its neighbours: entry i couples i and i + 1, the last is 0.</param>
    /// <param name="scale">Receives β of each reflection I − β v vᵀ.</param>
    /// <param name="work">At least <see cref="WorkLength"/> long.</param>
    public static void Reduce(
        Span<double> a, int order, Span<double> diagonal, Span<double> offDiagonal, Span<double> scale, Span<double> work)
    {
        var stride = PaddedOrder(order);
        var v = work[..stride];
        var w = work.Slice(stride, stride);
        var next = work.Slice(2 * stride, stride);
        var product = work.Slice(3 * stride, stride);
        v.Clear();
        w.Clear();
        offDiagonal[order - 1] = 0;
        for (var k = order - 1; k >= 1; k--)
        {
            // Row k alone is brought up to date first: the next reflection is made of it.
            var row = a.Slice(k * stride, k + 1);
            VectorMath.AddScaled(row, -v[k], w[..(k + 1)], -w[k], v[..(k + 1)]);
            v[k] = 0;
            w[k] = 0;
            diagonal[k] = row[k];
            var reflector = row[..k];
            (offDiagonal[k - 1], scale[k]) = MakeReflector(reflector);
            next.Clear();
            reflector.CopyTo(next);
            product.Clear();
            UpdateAndMultiply(a, stride, k, v, w, next, product);

            // A ← H A H = A − v wᵀ − w vᵀ with w = p − (β/2)(pᵀv) v, p = β A v.
            var p = product[..k];
            var beta = scale[k];
            w.Clear();
            VectorMath.AddScaled(w[..k], beta, p);
            VectorMath.AddScaled(w[..k], -0.5 * beta * VectorMath.Dot(w[..k], reflector), reflector);
            var retired = v;
            v = next;
            next = retired;
        }

        diagonal[0] = a[0];
    }

    /// <summary>Turns <paramref name="vector"/>, an eigenvector of T, into one of A.</summary>
    /// <param name="a">As <see cref="Reduce"/> left it.</param>
    /// <param name="scale">As <see cref="Reduce"/> left it.</param>
    /// <param name="vector">As long as the order.</param>
    /// <param name="first">The first reflection that changes it: those up to the first entry that is not zero do not.</param>
    public static void BringBack(ReadOnlySpan<double> a, ReadOnlySpan<double> scale, Span<double> vector, int first = 0)
    {
        var stride = PaddedOrder(vector.Length);
        for (var k = Math.Max(2, first); k < vector.Length; k++)
        {
            if (scale[k] == 0)
                continue;
            var v = a.Slice(k * stride, k);
            VectorMath.AddScaled(vector[..k], -scale[k] * VectorMath.Dot(vector[..k], v), v);
        }
    }

    /// <summary>Replaces x by v so that (I − β v vᵀ) x has only its last entry; gives that entry and β.</summary>
    private static (double Image, double Scale) MakeReflector(Span<double> x)
    {
        var norm = Math.Sqrt(VectorMath.Dot(x, x));
        if (x.Length == 1 || norm == 0)
            return (x[^1], 0);

        // v = x + sign(x_last)·‖x‖·e_last; the sign avoids cancellation.
        var image = x[^1] > 0 ? -norm : norm;
        x[^1] -= image;
        return (image, -1 / (image * x[^1]));
    }

    /// <summary>Rows 0..<paramref name="k"/> − 1: A ← A − v wᵀ − w vᵀ, and at once product = A x.</summary>
    /// <remarks>Entries of v, w and x from k on are zero, so that rows and columns from k on may take part and do not change.</remarks>
    private static void UpdateAndMultiply(
        Span<double> a, int stride, int k, ReadOnlySpan<double> v, ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> product)
    {
        for (var i = 0; i < k; i += 2)
        {
            var columns = i & -Lanes;
            TwoRows(
                a.Slice(i * stride, columns + Lanes), a.Slice((i + 1) * stride, columns + Lanes),
                v, w, x, product, i);
        }
    }

    /// <summary>Rows <paramref name="i"/> and i + 1 up to the end of the 4 × 4 block on the diagonal, which is kept whole.</summary>
    private static void TwoRows(
        Span<double> upper, Span<double> lower,
        ReadOnlySpan<double> v, ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> product, int i)
    {
        ref var first = ref MemoryMarshal.GetReference(upper);
        ref var second = ref MemoryMarshal.GetReference(lower[..upper.Length]);
        ref var vs = ref MemoryMarshal.GetReference(v[..upper.Length]);
        ref var ws = ref MemoryMarshal.GetReference(w[..upper.Length]);
        ref var xs = ref MemoryMarshal.GetReference(x[..upper.Length]);
        ref var ps = ref MemoryMarshal.GetReference(product[..upper.Length]);
        var (v0, w0, x0) = (Vector256.Create(v[i]), Vector256.Create(w[i]), Vector256.Create(x[i]));
        var (v1, w1, x1) = (Vector256.Create(v[i + 1]), Vector256.Create(w[i + 1]), Vector256.Create(x[i + 1]));
        var sum0 = Vector256<double>.Zero;
        var sum1 = Vector256<double>.Zero;
        var last = upper.Length - Lanes;
        for (var j = 0; j <= last; j += Lanes)
        {
            var vj = Load(ref vs, j);
            var wj = Load(ref ws, j);
            var xj = Load(ref xs, j);
            var a0 = Load(ref first, j) - (v0 * wj + w0 * vj);
            var a1 = Load(ref second, j) - (v1 * wj + w1 * vj);
            a0.StoreUnsafe(ref Unsafe.Add(ref first, j));
            a1.StoreUnsafe(ref Unsafe.Add(ref second, j));
            sum0 += a0 * xj;
            sum1 += a1 * xj;

            // The block on the diagonal holds both triangles: its columns have had their share as rows.
            if (j < last)
                (Load(ref ps, j) + (a0 * x0 + a1 * x1)).StoreUnsafe(ref Unsafe.Add(ref ps, j));
        }

        product[i] += VectorMath.Sum(sum0);
        product[i + 1] += VectorMath.Sum(sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int index) => Vector256.LoadUnsafe(ref Unsafe.Add(ref start, index));
}
