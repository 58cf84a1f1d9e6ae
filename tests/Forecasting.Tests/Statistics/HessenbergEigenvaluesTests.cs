using System.Numerics;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class HessenbergEigenvaluesTests
{
    [Test]
    public void Find_Tridiagonal_GivesTheKnownEigenvalues()
    {
        // 2 on the diagonal, −1 beside it: 2 − 2 cos(kπ / (n + 1)).
        const int order = 25;
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            matrix[i * order + i] = 2;
            if (i > 0)
                matrix[i * order + i - 1] = matrix[(i - 1) * order + i] = -1;
        }

        var found = Find(matrix, order).Select(value => value.Real).Order().ToArray();

        Assert.That(found, Is.EqualTo(Enumerable.Range(1, order).Select(k => 2 - 2 * Math.Cos(k * Math.PI / (order + 1)))).Within(1e-13));
    }

    [Test]
    public void Find_RotationBlocks_GivesTheirAngles()
    {
        // Two rotations one below the other, and something above them that must not matter.
        double[] angles = [0.3, 2.1];
        var matrix = new double[16];
        for (var block = 0; block < 2; block++)
        {
            var at = block * 10;
            matrix[at] = matrix[at + 5] = Math.Cos(angles[block]);
            matrix[at + 4] = Math.Sin(angles[block]);
            matrix[at + 1] = -matrix[at + 4];
        }

        matrix[2] = 5;
        matrix[3] = -7;
        matrix[7] = 3;

        var phases = Find(matrix, 4).Where(value => value.Imaginary > 0).Select(value => value.Phase).Order();

        Assert.That(phases, Is.EqualTo(angles).Within(1e-14));
    }

    [Test]
    public void Find_BadlyScaledMatrix_IsBalancedFirst()
    {
        // diag(1, 2, 3) seen from a basis with steps of a million: D⁻¹AD has the eigenvalues of A.
        double[] matrix = [1, 1e6, 1e12, 0, 2, 1e6, 0, 0, 3];

        Assert.That(Find(matrix, 3).Select(value => value.Real).Order(), Is.EqualTo(new double[] { 1, 2, 3 }).Within(1e-12));
    }

    [Test]
    public void Find_Cyclic_NeedsAnExceptionalShiftAndGetsIt()
    {
        // The permutation matrix of a cycle: ordinary double shifts leave it as it is.
        double[] matrix = [0, 0, 1, 1, 0, 0, 0, 1, 0];

        var found = Find(matrix, 3);

        Assert.That(found.Select(value => value.Magnitude), Is.All.EqualTo(1).Within(1e-14));
        Assert.That(found.Sum(value => value.Real), Is.Zero.Within(1e-14));
    }

    [Test]
    public void Find_NaN_IsRefused() => Assert.That(HessenbergEigenvalues.Find([1, 2, double.NaN, 4], 2, new Complex[2]), Is.False);

    private static Complex[] Find(double[] matrix, int order)
    {
        var values = new Complex[order];
        Assert.That(HessenbergEigenvalues.Find(matrix, order, values), Is.True);
        return values;
    }
}
