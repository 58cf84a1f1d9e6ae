using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class HankelProductTests
{
    [TestCase(20, 1)]
    [TestCase(20, 7)]
    [TestCase(16, 8)]
    [TestCase(33, 33)]
    [TestCase(300, 120)]
    public void MultiplyTwice_AnyVectors_IsTheProductWithTheTrajectoryMatrix(int buckets, int windowLength)
    {
        var series = Noise(buckets, seed: 1);
        var (first, second) = (Noise(windowLength, seed: 2), Noise(windowLength, seed: 3));
        var (firstImage, secondImage) = (new double[windowLength], new double[windowLength]);

        using (var product = new HankelProduct(series, windowLength))
            product.MultiplyTwice(first, second, firstImage, secondImage);

        Assert.That(firstImage, Is.EqualTo(Expected(series, first)).Within(1e-12 * buckets));
        Assert.That(secondImage, Is.EqualTo(Expected(series, second)).Within(1e-12 * buckets));
    }

    [TestCase(40, 9)]
    [TestCase(130, 64)]
    public void FillFirstRow_AnySeries_IsTheFirstRowOfTheLagCovariance(int buckets, int windowLength)
    {
        var series = Noise(buckets, seed: 4);
        var windows = buckets - windowLength + 1;
        var row = new double[windowLength];

        using (var product = new HankelProduct(series, windowLength))
            product.FillFirstRow(series, row);

        var expected = Enumerable.Range(0, windowLength).Select(j => Enumerable.Range(0, windows).Sum(k => series[k] * series[k + j]));
        Assert.That(row, Is.EqualTo(expected).Within(1e-13 * buckets));
    }

    private static double[] Expected(double[] series, double[] vector)
    {
        var windows = Enumerable.Range(0, series.Length - vector.Length + 1).ToArray();
        var scores = windows.Select(k => vector.Select((v, i) => series[k + i] * v).Sum()).ToArray();
        return [.. Enumerable.Range(0, vector.Length).Select(i => windows.Sum(k => series[k + i] * scores[k]))];
    }

    private static double[] Noise(int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextUniform() - 0.3)];
    }
}
