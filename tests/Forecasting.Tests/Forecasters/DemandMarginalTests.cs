using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

[TestFixture]
public sealed class DemandMarginalTests
{
    private static readonly ErrorSpread Spread = new([1], 0, 1, [.. Enumerable.Repeat(0.0, ErrorSpread.ShapeLevels)], [0], NonNegative: true, Origins: 10);

    // From a handful of possible counts to more than there are places to begin to look from.
    [TestCase(0.01, 0.2)]
    [TestCase(1.7, 3)]
    [TestCase(40, 9)]
    [TestCase(900, 400)]
    public void FromNormalScore_OfACount_IsItsQuantile(double mean, double deviation)
    {
        var demand = DemandMarginal.At(mean, deviation, Spread, isCount: true);
        var cumulative = NegativeBinomialDistribution.Cumulative(mean, deviation * deviation, NormalDistribution.Cumulative(4.5));
        double[] largestScores = [.. cumulative.Select(p => NormalDistribution.Quantile(Math.Min(1, p)))];
        for (var score = -6.0; score <= 6; score += 0.0073)
            Assert.That(demand.FromNormalScore(score, 0), Is.EqualTo(Math.Min(largestScores.Count(s => s < score), largestScores.Length - 1)), $"at {score}");
    }
}
