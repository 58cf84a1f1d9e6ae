using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class PastAccuracyTests
{
    private static readonly DateOnly Monday = new(2024, 4, 1);
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));
    private static readonly DemandSeries Sold = new(Key, TimeBucket.Week, Monday.AddDays(-14), [5, 7, 10, 12, 9], [], [1, 1, double.NaN, 0.9, 1]);

    [Test]
    public void Score_ByHand()
    {
        var outcome = Due(Monday, 1, mean: 13).Score(Sold);

        Assert.That(outcome.Actual, Is.EqualTo(10));
        Assert.That(outcome.Final.Error, Is.EqualTo(3), "too much");
        // Quantiles 4, 8, 12, 16, 20: 0.15, 0.2, 1, 0.6, 0.25.
        Assert.That(outcome.Pinball, Is.EqualTo(2.2 / 5).Within(1e-12));
        Assert.That((outcome.Inside80, outcome.Inside95, outcome.IsOverridden), Is.EqualTo((1.0, 1.0, false)));
    }

    [Test]
    public void Score_PartlyOutOfStockOrOutsideTheSeries_IsNotObserved()
    {
        Assert.That(Due(Monday.AddDays(7), 1, 13).Score(Sold).Actual, Is.NaN, "a tenth of the week without stock");
        Assert.That(Due(Monday.AddDays(21), 1, 13).Score(Sold).Actual, Is.NaN, "not sold yet");
        Assert.That(Due(Monday.AddDays(-21), 1, 13).Score(Sold).Actual, Is.NaN, "before its first sale");
        Assert.That(Due(Monday, 1, 13).Score(null).Actual, Is.NaN);
        Assert.That(Due(Monday.AddDays(14), 1, 13).Score(Sold).Actual, Is.EqualTo(9));
    }

    [Test]
    public void Of_NothingObserved_IsNull()
    {
        Assert.That(PastAccuracy.Of([]), Is.Null);
        Assert.That(PastAccuracy.Of([Due(Monday, 1, 13).Score(null)]), Is.Null);
    }

    /// <summary>Two weeks of A one bucket ahead, and one two ahead; the naive errs by 4, 1, 4, the model by 3, 2, 1, the planner by 3, 1, 1.</summary>
    [Test]
    public void Of_ByDistance_IsTheLadderOfValueAdded()
    {
        ForecastOutcome[] outcomes =
        [
            Due(Monday, 1, mean: 13, naive: 6, run: "a").Score(Sold),
            Due(Monday.AddDays(14), 1, mean: 10, naive: 8, statistical: 11, run: "b").Score(Sold),
            Due(Monday.AddDays(14), 2, mean: 8, naive: 5, run: "a").Score(Sold),
        ];
        var past = PastAccuracy.Of(outcomes)!;

        Assert.That((past.First, past.Last, past.Runs), Is.EqualTo((Monday, Monday.AddDays(14), 2)));
        Assert.That(past.Totals.Select(t => (t.By, t.Group)), Is.EqualTo(new[]
        {
            ("All", "all"), ("Buckets ahead", "1"), ("Buckets ahead", "2"), ("Model", "ssa"), ("ABC class", "A"), ("Demand pattern", "smooth"),
            ("Sums over", "Location"), ("Sums over", "Total"),
        }), "nobody gave a category");
        var one = past.Totals[1];
        Assert.That((one.Naive.Wape, one.Statistical.Wape, one.Final.Wape), Is.EqualTo((5 / 19.0, 5 / 19.0, 4 / 19.0)));
        Assert.That((one.ValueOfModel, one.ValueOfPlanners, one.Overridden), Is.EqualTo((0.0, 0.2, 1L)).Using<(double, double, long)>(Near));
        Assert.That((one.Final.Bias, one.Final.Series, one.Final.Buckets), Is.EqualTo((2.0, 1L, 2L)));
        // The scale of MASE is 2, that of RMSSE 4, that of the pinball loss 2.
        Assert.That(one.Final.Mase, Is.EqualTo(1).Within(1e-12));
        Assert.That(one.Final.Rmsse, Is.EqualTo(Math.Sqrt((9 + 1) / 2.0 / 4)).Within(1e-12));
        Assert.That(one.Naive.ScaledPinball, Is.NaN, "a mean alone has no quantiles");
        var two = past.Totals[2];
        Assert.That(two.ValueOfPlanners, Is.NaN, "they changed nothing");
        Assert.That(two.ValueOfModel, Is.EqualTo(0.75).Within(1e-12));
        Assert.That(past.Totals[0].Final.Buckets, Is.EqualTo(3));
        var series = past.Series.Single();
        Assert.That((series.Key, series.Buckets, series.Bias, series.Wape), Is.EqualTo((Key, 3, 1.0, 5 / 28.0)));
        Assert.That(series.Trigg, Is.EqualTo(TrackingSignal.Of([3, 1]).Trigg), "one bucket ahead, in time order");
    }

    /// <summary>One product errs by 3 too much, another of the place by 2 too little: together by 1 of 20 units, each by 5.</summary>
    [Test]
    public void Of_Levels_ErrorsCancelInSums()
    {
        var past = PastAccuracy.Of(
        [
            Due(Monday, 1, mean: 13, sku: "A").Score(Sold), Due(Monday, 1, mean: 8, sku: "B").Score(Sold),
        ])!;

        Assert.That(past.Totals[0].Final.Wape, Is.EqualTo(5 / 20.0));
        foreach (var level in past.Totals.Where(t => t.By == PastAccuracy.ByLevel))
            Assert.That((level.Final.Wape, level.Final.BiasShare, level.Final.Mase), Is.EqualTo((1 / 20.0, 1 / 20.0, double.NaN)), level.Group);
    }

    [Test]
    public void Of_AnyOrder_IsTheSame()
    {
        var outcomes = Enumerable.Range(0, 60)
            .Select(i => Due(Monday.AddDays(14 * (i % 2)), 1 + i % 3, 8 + 0.1 * i, naive: i % 7, run: $"run {i}", sku: $"S{i % 5}").Score(Sold))
            .ToList();
        var (one, other) = (PastAccuracy.Of(outcomes)!, PastAccuracy.Of(Enumerable.Reverse(outcomes))!);

        Assert.That(other.Totals, Is.EqualTo(one.Totals));
        Assert.That(other.Series, Is.EqualTo(one.Series));
        Assert.That(one.Series.Select(s => s.Key.Sku.Code), Is.EqualTo(new[] { "S0", "S1", "S2", "S3", "S4" }));
    }

    [Test]
    public void Baseline_SeasonalNaive_AndNothingWhereNothingWasSeen()
    {
        var baseline = ForecastBaseline.Of([1, 2, 3, 4], 2, [7, 8, 9]);

        Assert.That(baseline.Naive, Is.EqualTo(new double[] { 3, 4, 3 }));
        Assert.That(baseline.Statistical, Is.EqualTo(new double[] { 7, 8, 9 }));
        Assert.That(baseline.Scales, Is.EqualTo(new ErrorScales(2, 1, 1)));
        Assert.That(ForecastBaseline.Of([double.NaN], 2, [7, 8]).Naive, Is.EqualTo(new double[] { 0, 0 }));
        Assert.That(ForecastBaseline.Of([], 2, [7]).Naive, Is.EqualTo(new double[] { 0 }));
    }

    private static bool Near((double A, double B, long C) x, (double A, double B, long C) y) =>
        Math.Abs(x.A - y.A) < 1e-12 && Math.Abs(x.B - y.B) < 1e-12 && x.C == y.C;

    private static DueForecast Due(
        DateOnly start, int ahead, double mean, double naive = 6, double? statistical = null, string run = "a", string sku = "A") => new(
        new PromisedBucket(
            run, Monday, new SkuLocation(new Sku(sku), Key.Location), start, ahead, new OutcomeGroup("ssa", "A", "smooth", ""),
            mean, statistical ?? mean, naive, new ErrorScales(2, 2, 4)),
        [0.025, 0.1, 0.5, 0.9, 0.975],
        [4, 8, 12, 16, 20]);
}
