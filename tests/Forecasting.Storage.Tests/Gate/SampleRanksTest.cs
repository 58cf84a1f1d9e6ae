using CsCheck;
using Forecasting.Statistics;
using Forecasting.Storage.Gate;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Gate;

public class SampleRanksTest
{
    private static readonly int[] Asked = [1, 10, 19];

    [Test]
    public void Quantile_FourValues_IsInterpolatedAsInRWithType7()
    {
        var ranks = SampleRanks.Of([new(1, 0, 1, 4), new(2, 1, 2, 4), new(10, 3, 1, 4)]);
        Assert.That(Asked.Select(ranks.Quantile), Is.EqualTo(new[] { 1.15, 2, 8.8 }).Within(1e-12), "quantile(c(1, 2, 2, 10), c(0.05, 0.5, 0.95))");
        Assert.That(ranks.Count, Is.EqualTo(4));
    }

    [Test]
    public void Quantile_NoValues_IsZero() => Assert.That(SampleRanks.Of([]).Quantile(10), Is.Zero);

    [Test]
    public void Quantile_RankThatWasNotRead_Throws() =>
        Assert.That(() => SampleRanks.Of([new(1, 0, 1, 9)]).Quantile(10), Throws.InvalidOperationException.With.Message.EqualTo("The value of rank 4 was not read."));

    [Test]
    public void Quantile_RunsThatThePriceQueryKeeps_HoldEveryRankThatIsAsked() => Gen.Int[1, 6].Array[1, 90].Sample(values =>
    {
        var runs = values.Order().Index().GroupBy(v => v.Item)
            .Select(g => new SampleRun(g.Key, g.First().Index, g.Count(), values.Length))
            .Where(r => IsKept(r.Before, r.Before + r.Times, r.Total));
        var ranks = SampleRanks.Of([.. runs]);
        Assert.That(ranks.Quantile(10), Is.EqualTo(Robust.Median(values.Select(v => (double)v))));
        Assert.That(ranks.Quantile(1), Is.LessThanOrEqualTo(ranks.Quantile(19)));
    });

    // The condition of Gate/ReadPricesSeen.sql.
    private static bool IsKept(long below, long upTo, long total) =>
        (2 * below <= total && 2 * upTo >= total)
        || (20 * below <= total + 19 && 20 * upTo > total - 1)
        || (20 * below <= 19 * total + 1 && 20 * upTo > 19 * (total - 1));
}
