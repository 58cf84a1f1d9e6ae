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
    public void LeaveOutStockouts_BucketOutOfStock_IsUnknownAndNotZero()
    {
        var cleansed = Apply([4, 0, 6, 5, 4, 5, 6, 4, 5, 5], [1, 0, 1, 1, 1, 1, 1, 1, 1, 0.5], CleansingRules.LeaveOutStockouts(0.75));
        Assert.That(cleansed.Quantities[1], Is.NaN);
        Assert.That(cleansed.Quantities[9], Is.NaN);
        Assert.That(cleansed.Corrections.Select(c => (c.Rule, c.Why)), Is.EqualTo(new[]
        {
            ("stockout", "In stock for 0 % of the bucket: sales are not demand."),
            ("stockout", "In stock for 50 % of the bucket: sales are not demand."),
        }));
    }

    [Test]
    public void LeaveOutStockouts_RecordCallsEverythingAStockout_KeepsTheSales()
    {
        var cleansed = Apply([4, 0, 6, 5, 4, 5, 6, 4, 5, 5], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], CleansingRules.LeaveOutStockouts(0.75));
        Assert.That(cleansed.Quantities.Count(double.IsNaN), Is.EqualTo(1));
    }

    [Test]
    public void LeaveOutStockouts_UnknownAvailability_ChangesNothing() =>
        Assert.That(Apply([1, 2], [double.NaN, double.NaN], CleansingRules.LeaveOutStockouts(0.75)).Corrections, Is.Empty);

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

    private static CleansedSeries Apply(double[] quantities, double[] availability, CleansingRule rule) =>
        Cleanse.Apply(Series(quantities, availability), [rule]);

    private static DemandSeries Series(double[] quantities, double[] availability) =>
        new(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. quantities], [], [.. availability]);
}
