using Forecasting.History;
using Forecasting.Segmentation;
using Forecasting.Statistics;
using NUnit.Framework;
using LifeCycle = Forecasting.Segmentation.LifeCycle;

namespace Forecasting.Tests.Segmentation;

[TestFixture]
public sealed class SegmentTests
{
    private static readonly DateOnly End = new(2026, 3, 2);

    [TestCase(new double[] { 10, 10, 10, 10 }, 'X')]
    [TestCase(new double[] { 4, 16, 4, 16 }, 'Y')]
    [TestCase(new double[] { 0, 0, 40, 0 }, 'Z')]
    [TestCase(new double[] { 0, 0, 0, 0 }, ' ')]
    public void Xyz_CoefficientOfVariation_0_0p6_1p7(double[] quantities, char expected) =>
        Assert.That(DemandVariability.Classify(DemandVariability.Measure(quantities, TimeBucket.Week), new SegmentationSettings()), Is.EqualTo(expected));

    [Test]
    public void Variability_OfAPureSeason_IsNone()
    {
        double[] history = [.. Enumerable.Range(0, 24).Select(month => month % 12 == 11 ? 100.0 : 10)];
        Assert.That(DemandVariability.Measure(history.AsSpan(0, 12), TimeBucket.Month), Is.EqualTo(Math.Sqrt(618.75) / 17.5).Within(1e-12), "one year shows no season yet");
        Assert.That(DemandVariability.Measure([.. history, .. history], TimeBucket.Month), Is.LessThan(0.05));
    }

    [Test]
    public void LifeCycle_YoungByLaunchDate_IsNew()
    {
        Assert.That(Phase(Flat(60, 5), launch: End.AddDays(-7 * 25)), Is.EqualTo(LifeCycle.New));
        Assert.That(Phase(Flat(60, 5), launch: End.AddDays(-7 * 26)), Is.EqualTo(LifeCycle.Mature));
        Assert.That(Phase(Flat(60, 5), launch: End.AddDays(-7 * 27), was: LifeCycle.New), Is.EqualTo(LifeCycle.New), "27 weeks are not clearly past 26");
    }

    [Test]
    public void LifeCycle_WithoutLaunchDate_IsNewByItsFirstSale_IfTheRecordsReachBack()
    {
        Assert.That(Phase(Flat(20, 5)), Is.EqualTo(LifeCycle.New));
        Assert.That(Phase(Flat(20, 5), records: End.AddDays(-7 * 20)), Is.EqualTo(LifeCycle.Mature), "all records begin with it");
    }

    [Test]
    public void LifeCycle_NoSaleForHalfAYearOrAboutToEnd_IsEnding()
    {
        Assert.That(Phase([.. Flat(60, 5), .. Flat(26, 0)]), Is.EqualTo(LifeCycle.Ending));
        Assert.That(Phase([.. Flat(60, 5), .. Flat(25, 0)]), Is.EqualTo(LifeCycle.Declining));
        Assert.That(Phase([.. Flat(60, 5), .. Flat(40, double.NaN)]), Is.EqualTo(LifeCycle.Mature), "not on the shelf is not without a sale");
        Assert.That(Phase(Flat(60, 5), isAboutToEnd: true), Is.EqualTo(LifeCycle.Ending));
    }

    [TestCase(10, 13, LifeCycle.Growing)]
    [TestCase(10, 12, LifeCycle.Mature)]
    [TestCase(10, 7, LifeCycle.Declining)]
    [TestCase(10, 8, LifeCycle.Mature)]
    public void LifeCycle_Last13WeeksAgainstThe13Before(double before, double now, LifeCycle expected) =>
        Assert.That(Phase([.. Flat(30, before), .. Flat(13, now)]), Is.EqualTo(expected));

    [Test]
    public void LifeCycle_SeasonThatComesBack_IsMature_BecauseLastYearIsKnown()
    {
        double[] year = [.. Flat(39, 10), .. Flat(13, 30)];
        Assert.That(Phase([.. year, .. year]), Is.EqualTo(LifeCycle.Mature));
        Assert.That(Phase(year), Is.EqualTo(LifeCycle.Growing), "one year alone cannot tell");
    }

    [Test]
    public void LifeCycle_SlowMoverByChance_IsMature() =>
        Assert.That(Phase([.. Flat(40, 0.2), .. Flat(13, 0.4)]), Is.EqualTo(LifeCycle.Mature), "2.6 and 5.2 units differ by less than 2·√7.8");

    [Test]
    public void LifeCycle_NoiseAroundTheLimit_FlipsLessThanATenthAsOften()
    {
        // 25 % more than last year, with the noise of counts of 100 a week.
        var random = new SplitMix64(3);
        double[] history = [.. Enumerable.Range(0, 400).Select(week => Math.Round((week < 200 ? 100 : 125) + 30 * (random.NextUniform() - 0.5)))];
        var (flips, flipsWithout) = (0, 0);
        LifeCycle? was = null;
        var wasWithout = Phase(history[..201]);
        for (var end = 201; end < 252; end++)
        {
            var (now, nowWithout) = (Phase(history[..end], was: was), Phase(history[..end]));
            flips += was is { } known && known != now ? 1 : 0;
            flipsWithout += wasWithout != nowWithout ? 1 : 0;
            (was, wasWithout) = (now, nowWithout);
        }

        Assert.That(flipsWithout, Is.GreaterThan(4));
        Assert.That(flips, Is.LessThanOrEqualTo(1), "from mature to growing, once");
    }

    private static LifeCycle Phase(double[] quantities, DateOnly? launch = null, DateOnly? records = null, bool isAboutToEnd = false, LifeCycle? was = null) =>
        LifeCycleRules.Classify(quantities, TimeBucket.Week, End, launch, records ?? End.AddDays(-7 * 200), isAboutToEnd, was);

    private static double[] Flat(int buckets, double value) => [.. Enumerable.Repeat(value, buckets)];
}
