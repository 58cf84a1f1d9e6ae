using System.Numerics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>From roots back to the coefficients of the recurrence that has them.</summary>
/// <remarks>28-digit decimals, as theirs: hundreds of roots near the unit circle lose every digit of a double. The factors are multiplied
/// in Leja's order (each next root is far from all before it: Calvetti and Reichel, BIT 43 (2003), 1–8), which keeps the
/// products in between small.</remarks>
internal static class RootExpansion
{
    /// <summary>Multiplies out Π(z − root).</summary>
    /// <param name="roots">Roots of the closed upper half-plane; one off the real axis stands for itself and its conjugate.</param>
    /// <returns>a with Π(z − root) = zⁿ − Σ a[k]·zᵏ, n being the number of roots with their conjugates; null when a coefficient is
    /// beyond what a decimal holds (7.9e28) or not a number.</returns>
    public static double[]? ToRecurrence(IReadOnlyList<Complex> roots)
    {
        var degree = 0;
        foreach (var root in roots)
            degree += root.Imaginary == 0 ? 1 : 2;

        try
        {
            // product[k] is the coefficient of z to the power degree − k, the one that can be multiplied on without moving.
            var product = new decimal[degree + 1];
            product[0] = 1;
            var reached = 0;
            foreach (var root in InLejaOrder(roots))
            {
                if (root.Imaginary == 0)
                    Multiply(product, ++reached, -Exactly(root.Real), 0);
                else
                    Multiply(
                        product, reached += 2, -2 * Exactly(root.Real),
                        Exactly(root.Real) * Exactly(root.Real) + Exactly(root.Imaginary) * Exactly(root.Imaginary));
            }

            var coefficients = new double[degree];
            for (var k = 0; k < degree; k++)
                coefficients[k] = -(double)product[degree - k];
            return coefficients;
        }
        catch (OverflowException)
        {
            // Decimals tell only so that a number is too large for them; the caller then keeps what it had.
            return null;
        }
    }

    /// <summary>product · (z² + b·z + c), or · (z + b) where c = 0, in place from the lowest power up.</summary>
    private static void Multiply(decimal[] product, int reached, decimal b, decimal c)
    {
        for (var k = reached; k > 0; k--)
            product[k] += b * product[k - 1] + (k > 1 ? c * product[k - 2] : 0);
    }

    /// <summary>All digits of a double: a cast alone keeps 15 of its 17.</summary>
    private static decimal Exactly(double value)
    {
        var rounded = (decimal)value;
        return rounded + (decimal)(value - (double)rounded);
    }

    private static List<Complex> InLejaOrder(IReadOnlyList<Complex> roots)
    {
        var rest = new List<Complex>(roots);
        var distances = new List<double>(new double[rest.Count]);
        var ordered = new List<Complex>(rest.Count);
        while (rest.Count > 0)
        {
            var farthest = 0;
            for (var i = 1; i < rest.Count; i++)
                farthest = IsFarther(i, farthest) ? i : farthest;
            var next = rest[farthest];
            ordered.Add(next);
            rest.RemoveAt(farthest);
            distances.RemoveAt(farthest);
            for (var i = 0; i < rest.Count; i++)
                distances[i] += Math.Log((rest[i] - next).Magnitude) + Math.Log((rest[i] - Complex.Conjugate(next)).Magnitude);
        }

        return ordered;

        bool IsFarther(int i, int j) =>
            ordered.Count == 0 ? rest[i].Magnitude > rest[j].Magnitude : distances[i] > distances[j];
    }
}
