using Forecasting.Accuracy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class OwnSpreadTests
{
    [Test]
    public void Deviation_SmallSeries_IsThatOfSmoothingByHand()
    {
        // Levels 10, (10 + 14) / 2 = 12: errors 4 and −3, for every constant up to a third.
        Assert.That(OwnSpread.Deviation([10, 14, 9], 1), Is.EqualTo(Math.Sqrt((16 + 9) / 2.0)).Within(1e-12));
        Assert.That(OwnSpread.Deviation([10, double.NaN, 14, 9], 1), Is.EqualTo(Math.Sqrt((16 + 9) / 2.0)).Within(1e-12), "not observed is not an error");
        Assert.That(OwnSpread.Deviation([7], 1), Is.Zero);
        Assert.That(OwnSpread.Deviation([double.NaN], 1), Is.Zero);
    }

    [Test]
    public void Deviation_NoiseAroundALevelThatMoves_IsTheNoise()
    {
        var random = new SplitMix64(7);
        double[] history = [.. Enumerable.Range(0, 2_000).Select(t => (t < 1_000 ? 50 : 200) + 5 * Normal(ref random))];

        Assert.That(OwnSpread.Deviation(history, 1), Is.InRange(5, 8), "around one mean it would be 75");
    }

    [Test]
    public void Deviation_ShutOnSundays_DoesNotCountTheSeasonAsNoise()
    {
        var random = new SplitMix64(8);
        double[] history = [.. Enumerable.Range(0, 700).Select(t => t % 7 == 6 ? 0 : 100 + 4 * Normal(ref random))];

        Assert.That(OwnSpread.Deviation(history, 7), Is.EqualTo(4).Within(0.5));
        Assert.That(OwnSpread.Deviation(history, 1), Is.GreaterThan(30));
        Assert.That(OwnSpread.Deviation(history.AsSpan()[..27], 7), Is.EqualTo(OwnSpread.Deviation(history.AsSpan()[..27], 1)), "three weeks tell no season");
    }

    [Test]
    public void Deviation_OtherUnits_GrowsWithThem()
    {
        double[] history = [3, 0, 0, 8, 2, 0, 5, 1, 0, 0, 4];

        Assert.That(OwnSpread.Deviation([.. history.Select(x => 8 * x)], 2), Is.EqualTo(8 * OwnSpread.Deviation(history, 2)));
    }

    private static double Normal(ref SplitMix64 random) => NormalDistribution.Quantile(random.NextUniform());
}
