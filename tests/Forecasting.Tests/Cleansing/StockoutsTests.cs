using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class StockoutsTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Test]
    public void Estimate_HalfABucket_IsTheGammaPoissonMean()
    {
        // Shape 1/0.1 + 6 = 16, rate 1/(0.1·10) + 0.5 = 1.5: 6 + 0.5·16/1.5, and variance 5.333·(1 + 0.5/1.5).
        var (mean, deviation) = CensoredDemand.Estimate(6, 0.5, 10, 0.1);
        Assert.That(mean, Is.EqualTo(6 + 16 / 3.0).Within(1e-12));
        Assert.That(deviation, Is.EqualTo(Math.Sqrt(64 / 9.0)).Within(1e-12));
    }

    [Test]
    public void Estimate_RecordedOutYetSold_IsTheMeanOfDemandOfAtLeastThat()
    {
        // v·μ = 1 and μ = 2: gamma with shape 1, scale 2. Exponential demand above 3 - ½ is that and 2 more, with deviation 2.
        var (mean, deviation) = CensoredDemand.Estimate(3, 0, 2, 0.5);
        Assert.That(mean, Is.EqualTo(4.5).Within(1e-9));
        Assert.That(deviation, Is.EqualTo(2).Within(1e-6));
    }

    [Test]
    public void Estimate_MoreThanThinkable_IsWhatWasSoldAndOneScale() =>
        Assert.That(CensoredDemand.Estimate(1000, 0, 2, 0.5), Is.EqualTo((1002.0, 2.0)));

    [TestCase(0.2)]
    [TestCase(0.9)]
    public void Estimate_AnyExposure_IsAtLeastWhatWasSold(double exposure)
    {
        for (var sold = 0; sold < 50; sold++)
            Assert.That(CensoredDemand.Estimate(sold, exposure, 10, 0.3).Mean, Is.GreaterThan(sold));
    }

    [Test]
    public void Uncensor_InStockThreeOfSevenDays_IsNoZeroWeek()
    {
        var sales = Enumerable.Repeat(14.0, 20).ToArray();
        sales[10] = 6;
        var cleansed = Apply(sales, [.. sales.Select((_, i) => i == 10 ? 3 / 7.0 : 1)], []);
        var correction = cleansed.Corrections.Single();
        Assert.That(correction, Is.EqualTo(
            new Correction(Start.AddDays(70), 6, correction.Now, "stockout", "In stock 3 of 7 days; 6 sold; 14.0 ± 2.9 estimated.") { Deviation = correction.Deviation }));
        Assert.That(correction.Now, Is.InRange(13.9, 14.1).And.EqualTo(cleansed.Quantities[10]));
        Assert.That(cleansed.Deviations, Is.EqualTo(sales.Select((_, i) => i == 10 ? correction.Deviation : 0)));
        Assert.That(correction.Deviation, Is.EqualTo(Math.Sqrt(8 * (1 + 4 / 53.0))).Within(1e-9));
    }

    [Test]
    public void Uncensor_WhollyOutOfStock_IsUnknownAndNotZero()
    {
        var cleansed = Apply([4, 0, 6, 5, 4, 5, 6, 4, 5, 5], [1, 0, 1, 1, 1, 1, 1, 1, 1, 1], []);
        Assert.That(cleansed.Quantities[1], Is.NaN);
        Assert.That(cleansed.Corrections.Single().Why, Is.EqualTo("In stock 0 of 7 days: what was wanted is not known."));
        Assert.That(cleansed.Deviations, Is.Empty, "nothing was estimated");
    }

    [Test]
    public void Uncensor_RecordedOutYetSold_RanOut()
    {
        var cleansed = Apply([5, 5, 6, 4, 9, 5, 6, 4, 5, 5, 4], [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1], []);
        Assert.That(cleansed.Quantities[4], Is.InRange(9.5, 11));
        Assert.That(cleansed.Corrections.Single().Why, Does.Match(@"^In stock 0 of 7 days; 9 sold; 1\d\.\d ± \d\.\d estimated\.$"));
    }

    [Test]
    public void Uncensor_Days_AreToldAsDays()
    {
        var raw = new DemandSeries(
            new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Day, Start, [.. Enumerable.Repeat(8.0, 30)], [], [.. Enumerable.Range(0, 30).Select(i => i == 9 ? 0.5 : i == 12 ? 0 : 1.0)]);
        raw = raw with { Quantities = raw.Quantities.SetItem(9, 4).SetItem(12, 0) };
        var whys = Cleanse.Apply(raw, [CleansingRules.UncensorStockouts([], 6)]).Corrections.Select(c => c.Why).ToList();
        Assert.That(whys, Is.EqualTo(new[] { "In stock for 50 % of the day; 4 sold; 8.0 ± 2.0 estimated.", "Out of stock all day: what was wanted is not known." }));
    }

    [Test]
    public void Uncensor_ShutForAThird_CountsTheDaysOpen()
    {
        var sales = Enumerable.Repeat(14.0, 20).ToArray();
        sales[10] = 10;
        var shut = new DateRange(Start.AddDays(70), Start.AddDays(71));
        Assert.That(Apply(sales, [], [shut]).Corrections.Select(c => (c.Rule, c.Why)), Is.EqualTo(
            new[] { ("closed", "Open 5 of 7 days; 10 sold; 14.0 ± 2.0 estimated.") }));
        Assert.That(Apply(sales, [.. sales.Select((_, i) => i == 10 ? 6 / 7.0 : 1)], [shut]).Corrections.Select(c => (c.Rule, c.Why)), Is.EqualTo(
            new[] { ("stockout", "In stock 6 of 7 days, open 5 of 7 days; 10 sold; 15.5 ± 2.4 estimated.") }));
    }

    [Test]
    public void Uncensor_NoRecordAndNoClosure_ChangesNothing()
    {
        Assert.That(Apply([1, 2], [], []).Corrections, Is.Empty);
        Assert.That(Apply([1, 2], [double.NaN, double.NaN], []).Corrections, Is.Empty, "unknown availability");
        Assert.That(Apply([1, 2], [1, 1], []).Corrections, Is.Empty, "always in stock");
    }

    [Test]
    public void Uncensor_RecordCallsEverythingAStockout_KeepsTheSales()
    {
        var cleansed = Apply([4, 0, 6, 5, 4, 5, 6, 4, 5, 5], new double[10], []);
        Assert.That(cleansed.Quantities.Count(double.IsNaN), Is.EqualTo(1));
        Assert.That(cleansed.Corrections.Single().Why, Is.EqualTo(
            "Out of stock, as nearly always on record: no sale is no evidence, and what was sold is kept as it is."));
    }

    [Test]
    public void Uncensor_AfterAPromotion_ExpectsNoPromotion()
    {
        var sales = Enumerable.Range(0, 60).Select(i => i % 10 == 0 ? 40.0 : 10).ToArray();
        (sales[21], sales[30]) = (5, 20);
        var raw = Series(sales, [.. sales.Select((_, i) => i is 21 or 30 ? 0.5 : 1)]) with { Promotions = [.. sales.Select((_, i) => i % 10 == 0)] };
        var cleansed = Cleanse.Apply(raw, [CleansingRules.UncensorStockouts([], 6)]);
        Assert.That(cleansed.Quantities[21], Is.InRange(9, 12));
        Assert.That(cleansed.Quantities[30], Is.InRange(35, 42), "itself in a promotion");
    }

    [Test]
    public void Uncensor_OutlierBesideIt_TeachesItNothing()
    {
        var sales = Enumerable.Repeat(10.0, 40).ToArray();
        (sales[20], sales[21]) = (900, 5);
        Assert.That(Apply(sales, [.. sales.Select((_, i) => i == 21 ? 0.5 : 1)], []).Quantities[21], Is.InRange(9, 13));
    }

    [Test]
    public void Uncensor_AnyUnit_ScalesWithLargeDemand()
    {
        var sales = Enumerable.Range(0, 40).Select(i => 1e9 * (10 + i % 4)).ToArray();
        sales[20] = 5e9;
        Assert.That(Apply(sales, [.. sales.Select((_, i) => i == 20 ? 0.5 : 1)], []).Quantities[20], Is.InRange(9e9, 12e9));
    }

    private static CleansedSeries Apply(double[] quantities, double[] availability, DateRange[] closures) =>
        Cleanse.Apply(Series(quantities, availability), [CleansingRules.UncensorStockouts([.. closures], 6)]);

    private static DemandSeries Series(double[] quantities, double[] availability) =>
        new(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. quantities], [], [.. availability]);
}
