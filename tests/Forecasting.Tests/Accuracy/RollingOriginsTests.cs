using Forecasting.Accuracy;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class RollingOriginsTests
{
    [Test]
    public void Choose_ThreeYearsOfWeeks_EndsWithHistoryAndLeavesTheHorizonBefore()
    {
        var origins = RollingOrigins.Choose(buckets: 156, seasonLength: 52, horizon: 13, most: 18);

        Assert.That(origins[^1], Is.EqualTo(156));
        Assert.That(origins[^2], Is.EqualTo(143));
        Assert.That(origins, Is.Ordered.And.Unique);
        Assert.That(origins[0], Is.GreaterThan(104), "two seasons behind the first origin");
        Assert.That(origins, Has.Length.LessThanOrEqualTo(19));
    }

    [Test]
    public void Choose_DailyData_VisitsEveryWeekday()
    {
        var origins = RollingOrigins.Choose(buckets: 1095, seasonLength: 7, horizon: 28, most: 18);

        Assert.That(origins.SkipLast(1).Select(origin => origin % 7).Distinct(), Has.Exactly(7).Items);
    }

    [Test]
    public void Choose_ShorterThanTheHorizonAllows_ScoresWhatIsLeft()
    {
        // 10 buckets, horizon 8: no origin can be scored over the whole horizon with half the history behind it.
        Assert.That(RollingOrigins.Choose(10, 1, 8, 18), Is.EqualTo(new[] { 5, 6, 7, 8, 9, 10 }));
    }

    [TestCase(1, 7, 13)]
    [TestCase(2, 1, 1)]
    [TestCase(4, 52, 13)]
    public void Choose_NothingToScore_IsTheEndOfHistoryAlone(int buckets, int season, int horizon) =>
        Assert.That(RollingOrigins.Choose(buckets, season, horizon, 18), Is.EqualTo(new[] { buckets }));

    [Test]
    public void Choose_AnyLength_KeepsItsPromises([Range(1, 130, 3)] int buckets, [Values(1, 7, 12)] int season, [Values(1, 6, 24)] int horizon)
    {
        var origins = RollingOrigins.Choose(buckets, season, horizon, most: 12);

        Assert.That(origins[^1], Is.EqualTo(buckets));
        Assert.That(origins, Is.Ordered.And.Unique);
        Assert.That(origins, Has.Length.InRange(1, 13));
        Assert.That(origins.SkipLast(1), Is.All.InRange(buckets / 2, buckets - 1));
    }

    [Test]
    public void Choose_OutOfRange_Throws()
    {
        Assert.That(() => RollingOrigins.Choose(0, 1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RollingOrigins.Choose(1, 0, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RollingOrigins.Choose(1, 1, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RollingOrigins.Choose(1, 1, 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Shared_SeriesThatEndTogether_AreForecastFromTheSameDays()
    {
        var longest = RollingOrigins.Choose(160, 52, 8, 8);
        foreach (var buckets in new[] { 159, 155, 150, 140 })
        {
            var shared = RollingOrigins.Shared(buckets, 160, 52, 8, 8);
            Assert.That(shared.Select(o => o + 160 - buckets), Is.SubsetOf(longest));
            Assert.That(shared[^1], Is.EqualTo(buckets));
            Assert.That(shared[0], Is.GreaterThanOrEqualTo(buckets / 2));
        }

        Assert.That(RollingOrigins.Shared(160, 160, 52, 8, 8), Is.EqualTo(longest));
        Assert.That(RollingOrigins.Shared(160, 0, 52, 8, 8), Is.EqualTo(longest));
        Assert.That(RollingOrigins.Shared(125, 160, 52, 8, 8), Is.EqualTo(RollingOrigins.Choose(125, 52, 8, 8)), "too few are left");
    }
}
