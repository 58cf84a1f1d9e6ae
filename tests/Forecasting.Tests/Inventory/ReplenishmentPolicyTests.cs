using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

/// <summary>Each policy, the last buy, contradictory terms, and what holds for all of them.</summary>
[TestFixture]
public sealed class ReplenishmentPolicyTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);
    private static readonly SupplyTerms Terms = new(new SkuLocation(new Sku("A"), Location.Only))
    {
        LeadTime = new LeadTime(14, 0),
        ReviewDays = 7,
        ServiceTarget = new ServiceTarget.FillRate(0.95),
        UnitCost = 4,
        UnitPrice = 6,
    };

    [Test]
    public void OrderUpTo_LargeMinimumOrder_StillOrdersUpToOneLevel() =>
        Assert.That(Plan(Terms with { Moq = 40 }, PolicyRule.OrderUpTo, 0).Explanation.LotAllowance, Is.Zero);

    [Test]
    public void ReorderPoint_SmallLot_KeepsALotBetweenTheLevels() =>
        Assert.That(Plan(Terms with { PackSize = 6 }, PolicyRule.ReorderPoint, 0).Explanation.LotAllowance, Is.EqualTo(6));

    [Test]
    public void FixedLot_AnyNeed_OrdersWholeLots()
    {
        var terms = Terms with { Moq = 20, PackSize = 8 };
        foreach (var onHand in (decimal[])[0, 10, 25, 40])
        {
            var e = Plan(terms, PolicyRule.FixedLot, onHand).Explanation;
            Assert.That(e.Quantity % 24, Is.Zero, "the minimum of 20 in packs of 8");
            Assert.That(e.Quantity == 0 || e.InventoryPosition + e.Quantity < e.OrderUpToLevel + 24, Is.True, "no lot more than needed");
        }
    }

    [Test]
    public void MinMax_AtTheMinimum_OrdersUpToTheMaximum()
    {
        var terms = Terms with { MinStock = 30, MaxStock = 70 };
        Assert.That(Plan(terms, PolicyRule.MinMax, 31).Explanation.Quantity, Is.Zero);
        Assert.That(Plan(terms, PolicyRule.MinMax, 30).Explanation.Quantity, Is.EqualTo(40));
    }

    [Test]
    public void MinMax_WithoutMaximum_IsPlannedAutomaticallyAndSaysSo()
    {
        var advice = Plan(Terms, PolicyRule.MinMax, 0);
        Assert.That(advice.Explanation.OrderUpToLevel, Is.EqualTo(Plan(Terms, PolicyRule.Automatic, 0).Explanation.OrderUpToLevel));
        Assert.That(advice.Notes, Does.Contain("Policy is min_max, but max_stock is missing: planned automatically."));
    }

    [Test]
    public void Cover_OrdersTheExpectedDemandOfItsDays_WithinTheClamps()
    {
        // Ten units a week: 28 days are 40, and never less than the three weeks of the protection interval.
        Assert.That(Plan(Terms, PolicyRule.Cover, 0).Explanation.OrderUpToLevel, Is.EqualTo(40).Within(1));
        Assert.That(Plan(Terms, PolicyRule.Cover, 0, coverDays: 7).Explanation.OrderUpToLevel, Is.EqualTo(30).Within(1));
        Assert.That(Plan(Terms with { MinStock = 55 }, PolicyRule.Cover, 0).Explanation.OrderUpToLevel, Is.EqualTo(55));
        Assert.That(Plan(Terms with { MaxStock = 25 }, PolicyRule.Cover, 0).Explanation.OrderUpToLevel, Is.EqualTo(25));
    }

    [Test]
    public void LastBuy_OrdersWhatPaysForTheDaysThatAreLeft()
    {
        // Delivery on 29 April, on sale until 2 May: 18 days of ten units a week are 25.7; a margin of 2 against a cost of 4 asks for the 33 % quantile.
        var advice = Plan(Terms with { EndDate = new DateOnly(2024, 5, 2) }, PolicyRule.Automatic, 0);
        Assert.That(advice.Explanation.ExpectedDemand, Is.EqualTo(25.7m).Within(0.7m));
        Assert.That(advice.Explanation.SafetyStock, Is.Negative);
        Assert.That(advice.Notes, Does.Contain(
            "Last buy: the item ends on 2024-05-02, before a later order could come; ordered as far as one more unit pays (sold with a probability above 66.7 %)."));
        Assert.That(
            Plan(Terms with { EndDate = new DateOnly(2024, 5, 2), UnitPrice = 40 }, PolicyRule.Automatic, 0).Explanation.Quantity,
            Is.GreaterThan(advice.Explanation.Quantity));
    }

    [Test]
    public void LastBuy_WithoutCosts_FollowsTheTarget()
    {
        var advice = Plan(Terms with { EndDate = new DateOnly(2024, 5, 2), UnitCost = null, UnitPrice = null }, PolicyRule.Automatic, 0);
        Assert.That(advice.Explanation.SafetyStock, Is.Positive);
        Assert.That(advice.Notes, Does.Contain("Last buy: the item ends on 2024-05-02, before a later order could come; ordered up to its service target."));
    }

    [Test]
    public void LastBuy_SmallestOrderWouldMostlyBeLeftOver_OrdersNothingAndSaysWhatToAsk()
    {
        var advice = Plan(Terms with { EndDate = new DateOnly(2024, 5, 2), Moq = 500 }, PolicyRule.Automatic, 0);
        Assert.That(advice.Explanation.Quantity, Is.Zero);
        Assert.That(advice.Notes, Has.Some.StartsWith("Not ordered: of the smallest last order of 500 about ").And.Some.EndsWith(
            "Ask the supplier for a smaller last order, or to take back what is left."));
    }

    [Test]
    public void EndOfLife_BeforeTheLastBuy_HoldsNoMoreThanIsExpectedToSell()
    {
        var advice = Plan(Terms with { EndDate = new DateOnly(2024, 5, 6), ServiceTarget = new ServiceTarget.CycleServiceLevel(0.999) }, PolicyRule.Automatic, 0);
        Assert.That(advice.Explanation.OrderUpToLevel, Is.EqualTo(31.4m).Within(1.6m), "22 days of ten units a week");
        Assert.That(advice.Notes.Single(), Does.EndWith("more is not expected to sell before the item ends on 2024-05-06."));
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        yield return Case(
            Terms with { MinStock = 20, MaxStock = 10 }, "Not ordered: max_stock 10 is below min_stock 20. Correct one of them.");
        yield return Case(
            Terms with { Moq = 50, PackSize = 8, MaxOrder = 40 },
            "Not ordered: the smallest order, 56 (minimum order 50, packs of 8), is above max_order 40. Ask the supplier for a minimum order of at most 40.");
        yield return Case(
            Terms with { PackSize = 48, MaxStock = 40 },
            "Not ordered: the smallest order, a pack of 48, is above max_stock 40. Ask the supplier for a pack of at most 40.");
        yield return Case(
            Terms with { PackSize = 90, ShelfLifeDays = 7 },
            "Not ordered: the smallest order, a pack of 90, would not sell within the shelf life of 7 days (about 30 do). Ask the supplier for a pack of at most 30.");
    }

    [TestCaseSource(nameof(Contradictions))]
    public void ContradictoryTerms_OrderNothing_WithTheReasonAndWhatToAsk(SupplyTerms terms, string note)
    {
        var advice = Plan(terms, PolicyRule.Automatic, 0);
        Assert.That(advice.Explanation.Quantity, Is.Zero);
        Assert.That(advice.Notes, Does.Contain(note));
    }

    [Test]
    public void MoreService_NeverLessSafetyStock([Values] PolicyRule rule)
    {
        foreach (var terms in (SupplyTerms[])[Terms, Terms with { PackSize = 12 }, Terms with { Moq = 45 }, Terms with { IsDivisible = true, PackSize = 0.5m, Moq = 25 }])
        {
            foreach (var target in (Func<double, ServiceTarget>[])[s => new ServiceTarget.FillRate(s), s => new ServiceTarget.CycleServiceLevel(s)])
            {
                var safety = ((double[])[0.3, 0.6, 0.8, 0.9, 0.95, 0.98, 0.995])
                    .Select(share => Plan(terms with { ServiceTarget = target(share) }, rule, 10).Explanation.SafetyStock);
                Assert.That(safety, Is.Ordered);
            }

            var byCost = ((decimal[])[0.1m, 0.5m, 2, 10]).Select(shortage => Plan(
                terms with { ServiceTarget = new ServiceTarget.CostOptimal(), ShortageCost = shortage }, rule, 10).Explanation.SafetyStock);
            Assert.That(byCost, Is.Ordered);
        }
    }

    [Test]
    public void AnyOrder_IsZeroOrAtLeastTheMinimumInWholePacks_AndItsSumHolds([Values] PolicyRule rule)
    {
        var random = new Random(17);
        for (var i = 0; i < 60; i++)
        {
            var (moq, pack, least) = (random.Next(60), 1 + random.Next(14), random.Next(50));
            var terms = Terms with { Moq = moq, PackSize = pack, MinStock = least, MaxStock = random.Next(3) > 0 ? least + random.Next(100) : null };
            var e = Plan(terms, rule, random.Next(90)).Explanation;
            var sum = e.ExpectedDemand + e.SafetyStock + e.LotAllowance - e.OnHand + e.Allocated + e.Backordered - e.OnOrder
                + e.NotNeeded + e.MinimumOrderRounding + e.PackRounding - e.MaximumCut;
            Assert.That(e.Quantity, Is.EqualTo(sum), terms.ToString());
            Assert.That(e.Quantity, Is.Zero.Or.GreaterThanOrEqualTo(moq));
            Assert.That(e.Quantity % pack, Is.Zero);
            if (e.Quantity > 0 && terms.MaxStock is { } most)
                Assert.That(e.InventoryPosition + e.Quantity, Is.LessThanOrEqualTo(most));
        }
    }

    [Test]
    public void ExpectedCost_OfTheBestLevel_NeverFallsWhenAConstraintIsAdded()
    {
        var free = BestCost(Terms);
        foreach (var terms in (SupplyTerms[])[
            Terms with { PackSize = 6 }, Terms with { Moq = 25 }, Terms with { MaxStock = 28 }, Terms with { MinStock = 60 }, Terms with { ShelfLifeDays = 4 }])
        {
            Assert.That(BestCost(terms), Is.GreaterThanOrEqualTo(free - 1e-9));
        }

        Assert.That(BestCost(Terms with { PackSize = 6, MaxStock = 28 }), Is.GreaterThanOrEqualTo(BestCost(Terms with { PackSize = 6 }) - 1e-9));
        Assert.That(BestCost(Terms with { PackSize = 24 }), Is.GreaterThan(BestCost(Terms with { PackSize = 6 })));
    }

    // Holding at 0.1 and a unit short at 2, over all levels that the terms allow.
    private static double BestCost(SupplyTerms terms)
    {
        var window = OrderWindow.From(Monday, terms);
        var curve = ServiceCurve.Of(Demand(terms, window), window, terms, new InventorySettings());
        var best = double.PositiveInfinity;
        for (var i = 0; i < curve.Levels.Length; i++)
            best = Math.Min(best, 0.1 * curve.Stocks[i] + 2 * curve.Shortages[i]);
        return best;
    }

    private static Recommendation Plan(SupplyTerms terms, PolicyRule rule, decimal onHand, int coverDays = 28)
    {
        var window = OrderWindow.From(Monday, terms);
        var settings = new InventorySettings { Policy = rule, CoverDays = coverDays };
        var position = new StockPosition(onHand, 0, 0, [], true);
        var daily = Enumerable.Repeat(10 / 7.0, 91).ToArray();
        return Replenishment.Recommend(Demand(terms, window), window, terms, position, daily, settings, Monday.AddDays(7));
    }

    private static LeadTimeDemand Demand(SupplyTerms terms, OrderWindow window)
    {
        var random = new Random(3);
        var paths = Enumerable.Range(0, 3 * 400).Select(_ => Math.Floor(random.NextDouble() * 21)).ToArray();
        return LeadTimeDemand.Simulate(
            paths, 3, 7, Monday, window, terms.LeadTime, new StockPosition(0, 0, 0, [], true), UnmetDemand.Backordered, []);
    }

    private static TestCaseData Case(SupplyTerms terms, string note) => new TestCaseData(terms, note).SetArgDisplayNames(note);
}
