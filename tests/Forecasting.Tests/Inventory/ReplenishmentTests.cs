using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class ReplenishmentTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);
    private static readonly InventorySettings Settings = new();

    [Test]
    public void EconomicOrderQuantity_SnyderShenExample31() =>
        Assert.That(EconomicOrderQuantity.Compute(8, 1300, 0.225), Is.EqualTo(304.0468).Within(1e-4));

    [Test]
    public void EconomicOrderQuantity_NoHoldingCost_Throws() =>
        Assert.That(() => EconomicOrderQuantity.Compute(8, 1300, 0), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void CriticalRatio_SnyderShenExample43() =>
        Assert.That(ReorderLevels.CriticalRatio(0.70, 0.18, 7), Is.EqualTo(0.70 / 0.88).Within(1e-12));

    [Test]
    public void Recommend_MoreService_NeverLessSafetyStock()
    {
        var previous = decimal.MinValue;
        foreach (var share in (double[])[0.5, 0.8, 0.9, 0.95, 0.98, 0.995])
        {
            var safety = Recommend(new ServiceTarget.FillRate(share), 0).Explanation.SafetyStock;
            Assert.That(safety, Is.GreaterThanOrEqualTo(previous));
            previous = safety;
        }
    }

    [Test]
    public void Recommend_FillRateAndCycleServiceLevel_AreDifferentTargets() =>
        Assert.That(
            Recommend(new ServiceTarget.FillRate(0.95), 0).Explanation.ReorderPoint,
            Is.LessThan(Recommend(new ServiceTarget.CycleServiceLevel(0.95), 0).Explanation.ReorderPoint));

    [Test]
    public void Recommend_EveryCase_AddsUpToAnOrderThatTheSupplierAccepts()
    {
        foreach (var onHand in (decimal[])[0, 10, 60, 500])
        {
            foreach (var (moq, pack, cap) in (ValueTuple<decimal, decimal, decimal?>[])[(0, 1, null), (30, 1, null), (0, 12, null), (30, 12, 40), (50, 12, 20)])
            {
                var r = Recommend(new ServiceTarget.CycleServiceLevel(0.9), onHand, t => t with { Moq = moq, PackSize = pack, MaxOrder = cap });
                var e = r.Explanation;
                var sum = e.ExpectedDemand + e.SafetyStock + e.LotAllowance - e.OnHand + e.Allocated + e.Backordered - e.OnOrder
                    + e.NotNeeded + e.MinimumOrderRounding + e.PackRounding - e.MaximumCut;
                Assert.That(e.Quantity, Is.EqualTo(sum));
                Assert.That(e.Quantity, Is.Zero.Or.GreaterThanOrEqualTo(moq));
                Assert.That(e.Quantity % pack, Is.Zero);
                Assert.That(e.Quantity, Is.Zero.Or.LessThanOrEqualTo(cap ?? decimal.MaxValue));
                if (e.InventoryPosition > e.ReorderPoint)
                    Assert.That(e.Quantity, Is.Zero);
            }
        }
    }

    [Test]
    public void Recommend_ItemEndsBeforeDelivery_OrdersNothingAndSaysSo()
    {
        var r = Recommend(new ServiceTarget.FillRate(0.95), 0, t => t with { EndDate = Monday.AddDays(10) });
        Assert.That(r.Explanation.Quantity, Is.Zero);
        Assert.That(r.Notes, Does.Contain("Not ordered: the item ends on 2024-04-25, before an order could arrive."));
    }

    [Test]
    public void Recommend_CostTargetWithoutCosts_FallsBackAndSaysSo() =>
        Assert.That(
            Recommend(new ServiceTarget.CostOptimal(), 0).Notes,
            Does.Contain("Service target is cost, but shortage_cost or holding_cost is missing: a 95 % fill rate is used."));

    [Test]
    public void Recommend_ShelfLife_CapsTheLevel()
    {
        var r = Recommend(new ServiceTarget.CycleServiceLevel(0.999), 0, t => t with { ShelfLifeDays = 3 });
        Assert.That(r.Explanation.OrderUpToLevel, Is.LessThanOrEqualTo(r.Explanation.ExpectedDemand));
        Assert.That(r.Notes.Single(), Does.EndWith("more would not sell within the shelf life of 3 days."));
    }

    [Test]
    public void Recommend_NoStockRecord_SaysWhatIsAssumed() =>
        Assert.That(Recommend(new ServiceTarget.FillRate(0.95), 0, isKnown: false).Notes, Does.Contain("No stock record: 0 on hand is assumed."));

    private static Recommendation Recommend(
        ServiceTarget target, decimal onHand, Func<SupplyTerms, SupplyTerms>? change = null, bool isKnown = true)
    {
        var terms = new SupplyTerms(new SkuLocation(new Sku("A"), Location.Only))
        {
            LeadTime = new LeadTime(14, 0),
            ReviewDays = 7,
            ServiceTarget = target,
        };
        terms = change?.Invoke(terms) ?? terms;
        var window = OrderWindow.From(Monday, terms);
        var random = new Random(3);
        var paths = Enumerable.Range(0, 3 * 2000).Select(_ => Math.Floor(random.NextDouble() * 21)).ToArray();
        var position = new StockPosition(onHand, 2, 1, [new Arrival(Monday.AddDays(3), 5, "o")], isKnown);
        var demand = LeadTimeDemand.Simulate(paths, 3, 7, Monday, window, terms.LeadTime, position, UnmetDemand.Backordered, []);
        var daily = Enumerable.Repeat(10 / 7.0, 91).ToArray();
        return Replenishment.Recommend(demand, window, terms, position, daily, Settings, Monday.AddDays(7));
    }
}
