using Forecasting.Inventory.Clearance;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Clearance;

[TestFixture]
public sealed class OwnElasticityTests
{
    [Test]
    public void Of_SalesWithoutNoise_FindsTheElasticity()
    {
        var prices = Enumerable.Range(0, 24).Select(t => 10 * (1 - 0.1 * (t * 5 % 4))).ToArray();
        var sales = new PricedSales(
            [.. Enumerable.Range(0, 24)], prices, [.. prices.Select((p, t) => 100 * Math.Pow(p, -2) * (t % 7 == 0 ? 1.5 : 1) * Math.Exp(0.01 * t))],
            [.. Enumerable.Range(0, 24).Select(t => t % 7 == 0 ? 1.0 : 0)], 52);
        var found = Done(OwnElasticity.Of(sales));
        Assert.That(found.Value, Is.EqualTo(-2).Within(1e-8));
        Assert.That(found.StandardError, Is.EqualTo(0).Within(1e-8));
        Assert.That(found, Has.Property("Buckets").EqualTo(24).And.Property("Prices").EqualTo(4).And.Property("LowestPrice").EqualTo(7).And.Property("Unit").EqualTo("week"));
    }

    // 300 drawings of each shop: four standard errors of a share of 95 % are 5 points.
    [TestCase(40, -2.5, 0.3, 0, 0.90, 0.99, TestName = "brisk sales, independent weeks")]
    [TestCase(3, -1.5, 0.3, 0, 0.90, 0.99, TestName = "few sales, some weeks without any")]
    [TestCase(1, -2.5, 0, 0, 0.90, 0.99, TestName = "a third of the weeks without a sale")]
    [TestCase(40, -2, 0.3, 0.6, 0.87, 0.99, TestName = "weeks in a row err alike")]
    public void Of_ManyShops_CoversTheTruthAsOftenAsItsErrorSays(double level, double elasticity, double noise, double memory, double least, double most)
    {
        var shop = new PricedShop
        {
            Level = level,
            Elasticity = elasticity,
            Noise = noise,
            Memory = memory,
            Price = t => 10 - t / 13 % 3,
        };
        var (covered, sum) = (0, 0.0);
        for (var seed = 0; seed < 300; seed++)
        {
            var e = shop.Estimate(seed);
            sum += e.Value;
            covered += Math.Abs(e.Value - elasticity) <= StudentDistribution.Quantile(0.975, e.DegreesOfFreedom) * e.StandardError ? 1 : 0;
        }

        TestContext.Out.WriteLine($"covered {covered / 300.0:0.000}, mean {sum / 300:0.00}");
        Assert.That(covered / 300.0, Is.InRange(least, most));
        Assert.That(sum / 300, Is.EqualTo(elasticity).Within(0.25), "on the mean");
    }

    // Every cut is advertised, half as much again is sold for that, and cuts come before Christmas: none of it is the price's doing.
    [Test]
    public void Of_PromotionsAndSeason_AreNotThePricesDoing()
    {
        var shop = new PricedShop
        {
            Price = t => t % 8 == 0 ? 7.5 : PricedShop.Offers(t, 10),
            IsPromoted = t => t % 8 == 0,
            Effect = t => (t % 8 == 0 ? 1.5 : 1) * (1 + 0.4 * Math.Cos(2 * Math.PI * (t - 42) / 52.18)) * (1 + 0.005 * t),
        };
        Assert.That(Mean(shop, 60), Is.EqualTo(-2).Within(0.15));
        Assert.That(Mean(shop with { IsPromoted = _ => false }, 60), Is.LessThan(-2.4), "it would be, if nobody said that there were promotions");
    }

    // At the lower price the shelf is empty by Wednesday, every other time.
    [Test]
    public void Of_SoldOutAtTheLowPrice_IsNotWeakened()
    {
        var shop = new PricedShop { InStock = t => t % 26 < 3 ? 0.4 : 1 };
        Assert.That(Mean(shop, 60), Is.EqualTo(-2).Within(0.15));
        var blind = Enumerable.Range(0, 60).Average(seed =>
        {
            var prices = shop.Prices(seed, out var sold);
            return Done(OwnElasticity.Of(((Outcome<PricedSales>.Done)PricedSales.Of(prices, sold with { Availability = [] }, shop.Settings)).Value)).Value;
        });
        Assert.That(blind, Is.GreaterThan(-1.4), "it would be, if nobody said that stock was out");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Of_PriceThatMovedOnlyWithSomethingElse_SaysSo(bool isPromotion)
    {
        var shop = isPromotion
            ? new PricedShop { Price = t => t % 5 == 0 ? 8 : 10, IsPromoted = t => t % 5 == 0 }
            : new PricedShop { Weeks = 40, Price = t => 10 * Math.Exp(0.01 * t) };
        var sales = ((Outcome<PricedSales>.Done)shop.Draw(1)).Value;
        Assert.That(OwnElasticity.Of(sales), Is.EqualTo(new Outcome<OwnElasticity>.Skipped(
            "Not estimable: the price moved only with promotions, or steadily with time, so that their effects cannot be told apart.")));
    }

    [Test]
    public void Of_OtherUnitsOfPriceAndQuantity_FindsTheSame()
    {
        var sales = ((Outcome<PricedSales>.Done)new PricedShop().Draw(3)).Value;
        var scaled = sales with { Price = [.. sales.Price.Select(p => p * 100)], Units = [.. sales.Units.Select(u => u * 12)] };
        var (one, other) = (Done(OwnElasticity.Of(sales)), Done(OwnElasticity.Of(scaled)));
        Assert.That(other.Value, Is.EqualTo(one.Value).Within(1e-7));
        Assert.That(other.StandardError, Is.EqualTo(one.StandardError).Within(1e-7));
    }

    private static double Mean(PricedShop shop, int shops) => Enumerable.Range(0, shops).Average(seed => shop.Estimate(seed).Value);

    private static OwnElasticity Done(Outcome<OwnElasticity> outcome) => ((Outcome<OwnElasticity>.Done)outcome).Value;
}
