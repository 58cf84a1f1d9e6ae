using Forecasting.Inventory.JointOrders;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.JointOrders;

[TestFixture]
public sealed class JointRhythmTests
{
    [Test]
    public void Find_CertainDemand_IsTheBestWholeNumberOfReviews()
    {
        // √(2·100 / (0.02·10 + 0.05·4)) = 22.4 days: three weeks cost 100/21 + 21·0.4/2 = 8.962, four 100/28 + 28·0.4/2 = 9.171.
        var rhythm = JointRhythm.Find(100, 0, 7, 364, [new JointItem(10, 0, 0.02, 0), new JointItem(4, 0, 0.05, 0)])!;
        Assert.That((rhythm.Days, rhythm.MeanDaysBetweenOrders, rhythm.Margin), Is.EqualTo((21, 21, 0)));
        Assert.That(rhythm.CostPerDay, Is.EqualTo(100 / 21.0 + 21 * 0.4 / 2).Within(1e-9));
        Assert.That(rhythm.Multiples, Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public void Find_CertainDemandAndDailyReview_IsSilversPolicy()
    {
        var policy = JointReplenishment.Silver(40, [10, 10], [0.1, 0.01], [20, 1]);
        var rhythm = JointRhythm.Find(40, 10, 1, 364, [new JointItem(20, 0, 0.1, 0), new JointItem(1, 0, 0.01, 0)])!;
        Assert.That(rhythm.Multiples, Is.EqualTo(policy.Multiples).And.EqualTo(new[] { 1, 6 }));
        Assert.That(rhythm.Days, Is.EqualTo(policy.CycleTime).Within(0.5));
        Assert.That(rhythm.CostPerDay, Is.EqualTo(policy.Cost).Within(0.01 * policy.Cost));
    }

    [TestCase(2, 2.0)]
    [TestCase(20, 2.0)]
    [TestCase(20, 6.0)]
    public void Find_TimeBetweenOrders_IsThatOfTheFirstToSellItsUnits(int count, double deviation)
    {
        JointItem[] items = [.. Enumerable.Range(0, count).Select(i => new JointItem(4 + i % 3, deviation, 0.02, 0))];
        var rhythm = JointRhythm.Find(300, 0, 7, 364, items)!;
        var random = new SplitMix64(7);
        double[] units = [.. items.Select(i => rhythm.Units(i.DailyDemand * rhythm.Days, 1, i))];
        double sum = 0;
        const int Orders = 4000;
        for (var order = 0; order < Orders; order++)
        {
            var (left, days) = (units.ToArray(), 0);
            do
            {
                days += 7;
                for (var i = 0; i < left.Length; i++)
                    left[i] -= 7 * items[i].DailyDemand + Math.Sqrt(7) * items[i].DailyDeviation * NormalDistribution.Quantile(Math.Clamp(random.NextUniform(), 1e-9, 1 - 1e-9));
            }
            while (left.All(l => l > 0));
            sum += days;
        }

        // Demand falls back now and then in this play, so it reaches zero a little earlier than it stands there.
        Assert.That(sum / Orders, Is.EqualTo(rhythm.MeanDaysBetweenOrders).Within(0.06 * rhythm.MeanDaysBetweenOrders));
        Assert.That(rhythm.MeanDaysBetweenOrders, Is.GreaterThan(7));
    }

    [Test]
    public void Find_MoreNoise_LastsLongerByMoreDeviations()
    {
        var calm = Firm(20, 0.5);
        var noisy = Firm(20, 2);
        Assert.That(noisy.Units(0, 1, new JointItem(4, 2, 0.02, 0)), Is.GreaterThan(calm.Units(0, 1, new JointItem(4, 0.5, 0.02, 0))));
        Assert.That(noisy.CostPerDay, Is.GreaterThan(calm.CostPerDay));

        static JointRhythm Firm(int items, double deviation) =>
            JointRhythm.Find(300, 0, 7, 364, [.. Enumerable.Repeat(new JointItem(4, deviation, 0.02, 0), items)])!;
    }

    [Test]
    public void Find_SmallestOrderThatLastsLong_IsInEveryOtherOrder()
    {
        var rhythm = JointRhythm.Find(100, 0, 7, 364, [new JointItem(10, 0, 0.02, 0), new JointItem(4, 0, 0.05, 0), new JointItem(1, 0, 0.001, 60)])!;
        Assert.That(rhythm.Days, Is.EqualTo(21));
        Assert.That(rhythm.Multiples, Is.EqualTo(new[] { 1, 1, 3 }), "60 last 60 days, 21 · 3 is the first that is no shorter");
    }

    [Test]
    public void Find_WhereOrdersCostLittle_IsEveryReview()
    {
        var rhythm = JointRhythm.Find(0.01, 0, 7, 364, [new JointItem(10, 3, 1, 0), new JointItem(4, 2, 1, 0)])!;
        Assert.That((rhythm.Days, rhythm.MeanDaysBetweenOrders), Is.EqualTo((7, 7)));
    }

    [Test]
    public void Find_UnknownHoldingCost_FollowsTheOthers_AndWithoutAny_ThereIsNoRhythm()
    {
        var one = JointRhythm.Find(100, 0, 7, 364, [new JointItem(10, 0, 0.04, 0), new JointItem(1, 0, null, 0)])!;
        var alone = JointRhythm.Find(100, 0, 7, 364, [new JointItem(10, 0, 0.04, 0)])!;
        Assert.That(one.Days, Is.EqualTo(alone.Days));
        Assert.That(JointRhythm.Find(100, 0, 7, 364, [new JointItem(10, 0, null, 0)]), Is.Null);
    }

    [Test]
    public void Find_LongestPeriod_IsKept() =>
        Assert.That(JointRhythm.Find(1e6, 0, 7, 91, [new JointItem(1, 0.1, 0.001, 0)])!.Days, Is.EqualTo(91));

    [Test]
    public void Find_OutOfRange_Throws()
    {
        JointItem[] items = [new(1, 1, 1, 1)];
        Assert.That(() => JointRhythm.Find(0, 0, 7, 91, items), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => JointRhythm.Find(1, -1, 7, 91, items), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => JointRhythm.Find(1, 0, double.NaN, 91, items), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => JointRhythm.Find(1, 0, 7, 91, [new(0, 1, 1, 1)]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => JointReplenishment.Silver(0, [0], [1], [1]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
