using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class CleansingRulesTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Test]
    public void NetReturns_ReturnAfterSale_IsTakenBackFromTheSale()
    {
        var cleansed = Apply([5, 10, -4, 3], [], CleansingRules.NetReturns(8));
        Assert.That(cleansed.Quantities, Is.EqualTo(new double[] { 5, 6, 0, 3 }));
        Assert.That(cleansed.Quantities.Sum(), Is.EqualTo(cleansed.Raw.Quantities.Sum()), "net demand stays");
        Assert.That(cleansed.Corrections[0], Is.EqualTo(
            new Correction(Start.AddDays(7), 10, 6, "returns", "Returned in the bucket of 2026-01-19.")));
    }

    [Test]
    public void NetReturns_ReturnBeforeAnySale_IsNeverNegative() =>
        Assert.That(Apply([-2, 0, 1], [], CleansingRules.NetReturns(8)).Quantities, Is.EqualTo(new double[] { 0, 0, 1 }));

    [Test]
    public void NetReturns_RestatedMonth_TakesTheWholeOfItBack()
    {
        var cleansed = Apply([40, 35, 30, -60, 20], [], CleansingRules.NetReturns(8));
        Assert.That(cleansed.Quantities, Is.EqualTo(new double[] { 40, 5, 0, 0, 20 }));
        Assert.That(cleansed.Quantities.Sum(), Is.EqualTo(cleansed.Raw.Quantities.Sum()), "net demand stays");
    }

    [Test]
    public void NetReturns_AnySeries_IsNeverNegativeAndNeverMoreThanSold()
    {
        var random = new Random(7);
        for (var number = 0; number < 200; number++)
        {
            var cleansed = Apply([.. Enumerable.Range(0, 30).Select(_ => (double)random.Next(-9, 10))], [], CleansingRules.NetReturns(number % 10));
            Assert.That(cleansed.Quantities, Has.All.GreaterThanOrEqualTo(0));
            Assert.That(cleansed.Quantities.Zip(cleansed.Raw.Quantities), Has.All.Matches<(double Now, double Was)>(q => q.Now <= Math.Max(0, q.Was)));
        }
    }

    [Test]
    public void CapOutliers_BulkOrder_IsCappedOnRecord()
    {
        var sales = Enumerable.Range(0, 60).Select(i => 10.0 + i % 3).ToArray();
        sales[30] = 400;
        var cleansed = Apply(sales, [], CleansingRules.CapOutliers(6));
        var correction = cleansed.Corrections.Single();
        Assert.That((correction.Was, correction.Rule), Is.EqualTo((400, "outlier")));
        Assert.That(correction.Now, Is.InRange(12, 60).And.EqualTo(cleansed.Quantities[30]));
    }

    [Test]
    public void CapOutliers_Promotion_IsSpared()
    {
        var sales = Enumerable.Range(0, 60).Select(i => 10.0 + i % 3).ToArray();
        sales[30] = 400;
        var raw = Series(sales, []) with { Promotions = [.. sales.Select(s => s == 400)] };
        Assert.That(Cleanse.Apply(raw, [CleansingRules.CapOutliers(6)]).Corrections, Is.Empty);
    }

    [Test]
    public void CapOutliers_PeakOfEveryChristmas_IsSpared()
    {
        var sales = Enumerable.Range(0, 120).Select(i => i % 52 == 50 ? 300.0 : 10 + i % 3).ToArray();
        Assert.That(Apply(sales, [], CleansingRules.CapOutliers(6)).Corrections, Is.Empty);
    }

    [Test]
    public void CapOutliers_SpareParts_AreLeftAlone()
    {
        var sales = new double[60];
        sales[10] = 1;
        sales[30] = 50;
        Assert.That(Apply(sales, [], CleansingRules.CapOutliers(6)).Corrections, Is.Empty);
    }

    [Test]
    public void LeaveOutOffSale_BeforeLaunchAndAfterEnd_IsNotObserved()
    {
        var cleansed = Apply([0, 0, 5, 5, 0], [], CleansingRules.LeaveOutOffSale(Start.AddDays(10), Start.AddDays(27)));
        Assert.That(cleansed.Quantities, Is.EqualTo(new[] { double.NaN, double.NaN, 5, 5, double.NaN }));
    }

    [Test]
    public void LeaveOutClosures_ShutForMostOfTheWeek_IsNotObserved()
    {
        var cleansed = Apply([5, 1, 5], [], CleansingRules.LeaveOutClosures([new DateRange(Start.AddDays(8), Start.AddDays(12))]));
        Assert.That(cleansed.Quantities[1], Is.NaN);
        Assert.That(cleansed.Corrections.Single().Why, Is.EqualTo("Closed on 5 of 7 days."));
    }

    [Test]
    public void HouseRules_Order_IsOffSaleClosuresReturnsBulkStockoutsOutliers()
    {
        var rules = Cleanse.HouseRules(new CleansingSettings(), Start.AddDays(7), null, [new DateRange(Start.AddDays(14), Start.AddDays(20))]);
        var sales = Enumerable.Range(0, 60).Select(i => 10.0 + i % 3).ToArray();
        (sales[5], sales[20], sales[30], sales[40]) = (-3, 3, 500, 400);
        var raw = Series(sales, [.. sales.Select((_, i) => i == 20 ? 0.5 : 1)]) with
        {
            LargestRows = [.. sales.Select((_, i) => i == 40 ? 390.0 : 4)],
        };
        Assert.That(Cleanse.Apply(raw, rules).Corrections.Select(c => c.Rule), Is.EqualTo(
            new[] { "launch", "closed", "returns", "returns", "stockout", "outlier", "bulk" }), "in time order");
    }

    private static CleansedSeries Apply(double[] quantities, double[] availability, CleansingRule rule) =>
        Cleanse.Apply(Series(quantities, availability), [rule]);

    private static DemandSeries Series(double[] quantities, double[] availability) =>
        new(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. quantities], [], [.. availability]);
}
