using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class LeadingComponentsTests
{
    [TestCase(1200, 600, 6)]
    [TestCase(1000, 450, 2)]
    public void TryFind_LongWindow_AgreesWithTheMatrix(int buckets, int windowLength, int rank)
    {
        var random = new SplitMix64(3);
        var series = Enumerable.Range(0, buckets)
            .Select(t => 40 + 0.01 * t + 12 * Math.Sin(2 * Math.PI * t / 7) + 5 * Math.Cos(4 * Math.PI * t / 7) + 8 * random.NextUniform())
            .ToArray();
        Assert.That(LeadingComponents.IsBetterWithoutMatrix(buckets, windowLength, rank), Is.True);

        var values = new double[rank];
        var vectors = new double[rank * windowLength];
        Assert.That(LeadingComponents.TryFind(series, windowLength, SsaCovariance.Basic, values, vectors), Is.True);

        var matrix = new double[windowLength * windowLength];
        var (expectedValues, expectedVectors) = (new double[rank], new double[rank * windowLength]);
        LagCovariance.FillLower(series, windowLength, matrix);
        LeadingEigenpairs.Decompose(
            matrix, windowLength, expectedValues, expectedVectors, new double[LeadingEigenpairs.WorkLength(windowLength)]);
        Assert.That(values, Is.EqualTo(expectedValues).Within(1e-13 * values[0]));
        for (var i = 0; i < rank; i++)
        {
            var row = i * windowLength;
            var inner = VectorMath.Dot(vectors.AsSpan(row, windowLength), expectedVectors.AsSpan(row, windowLength));
            Assert.That(Math.Abs(inner), Is.EqualTo(1).Within(1e-9));
        }
    }

    [TestCase(104, 51, 6, false)]
    [TestCase(1941, 91, 6, false)]
    [TestCase(5000, 700, 6, true)]
    [TestCase(5000, 700, 24, false)]
    [TestCase(20000, 500, 6, false)]
    [TestCase(20000, 2000, 24, true)]
    public void IsBetterWithoutMatrix_MeasuredCases_TakesTheFasterRoute(int buckets, int windowLength, int rank, bool expected) =>
        Assert.That(LeadingComponents.IsBetterWithoutMatrix(buckets, windowLength, rank), Is.EqualTo(expected));

    [TestCase(1941, 91, false)]
    [TestCase(1941, 182, true)]
    [TestCase(20000, 182, false)]
    [TestCase(20000, 500, true)]
    public void IsBetterByTransform_MeasuredCases_TakesTheFasterRoute(int buckets, int windowLength, bool expected) =>
        Assert.That(LagCovariance.IsBetterByTransform(buckets, windowLength), Is.EqualTo(expected));

    [Test]
    public void FillLower_ByTransform_IsTheSameMatrix()
    {
        const int buckets = 900, windowLength = 300;
        var random = new SplitMix64(8);
        var series = Enumerable.Range(0, buckets).Select(_ => random.NextUniform() - 0.4).ToArray();
        Assert.That(LagCovariance.IsBetterByTransform(buckets, windowLength), Is.True);
        var matrix = new double[windowLength * windowLength];

        LagCovariance.FillLower(series, windowLength, matrix);

        for (var i = 0; i < windowLength; i += 23)
        {
            for (var j = 0; j <= i; j++)
            {
                var expected = Enumerable.Range(0, buckets - windowLength + 1).Sum(k => series[k + i] * series[k + j]);
                Assert.That(matrix[i * windowLength + j], Is.EqualTo(expected).Within(1e-11));
            }
        }
    }
}
