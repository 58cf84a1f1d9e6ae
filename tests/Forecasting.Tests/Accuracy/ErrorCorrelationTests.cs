using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ErrorCorrelationTests
{
    private static readonly DateOnly Monday = new(2024, 4, 1);

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(0.8)]
    public void Measured_KnownCorrelation_IsFound(double correlation)
    {
        var found = PastAccuracy.Of(Outcomes(correlation, products: 40, weeks: 400))!.Correlation;

        // 400 shared surprises of variance ρ: the deviation of their mean square is ρ·√(2 ÷ 400), 7 % of ρ.
        Assert.That(found.Measured, Is.EqualTo(correlation).Within(0.02 + 0.14 * correlation));
        Assert.That(found.Buckets, Is.EqualTo(400));
    }

    [Test]
    public void Measured_AnyOrder_IsTheSameToTheLastBit()
    {
        var outcomes = Outcomes(0.3, 20, 30);
        Assert.That(
            PastAccuracy.Of(Enumerable.Reverse(outcomes))!.Correlation.Measured, Is.EqualTo(PastAccuracy.Of(outcomes)!.Correlation.Measured));
    }

    [Test]
    public void Measured_OneProductOrNone_IsAssumed()
    {
        Assert.That(PastAccuracy.Of(Outcomes(0.3, 1, 30))!.Correlation, Is.EqualTo(ErrorCorrelation.Assumed));
        Assert.That(ErrorCorrelation.Assumed.Value, Is.EqualTo(0.1));
    }

    [Test]
    public void Value_FewBuckets_IsDrawnToTheDefault()
    {
        Assert.That(new ErrorCorrelation(0.5, 13).Value, Is.EqualTo(0.3).Within(1e-15));
        Assert.That(new ErrorCorrelation(0.5, 1).Value, Is.EqualTo((0.5 + 1.3) / 14).Within(1e-15));
    }

    private static List<ForecastOutcome> Outcomes(double correlation, int products, int weeks)
    {
        var random = new SplitMix64(5);
        var outcomes = new List<ForecastOutcome>();
        for (var week = 0; week < weeks; week++)
        {
            var shared = NormalDistribution.Quantile(random.NextUniform());
            for (var product = 0; product < products; product++)
            {
                var own = NormalDistribution.Quantile(random.NextUniform());
                var error = (1 + product % 3) * (Math.Sqrt(correlation) * shared + Math.Sqrt(1 - correlation) * own);
                var key = new SkuLocation(new Sku($"P{product}"), new Location("LEEDS"));
                var promised = new PromisedBucket(
                    $"run{week}", Monday.AddDays(7 * week), key, Monday.AddDays(7 * week), 1, new OutcomeGroup("ssa", "A", "Smooth", ""), 100 + error, 100, 100, default);
                outcomes.Add(new ForecastOutcome(promised, 100, 1, 1, 1));
            }
        }

        return outcomes;
    }
}
