using System.Buffers;
using System.Numerics;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The leading eigenpairs of a series' covariance, by the cheapest of three routes.</summary>
/// <remarks>
/// <para>All eigenpairs of the matrix where most are wanted; only the leading ones of it where few are; without the matrix, by products
/// with the series' spectrum, where the window is so long that the cube of it counts.</para>
/// <para>The constants are nanoseconds, measured in steps of a factor 2 over windows of 182 to 2000 in histories of 1941 to 20000 and
/// ranks of 2 to 24. On the border the routes cost the same, so that it hardly matters where exactly it is.</para>
/// </remarks>
internal static class LeadingComponents
{
    /// <summary>Above this share of the components, all of them cost less than the leading ones.</summary>
    /// <remarks>Measured: 24 of 28 cost almost twice as much as all 28, 24 of 56 three quarters of all 56.</remarks>
    private const double MostLeading = 0.5;

    private const double NanosecondsPerCube = 0.08;
    private const double NanosecondsPerButterfly = 0.4;
    private const double NanosecondsPerOrthogonalisation = 2;

    /// <summary>Finds the values.Length leading eigenpairs.</summary>
    /// <param name="series">Finite values, oldest first.</param>
    /// <param name="windowLength">Embedding window, 1..series.Length.</param>
    /// <param name="covariance">Which matrix.</param>
    /// <param name="values">Receives the eigenvalues, descending; at most <paramref name="windowLength"/>.</param>
    /// <param name="vectors">Receives the unit eigenvectors, one a row.</param>
    /// <returns>False when the matrix overflows.</returns>
    public static bool TryFind(
        ReadOnlySpan<double> series, int windowLength, SsaCovariance covariance, Span<double> values, Span<double> vectors)
    {
        if (covariance == SsaCovariance.Basic && IsBetterWithoutMatrix(series.Length, windowLength, values.Length)
            && TryWithoutMatrix(series, windowLength, values, vectors))
        {
            return true;
        }

        var squares = windowLength * windowLength;
        var all = values.Length > MostLeading * windowLength;
        var rented = ArrayPool<double>.Shared.Rent(
            squares + (all ? windowLength + squares : LeadingEigenpairs.WorkLength(windowLength)));
        try
        {
            var matrix = rented.AsSpan(0, squares);
            var work = rented.AsSpan(squares);
            if (covariance == SsaCovariance.Toeplitz)
                ToeplitzCovariance.FillLower(series, windowLength, matrix);
            else
                LagCovariance.FillLower(series, windowLength, matrix);
            if (!all)
                return LeadingEigenpairs.Decompose(matrix, windowLength, values, vectors, work);

            var everyValue = work[..windowLength];
            var everyVector = work.Slice(windowLength, squares);
            if (!SymmetricEigen.Decompose(matrix, windowLength, everyValue, everyVector))
                return false;
            everyValue[..values.Length].CopyTo(values);
            everyVector[..vectors.Length].CopyTo(vectors);
            return true;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The cost rule.</summary>
    internal static bool IsBetterWithoutMatrix(int buckets, int windowLength, int rank)
    {
        var points = (double)BitOperations.RoundUpToPowerOf2((uint)buckets);
        var products = ExpectedProducts(rank);
        var without = products * 4 * points * Math.Log2(points) * NanosecondsPerButterfly
            + products * products * windowLength * NanosecondsPerOrthogonalisation;
        return without < NanosecondsPerCube * windowLength * windowLength * windowLength;
    }

    private static bool TryWithoutMatrix(ReadOnlySpan<double> series, int windowLength, Span<double> values, Span<double> vectors)
    {
        using var product = new HankelProduct(series, windowLength);

        // Twice what is expected: a component that lies among the noise takes longer to tell apart.
        var largestBasis = (int)(2 * KrylovBasis.Block * ExpectedProducts(values.Length));
        return KrylovEigenpairs.TryFind(product.MultiplyTwice, windowLength, largestBasis, values, vectors);
    }

    private static double ExpectedProducts(int rank) => 12 + 4.5 * rank;
}
