using CsCheck;
using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class SsaModelTests
{
    private static readonly double[] Week = [-10, -6, 0, 3, 8, 12, -7];

    [TestCase(104, 51, 6)]
    [TestCase(365, 28, 7)]
    [TestCase(60, 30, 3)]
    public void Predict_Mean_IsTheRecurrentForecastOfTheDecomposition(int buckets, int windowLength, int rank)
    {
        var series = WeeklyWithNoise(buckets, seed: 1);

        var mean = Fit(series, windowLength, rank).Predict(28, 0.95).Mean;

        Assert.That(mean, Is.EqualTo(SsaDecomposition.Of(series, windowLength).Forecast(rank, 28)).Within(1e-10));
    }

    [Test]
    public void Predict_Bounds_AreQuantilesOfANormalErrorThatNeverShrinks()
    {
        var prediction = Fit(WeeklyWithNoise(200, seed: 2), 28, 7).Predict(40, 0.8);

        Assert.That(prediction.Deviation, Is.Ordered.Ascending.And.All.Positive);
        for (var h = 0; h < 40; h++)
        {
            Assert.That(prediction.Upper[h] - prediction.Mean[h], Is.EqualTo(1.2815515655446004 * prediction.Deviation[h]).Within(1e-12));
            Assert.That(prediction.Mean[h] - prediction.Lower[h], Is.EqualTo(1.2815515655446004 * prediction.Deviation[h]).Within(1e-12));
        }
    }

    [TestCase(104, 51, 6)]
    [TestCase(365, 28, 7)]
    [TestCase(365, 28, 12)]
    [TestCase(365, 91, 7)]
    public void Predict_WeeklySeasonAndNoise_CoversAsOftenAsItSays(int buckets, int windowLength, int rank)
    {
        const int fits = 200;
        int[] horizons = [1, 7, 28];
        var covered = horizons.ToDictionary(h => h, _ => 0);
        for (var fit = 0; fit < fits; fit++)
        {
            var series = WeeklyWithNoise(buckets + 28, seed: (ulong)(1000 + fit));
            var prediction = Fit(series[..buckets], windowLength, rank).Predict(28, 0.95);
            foreach (var h in horizons)
            {
                var actual = series[buckets + h - 1];
                covered[h] += actual >= prediction.Lower[h - 1] && actual <= prediction.Upper[h - 1] ? 1 : 0;
            }
        }

        // Over 200 fits chance moves a share of 0.95 by 0.015. A window of half a short history leaves few errors to learn from: 0.90 there.
        foreach (var h in horizons)
            Assert.That((double)covered[h] / fits, Is.InRange(windowLength == 51 ? 0.87 : 0.91, 0.985), $"{h} buckets ahead");
    }

    [Test]
    public void Update_AnySeries_IsAsIfEveryWindowHadBeenProjectedAgain() =>
        Gen.Select(Gen.Int[2, 20], Gen.Int[0, 60], Gen.ULong).Sample((windowLength, later, seed) =>
        {
            var rank = 1 + (int)(seed % (ulong)(windowLength - 1));
            var series = WeeklyWithNoise(2 * windowLength + 5 + later, seed);
            var fitted = series[..(2 * windowLength + 5)];
            if (SsaModel.Fit(fitted, windowLength, rank) is not Outcome<SsaModel>.Done { Value: var model })
                return;

            var updated = model.Update(series.AsSpan(fitted.Length..)).Predict(5, 0.9);

            var vectors = SsaDecomposition.Of(fitted, windowLength, model.Rank);
            var rebuilt = new double[series.Length];
            for (var i = 0; i < model.Rank; i++)
                DiagonalAveraging.Add(series, vectors.Vector(i), rebuilt);
            DiagonalAveraging.Divide(rebuilt, windowLength);
            var expected = model.Recurrence.Continue(rebuilt, 5);
            var scale = expected.Max(Math.Abs) + 100;
            Assert.That(updated.Mean, Is.EqualTo(expected).Within(1e-9 * scale));
        });

    [Test]
    public void Update_OneByOne_IsTheSameAsAllAtOnce()
    {
        var series = WeeklyWithNoise(150, seed: 3);
        var model = Fit(series[..120], 28, 7);

        var oneByOne = series[120..].Aggregate(model, (state, value) => state.Update(value));

        Assert.That(oneByOne.Predict(14, 0.9).Mean, Is.EqualTo(model.Update(series.AsSpan(120..)).Predict(14, 0.9).Mean).Within(1e-10));
    }

    [Test]
    public void Update_LeavesTheModelItCameFromAlone()
    {
        var model = Fit(WeeklyWithNoise(120, seed: 4), 28, 7);
        var before = model.Predict(7, 0.9).Mean;

        _ = model.Update([500, 600, 700]);

        Assert.That(model.Predict(7, 0.9).Mean, Is.EqualTo(before));
    }

    [Test]
    public void Update_NoiseFreeSeason_KeepsForecastingItExactly()
    {
        var series = Enumerable.Range(0, 200).Select(t => Week[t % 7] + 20).ToArray();
        var model = Fit(series[..60], 28, 7).Update(series.AsSpan(60..150));

        Assert.That(model.Predict(50, 0.9).Mean, Is.EqualTo(series[150..]).Within(1e-9));
    }

    [TestCase(7.1)]
    [TestCase(0)]
    [TestCase(-1e12)]
    [TestCase(1e-9)]
    [TestCase(1e300)]
    public void Predict_ConstantSeries_IsThatConstantExactly(double level)
    {
        var model = Fit(Enumerable.Repeat(level, 60).ToArray(), 20, 6).Update([level, level]);
        var prediction = model.Predict(30, 0.95);

        Assert.That(prediction.Mean, Is.All.EqualTo(level));
        Assert.That(prediction.Lower, Is.All.EqualTo(level));
        Assert.That(prediction.Deviation, Is.All.Zero);
        Assert.That(model.Rank, Is.EqualTo(1));
    }

    [Test]
    public void Update_ConstantThatMoves_MovesWithIt()
    {
        var model = Fit(Enumerable.Repeat(10.0, 60).ToArray(), 5, 1).Update(Enumerable.Repeat(20.0, 40).ToArray());

        Assert.That(model.Predict(3, 0.95).Mean, Is.All.EqualTo(20).Within(1e-12));
    }

    [Test]
    public void Fit_MoreRankThanTheSeriesHas_KeepsWhatThereIs()
    {
        var series = Enumerable.Range(0, 120).Select(t => 5 * Math.Sin(2 * Math.PI * t / 12.5)).ToArray();

        var model = Fit(series, 24, 6);

        Assert.That(model.Rank, Is.EqualTo(2));
        Assert.That(model.Predict(10, 0.95).Deviation, Is.All.LessThan(1e-6));
    }

    [Test]
    public void Predict_OtherUnits_ScalesByThemExactly([Values(-60, -900, 40, 990)] int power)
    {
        var series = WeeklyWithNoise(100, seed: 6);
        var scaled = series.Select(x => Math.ScaleB(x, power)).ToArray();

        var expected = Fit(series, 28, 7).Predict(14, 0.9);
        var prediction = Fit(scaled, 28, 7).Predict(14, 0.9);

        Assert.That(prediction.Mean, Is.EqualTo(expected.Mean.Select(x => Math.ScaleB(x, power))));
        Assert.That(prediction.Upper, Is.EqualTo(expected.Upper.Select(x => Math.ScaleB(x, power))));
    }

    [Test]
    public void Fit_Toeplitz_ForecastsTheSeasonToo()
    {
        var series = Enumerable.Range(0, 140).Select(t => 20 * Math.Sin(2 * Math.PI * t / 12)).ToArray();

        var model = ((Outcome<SsaModel>.Done)SsaModel.Fit(series.AsSpan(..128), 24, 2, SsaCovariance.Toeplitz)).Value;

        // Averaging over the whole series spoils the exactness of the basic variant: a twentieth of the amplitude here.
        Assert.That(model.Predict(12, 0.95).Mean, Is.EqualTo(series[128..]).Within(1));
    }

    [Test]
    public void Fit_TooShort_SaysWhatItNeeds() =>
        Assert.That(Reason(new double[55], 28, 7), Is.EqualTo("SSA with window 28 needs at least 56 buckets; there are 55."));

    [Test]
    public void Fit_Empty_SaysWhatItNeeds() =>
        Assert.That(Reason([], 2, 1), Is.EqualTo("SSA with window 2 needs at least 4 buckets; there are 0."));

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Fit_Gap_SaysWhichBucket(double gap)
    {
        var series = WeeklyWithNoise(60, seed: 8);
        series[41] = gap;

        Assert.That(Reason(series, 20, 3), Is.EqualTo("Bucket 42 of 60 is not a number: fill gaps before fitting SSA."));
    }

    [Test]
    public void Fit_LoneSaleAtTheEnd_HasNoRecurrence()
    {
        var series = new double[60];
        series[59] = 7;

        Assert.That(
            Reason(series, 20, 3),
            Is.EqualTo("SSA of rank 1 with window 20 has no usable recurrence: it would multiply noise more than fifty times."));
    }

    [Test]
    public void Arguments_OutOfRange_NameValueAndRange()
    {
        var series = WeeklyWithNoise(60, seed: 9);
        var model = Fit(series, 20, 3);

        AssertRange(() => SsaModel.Fit(series, 1, 1), "must be 2 or more.", 1);
        AssertRange(() => SsaModel.Fit(series, 20, 0), "must be in 1..19 for window 20.", 0);
        AssertRange(() => SsaModel.Fit(series, 20, 20), "must be in 1..19 for window 20.", 20);
        AssertRange(() => model.Predict(0, 0.95), "must be 1 or more.", 0);
        AssertRange(() => model.Predict(1, 1.0), "must be between 0 and 1, ends excluded.", 1.0);
        AssertRange(() => model.Predict(1, double.NaN), "must be between 0 and 1, ends excluded.", double.NaN);
        AssertRange(() => model.Update(double.NaN), "must be finite.", double.NaN);
    }

    private static void AssertRange(Action call, string range, object value)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => call());
        Assert.That(exception!.Message, Does.StartWith(range));
        Assert.That(exception.ActualValue, Is.EqualTo(value));
    }

    private static string Reason(double[] series, int windowLength, int rank) =>
        ((Outcome<SsaModel>.Skipped)SsaModel.Fit(series, windowLength, rank)).Reason;

    private static SsaModel Fit(double[] series, int windowLength, int rank) =>
        ((Outcome<SsaModel>.Done)SsaModel.Fit(series, windowLength, rank)).Value;

    private static double[] WeeklyWithNoise(int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, length).Select(t => 100 + Week[t % 7] + 5 * NormalDistribution.Quantile(random.NextUniform()))];
    }
}
