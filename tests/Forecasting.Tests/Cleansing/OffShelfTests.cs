using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

public sealed class OffShelfTests
{
    private static readonly DateOnly Start = new(2022, 1, 3);

    [Test]
    public void LeaveOut_SoldDailyThenNothingForHalfAYear_IsNotObserved()
    {
        var learnt = Learn(Days(900, t => t is >= 400 and < 583 ? 0 : 5 + t % 3));

        Assert.That(learnt.Quantities.Count(double.IsNaN), Is.EqualTo(183));
        Assert.That(learnt.Quantities[399], Is.EqualTo(5));
        Assert.That(learnt.Quantities[583], Is.EqualTo(6));
        var correction = learnt.Corrections.Single();
        Assert.That(correction.BucketStart, Is.EqualTo(Start.AddDays(400)));
        Assert.That(correction.Buckets, Is.EqualTo(183));
        Assert.That(correction.Rule, Is.EqualTo("off shelf"));
        Assert.That(correction.Why, Does.StartWith("Not one sale for 183 days, to 2023-08-08,"));
    }

    [Test]
    public void LeaveOut_BeforeTheFirstSale_IsNotObserved()
    {
        var learnt = Learn(Days(200, t => t < 40 ? 0 : 4));

        Assert.That(learnt.Quantities[..40], Is.All.NaN);
        Assert.That(learnt.Quantities[40..], Is.All.EqualTo(4));
    }

    [Test]
    public void LeaveOut_RunThatHasNotEnded_MayBeTheEndAndStays() => IsUntouched(Days(600, t => t < 400 ? 5 : 0));

    [Test]
    public void LeaveOut_OneSaleAfterIt_IsNoReturnYet()
    {
        IsUntouched(Days(600, t => t < 400 || t == 599 ? 5 : 0));
        IsUntouched(Days(600, t => t < 400 || t == 580 ? 5 : 0));
        Assert.That(Learn(Days(601, t => t < 400 || t > 597 ? 5 : 0)).Quantities.Count(double.IsNaN), Is.EqualTo(198), "three days in a row are");
    }

    [Test]
    public void LeaveOut_SoldEachSummer_IsASeasonAndStays()
    {
        IsUntouched(Series(TimeBucket.Week, 52 * 4, t => t % 52 is >= 20 and < 36 ? 30 : 0));
        IsUntouched(Series(TimeBucket.Month, 60, t => t % 12 is 5 or 6 or 7 ? 200 : 0));
    }

    [Test]
    public void LeaveOut_HalfAYearWithoutAnotherYearToTell_Stays()
    {
        IsUntouched(Series(TimeBucket.Week, 60, t => t is >= 16 and < 45 ? 0 : 30));
        Assert.That(Learn(Series(TimeBucket.Week, 60, t => t is >= 16 and < 22 ? 0 : 30)).Quantities.Count(double.IsNaN), Is.EqualTo(6), "six weeks are no season");
    }

    [Test]
    public void LeaveOut_OnRecordAsInStock_HadNoDemandAndStays()
    {
        var series = Days(900, t => t is >= 400 and < 583 ? 0 : 5);

        IsUntouched(series with { Availability = [.. Enumerable.Repeat(1.0, 900)] });
        Assert.That(Learn(series with { Availability = [.. Enumerable.Repeat(double.NaN, 900)] }).Quantities.Count(double.IsNaN), Is.EqualTo(183), "unknown");
    }

    [Test]
    public void LeaveOut_VetoOfTheRun_LeavesAllOfItsBuckets()
    {
        var series = Days(900, t => t is >= 400 and < 583 ? 0 : 5);
        var veto = new CorrectionVeto(series.Key.Sku, null, new DateRange(Start.AddDays(400), Start.AddDays(400)), "off shelf", "Real", "Ann", false);

        var learnt = Cleanse.Apply(series, [OffShelf.LeaveOut], [veto]);

        Assert.That(learnt.Quantities, Is.EqualTo(series.Quantities));
        Assert.That(learnt.Corrections.Single().Veto, Is.EqualTo("Real (Ann)"));
    }

    [TestCase(0.02)]
    [TestCase(0.1)]
    [TestCase(0.3)]
    [TestCase(0.7)]
    public void LeaveOut_DemandThatComesByChance_IsHardlyEverTouched(double rate)
    {
        var random = new SplitMix64(11);
        var touched = 0;
        for (var series = 0; series < 300; series++)
        {
            var sold = new double[1_000];
            for (var t = 0; t < sold.Length; t++)
                sold[t] = random.NextUniform() < rate ? 1 + random.NextBelow(4) : 0;
            touched += Learn(Days(1_000, t => sold[t])).Corrections.Length;
        }

        Assert.That(touched, Is.LessThanOrEqualTo(1), "of 300,000 days");
    }

    private static void IsUntouched(DemandSeries series) => Assert.That(Learn(series).Quantities, Is.EqualTo(series.Quantities));

    private static CleansedSeries Learn(DemandSeries series) => Cleanse.Apply(series, [OffShelf.LeaveOut]);

    private static DemandSeries Days(int length, Func<int, double> units) => Series(TimeBucket.Day, length, units);

    private static DemandSeries Series(TimeBucket bucket, int length, Func<int, double> units) => new(
        new SkuLocation(new Sku("A"), new Location("L")), bucket, bucket.StartOf(Start), [.. Enumerable.Range(0, length).Select(units)], [], []);
}
