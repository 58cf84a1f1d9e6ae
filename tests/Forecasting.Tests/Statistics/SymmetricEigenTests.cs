using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class SymmetricEigenTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(17)]
    [TestCase(60)]
    public void Decompose_RandomMatrix_RebuildsItFromOrthonormalVectors(int order)
    {
        var matrix = RandomSymmetric(order, seed: 7);
        var (values, vectors) = Decompose(matrix, order);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values, Is.Ordered.Descending);
            for (var i = 0; i < order; i++)
            {
                for (var j = 0; j < order; j++)
                {
                    double product = 0, rebuilt = 0;
                    for (var k = 0; k < order; k++)
                    {
                        product += vectors[i * order + k] * vectors[j * order + k];
                        rebuilt += values[k] * vectors[k * order + i] * vectors[k * order + j];
                    }

                    Assert.That(product, Is.EqualTo(i == j ? 1 : 0).Within(1e-12));
                    Assert.That(rebuilt, Is.EqualTo(matrix[i * order + j]).Within(1e-12 * order));
                }
            }
        }
    }

    [Test]
    public void Decompose_SecondDifference_HasTheKnownEigenvalues()
    {
        // The matrix with 2 on and −1 beside the diagonal has eigenvalues 2 − 2 cos(kπ / (n + 1)).
        const int order = 12;
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            matrix[i * order + i] = 2;
            if (i > 0)
                matrix[i * order + i - 1] = matrix[(i - 1) * order + i] = -1;
        }

        var (values, _) = Decompose(matrix, order);

        for (var k = 1; k <= order; k++)
            Assert.That(values[order - k], Is.EqualTo(2 - 2 * Math.Cos(k * Math.PI / (order + 1))).Within(1e-13));
    }

    [TestCase("sine", 3, 144, 59)]
    [TestCase("sine", 3, 730, 364)]
    [TestCase("alternating", 2, 180, 74)]
    [TestCase("week", 7, 300, 147)]
    public void Decompose_LowRank_EndsAndLeavesOnlyRounding(string name, int rank, int buckets, int order)
    {
        // Lag-covariances without noise: all but a few rows of the reduced matrix are rounding, or rounding of rounding.
        Func<int, double> series = name switch
        {
            "sine" => t => 50 + 10 * Math.Sin(2 * Math.PI * t / 4.7),
            "alternating" => t => t % 2,
            _ => t => 10 + t % 7,
        };
        var matrix = new double[order * order];
        Forecasting.Forecasters.Ssa.LagCovariance.FillLower(Enumerable.Range(0, buckets).Select(series).ToArray(), order, matrix);

        var (values, _) = Decompose(matrix, order);

        Assert.That(values[rank - 1], Is.GreaterThan(1e-4 * values[0]));
        Assert.That(values[rank..], Is.All.EqualTo(0).Within(1e-13 * values[0]));
    }

    [Test]
    public void Decompose_RankTwoOfManyRows_ConvergesAndLeavesTheRestAtZero()
    {
        // Two random patterns: rank 2, the other 363 eigenvalues are rounding.
        const int order = 365;
        var random = new SplitMix64(12);
        var first = Enumerable.Range(0, order).Select(_ => 3 * random.NextUniform() - 1.5).ToArray();
        var second = Enumerable.Range(0, order).Select(_ => 2 * random.NextUniform() - 1).ToArray();
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
            for (var j = 0; j < order; j++)
                matrix[i * order + j] = first[i] * first[j] + second[i] * second[j];

        var (values, _) = Decompose(matrix, order);

        Assert.That(values[1], Is.GreaterThan(1));
        Assert.That(values.Skip(2), Is.All.EqualTo(0).Within(1e-13 * values[0]));
    }

    [Test]
    public void Decompose_Zeros_GivesZerosAndAnyBasis()
    {
        var (values, vectors) = Decompose(new double[16], 4);

        Assert.That(values, Is.All.Zero);
        Assert.That(vectors.Sum(v => v * v), Is.EqualTo(4).Within(1e-12));
    }

    [Test]
    public void Decompose_NaN_ReportsFailureInsteadOfHanging()
    {
        var matrix = RandomSymmetric(5, seed: 1);
        matrix[5 * 3 + 1] = double.NaN;

        Assert.That(SymmetricEigen.Decompose(matrix, 5, new double[5], new double[25]), Is.False);
    }

    private static (double[] Values, double[] Vectors) Decompose(double[] matrix, int order)
    {
        var values = new double[order];
        var vectors = new double[order * order];
        Assert.That(SymmetricEigen.Decompose((double[])matrix.Clone(), order, values, vectors), Is.True);
        return (values, vectors);
    }

    private static double[] RandomSymmetric(int order, ulong seed)
    {
        var random = new SplitMix64(seed);
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i * order + j] = matrix[j * order + i] = random.NextUniform() - 0.5;
        }

        return matrix;
    }
}
