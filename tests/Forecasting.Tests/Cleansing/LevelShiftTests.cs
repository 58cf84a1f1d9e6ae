using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class LevelShiftTests
{
    private static readonly DateOnly Start = new(2023, 1, 2);

    [Test]
    public void Find_DoubledDemand_SaysWhenFromWhatAndToWhat()
    {
        var demand = Enumerable.Range(0, 156).Select(i => (i < 120 ? 20.0 : 40) + i % 3 - 1).ToArray();
        var shift = Find(demand).Single();
        Assert.That(shift.BucketStart, Is.EqualTo(Start.AddDays(7 * 120)));
        Assert.That((shift.From, shift.To), Is.EqualTo((20.0, 40.0)).Using<double>((a, b) => Math.Abs(a - b) < 0.2));
        Assert.That(shift.Deviations, Is.GreaterThan(4.5));
    }

    [TestCase(5, 3)]
    [TestCase(20, 2)]
    [TestCase(20, 0.5)]
    [TestCase(50, 1.5)]
    [TestCase(100, 0.5)]
    public void Find_ShiftOfAHistory_IsDatedWithinThreeBuckets(double mean, double ratio) =>
        Assert.That(Found(mean, ratio, at => 156), Is.GreaterThanOrEqualTo(0.8));

    [TestCase(5, 3, 0.6)]
    [TestCase(20, 2, 0.7)]
    [TestCase(20, 3, 0.95)]
    [TestCase(50, 0.5, 0.9)]
    [TestCase(50, 2, 0.95)]
    [TestCase(100, 1.5, 0.8)]
    [TestCase(100, 0.5, 0.95)]
    public void Find_Shift_IsFoundThreeBucketsAfterItHappened(double mean, double ratio, double share) =>
        Assert.That(Found(mean, ratio, at => at + 3), Is.GreaterThanOrEqualTo(share));

    [Test]
    public void Find_NewShift_KeepsItsDateFromBucketToBucket()
    {
        var demand = ShiftedDemand.Of(20, 0, true, false, 2.5, 120, 156, 9);
        var dates = Enumerable.Range(123, 10).Select(seen => Find(demand[..seen]).Single().BucketStart).Distinct().ToList();
        Assert.That(dates, Is.EqualTo((DateOnly[])[Start.AddDays(7 * 120)]));
    }

    [Test]
    public void Find_OneHighBucket_IsNoLevel()
    {
        var demand = Enumerable.Range(0, 130).Select(i => (i == 128 ? 200.0 : 20) + i % 3).ToArray();
        Assert.That(Enumerable.Range(128, 3).SelectMany(seen => Find(demand[..seen])), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(0.1)]
    [TestCase(0.3)]
    public void Find_CleanHistory_RaisesAtMostOneAlarmInAHundredSkuYears(double variation)
    {
        var alarms = 0;
        for (var number = 0; number < 400; number++)
            alarms += Find(ShiftedDemand.Of(number % 3 == 0 ? 5 : number % 3 == 1 ? 20 : 100, variation, number % 2 == 1, number % 4 >= 2, 1, 0, 156, (ulong)number + 7000)).Count;
        Assert.That(alarms / (400 * 3.0), Is.LessThanOrEqualTo(0.01));
    }

    [Test]
    public void Find_LessThanTwoSeasons_FindsNone() =>
        Assert.That(Find([.. Enumerable.Range(0, 103).Select(i => i < 60 ? 20.0 : 60)]), Is.Empty);

    [Test]
    public void Find_Promotions_AreNoLevel()
    {
        var demand = Enumerable.Range(0, 156).Select(i => (i is >= 100 and < 106 ? 90.0 : 20) + i % 3).ToArray();
        var raw = Series(demand) with { Promotions = [.. demand.Select(d => d > 80)] };
        Assert.That(LevelShift.Find(raw, demand), Is.Empty);
    }

    [Test]
    public void Apply_LevelShift_IsToldAndChangesNothing()
    {
        var demand = Enumerable.Range(0, 156).Select(i => (i < 120 ? 20.0 : 40) + i % 3).ToArray();
        var cleansed = Cleanse.Apply(Series(demand), []);
        Assert.That(cleansed.LevelShifts, Has.Length.EqualTo(1));
        Assert.That(cleansed.Quantities, Is.EqualTo(demand));
        Assert.That(cleansed.Corrections, Is.Empty);
    }

    private static double Found(double mean, double ratio, Func<int, int> seen)
    {
        var found = 0;
        for (var number = 0; number < 40; number++)
        {
            var at = 104 + number;
            var demand = ShiftedDemand.Of(mean, 0, number % 2 == 1, number % 4 >= 2, ratio, at, 156, (ulong)number + 3000);
            found += Find(demand[..seen(at)]).Exists(s => Math.Abs(TimeBucket.Week.Between(Start, s.BucketStart) - at) <= 3) ? 1 : 0;
        }

        return found / 40.0;
    }

    private static List<LevelShift> Find(double[] demand) => [.. LevelShift.Find(Series(demand), demand)];

    private static DemandSeries Series(double[] demand) => new(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Start, [.. demand], [], []);
}
