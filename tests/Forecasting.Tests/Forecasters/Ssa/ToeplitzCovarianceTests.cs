using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class ToeplitzCovarianceTests
{
    [Test]
    public void FillLower_AnySeries_IsTheMeanProductOfEachLag()
    {
        var series = Noise(30, seed: 2);
        const int windowLength = 9;
        var matrix = new double[windowLength * windowLength];

        ToeplitzCovariance.FillLower(series, windowLength, matrix);

        const int windows = 22;
        for (var i = 0; i < windowLength; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var products = Enumerable.Range(0, 30 - (i - j)).Select(t => series[t] * series[t + i - j]);
                Assert.That(matrix[i * windowLength + j] / windows, Is.EqualTo(products.Average()).Within(1e-14));
            }
        }
    }

    [Test]
    public void Of_Toeplitz_HasVectorsThatAreSymmetricOrAntisymmetric()
    {
        var decomposition = SsaDecomposition.Of(Noise(80, seed: 3), 16, covariance: SsaCovariance.Toeplitz);

        for (var i = 0; i < 16; i++)
        {
            var vector = decomposition.Vector(i).ToArray();
            var mirrored = vector.Reverse().ToArray();
            var inner = vector.Zip(mirrored, (x, y) => x * y).Sum();
            Assert.That(Math.Abs(inner), Is.EqualTo(1).Within(1e-9));
        }
    }

    [Test]
    public void Reconstruct_AllComponents_IsTheSeries()
    {
        var series = Noise(50, seed: 4);

        var rebuilt = SsaDecomposition.Of(series, 12, covariance: SsaCovariance.Toeplitz).Reconstruct(12);

        Assert.That(rebuilt, Is.EqualTo(series).Within(1e-12));
    }

    [Test]
    public void Reconstruct_ShortStationarySeries_IsNearerToTheSignalThanTheBasicVariant()
    {
        double basic = 0, toeplitz = 0;
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var noise = Noise(60, seed);
            var signal = Enumerable.Range(0, 60).Select(t => 0.3 * Math.Sin(2 * Math.PI * t / 7.3 + seed)).ToArray();
            var series = signal.Zip(noise, (s, e) => s + e).ToArray();
            basic += Error(SsaDecomposition.Of(series, 20).Reconstruct(2), signal);
            toeplitz += Error(SsaDecomposition.Of(series, 20, covariance: SsaCovariance.Toeplitz).Reconstruct(2), signal);
        }

        Assert.That(toeplitz, Is.LessThan(0.95 * basic));
    }

    [Test]
    public void Forecast_StraightLine_IsWrongWhereTheBasicVariantIsExact()
    {
        var line = Enumerable.Range(0, 60).Select(t => 10 + 0.5 * t).ToArray();

        Assert.That(SsaDecomposition.Of(line, 20).Forecast(2, 1)[0], Is.EqualTo(40).Within(1e-9));
        Assert.That(
            SsaDecomposition.Of(line, 20, covariance: SsaCovariance.Toeplitz).Forecast(2, 1)[0], Is.Not.EqualTo(40).Within(0.1));
    }

    private static double Error(double[] rebuilt, double[] signal) => rebuilt.Zip(signal, (r, s) => (r - s) * (r - s)).Sum();

    private static double[] Noise(int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextUniform() - 0.5)];
    }
}
