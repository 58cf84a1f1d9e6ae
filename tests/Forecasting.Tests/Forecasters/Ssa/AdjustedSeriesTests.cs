using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class AdjustedSeriesTests
{
    private static readonly double[] Factors = [0.7, 0.9, 1.3, 1.1];

    [Test]
    public void Follow_GrowthTimesASeason_LeavesAStraightLine()
    {
        using var adjusted = new AdjustedSeries(60, 4);

        adjusted.Follow(Growing(60), isNew: true, isRevised: false);

        var slopes = Enumerable.Range(1, 59).Select(t => adjusted.Values[t] - adjusted.Values[t - 1]).ToArray();
        Assert.That(slopes, Is.All.EqualTo(Math.Log(1.02)).Within(0.01));
        Assert.That(adjusted.Values.ToArray().Average(), Is.EqualTo(0).Within(1e-12), "units add nothing");
    }

    [Test]
    public void Restore_TheLineContinued_IsGrowthTimesTheSeason()
    {
        using var adjusted = new AdjustedSeries(60, 4);
        adjusted.Follow(Growing(60), isNew: true, isRevised: false);
        var slope = (adjusted.Values[59] - adjusted.Values[3]) / 56;
        var forecasts = Enumerable.Range(0, 8).Select(h => adjusted.Values[56] + slope * (h % 4 + 4)).ToArray();

        adjusted.Restore(forecasts, horizon: 4);

        var expected = Growing(64)[60..];
        Assert.That(forecasts[..4], Is.EqualTo(expected).Within(1).Percent);
        Assert.That(forecasts[4..], Is.EqualTo(expected).Within(1).Percent, "every forecast starts at the end of the history");
    }

    [Test]
    public void Follow_FirstBucketWithoutDemand_EndsTheLogarithms()
    {
        var random = new SplitMix64(3);
        var seen = Enumerable.Range(0, 40).Select(t => t == 35 ? 0 : 20 * Factors[t % 4] + random.NextUniform()).ToArray();
        using var adjusted = new AdjustedSeries(40, 4);
        Assert.That(adjusted.Follow(seen.AsSpan(0, 30), isNew: true, isRevised: false), Is.True);
        Assert.That(adjusted.Follow(seen.AsSpan(0, 33), isNew: false, isRevised: false), Is.False, "only what came since is adjusted");

        Assert.That(adjusted.Follow(seen, isNew: false, isRevised: false), Is.True, "all of it is adjusted anew");

        double[] next = [20];
        adjusted.Restore(next, 1);
        Assert.That(next[0], Is.EqualTo(20 - 20 * 0.3).Within(1.5), "the season is added, not multiplied");
    }

    [Test]
    public void Follow_FilledGapRevised_IsAdjustedAgainWithTheSeasonKnown()
    {
        var seen = Growing(60);
        using var adjusted = new AdjustedSeries(60, 4);
        adjusted.Follow(seen.AsSpan(0, 50), isNew: true, isRevised: false);
        var before = adjusted.Values.ToArray();
        seen[20] *= Math.E;

        Assert.That(adjusted.Follow(seen, isNew: false, isRevised: true), Is.False);

        before[20] += 1;
        Assert.That(adjusted.Values[..50].ToArray(), Is.EqualTo(before).Within(1e-12));
    }

    [Test]
    public void Follow_NoSeasonAndAZero_AdjustsNothing()
    {
        using var adjusted = new AdjustedSeries(20, 1);

        adjusted.Follow(Enumerable.Range(0, 20).Select(t => (double)t).ToArray(), isNew: true, isRevised: false);

        Assert.That(adjusted.IsAdjusted, Is.False);
    }

    private static double[] Growing(int buckets) =>
        [.. Enumerable.Range(0, buckets).Select(t => 50 * Math.Pow(1.02, t) * Factors[t % 4])];
}
