using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>(r,Q) under continuous review, normal demand.</summary>
[TestFixture]
public sealed class ReorderPointTests
{
    private static readonly ContinuousReview Product = new(60, 1.2, 20, 900, 110, 0.2);

    [TestCase(229, 300)]
    [TestCase(0, 500)]
    [TestCase(-80, 90)]
    public void Cost_AnyPolicy_IsTheAverageOverThePositions(double reorderPoint, double quantity)
    {
        var stock = Quadrature.Of(Product.PositionCost, reorderPoint, reorderPoint + quantity);
        Assert.That(
            Product.Cost(new ReorderPointLot(reorderPoint, quantity)), Is.EqualTo((60 * 900 + stock) / quantity).Within(1e-8));
    }

    [Test]
    public void Optimum_PoliciesOnAGridAroundIt_AreNeverCheaper()
    {
        var best = ReorderPointOptimum.Optimize(Product);
        var cost = Product.Cost(best);
        for (var r = -40; r <= 40; r++)
        {
            for (var q = -60; q <= 60; q++)
                Assert.That(
                    Product.Cost(new ReorderPointLot(best.ReorderPoint + r, best.Quantity + 2 * q)), Is.GreaterThanOrEqualTo(cost - 1e-9));
        }
    }

    [Test]
    public void Optimum_CostOfItsEnds_IsTheCostOfThePolicy()
    {
        var best = ReorderPointOptimum.Optimize(Product);
        Assert.That(Product.PositionCost(best.ReorderPoint), Is.EqualTo(Product.Cost(best)).Within(1e-7));
        Assert.That(Product.PositionCost(best.ReorderPoint + best.Quantity), Is.EqualTo(Product.Cost(best)).Within(1e-7));
    }

    [Test]
    public void Heuristics_RandomProducts_AreNeverCheaperThanTheOptimum()
    {
        var random = new SplitMix64(11);
        for (var product = 0; product < 60; product++)
        {
            var rate = 20 + 2000 * random.NextUniform();
            var one = new ContinuousReview(
                5 + 200 * random.NextUniform(),
                0.1 + 3 * random.NextUniform(),
                5 + 40 * random.NextUniform(),
                rate,
                rate * (0.05 + random.NextUniform()),
                0.02 + random.NextUniform());
            var cost = one.Cost(ReorderPointOptimum.Optimize(one));
            var withBackorders = one.Cost(ReorderPointHeuristics.EconomicLotWithBackorders(one));
            Assert.That(withBackorders, Is.InRange(cost - 1e-9 * cost, 1.125 * cost), "Zheng's bound");
            Assert.That(one.Cost(ReorderPointHeuristics.EconomicLotAndSafetyStock(one)), Is.GreaterThanOrEqualTo(cost * (1 - 1e-12)));
            Assert.That(one.Cost(ReorderPointHeuristics.ExpectedInventoryLevel(one)), Is.GreaterThanOrEqualTo(cost * (1 - 1e-12)));
            Assert.That(one.Cost(ReorderPointHeuristics.LossFunctions(one)), Is.GreaterThanOrEqualTo(cost * (1 - 1e-12)));
            Assert.That(
                ReorderPointOptimum.Optimize(one).Quantity,
                Is.GreaterThanOrEqualTo(ReorderPointHeuristics.EconomicLotWithBackorders(one).Quantity * (1 - 1e-9)));
        }
    }

    [Test]
    public void ExpectedInventoryLevel_NeighbouringPolicies_LookDearer()
    {
        var best = ReorderPointHeuristics.ExpectedInventoryLevel(Product);
        var cost = ReorderPointHeuristics.ExpectedInventoryLevelCost(Product, best);
        foreach (var (r, q) in ((double, double)[])[(1, 0), (-1, 0), (0, 2), (0, -2)])
            Assert.That(
                ReorderPointHeuristics.ExpectedInventoryLevelCost(Product, new ReorderPointLot(best.ReorderPoint + r, best.Quantity + q)),
                Is.GreaterThan(cost));
    }

    [Test]
    public void StockoutsThatCostMore_NeverLowerTheReorderPoint()
    {
        var previous = double.NegativeInfinity;
        foreach (var stockout in (double[])[0.5, 1, 5, 20, 100, 1000])
        {
            var reorderPoint = ReorderPointOptimum.Optimize(new ContinuousReview(60, 1.2, stockout, 900, 110, 0.2)).ReorderPoint;
            Assert.That(reorderPoint, Is.GreaterThan(previous));
            previous = reorderPoint;
        }
    }

    [Test]
    public void MoreSpread_NeverCostsLess()
    {
        var previous = 0.0;
        foreach (var deviation in (double[])[0, 20, 110, 300, 900])
        {
            var one = new ContinuousReview(60, 1.2, 20, 900, deviation, 0.2);
            Assert.That(one.Cost(ReorderPointOptimum.Optimize(one)), Is.GreaterThan(previous));
            previous = one.Cost(ReorderPointOptimum.Optimize(one));
        }
    }

    [Test]
    public void KnownDemand_IsTheLotWithBackorders()
    {
        var known = new ContinuousReview(60, 1.2, 20, 900, 0, 0.2);
        var (best, lot) = (ReorderPointOptimum.Optimize(known), BackorderedLot.Optimize(60, 900, 1.2, 20));
        Assert.That(best.Quantity, Is.EqualTo(lot.Quantity).Within(1e-5));
        Assert.That(best.ReorderPoint, Is.EqualTo(900 * 0.2 - lot.BackorderedShare * lot.Quantity).Within(1e-5));
        Assert.That(known.Cost(best), Is.EqualTo(lot.Cost).Within(1e-9));
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        var cheapStockouts = new ContinuousReview(1000, 10, 0.5, 10, 1, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new ContinuousReview(0, 1, 1, 1, 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => new ContinuousReview(1, 1, 1, 1, 1, -1),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("leadTime"));
            Assert.That(() => Product.Cost(new ReorderPointLot(1, 0)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => ReorderPointOptimum.Optimize(null!), Throws.ArgumentNullException);
            Assert.That(() => ReorderPointOptimum.ReorderPointFor(Product, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => ReorderPointHeuristics.ExpectedInventoryLevel(cheapStockouts),
                Throws.ArgumentException.With.Message.Contains("too cheap"));
        }
    }
}
