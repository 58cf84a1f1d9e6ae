using System.Numerics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>From roots back to the coefficients of the recurrence that has them.</summary>
/// <remarks>28-digit decimals, as theirs: hundreds of roots near the unit circle lose every digit of a double. The factors are multiplied
/// in Leja's order (each next root is far from all before it: Calvetti and Reichel, Numerical Algorithms 33 (2003), 153–161), which keeps
/// the products in between small.</remarks>
internal static class RootExpansion
{
    /// <summary>Multiplies out Π(z − root).</summary>
    /// <param name="roots">Roots on or above the real axis. A pair stands for the value and its conjugate, so that one on
    /// the axis is a double root.</param>
    /// <returns>a with Π(z − root) = zⁿ − Σ a[k]·zᵏ, n counting pairs twice; null when a coefficient is beyond what a decimal holds
    /// (7.9e28) or not a number.</returns>
    public static double[]? ToRecurrence(IReadOnlyList<(Complex Value, bool IsPair)> roots)
    {
        var degree = 0;
        foreach (var root in roots)
            degree += root.IsPair ? 2 : 1;

        try
        {
            // product[k] is the coefficient of the k-th power below the highest: multiplying on leaves it in its place.
            var product = new decimal[degree + 1];
            product[0] = 1;
            var reached = 0;
            foreach (var (value, isPair) in InLejaOrder(roots))
            {
                var real = Exactly(value.Real);
                var imaginary = Exactly(value.Imaginary);
                if (isPair)
                    Multiply(product, reached += 2, -2 * real, real * real + imaginary * imaginary);
                else
                    Multiply(product, ++reached, -real, 0);
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

    /// <summary>product · (z² + b·z + c), or · (z + b) where c = 0, in place.</summary>
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

    private static List<(Complex Value, bool IsPair)> InLejaOrder(IReadOnlyList<(Complex Value, bool IsPair)> roots)
    {
        var rest = new List<(Complex Value, bool IsPair)>(roots);
        var distances = rest.ConvertAll(root => Math.Log(root.Value.Magnitude));
        var ordered = new List<(Complex Value, bool IsPair)>(rest.Count);
        while (rest.Count > 0)
        {
            var farthest = 0;
            for (var i = 1; i < rest.Count; i++)
                farthest = distances[i] > distances[farthest] ? i : farthest;
            var next = rest[farthest];
            ordered.Add(next);
            rest.RemoveAt(farthest);
            distances.RemoveAt(farthest);

            for (var i = 0; i < rest.Count; i++)
            {
                var distance = Math.Log((rest[i].Value - next.Value).Magnitude);
                if (next.IsPair)
                    distance += Math.Log((rest[i].Value - Complex.Conjugate(next.Value)).Magnitude);
                distances[i] = ordered.Count == 1 ? distance : distances[i] + distance;
            }
        }

        return ordered;
    }
}
