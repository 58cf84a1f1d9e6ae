using System.Buffers;

namespace Forecasting.Statistics;

/// <summary>C x and C y of a symmetric C that is known only by what it does to vectors.</summary>
internal delegate void SymmetricProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> imageOfX, Span<double> imageOfY);

/// <summary>The largest eigenpairs of a symmetric operator with so many rows that it is better not written down.</summary>
/// <remarks>
/// <para>Block Lanczos with full reorthogonalisation: Golub and Van Loan, Matrix Computations, 4th ed., 10.3; Saad, Numerical Methods
/// for Large Eigenvalue Problems (2011), chapter 6. A basis grows by the images of its own vectors, two at a time. The operator's projection
/// on the vectors whose images are known gives the approximations; what of the images lies outside them gives the residuals.</para>
/// <para>From one start no more copies of an equal eigenvalue can be seen than a block has vectors. Therefore, when all residuals are
/// small, random vectors join the basis, and the values must stand some more rounds.</para>
/// </remarks>
internal static class KrylovEigenpairs
{
    /// <summary>Largest residual, relative to the largest eigenvalue.</summary>
    private const double Tolerance = 3e-14;

    /// <summary>Largest move of a value while it is put to the test, relative to the largest one.</summary>
    private const double Stands = 1e-13;

    /// <summary>Expansions of the old and of the random vectors in that test.</summary>
    private const int TestRounds = 8;

    /// <summary>Finds the values.Length largest eigenpairs.</summary>
    /// <param name="product">The operator; no eigenvalue is negative.</param>
    /// <param name="order">Its rows.</param>
    /// <param name="largestBasis">Vectors after which to give up.</param>
    /// <param name="values">Receives the eigenvalues, descending.</param>
    /// <param name="vectors">Receives the unit eigenvectors, one a row.</param>
    /// <returns>False when the residuals are not small with the largest basis, as where the values wanted lie among many others.</returns>
    public static bool TryFind(SymmetricProduct product, int order, int largestBasis, Span<double> values, Span<double> vectors)
    {
        var capacity = Math.Min(order, largestBasis);
        var rented = ArrayPool<double>.Shared.Rent(KrylovBasis.WorkLength(order, capacity));
        var weights = new double[values.Length * capacity];
        try
        {
            var basis = new KrylovBasis(rented, order, capacity);
            basis.AddRandom(KrylovBasis.Block);
            double[]? tested = null;
            for (var next = Math.Min(order, 2 * values.Length + 12); ;)
            {
                while (basis.Expanded < next)
                    if (!basis.TryExpand(product))
                        return false;

                var residual = basis.Project(values, weights);
                var isSmall = residual <= Tolerance * values[0];
                if (double.IsNaN(residual))
                    return false;
                if (isSmall && (basis.Expanded == order || tested is not null && Stand(tested, values)))
                    break;

                tested = isSmall ? values.ToArray() : null;
                if (isSmall)
                    basis.AddRandom(KrylovBasis.Block);

                // A projection costs more the larger it is: look again when it has grown by an eighth.
                next = Math.Min(order, basis.Expanded + (isSmall ? TestRounds * KrylovBasis.Block : Math.Max(4, basis.Expanded / 8)));
            }

            basis.Combine(weights.AsSpan(0, values.Length * basis.Expanded), vectors);
            return true;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static bool Stand(ReadOnlySpan<double> tested, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (Math.Abs(tested[i] - values[i]) > Stands * values[0])
                return false;
        return true;
    }
}
