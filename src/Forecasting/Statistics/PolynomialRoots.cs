using System.Numerics;

namespace Forecasting.Statistics;

/// <summary>The roots of a real polynomial.</summary>
internal static class PolynomialRoots
{
    /// <summary>Finds the roots of zⁿ − c[n − 1]·zⁿ⁻¹ − … − c[1]·z − c[0]: the characteristic polynomial of
    /// x_t = Σ c[k]·x_{t − n + k}.</summary>
    /// <param name="coefficients">c, n ≥ 1 of them.</param>
    /// <param name="roots">Receives n roots; complex ones in exactly conjugate pairs, next to each other.</param>
    /// <returns>False when a coefficient is NaN or infinite, or the iteration does not converge.</returns>
    /// <remarks>They are the eigenvalues of the companion matrix (Golub and Van Loan, 7.4.6), which is upper Hessenberg. Each is the exact
    /// root of a polynomial within rounding of this one, so a double root may come back as two, 1e-8 apart.</remarks>
    public static bool OfRecurrence(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        var order = coefficients.Length;
        var companion = new double[order * order];
        for (var j = 0; j < order; j++)
        {
            companion[j] = coefficients[order - 1 - j];
            if (j > 0)
                companion[j * order + j - 1] = 1;
        }

        return HessenbergEigenvalues.Find(companion, order, roots);
    }
}
