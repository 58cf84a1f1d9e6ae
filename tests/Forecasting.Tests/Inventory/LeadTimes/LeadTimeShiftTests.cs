using Forecasting.Inventory.LeadTimes;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.LeadTimes;

/// <summary>What listening to recent orders is worth, and what it costs where nothing has changed: docs/methods/lead-times.md.</summary>
[TestFixture]
public sealed class LeadTimeShiftTests
{
    private const int Suppliers = 200;

    [TestCase(14, 5, 0.5, TestName = "Learn_FourteenWeeksAfterAShift_ErrsHalfAsMuch")]
    [TestCase(30, 5, 0.3, TestName = "Learn_ThirtyWeeksAfterAShift_ErrsAThirdAsMuch")]
    [TestCase(6, 5, 1.0, TestName = "Learn_SixWeeksAfterAShift_ErrsNoMore")]
    [TestCase(0, 0, 1.02, TestName = "Learn_NoShift_ErrsAsMuch")]
    public void Learn_OrdersOfTwoYears(int weeksAgo, int slower, double share)
    {
        double with = 0, without = 0;
        var found = 0;
        for (var seed = 0; seed < Suppliers; seed++)
        {
            var learning = Firm(seed, weeksAgo, slower).Learn();
            var truth = MeanDays + slower;
            var learned = learning.Find("S1", Deliveries.Key())!;
            var all = ArrivalDistribution.Of([.. learning.Lines.Select(l => ArrivalObservation.Of(l, l.OpenDays))]);
            with += Math.Abs(learned.LeadTime.MeanDays - truth) / Suppliers;
            without += Math.Abs(all.MeanDays - truth) / Suppliers;
            found += learned.Words.Contains("since", StringComparison.Ordinal) ? 1 : 0;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{weeksAgo} weeks: error {with:0.00} days, of all orders {without:0.00}; shift found {found} of {Suppliers}"));
        Assert.That(with, Is.LessThanOrEqualTo(share * without));
        if (slower == 0)
            Assert.That(found, Is.LessThanOrEqualTo(1));
    }

    // 15 % a day early, 55 % on the seventh day, 22 % one to three days late, 8 % four to ten.
    private const double MeanDays = 7 - 0.15 + 0.22 * 2 + 0.08 * 7;

    private static int Days(Random random) => random.NextDouble() switch
    {
        < 0.15 => 6,
        < 0.70 => 7,
        < 0.92 => 7 + random.Next(1, 4),
        _ => 7 + random.Next(4, 11),
    };

    private static Deliveries Firm(int seed, int weeksAgo, int slower)
    {
        var random = new Random(seed);
        int[] days = [.. Enumerable.Range(0, 104).Select(i => Days(random) + (104 - i <= weeksAgo ? slower : 0))];
        return new Deliveries().Took("S1", "NORTH", "A", days, lastWeeksAgo: 1);
    }
}
