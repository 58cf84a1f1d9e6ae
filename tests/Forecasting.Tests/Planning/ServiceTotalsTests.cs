using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Planning;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class ServiceTotalsTests
{
    private const int Products = 14;

    [TestCase(ServiceWeight.Value)]
    [TestCase(ServiceWeight.Units)]
    public void Total_IsWhatTheTargetsOfTheLinesComeTo_ForLessMoneyThanTargetsByClass(ServiceWeight by)
    {
        var plan = Planned(new InventorySettings { TotalFillRate = 0.95, TotalBy = by });
        double wanted = 0, served = 0;
        foreach (var line in plan.Lines)
        {
            var weight = (by == ServiceWeight.Units ? 1 : (double)line.Terms.UnitPrice!) * line.Curve!.MeanReviewDemand;
            wanted += weight;
            served += weight * Target(line);
        }

        Assert.That(served / wanted, Is.InRange(0.95 - 2e-6, 0.97), "whole units may give a little more");
        var cost = plan.ServiceCost!;
        Assert.That((cost.By, cost.Lines, cost.OutsideWords), Is.EqualTo((by, Products, "")));
        Assert.That(cost.Plan.FillRate, Is.EqualTo(served / wanted).Within(2e-6));
        Assert.That(cost.SameService.StockMoney, Is.LessThan(0.97 * cost.ByTargets.StockMoney));
        Assert.That(cost.SameService.FillRate, Is.GreaterThanOrEqualTo(cost.ByTargets.FillRate - 1e-9));
        Assert.That(plan.Lines.Select(Target).Min(), Is.GreaterThanOrEqualTo(0.5 - 1e-9).And.LessThan(0.93), "the least fill rate holds");
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public void MoreTotal_NeverLowersALevel_AndNeverBindsLessInSafetyStock()
    {
        var previous = Planned(new InventorySettings { TotalFillRate = 0.8 });
        foreach (var total in (double[])[0.9, 0.95, 0.98, 0.99])
        {
            var plan = Planned(new InventorySettings { TotalFillRate = total });
            Assert.That(plan.Lines.Zip(previous.Lines).All(p => Why(p.First).ReorderPoint >= Why(p.Second).ReorderPoint), Is.True);
            Assert.That(plan.Lines.Sum(SafetyMoney), Is.GreaterThan(previous.Lines.Sum(SafetyMoney)));
            previous = plan;
        }
    }

    [Test]
    public void EveryLine_SaysWhereItsTargetComesFrom_AndItsSumHolds()
    {
        var plan = Planned(new InventorySettings { TotalFillRate = 0.95 });
        foreach (var line in plan.Lines)
        {
            var (why, share) = (Why(line), (Target(line) * 100).ToString("0.0#", CultureInfo.InvariantCulture));
            Assert.That(line.Recommendation.ServiceTarget, Is.EqualTo($"total of 95 % by value: this item {share} %"));
            Assert.That(line.Recommendation.Notes, Has.Some.StartsWith($"Fill rate {share} %: its share of a total of 95 % by value, where the next unit serves most for its money; by itself it would have fill rate "));
            Assert.That(why.DemandSafety + why.LeadTimeSafety + why.ServiceSafety, Is.EqualTo(why.SafetyStock));
            Assert.That(why.Quantity, Is.GreaterThanOrEqualTo(0m).And.EqualTo(
                why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
                + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut));
        }

        Assert.That(plan.Lines.Select(l => Why(l).ServiceSafety), Has.Some.LessThan(-1m).And.Some.GreaterThan(0m), "what the total takes and gives");
    }

    [TestCase(1.0)]
    [TestCase(0.6)]
    public void Budget_IsKept_AndSpentToTheLastUnit(double share)
    {
        var free = Planned(new InventorySettings()).ServiceCost!;
        var budget = (decimal)(share * free.ByTargets.StockMoney);
        var plan = Planned(new InventorySettings { StockBudget = budget });
        var dearest = plan.Lines.Max(l => (double)l.Terms.UnitCost!);
        Assert.That(plan.ServiceCost!.Plan.StockMoney, Is.InRange((double)budget - dearest, (double)budget + 1e-6));
        Assert.That(plan.Lines[0].Recommendation.ServiceTarget, Does.StartWith(FormattableString.Invariant($"stock budget of {budget:#,##0.##}: this item ")));
        if (share == 1)
            Assert.That(plan.ServiceCost.Plan.FillRate, Is.GreaterThan(free.ByTargets.FillRate));
    }

    [Test]
    public void LinesOutside_KeepTheirTargetToTheUnit_AndAreToldOf()
    {
        static PlanningColumns Change(int i, PlanningColumns c) => i switch
        {
            1 => c with { ServiceTarget = new ServiceTarget.CycleServiceLevel(0.9) },
            2 => c with { ServiceTarget = new ServiceTarget.FillRate(0.9) },
            3 => c with { UnitCost = null },
            4 => c with { EndDate = SmallFirm.AsOf.AddDays(10) },
            _ => c,
        };
        var without = Planned(new InventorySettings(), change: Change);
        var plan = Planned(new InventorySettings { TotalFillRate = 0.95 }, change: Change);
        foreach (var i in (int[])[1, 2, 3, 4])
        {
            Assert.That(plan.Lines[i].Recommendation.Explanation, Is.EqualTo(without.Lines[i].Recommendation.Explanation));
            Assert.That(plan.Lines[i].Recommendation.ServiceTarget, Is.EqualTo(without.Lines[i].Recommendation.ServiceTarget));
        }

        Assert.That(plan.Warnings.Single(), Is.EqualTo(
            "inventory.totalFillRate sets the targets of 10 SKU-locations; the others keep their own: 2 have a service_target of their own, 1 has no known unit_cost or holding cost, 1 ends before a later order could come."));
        Assert.That(without.Warnings, Is.Empty);
        Assert.That(without.ServiceCost!.Outside.Sum(o => o.Count), Is.EqualTo(4), "the curve is there without a total");
    }

    [Test]
    public void CoverAndLeastCost_AreNoMatterForATotal()
    {
        var cover = Planned(new InventorySettings { TotalFillRate = 0.95, Policy = PolicyRule.Cover });
        Assert.That(cover.ServiceCost!.OutsideWords, Is.EqualTo("14 have their levels from days of cover or from min and max by hand"));
        Assert.That(cover.ServiceCost.Points, Is.Empty);
        var cost = new ServiceTarget.CostOptimal();
        var least = Planned(new InventorySettings { TotalFillRate = 0.95, TargetA = cost, TargetB = cost, TargetC = cost });
        Assert.That(least.ServiceCost!.OutsideWords, Is.EqualTo("14 are planned for least cost"));
        Assert.That(least.Lines.Select(l => l.Recommendation.ServiceTarget).Distinct(), Is.EqualTo(new[] { "least cost" }));
    }

    [Test]
    public void WhatCannotBe_IsToldWithWhatIs()
    {
        var high = Planned(new InventorySettings { TotalFillRate = 0.999 }, change: (_, c) => c with { MaxStock = 12 });
        Assert.That(high.Warnings.Single(), Does.Match(@"^inventory\.totalFillRate: 99\.9 % is out of reach; \d+\.\d+ % by value is the most that largest stocks and shelf lives allow, or that a fill rate can ask for\.$"));
        var low = Planned(new InventorySettings { StockBudget = 10 });
        Assert.That(low.Warnings.Single(), Does.Match(@"^inventory\.stockBudget: 10 is too little; [\d,]+ is bound where each has its smallest stock and the fill rate of inventory\.leastFillRate\.$"));
    }

    [Test]
    public void Threads_DoNotMatter()
    {
        var settings = new InventorySettings { TotalFillRate = 0.93 };
        var (one, four) = (Planned(settings, threads: 1), Planned(settings, threads: 4));
        Assert.That(four.Lines.Select(l => l.Recommendation with { Notes = [] }), Is.EqualTo(one.Lines.Select(l => l.Recommendation with { Notes = [] })));
        Assert.That(four.ServiceCost!.Points, Is.EqualTo(one.ServiceCost!.Points));
    }

    [TestCase(UnmetDemand.Backordered)]
    [TestCase(UnmetDemand.Lost)]
    public void Alternative_WithATotal_OrdersWhatAPlanWithThatTotalOrders(UnmetDemand unmet)
    {
        var settings = new InventorySettings { UnmetDemand = unmet };
        var input = Firm().Input(Settings(settings));
        var plan = Forecasting.Planning.Plan.Make(
            input with { Alternatives = [new PlanAlternative(input.Positions, terms => terms) { TimesMissed = 1 }, new PlanAlternative(input.Positions, terms => terms)] },
            2, null, CancellationToken.None);
        var alone = Planned(settings with { TotalFillRate = plan.ServiceCost!.ByTargets.FillRate });
        Assert.That(plan.Lines.Select(l => l.Alternatives[0].Quantity), Is.EqualTo(alone.Lines.Select(l => Why(l).Quantity)));
        Assert.That(plan.Lines.Select(l => l.Alternatives[1].Quantity), Is.EqualTo(plan.Lines.Select(l => Why(l).Quantity)), "without one: as the plan");
        Assert.That(plan.Lines.Select(l => l.Alternatives[0].Quantity), Is.Not.EqualTo(plan.Lines.Select(l => Why(l).Quantity)));
    }

    [Test]
    public void Currencies_AreWeighedInTheFirmsOwn()
    {
        Plan In(string currency, decimal rate) => Firm((_, c) => c with { Supplier = "S" }, new Supplier("S") { Currency = currency, LeadTimeDays = 7 }, new Supplier("T") { Currency = "CHF" }).Plan(
            Settings(new InventorySettings { TotalFillRate = 0.95 }) with { Gate = new Forecasting.Trust.GateSettings { Rates = ImmutableSortedDictionary<string, decimal>.Empty.Add(currency, rate) } });
        var (own, half) = (In("EUR", 1), In("USD", 0.5m));
        Assert.That(half.ServiceCost!.ByTotal!.Value.StockMoney, Is.EqualTo(own.ServiceCost!.ByTotal!.Value.StockMoney / 2).Within(1e-6));
        Assert.That(half.Lines.Select(l => Why(l).ReorderPoint), Is.EqualTo(own.Lines.Select(l => Why(l).ReorderPoint)), "what is dear in one is dear in the other");
        var unknown = Firm((_, c) => c with { Supplier = "S" }, new Supplier("S") { Currency = "USD" }, new Supplier("T") { Currency = "CHF" }).Plan(Settings(new InventorySettings { TotalFillRate = 0.95 }));
        Assert.That((unknown.ServiceCost!.Lines, unknown.ServiceCost.OutsideWords), Is.EqualTo((0, "14 are paid in a currency without a rate in gate.rates")));
    }

    private static double Target(PlanLine line) => ((ServiceTarget.FillRate)line.Terms.ServiceTarget).Share;

    private static OrderExplanation Why(PlanLine line) => line.Recommendation.Explanation;

    private static decimal SafetyMoney(PlanLine line) => Why(line).SafetyStock * line.Terms.UnitCost!.Value;

    private static PlanSettings Settings(InventorySettings inventory) => new()
    {
        Horizon = 4,
        Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage, Origins = 6, Groups = false },
        Inventory = inventory with { Paths = 300 },
    };

    private static Plan Planned(InventorySettings inventory, int threads = 2, Func<int, PlanningColumns, PlanningColumns>? change = null) =>
        Firm(change).Plan(Settings(inventory), threads);

    // From cheap and even to dear and lumpy.
    private static SmallFirm Firm(Func<int, PlanningColumns, PlanningColumns>? change = null, params Supplier[] suppliers)
    {
        var firm = new SmallFirm();
        foreach (var supplier in suppliers)
            firm.Buys(supplier);
        for (var i = 0; i < Products; i++)
        {
            var random = new SplitMix64((ulong)i + 7);
            var columns = new PlanningColumns { UnitCost = 1 + 4 * i, UnitPrice = 2 + 5 * i, PackSize = i % 4 == 3 ? 6 : 1 };
            firm.Item($"P{i:00}", item => item with { Planning = change?.Invoke(i, columns) ?? columns })
                .Sells($"P{i:00}", Enumerable.Range(0, 80).Select(_ => random.NextUniform() < 1 - 0.05 * i ? Math.Floor(12 * random.NextUniform()) : 0).ToArray())
                .Holds($"P{i:00}", 4 * (i % 3));
        }

        return firm;
    }
}
