using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Hierarchy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Hierarchy;

public sealed class DemandSumTests
{
    [Test]
    public void Mean_AnyOrderAndAnyParts_IsTheSameToTheLastBit()
    {
        var random = new SplitMix64(11);
        var members = Enumerable.Range(0, 200).Select(i => Forecast([.. Enumerable.Range(0, 13).Select(_ => random.NextUniform() * Math.Pow(10, i % 9))])).ToArray();
        var all = Sum(members);
        var backwards = Sum([.. members.Reverse()]);
        var parts = new DemandSum();
        foreach (var part in members.Chunk(7).Reverse())
            parts.Add(Sum(part));

        Assert.That((backwards.Mean, backwards.Variance(0.3), backwards.Quantile(0.9, 0.3)), Is.EqualTo((all.Mean, all.Variance(0.3), all.Quantile(0.9, 0.3))));
        Assert.That((parts.Mean, parts.Variance(0.3), parts.Members), Is.EqualTo((all.Mean, all.Variance(0.3), 200)));
    }

    /// <summary>Deviations 3 and 4: 5 when independent, 7 when one, and √(25 + 0.5·24) = √37 half-way.</summary>
    [TestCase(0, 25)]
    [TestCase(0.5, 37)]
    [TestCase(1, 49)]
    public void Variance_ByCorrelation_IsFromTheRootOfSquaresToTheSumOfSpreads(double correlation, double variance)
    {
        var sum = new DemandSum();
        sum.Add(Forecast([10]), Spread(3, nonNegative: false), 0, 1);
        sum.Add(Forecast([20]), Spread(4, nonNegative: false), 0, 1);

        Assert.That(sum.Variance(correlation), Is.EqualTo(variance).Within(1e-12));
        Assert.That(sum.Quantile(0.9, correlation), Is.EqualTo(30 + 1.2815515655446004 * Math.Sqrt(variance)).Within(1e-9));
    }

    /// <summary>Any two of three buckets with deviation 2 correlate by 0.25: 12 + 0.25·(36 − 12) = 18.</summary>
    [Test]
    public void Variance_OverBuckets_IsThatOfTheCumulativeErrors()
    {
        var sum = new DemandSum();
        sum.Add(Forecast([5, 5, 5, 5]), Spread(2, bucketCorrelation: 0.25), 0, 3);

        Assert.That((sum.Mean, sum.Variance(0.9)), Is.EqualTo((15, 18)));
    }

    [Test]
    public void Quantile_OneMember_IsItsOwnWhateverTheCorrelation()
    {
        var sum = new DemandSum();
        sum.Add(Forecast([8]), Spread(4), 0, 1);
        var own = 8 * GammaDistribution.Quantile(0.9, 0.25);

        Assert.That((sum.Quantile(0.9, 0), sum.Quantile(0.9, 1)), Is.EqualTo((own, own)));
        Assert.That(sum.Quantile(0.001, 0), Is.Positive, "demand that never was negative");
    }

    [Test]
    public void Quantile_NothingExpectedOrSpreadNotKnown_IsZeroOrNone()
    {
        var nothing = new DemandSum();
        nothing.Add(Forecast([0]), Spread(4), 0, 1);
        Assert.That((nothing.Mean, nothing.Variance(1), nothing.Quantile(0.9, 1)), Is.EqualTo((0, 0, 0)));

        nothing.Add(Forecast([3]), null, 0, 1);
        Assert.That((nothing.Mean, nothing.Quantile(0.9, 1)), Is.EqualTo((3, double.NaN)));
    }

    [Test]
    public void Add_BeyondTheHorizon_CountsNothing()
    {
        var sum = new DemandSum();
        sum.Add(Forecast([1, 2, 3]), Spread(1), 1, 13);
        sum.Add(Forecast([1, 2, 3]), Spread(1), 7, 13);

        Assert.That((sum.Mean, sum.Variance(0), sum.Members), Is.EqualTo((5, 2, 2)));
    }

    [Test]
    public void Variance_CorrelationOutOfRange_IsRefused() =>
        Assert.That(() => new DemandSum().Variance(1.1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static DemandSum Sum(DemandForecast[] members)
    {
        var sum = new DemandSum();
        for (var i = 0; i < members.Length; i++)
            sum.Add(members[i], Spread(members[i].Mean[0] / 3), 0, 13);
        return sum;
    }

    private static DemandForecast Forecast(ImmutableArray<double> mean) => new("ssa", "", "", mean, [], []);

    private static ErrorSpread Spread(double deviation, bool nonNegative = true, double bucketCorrelation = 0) => new(
        [.. Enumerable.Repeat(deviation, 13)], 0, 1, [], [.. Enumerable.Repeat(bucketCorrelation, 13)], nonNegative, 8);
}
