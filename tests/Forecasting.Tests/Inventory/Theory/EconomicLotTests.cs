using Forecasting.Inventory;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Closed forms of the EOQ family against a search over a grid of lots.</summary>
[TestFixture]
public sealed class EconomicLotTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(1, 40_000).Select(i => i / 8.0)];

    [Test]
    public void Cost_AtTheEconomicQuantity_IsRootOf2KDh()
    {
        var quantity = EconomicOrderQuantity.Compute(8, 1300, 0.225);
        var cost = EconomicOrderQuantity.Cost(8, 1300, 0.225, quantity);
        Assert.That(cost, Is.EqualTo(Math.Sqrt(2 * 8 * 1300 * 0.225)).Within(1e-12));
        Assert.That(Grid.Min(lot => EconomicOrderQuantity.Cost(8, 1300, 0.225, lot)), Is.GreaterThanOrEqualTo(cost));
    }

    [TestCase(2)]
    [TestCase(0.5)]
    public void Cost_TwiceOrHalfTheQuantity_IsAQuarterDearer(double factor)
    {
        var quantity = EconomicOrderQuantity.Compute(8, 1300, 0.225);
        var ratio = EconomicOrderQuantity.Cost(8, 1300, 0.225, factor * quantity) / EconomicOrderQuantity.Cost(8, 1300, 0.225, quantity);
        Assert.That(ratio, Is.EqualTo(1.25).Within(1e-12));
    }

    [Test]
    public void Backorders_NoLotAndShareOnAGrid_IsCheaper()
    {
        var lot = BackorderedLot.Optimize(90, 2400, 3, 17);
        Assert.That(BackorderedLot.CostOf(90, 2400, 3, 17, lot.Quantity, lot.BackorderedShare), Is.EqualTo(lot.Cost).Within(1e-9));
        for (var share = 0; share <= 100; share++)
            Assert.That(
                Grid.Min(quantity => BackorderedLot.CostOf(90, 2400, 3, 17, quantity, share / 100.0)),
                Is.GreaterThanOrEqualTo(lot.Cost - 1e-9));
    }

    [Test]
    public void Backorders_ThatAreVeryDear_LeaveThePlainQuantity()
    {
        var lot = BackorderedLot.Optimize(8, 1300, 0.225, 1e12);
        Assert.That(lot.Quantity, Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-6));
        Assert.That(lot.BackorderedShare, Is.LessThan(1e-12));
    }

    [Test]
    public void Production_StockPlayedThroughACycle_CostsTheSame()
    {
        var lot = ProductionLot.Optimize(500, 12000, 1.5, 40000);
        Assert.That(lot.Cost, Is.EqualTo(Played(lot.Quantity)).Within(1e-6));
        Assert.That(Played(0.9 * lot.Quantity), Is.GreaterThan(lot.Cost));
        Assert.That(Played(1.1 * lot.Quantity), Is.GreaterThan(lot.Cost));

        static double Played(double quantity)
        {
            var cycle = quantity / 12000;
            var area = Quadrature.Of(time => 28000 * time, 0, quantity / 40000)
                + Quadrature.Of(time => quantity - 12000 * time, quantity / 40000, cycle);
            return (500 + 1.5 * area) / cycle;
        }
    }

    [Test]
    public void Production_ThatIsVeryFast_LeavesThePlainQuantity() =>
        Assert.That(
            ProductionLot.Optimize(8, 1300, 0.225, 1e15).Quantity, Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-6));

    [Test]
    public void Discounts_RandomPriceLists_NoLotOnAGridIsCheaper()
    {
        var random = new SplitMix64(7);
        for (var list = 0; list < 40; list++)
        {
            var (order, demand, rate) = (1 + 200 * random.NextUniform(), 50 + 5000 * random.NextUniform(), 0.05 + 0.5 * random.NextUniform());
            var (first, second) = (50 + random.NextBelow(1000), 1100 + random.NextBelow(3000));
            var price = 1 + 20 * random.NextUniform();
            var prices = new PriceBreaks([0, first, second], [price, price * 0.97, price * 0.92]);
            var all = AllUnitsDiscount.Optimize(order, demand, rate, prices);
            var incremental = IncrementalDiscount.Optimize(order, demand, rate, prices);

            Assert.That(AllUnitsDiscount.Cost(order, demand, rate, prices, all.Quantity), Is.EqualTo(all.Cost).Within(1e-12).Percent);
            Assert.That(
                IncrementalDiscount.Cost(order, demand, rate, prices, incremental.Quantity),
                Is.EqualTo(incremental.Cost).Within(1e-12).Percent);
            Assert.That(prices.RegionOf(all.Quantity), Is.EqualTo(all.Region));
            Assert.That(prices.RegionOf(incremental.Quantity), Is.EqualTo(incremental.Region));
            Assert.That(
                Grid.Min(q => AllUnitsDiscount.Cost(order, demand, rate, prices, q)), Is.GreaterThanOrEqualTo(all.Cost * (1 - 1e-12)));
            Assert.That(
                Grid.Min(q => IncrementalDiscount.Cost(order, demand, rate, prices, q)),
                Is.GreaterThanOrEqualTo(incremental.Cost * (1 - 1e-12)));
            Assert.That(all.Cost, Is.LessThanOrEqualTo(incremental.Cost * (1 + 1e-12)), "a price for all units is never worse");
        }
    }

    [Test]
    public void Discounts_OnePrice_AreThePlainQuantity()
    {
        var prices = new PriceBreaks([0], [0.75]);
        Assert.That(AllUnitsDiscount.Optimize(8, 1300, 0.3, prices), Is.EqualTo(IncrementalDiscount.Optimize(8, 1300, 0.3, prices)));
        Assert.That(
            AllUnitsDiscount.Optimize(8, 1300, 0.3, prices).Quantity,
            Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-9));
    }

    [Test]
    public void Silver_AgainstEveryCombinationOfMultiples_IsSeldomDearer()
    {
        var random = new SplitMix64(3);
        var worst = 0.0;
        for (var supplier = 0; supplier < 60; supplier++)
        {
            var (items, holding, rates) = (new double[3], new double[3], new double[3]);
            for (var i = 0; i < 3; i++)
                (items[i], holding[i], rates[i]) = (1 + 60 * random.NextUniform(), 0.1 + random.NextUniform(), 10 + 1000 * random.NextUniform());
            var order = 5 + 100 * random.NextUniform();
            var heuristic = JointReplenishment.Silver(order, items, holding, rates);
            var best = double.PositiveInfinity;
            for (var code = 0; code < 1000; code++)
            {
                int[] multiples = [1 + code % 10, 1 + code / 10 % 10, 1 + code / 100];
                if (multiples.Min() == 1)
                    best = Math.Min(best, JointReplenishment.WithMultiples(order, items, holding, rates, multiples).Cost);
            }

            Assert.That(heuristic.Cost, Is.GreaterThanOrEqualTo(best - 1e-9));
            worst = Math.Max(worst, heuristic.Cost / best - 1);
        }

        Assert.That(worst, Is.LessThan(0.05));
    }

    [Test]
    public void Silver_OneItem_IsThePlainQuantityOfBothCosts()
    {
        var policy = JointReplenishment.Silver(5, [3], [0.225], [1300]);
        Assert.That(policy.Quantities[0], Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-9));
        Assert.That(policy.Multiples, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        var prices = new PriceBreaks([0, 10], [2, 1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => EconomicOrderQuantity.Cost(1, 1, 1, 0),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("quantity"));
            Assert.That(() => BackorderedLot.Optimize(1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => BackorderedLot.CostOf(1, 1, 1, 1, 1, 1.1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => ProductionLot.Optimize(1, 10, 1, 10), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => AllUnitsDiscount.Optimize(1, 1, 1, null!), Throws.ArgumentNullException);
            Assert.That(() => IncrementalDiscount.Optimize(0, 1, 1, prices), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new PriceBreaks([1], [1]), Throws.ArgumentException);
            Assert.That(() => new PriceBreaks([0, 5, 5], [3, 2, 1]), Throws.ArgumentException);
            Assert.That(() => new PriceBreaks([0, 5], [1, 2]), Throws.ArgumentException);
            Assert.That(() => new PriceBreaks([0, 5], [1]), Throws.ArgumentException);
            Assert.That(() => JointReplenishment.Silver(1, [], [], []), Throws.ArgumentException);
            Assert.That(() => JointReplenishment.Silver(1, [1], [1, 2], [1]), Throws.ArgumentException);
            Assert.That(() => JointReplenishment.WithMultiples(1, [1], [1], [1], [0]), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
