using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class WCorrelationTests
{
    [TestCase(7, 3, new double[] { 1, 2, 3, 3, 3, 2, 1 })]
    [TestCase(7, 5, new double[] { 1, 2, 3, 3, 3, 2, 1 })]
    [TestCase(5, 2, new double[] { 1, 2, 2, 2, 1 })]
    public void Weights_AreTheWindowsThatHoldABucket(int buckets, int windowLength, double[] expected) =>
        Assert.That(WCorrelation.Weights(buckets, windowLength), Is.EqualTo(expected));

    [Test]
    public void Matrix_ByHand()
    {
        // (x, y)_w = 1·1·2 + 2·1·0 + 1·1·1 = 3, ‖x‖² = 1 + 2 + 1 = 4, ‖y‖² = 4 + 0 + 1 = 5.
        var matrix = WCorrelation.Matrix([[1, 1, 1], [2, 0, 1]], [1, 2, 1]);

        Assert.That(matrix, Is.EqualTo(new[] { 1, 3 / Math.Sqrt(20), 3 / Math.Sqrt(20), 1 }).Within(1e-15));
    }

    [Test]
    public void Matrix_OfTrajectories_IsThatOfTheirInnerProducts()
    {
        double[] x = [1, 4, 2, 8, 5, 7], y = [3, -1, 4, -1, 5, -9];
        const int window = 3;
        double Product(double[] a, double[] b) =>
            Enumerable.Range(0, a.Length - window + 1).Sum(k => Enumerable.Range(k, window).Sum(t => a[t] * b[t]));

        var expected = Product(x, y) / Math.Sqrt(Product(x, x) * Product(y, y));

        Assert.That(WCorrelation.Matrix([x, y], WCorrelation.Weights(x.Length, window))[1], Is.EqualTo(expected).Within(1e-15));
    }

    [Test]
    public void Matrix_RoundingBesideASeries_CorrelatesWithNothing() =>
        Assert.That(WCorrelation.Matrix([[3, 4], [3e-13, 4e-13]], [1, 1]), Is.EqualTo(new double[] { 1, 0, 0, 0 }).Within(1e-15));

    [Test]
    public void Matrix_SeriesOfZeros_CorrelatesWithNothing() =>
        Assert.That(WCorrelation.Matrix([[0, 0], [1, 2]], [1, 1]), Is.EqualTo(new double[] { 0, 0, 0, 1 }).Within(1e-15));
}
