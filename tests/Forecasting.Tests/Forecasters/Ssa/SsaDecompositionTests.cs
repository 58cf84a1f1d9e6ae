using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

/// <summary>Series that obey a linear recurrence are continued exactly: the property that defines the recurrent forecast.</summary>
public sealed class SsaDecompositionTests
{
    private static readonly Func<int, double> Sine = t => 5 * Math.Sin(2 * Math.PI * t / 12.5 + 0.3);
    private static readonly Func<int, double> Line = t => 10 + 0.5 * t;
    private static readonly Func<int, double> DampedSine = t => 100 * Math.Pow(0.98, t) * Math.Cos(2 * Math.PI * t / 9);
    private static readonly Func<int, double> Growth = t => 3 * Math.Pow(1.02, t);
    private static readonly Func<int, double> Week = t => new[] { 5.0, 1, 2, 8, 13, 21, 3 }[t % 7];

    private static IEnumerable<TestCaseData> ExactCases()
    {
        yield return new TestCaseData(Sine, 2, 24).SetName("Forecast_Sine_IsExact");
        yield return new TestCaseData(Line, 2, 30).SetName("Forecast_Line_IsExact");
        yield return new TestCaseData(DampedSine, 2, 27).SetName("Forecast_DampedSine_IsExact");
        yield return new TestCaseData(Growth, 1, 20).SetName("Forecast_Growth_IsExact");
        yield return new TestCaseData(Week, 7, 28).SetName("Forecast_WeeklyPattern_IsExact");
    }

    [TestCaseSource(nameof(ExactCases))]
    public void Forecast_NoiseFree(Func<int, double> series, int rank, int windowLength)
    {
        var history = Enumerable.Range(0, 120).Select(series).ToArray();
        var future = Enumerable.Range(120, 40).Select(series).ToArray();
        var scale = history.Max(Math.Abs);

        var decomposition = SsaDecomposition.Of(history, windowLength);

        Assert.That(decomposition.NumericalRank, Is.EqualTo(rank));
        Assert.That(decomposition.Reconstruct(rank), Is.EqualTo(history).Within(1e-9 * scale));
        var tolerance = 1e-9 * Math.Max(scale, future.Max(Math.Abs));
        Assert.That(decomposition.Forecast(rank, future.Length), Is.EqualTo(future).Within(tolerance));
        Assert.That(decomposition.VectorForecast(rank, future.Length), Is.EqualTo(future).Within(tolerance));
        Assert.That(decomposition.ForecastFromOriginal(rank, future.Length), Is.EqualTo(future).Within(tolerance));
    }

    [Test]
    public void VectorForecast_Noise_ContinuesAMatrixOfItsRank()
    {
        // The definition: windows that move on in the signal space. Their first L − 1 entries are the least-squares image of
        // the last L − 1 entries of the one before, and diagonal averaging gives the forecast.
        var series = Noise(60, seed: 4);
        const int windowLength = 10, rank = 3, horizon = 6;
        var decomposition = SsaDecomposition.Of(series, windowLength);
        var verticality = decomposition.Recurrence(rank).Verticality;
        double Entry(int i, int row) => decomposition.Vector(i)[row];
        double Score(int i) => Enumerable.Range(0, windowLength).Sum(k => Entry(i, k) * series[50 + k]);
        var window = Enumerable.Range(0, windowLength)
            .Select(row => Enumerable.Range(0, rank).Sum(i => Entry(i, row) * Score(i)))
            .ToArray();
        var sums = new double[60 + horizon + windowLength];
        for (var step = 0; step < horizon + windowLength - 1; step++)
        {
            var last = window[1..];
            var next = new double[windowLength];
            var recurrence = decomposition.Recurrence(rank).Coefficients;
            for (var row = 0; row < windowLength - 1; row++)
            {
                for (var k = 0; k < windowLength - 1; k++)
                {
                    var projector = Enumerable.Range(0, rank).Sum(i => Entry(i, row) * Entry(i, k));
                    next[row] += (projector + (1 - verticality) * recurrence[row] * recurrence[k]) * last[k];
                }
            }

            next[^1] = recurrence.Zip(last, (a, x) => a * x).Sum();
            window = next;
            for (var row = 0; row < windowLength; row++)
                sums[51 + step + row] += window[row];
        }

        var expected = sums[60..(60 + horizon)].Select(sum => sum / windowLength);
        Assert.That(decomposition.VectorForecast(rank, horizon), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Of_LeadingComponentsOnly_AreThoseOfTheFullDecomposition([Values(1, 5, 10, 11, 20)] int maximumRank)
    {
        var series = Noise(70, seed: 7);
        var full = SsaDecomposition.Of(series, 20);

        var leading = SsaDecomposition.Of(series, 20, maximumRank);

        Assert.That(leading.MaximumRank, Is.EqualTo(maximumRank));
        Assert.That(leading.Eigenvalues, Is.EqualTo(full.Eigenvalues.Take(maximumRank)).Within(1e-12));
        Assert.That(leading.Reconstruct(maximumRank), Is.EqualTo(full.Reconstruct(maximumRank)).Within(1e-11));
    }

    [Test]
    public void Reconstruct_MoreThanWasKept_NamesTheRange() =>
        Assert.That(
            () => SsaDecomposition.Of(Noise(40, seed: 1), 10, maximumRank: 4).Reconstruct(5),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 1..4 for window 10"));

    [Test]
    public void Of_RankOutOfRange_NamesValueAndRange([Values(0, 6)] int maximumRank) =>
        Assert.That(
            () => SsaDecomposition.Of(new double[12], 5, maximumRank),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 1..5 for window 5"));

    [Test]
    public void Reconstruct_AllComponents_IsTheSeries([Values(5, 20, 35)] int windowLength)
    {
        var series = Noise(40, seed: 5);

        Assert.That(SsaDecomposition.Of(series, windowLength).Reconstruct(windowLength), Is.EqualTo(series).Within(1e-12));
    }

    [Test]
    public void Eigenvalues_AddUpToTheSquaredTrajectoryMatrix()
    {
        var series = Noise(50, seed: 2);
        const int windowLength = 12;
        var squares = Enumerable.Range(0, series.Length - windowLength + 1).Sum(k => series.Skip(k).Take(windowLength).Sum(x => x * x));

        Assert.That(SsaDecomposition.Of(series, windowLength).Eigenvalues.Sum(), Is.EqualTo(squares).Within(1e-12 * squares));
    }

    [Test]
    public void LagCovariance_IsTheProductOfTheTrajectoryMatrix()
    {
        var series = Noise(30, seed: 9);
        const int windowLength = 11;
        var matrix = new double[windowLength * windowLength];

        LagCovariance.FillLower(series, windowLength, matrix);

        for (var i = 0; i < windowLength; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var expected = Enumerable.Range(0, series.Length - windowLength + 1).Sum(k => series[k + i] * series[k + j]);
                Assert.That(matrix[i * windowLength + j], Is.EqualTo(expected).Within(1e-13));
            }
        }
    }

    [Test]
    public void Of_WindowOutOfRange_NamesValueAndRange([Values(1, 10)] int windowLength) =>
        Assert.That(
            () => SsaDecomposition.Of(new double[10], windowLength),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 2..9 for a series of 10"));

    [Test]
    public void Of_GapInTheSeries_SaysToFillIt() =>
        Assert.That(() => SsaDecomposition.Of([1, double.NaN, 3, 4, 5], 2), Throws.ArgumentException.With.Message.Contains("every value must be finite"));

    [Test]
    public void Recurrence_LoneValueAtTheEnd_HasNone()
    {
        var series = new double[20];
        series[19] = 7;

        Assert.That(
            () => SsaDecomposition.Of(series, 6).Recurrence(1),
            Throws.InvalidOperationException.With.Message.EqualTo("Rank 1 with window 6 has verticality 1: it has no recurrence."));
    }

    [Test]
    public void Recurrence_Line_IsTheTextbookVerticality()
    {
        // The span of (1, …, 1) and (1, …, L): ν² = (4L − 2) / (L (L + 1)).
        var line = Enumerable.Range(0, 60).Select(Line).ToArray();

        Assert.That(SsaDecomposition.Of(line, 10).Recurrence(2).Verticality, Is.EqualTo(38.0 / 110).Within(1e-10));
    }

    private static double[] Noise(int length, ulong seed)
    {
        var random = new Forecasting.Statistics.SplitMix64(seed);
        return Enumerable.Range(0, length).Select(_ => random.NextUniform() - 0.3).ToArray();
    }
}
