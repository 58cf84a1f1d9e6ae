using Forecasting.History;
using Forecasting.Inventory.Clearance;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Clearance;

[TestFixture]
public sealed class PricedSalesTests
{
    [Test]
    public void Of_RecordThatCannotTell_SaysWhy()
    {
        Assert.That(new PricedShop { Price = _ => double.NaN }.Why(), Is.EqualTo("Not estimable: no sale on record carries a price."));
        Assert.That(new PricedShop { Weeks = 12 }.Why(), Is.EqualTo("Not estimable: 12 weeks in stock have a known price, 20 are needed."));
        Assert.That(
            new PricedShop { Weeks = 52, Price = _ => 4.99, Elasticity = 0 }.Why(), Is.EqualTo("Not estimable: the price never changed (52 weeks at 4.99)."));
        Assert.That(
            new PricedShop { Price = t => t % 2 == 0 ? 10 : 10.4 }.Why(), Is.EqualTo("Not estimable: prices from 10.00 to 10.40 differ by less than 5 %."));
        Assert.That(
            new PricedShop { Price = t => t is 40 or 60 ? 8 : 10 }.Why(), Is.EqualTo("Not estimable: only 2 weeks were at another price, 3 are needed."));
        Assert.That(
            new PricedShop { InStock = t => t < 90 ? 0 : 1 }.Why(), Is.EqualTo("Not estimable: 14 weeks in stock have a known price, 20 are needed."));
    }

    [Test]
    public void Of_SalesWhosePriceIsNotOnRecord_SaysSo()
    {
        var prices = new PricedShop().Prices(1, out var sold);
        var half = prices with { Paid = [.. prices.Paid.Select((p, t) => t % 3 == 1 ? double.NaN : p)] };
        var why = ((Outcome<PricedSales>.Skipped)PricedSales.Of(half, sold, new ElasticitySettings())).Reason;
        Assert.That(why, Is.EqualTo("Not estimable: the price of 34 of 103 weeks is not known."));
    }

    // Nothing sold in weeks 4 (between two at 10), 8 (between 10 and 8) and 11 (after the last sale).
    [Test]
    public void Of_WeeksWithoutASale_HaveThePriceAroundThem_WhereThatIsOne()
    {
        double[] units = [5, 4, 6, 5, 0, 4, 5, 6, 0, 8, 9, 0];
        double[] paid = [10, 10, 10, 10, double.NaN, 10, 10, 10, double.NaN, 8, 8, double.NaN];
        var (key, start) = (PricesOf(paid).Key, PricedShop.Start);
        var sold = new DemandSeries(key, TimeBucket.Week, start, [.. units], [], []);
        var settings = new ElasticitySettings { FewestBuckets = 10, FewestApart = 2 };
        var sales = ((Outcome<PricedSales>.Done)PricedSales.Of(PricesOf(paid), sold, settings)).Value;
        Assert.That(sales.Bucket, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 9, 10 }));
        Assert.That(sales.Price, Is.EqualTo(new double[] { 10, 10, 10, 10, 10, 10, 10, 10, 8, 8 }));
        Assert.That(sales.Units, Is.EqualTo(new double[] { 5, 4, 6, 5, 0, 4, 5, 6, 8, 9 }));
        Assert.That(sales.Distinct(), Is.EqualTo(2));
    }

    // The series begins two weeks after the prices do, and a week without a count of sales tells nothing.
    [Test]
    public void Of_AnotherStart_MeetsByDate()
    {
        var prices = new PricedShop().Prices(1, out var sold);
        var later = sold with
        {
            Start = sold.Start.AddDays(14),
            Quantities = sold.Quantities.RemoveRange(0, 2).SetItem(5, double.NaN),
            Promotions = [],
            Availability = [],
        };
        var sales = ((Outcome<PricedSales>.Done)PricedSales.Of(prices, later, new ElasticitySettings())).Value;
        Assert.That(sales.Bucket, Has.Length.EqualTo(101).And.No.Member(5));
        Assert.That(sales.Price[..3], Is.EqualTo(new[] { prices.Paid[2], prices.Paid[3], prices.Paid[4] }));
        Assert.That(sales.Units[0], Is.EqualTo(sold.Quantities[2]));
    }

    [Test]
    public void Of_OtherBuckets_Throws()
    {
        var prices = new PricedShop().Prices(1, out var sold);
        Assert.That(
            () => PricedSales.Of(prices, sold with { Bucket = TimeBucket.Month }, new ElasticitySettings()),
            Throws.ArgumentException.With.Message.StartsWith("Prices of a week and sales of a month do not meet."));
    }

    [Test]
    public void Settings_OutOfRange_AreNamed() => Assert.That(
        new ElasticitySettings
        {
            FewestBuckets = 11,
            FewestPrices = 1,
            LeastSpread = 0,
            FewestApart = 0,
            MostUnknown = 2,
            Steepest = 0,
            FewestInCategory = 2,
        }.Validate(),
        Is.EqualTo(new[]
        {
            "The fewest buckets of an elasticity are 11; they must be at least 12.",
            "The fewest prices of an elasticity are 1; they must be at least 2.",
            "The least spread of prices is 0; it must be above 0.",
            "The fewest buckets at another price are 0; they must be at least 1.",
            "The share of buckets without a known price is 2; it must be in 0..1.",
            "The steepest elasticity is 0; it must be below 0.",
            "The fewest estimates of a category are 2; they must be at least 3.",
        }));

    private static PriceHistory PricesOf(double[] paid) => new PricedShop().Prices(1, out _) with { Paid = [.. paid] };
}
