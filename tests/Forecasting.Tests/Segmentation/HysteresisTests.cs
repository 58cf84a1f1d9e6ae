using Forecasting.Segmentation;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Segmentation;

[TestFixture]
public sealed class HysteresisTests
{
    [TestCase(1.00, null, true)]
    [TestCase(0.99, null, false)]
    [TestCase(1.09, false, false)]
    [TestCase(1.11, false, true)]
    [TestCase(0.91, true, true)]
    [TestCase(0.89, true, false)]
    public void IsAbove_LimitOfOne(double value, bool? wasAbove, bool expected) =>
        Assert.That(Hysteresis.IsAbove(value, 1, wasAbove), Is.EqualTo(expected));

    [Test]
    public void XyzClass_NoiseAroundALimit_DoesNotFlipFromWeekToWeek()
    {
        var (flips, flipsWithout) = Flips(noise => DemandVariability.Classify(0.5 * (1 + 0.05 * noise), new SegmentationSettings()),
            (noise, was) => DemandVariability.Classify(0.5 * (1 + 0.05 * noise), new SegmentationSettings(), was));
        Assert.That(flipsWithout, Is.GreaterThan(30), "without memory the class is a coin tossed every week");
        Assert.That(flips, Is.Zero);
    }

    [Test]
    public void AbcClass_NoiseAroundALimit_DoesNotFlipFromWeekToWeek()
    {
        // The dearer items make 80 % and a little more or less.
        decimal[] Steady(double noise) => [60m, 20m + 0.3m * (decimal)noise, 8m, 6m, 4m, 2m];
        var (flips, flipsWithout) = Flips(
            noise => AbcAnalysis.Classify(Steady(noise))[2],
            (noise, was) => AbcAnalysis.Classify(Steady(noise), previous: [' ', ' ', was, ' ', ' ', ' '])[2]);
        Assert.That(flipsWithout, Is.GreaterThan(30));
        Assert.That(flips, Is.Zero);
    }

    [Test]
    public void Pattern_NoiseAroundTheCutOff_KeepsItsClass()
    {
        // 100 buckets, 75 or 76 of them with a sale: intervals of 1.333 and 1.316 around 1.32.
        double[] History(int sold) => [.. Enumerable.Range(0, 100).Select(i => i < sold ? 5.0 : 0)];
        Assert.That(DemandClassifier.Classify(History(75)), Is.EqualTo(DemandPattern.Intermittent));
        Assert.That(DemandClassifier.Classify(History(76)), Is.EqualTo(DemandPattern.Smooth));
        Assert.That(DemandClassifier.Classify(History(75), DemandPattern.Smooth), Is.EqualTo(DemandPattern.Smooth));
        Assert.That(DemandClassifier.Classify(History(76), DemandPattern.Intermittent), Is.EqualTo(DemandPattern.Intermittent));
        Assert.That(DemandClassifier.Classify(History(68), DemandPattern.Smooth), Is.EqualTo(DemandPattern.Intermittent), "1.47 is clearly past 1.32");
    }

    [Test]
    public void AbcClass_OfTheLastLimit_IsLeftDownwardsToo() =>
        Assert.That(
            new string([.. AbcAnalysis.Classify([80m, 15.9m, 3m, 1.1m], previous: "ABBB".ToCharArray())]),
            Is.EqualTo("ABCC"),
            "95.9 % is past 95.5 %");

    private static (int Flips, int FlipsWithout) Flips(Func<double, char> without, Func<double, char, char> with)
    {
        var random = new SplitMix64(7);
        var (flips, flipsWithout, was, wasWithout) = (0, 0, ' ', ' ');
        for (var week = 0; week < 200; week++)
        {
            // A uniform number in -1..1 stays within the margin.
            var noise = 2 * random.NextUniform() - 1;
            var (now, nowWithout) = (with(noise, was), without(noise));
            flips += week > 0 && now != was ? 1 : 0;
            flipsWithout += week > 0 && nowWithout != wasWithout ? 1 : 0;
            (was, wasWithout) = (now, nowWithout);
        }

        return (flips, flipsWithout);
    }
}
