using System.Collections.Immutable;
using Forecasting.Accuracy;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

/// <summary>Every number by hand. History 0 0 4 6 2 8 with a season of 2; forecasts 6 and 1, and 5 and 3 came.</summary>
public sealed class SeriesScoreTests
{
    private static readonly double[] History = [0, 0, 4, 6, 2, 8];
    private static readonly ImmutableArray<double> Levels = [0.025, 0.1, 0.5, 0.9, 0.975];
    private static readonly double[][] Quantiles = [[2, 3, 6, 9, 10], [0, 0.5, 1, 2, 2.5]];

    [Test]
    public void Scales_ByHand()
    {
        var scales = ErrorScales.Of(History, 2);

        Assert.That(scales.SeasonalAbsolute, Is.EqualTo((4 + 6 + 2 + 2) / 4.0));
        Assert.That(scales.NaiveAbsolute, Is.EqualTo((2 + 4 + 6) / 3.0), "from the first demand on");
        Assert.That(scales.NaiveSquare, Is.EqualTo((4 + 16 + 36) / 3.0));
    }

    [Test]
    public void Scales_NotObserved_LeavesTheirPairsOut() =>
        Assert.That(ErrorScales.Of([1, double.NaN, 4, 6], 1), Is.EqualTo(new ErrorScales(2, 2, 4)));

    [Test]
    public void Scales_ShorterThanASeasonOrNeverSold_AreNaN()
    {
        Assert.That(ErrorScales.Of([3, 5], 2), Is.EqualTo(new ErrorScales(double.NaN, 2, 4)));
        Assert.That(ErrorScales.Of([0, 0, 0], 1), Is.EqualTo(new ErrorScales(0, double.NaN, double.NaN)));
        Assert.That(() => ErrorScales.Of([1], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Measures_ByHand()
    {
        var score = Score([5, 3], [6, 1]);

        Assert.That((score.Buckets, score.SignedError, score.AbsoluteError, score.Volume), Is.EqualTo((2, -1.0, 3.0, 8.0)));
        Assert.That(score.Bias, Is.EqualTo(-0.5), "forecast too little");
        Assert.That(score.Wape, Is.EqualTo(3.0 / 8));
        Assert.That(score.Mase, Is.EqualTo(1.5 / 3.5).Within(1e-15));
        Assert.That(score.Rmsse, Is.EqualTo(Math.Sqrt(2.5 / (56.0 / 3))).Within(1e-15));
        // 0.075 + 0.2 + 0.5 + 0.4 + 0.125 over five levels, and 0.075 + 0.25 + 1 + 0.9 + 0.4875; the scale is 4.
        Assert.That(score.ScaledPinball, Is.EqualTo((0.26 + 0.5425) / 2 / 4).Within(1e-15));
        Assert.That((score.Coverage80, score.Coverage95), Is.EqualTo((0.5, 0.5)));
    }

    [Test]
    public void Measures_NotObserved_CountsNowhere()
    {
        var score = Score([5, double.NaN], [6, 1]);

        Assert.That((score.Buckets, score.Wape, score.Coverage80), Is.EqualTo((1, 0.2, 1.0)));
    }

    [Test]
    public void Measures_NothingObserved_AreNaN()
    {
        var score = Score([double.NaN, double.NaN], [6, 1]);

        Assert.That(score.Buckets, Is.Zero);
        Assert.That(
            new[] { score.Bias, score.Wape, score.Mase, score.Rmsse, score.ScaledPinball, score.Coverage80, score.Coverage95 }, Is.All.NaN);
    }

    [Test]
    public void Measures_ScaleOfZero_AreNaNAndTheOthersStand()
    {
        var scales = ErrorScales.Of([5, 5, 5], 1);
        var score = new SeriesScore();
        score.Add(ScoredBucket.OfMean(4, 5, scales));

        Assert.That(scales, Is.EqualTo(new ErrorScales(0, 0, 0)));
        Assert.That(new[] { score.Mase, score.Rmsse, score.ScaledPinball }, Is.All.NaN);
        Assert.That((score.Bias, score.Wape), Is.EqualTo((1.0, 0.25)));
    }

    [Test]
    public void Pinball_LacksALevel_IsNaN()
    {
        var levels = ScoredLevels.In([0.1, 0.5, 0.9]);

        Assert.That(levels.Pinball(5, [1, 2, 3]), Is.NaN);
        Assert.That(levels.Inside95(5, [1, 2, 3]), Is.NaN);
        Assert.That(levels.Inside80(5, [1, 2, 5]), Is.EqualTo(1), "ends included");
        Assert.That(PinballLoss.Of(10, 8, 0.9), Is.EqualTo(1.8).Within(1e-15));
        Assert.That(PinballLoss.Of(6, 8, 0.9), Is.EqualTo(0.2).Within(1e-15));
    }

    [Test]
    public void Totals_OfParts_AreThoseOfTheWholeToTheLastBit()
    {
        var random = new Forecasting.Statistics.SplitMix64(3);
        var whole = new ScoreTotals();
        var parts = new List<ScoreTotals>();
        for (var i = 0; i < 500; i++)
        {
            if (i % 7 == 0)
                parts.Add(new ScoreTotals());
            var score = Score([10 * random.NextUniform(), 1000 * random.NextUniform()], [random.NextUniform(), 700 * random.NextUniform()]);
            whole.Add(score);
            parts[^1].Add(score);
        }

        var together = new ScoreTotals();
        foreach (var part in Enumerable.Reverse(parts))
            together.Add(part);

        Assert.That(together.Measures(), Is.EqualTo(whole.Measures()));
        Assert.That(whole.Measures().Series, Is.EqualTo(500));
    }

    [Test]
    public void Totals_MixedSeries_PoolUnitsAndAverageRatios()
    {
        var totals = new ScoreTotals();
        totals.Add(Score([5, 3], [6, 1]));
        totals.Add(Score([100, 100], [150, 150]));
        totals.Add(Score([double.NaN, double.NaN], [1, 1]));
        var constant = new SeriesScore();
        constant.Add(ScoredBucket.OfMean(0, 0, ErrorScales.Of([5, 5], 1)));
        totals.Add(constant);

        var measures = totals.Measures();
        Assert.That((measures.Series, measures.Buckets), Is.EqualTo((3L, 5L)), "what was not observed is no series");
        Assert.That(measures.Wape, Is.EqualTo(103.0 / 208));
        Assert.That(measures.Bias, Is.EqualTo(99.0 / 5));
        Assert.That(measures.BiasShare, Is.EqualTo(99.0 / 208));
        Assert.That(measures.Mase, Is.EqualTo((1.5 / 3.5 + 50 / 3.5) / 2).Within(1e-14), "without the one of scale 0");
    }

    [Test]
    public void Totals_NothingSold_AreNaN()
    {
        var totals = new ScoreTotals();
        Assert.That(totals.Measures().Bias, Is.NaN);
        var score = new SeriesScore();
        score.Add(ScoredBucket.OfMean(0, 2, ErrorScales.Of([0, 1], 1)));
        totals.Add(score);

        Assert.That((totals.Measures().Wape, totals.Measures().BiasShare), Is.EqualTo((double.NaN, double.NaN)));
        Assert.That(totals.Measures().Bias, Is.EqualTo(2));
        Assert.That(AccuracyMeasures.ValueAdded(8, 10), Is.EqualTo(0.2).Within(1e-15));
        Assert.That(AccuracyMeasures.ValueAdded(8, 0), Is.NaN);
    }

    private static SeriesScore Score(double[] actuals, double[] means)
    {
        var scales = ErrorScales.Of(History, 2);
        var levels = ScoredLevels.In(Levels);
        var score = new SeriesScore();
        for (var h = 0; h < actuals.Length; h++)
            score.Add(ScoredBucket.Of(actuals[h], means[h], Quantiles[h], levels, scales));
        return score;
    }
}
