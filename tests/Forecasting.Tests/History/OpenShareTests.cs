using Forecasting.Catalog;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.History;

[TestFixture]
public sealed class OpenShareTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Test]
    public void Of_ClosuresThatOverlapAndReachOutside_CountsEachDayOnce()
    {
        var shares = OpenShare.Of(Series(3), [new(Monday.AddDays(-9), Monday.AddDays(1)), new(Monday.AddDays(1), Monday.AddDays(2)), new(Monday.AddDays(14), Monday.AddDays(30))]);
        Assert.That(shares, Is.EqualTo(new[] { 4.0 / 7, 1, 0 }).Within(1e-12));
    }

    [Test]
    public void Of_NoClosure_IsAlwaysOpen() => Assert.That(OpenShare.Of(Series(2), []), Is.EqualTo(new[] { 1.0, 1 }));

    private static DemandSeries Series(int weeks) =>
        new(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, Monday, [.. new double[weeks]], [], []);
}
