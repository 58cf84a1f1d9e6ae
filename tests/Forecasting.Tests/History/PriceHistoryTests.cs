using Forecasting.Catalog;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.History;

[TestFixture]
public sealed class PriceHistoryTests
{
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));

    [Test]
    public void Spread_IsTheHighestByTheLowestThatIsKnown()
    {
        var prices = new PriceHistory(Key, TimeBucket.Week, new DateOnly(2026, 3, 2), [double.NaN, 8, 10, double.NaN, 9]);
        Assert.That((prices.Known, prices.Spread), Is.EqualTo((3, 1.25)));
        Assert.That((prices with { Paid = [double.NaN] }).Spread, Is.EqualTo(1));
    }

    // From a Thursday: the week begins on the Monday after. On its third day nobody counted; the second has two days of promotion and one of seven out
    // of stock.
    [Test]
    public void InWeeks_TakesWholeWeeks()
    {
        var days = new DemandSeries(
            Key,
            TimeBucket.Day,
            new DateOnly(2026, 3, 5),
            [.. Enumerable.Range(0, 20).Select(d => d == 6 ? double.NaN : d)],
            [.. Enumerable.Range(0, 20).Select(d => d is 12 or 13)],
            [.. Enumerable.Range(0, 20).Select(d => d == 11 ? 0 : d > 15 ? double.NaN : 1.0)]);
        var weeks = days.InWeeks(DayOfWeek.Monday);
        Assert.That((weeks.Bucket, weeks.Start), Is.EqualTo((TimeBucket.Week, new DateOnly(2026, 3, 9))));
        Assert.That(weeks.Quantities, Is.EqualTo(new[] { double.NaN, 11 + 12 + 13 + 14 + 15 + 16 + 17 }));
        Assert.That(weeks.Promotions, Is.EqualTo(new[] { false, true }));
        Assert.That(weeks.Availability[0], Is.EqualTo(1));
        Assert.That(weeks.Availability[1], Is.EqualTo(0.8).Within(1e-12), "of the five days that are known");
        Assert.That(days.SharePromoted(weeks), Is.EqualTo(new[] { 0, 2 / 7.0 }).Within(1e-12));
        Assert.That(() => weeks.InWeeks(DayOfWeek.Monday), Throws.ArgumentException);
    }
}
