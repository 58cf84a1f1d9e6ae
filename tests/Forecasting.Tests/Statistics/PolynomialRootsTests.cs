using System.Numerics;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class PolynomialRootsTests
{
    [Test]
    public void OfRecurrence_FirstOrder_IsItsCoefficient() => Assert.That(Roots(0.7), Is.EqualTo(new Complex[] { 0.7 }));

    [Test]
    public void OfRecurrence_Fibonacci_GivesTheGoldenRatio()
    {
        var roots = Roots(1, 1).OrderBy(root => root.Real).ToArray();

        Assert.That(roots.Select(root => root.Imaginary), Is.All.Zero);
        Assert.That(roots[1].Real, Is.EqualTo((1 + Math.Sqrt(5)) / 2).Within(1e-15));
        Assert.That(roots[0].Real, Is.EqualTo((1 - Math.Sqrt(5)) / 2).Within(1e-15));
    }

    [TestCase(3)]
    [TestCase(12)]
    [TestCase(97)]
    public void OfRecurrence_SeasonalRepeat_GivesTheRootsOfUnity(int period)
    {
        // x_t = x_{t − period}: zⁿ = 1.
        var coefficients = new double[period];
        coefficients[0] = 1;

        var roots = Roots(coefficients);

        for (var k = 0; k < period; k++)
        {
            var expected = Complex.FromPolarCoordinates(1, 2 * Math.PI * k / period);
            Assert.That(roots.Min(root => (root - expected).Magnitude), Is.LessThan(1e-12), $"root {k}");
        }
    }

    [Test]
    public void OfRecurrence_ZeroCoefficients_GivesZeros() => Assert.That(Roots(0, 0, 0, 0), Is.All.EqualTo(Complex.Zero));

    [Test]
    public void OfRecurrence_KnownRoots_AreFoundWithTheirConjugates()
    {
        // (z − 2)(z + 1000)(z² − z + 0.5): roots of very different size need the balancing.
        // = (z² + 998z − 2000)(z² − z + 0.5) = z⁴ + 997z³ − 2997.5z² + 2499z − 1000.
        var roots = Roots(1000, -2499, 2997.5, -997);

        Complex[] expected = [-1000, new(0.5, -0.5), new(0.5, 0.5), 2];
        var found = roots.OrderBy(root => root.Real).ThenBy(root => root.Imaginary).ToArray();
        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < expected.Length; i++)
                Assert.That((found[i] - expected[i]).Magnitude, Is.LessThan(1e-12 * expected[i].Magnitude), $"{expected[i]}");
            Assert.That(found[1], Is.EqualTo(Complex.Conjugate(found[2])));
        }
    }

    [Test]
    public void OfRecurrence_RandomCoefficients_SumAndProductAreThoseOfThePolynomial()
    {
        var random = new SplitMix64(11);
        var coefficients = Enumerable.Range(0, 40).Select(_ => 2 * random.NextUniform() - 1).ToArray();

        var roots = Roots(coefficients);

        var sum = roots.Aggregate(Complex.Zero, (total, root) => total + root);
        var product = roots.Aggregate(Complex.One, (total, root) => total * root);
        Assert.That(sum.Real, Is.EqualTo(coefficients[^1]).Within(1e-12));
        Assert.That(sum.Imaginary, Is.Zero.Within(1e-12));
        Assert.That(product.Real, Is.EqualTo(-coefficients[0]).Within(1e-12));
        foreach (var root in roots.Where(root => root.Imaginary != 0))
            Assert.That(roots, Does.Contain(Complex.Conjugate(root)));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void OfRecurrence_CoefficientThatIsNoNumber_IsRefused(double coefficient) =>
        Assert.That(PolynomialRoots.OfRecurrence([0.5, coefficient, 0.1], new Complex[3]), Is.False);

    private static Complex[] Roots(params double[] coefficients)
    {
        var roots = new Complex[coefficients.Length];
        Assert.That(PolynomialRoots.OfRecurrence(coefficients, roots), Is.True);
        return roots;
    }
}
