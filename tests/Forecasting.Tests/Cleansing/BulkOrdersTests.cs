using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class BulkOrdersTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Test]
    public void Cut_OneRowFarBeyondAllOthers_BecomesTheLargestUsualRow()
    {
        var cleansed = Apply(Series());
        Assert.That(cleansed.Corrections, Is.EqualTo(new[]
        {
            new Correction(Start.AddDays(7 * 30), 200, 24, "bulk", "One row of 180 units; the largest of all others has 4, and that much of it is kept."),
        }));
        Assert.That(cleansed.Quantities[30], Is.EqualTo(24));
    }

    [Test]
    public void Cut_SuchARowCameTwice_IsDemand()
    {
        var series = Series();
        Assert.That(Apply(series with { Quantities = series.Quantities.SetItem(40, 120), LargestRows = series.LargestRows.SetItem(40, 95) }).Corrections, Is.Empty);
    }

    [Test]
    public void Cut_LessThanHalfOfItsBucket_IsABusyBucket()
    {
        var series = Series();
        Assert.That(Apply(series with { Quantities = series.Quantities.SetItem(30, 400) }).Corrections, Is.Empty);
    }

    [Test]
    public void Cut_RestOfTheBucketIsUnusualToo_IsASeason()
    {
        var series = Series();
        Assert.That(Apply(series with { Quantities = series.Quantities.SetItem(30, 320) }).Corrections, Is.Empty);
    }

    [Test]
    public void Cut_InAPromotion_IsSpared() =>
        Assert.That(Apply(Series() with { Promotions = [.. Enumerable.Range(0, 60).Select(i => i == 30)] }).Corrections, Is.Empty);

    [Test]
    public void Cut_OneRowABucket_CannotTellABulkOrderFromABusyBucket()
    {
        var series = Series();
        Assert.That(Apply(series with { LargestRows = series.Quantities }).Corrections, Is.Empty);
    }

    [Test]
    public void Cut_FewSales_AreTheNormalCase()
    {
        var series = Series();
        double Kept(double value, int i) => i % 6 == 0 ? value : 0;
        Assert.That(Apply(series with { Quantities = [.. series.Quantities.Select(Kept)], LargestRows = [.. series.LargestRows.Select(Kept)] }).Corrections, Is.Empty);
    }

    [Test]
    public void Cut_RowsNotKnown_ChangesNothing() => Assert.That(Apply(Series() with { LargestRows = [] }).Corrections, Is.Empty);

    private static CleansedSeries Apply(DemandSeries series) => Cleanse.Apply(series, [CleansingRules.CutBulkOrders(6)]);

    // Sixty weeks of 18 to 22 units in rows of 2 to 4, and in week 30 one row of 180.
    private static DemandSeries Series()
    {
        var rows = Enumerable.Range(0, 60).Select(i => 2.0 + i % 3).ToArray();
        var quantities = Enumerable.Range(0, 60).Select(i => 18.0 + i % 5).ToArray();
        (rows[30], quantities[30]) = (180, 200);
        return new DemandSeries(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. quantities], [], []) { LargestRows = [.. rows] };
    }
}
