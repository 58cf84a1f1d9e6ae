using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Reports;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

/// <summary>Three items of a supplier that charges 60 for each order.</summary>
[TestFixture]
public sealed class JointOrdersTests
{
    private static readonly string[] Products = ["A", "B", "C"];
    private static readonly Supplier Acme = new("ACME") { OrderCost = 60, LeadTimeDays = 7 };

    [Test]
    public void Plan_OneMustBeOrdered_WhoIsDueJoins_AndTheSumAddsUp()
    {
        var plan = Planned(Stock());
        var (a, b, c) = (Advice(plan, "A"), Advice(plan, "B"), Advice(plan, "C"));
        Assert.That((a.Explanation.Quantity > 0, a.Explanation.Joined), Is.EqualTo((true, 0m)));
        Assert.That(b.Explanation.Joined, Is.GreaterThan(0).And.EqualTo(b.Explanation.Quantity));
        Assert.That(b.Explanation.InventoryPosition + b.Explanation.Quantity, Is.EqualTo(b.Explanation.OrderUpToLevel));
        Assert.That(c.Explanation.Quantity, Is.Zero, "it stands at its level");
        Assert.That(b.Notes, Has.Some.Match(@"^Ordered with others: A must be ordered from ACME now, .* 3 items share an order every \d+ days, this one each of them\.$"));
        Assert.That(b.ExpectedService, Is.GreaterThan(0.99));
        AddUp(plan);
        var orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf);
        Assert.That(orders.Select(o => (o.Sku.Code, o.ReasonCode)), Is.EqualTo(new[] { ("A", "BELOW_REORDER_POINT"), ("B", "JOINED_ORDER") }));
        Assert.That(orders.Select(o => o.OrderId).Distinct().Count(), Is.EqualTo(1), "one order, one cost");
    }

    [Test]
    public void Plan_NobodyMust_NobodyJoins()
    {
        var stock = Stock();
        stock["A"] = 500;
        Assert.That(Planned(stock).Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.Zero);
    }

    [Test]
    public void Plan_LevelsCoverThePeriod_AndReorderPointsTheTarget()
    {
        var plan = Planned(Stock());
        foreach (var line in plan.Lines)
        {
            var (cycle, why) = (line.Terms.Cycle!, line.Recommendation.Explanation);
            var daily = (decimal)line.Forecast.Mean.Average() / 7;
            Assert.That(cycle.Items, Is.EqualTo(3));
            Assert.That(why.LotAllowance, Is.GreaterThanOrEqualTo(daily * (decimal)cycle.Days - 0.01m));
            // The level with which every single cycle, from the reorder point on, reaches the target at its own lot.
            var alone = Planned(Stock(), settings: new InventorySettings { JointOrders = false }).Lines.Single(l => l.Key == line.Key).Recommendation.Explanation;
            if (why.LotAllowance <= alone.LotAllowance)
                Assert.That(why.ReorderPoint, Is.GreaterThanOrEqualTo(alone.ReorderPoint), "a smaller lot stands near its reorder point more often");
        }
    }

    [Test]
    public void Plan_WithoutOrderCost_OrWithOrderDays_OrSwitchedOff_IsOrderedItemByItem()
    {
        foreach (var (supplier, settings) in new[]
                 {
                     (Acme with { OrderCost = null }, new InventorySettings()),
                     (Acme with { OrderDays = [DayOfWeek.Monday] }, new InventorySettings()),
                     (Acme, new InventorySettings { JointOrders = false }),
                     (Acme, new InventorySettings { Policy = PolicyRule.FixedLot }),
                     (Acme, new InventorySettings { Policy = PolicyRule.OrderUpTo }),
                 })
        {
            var plan = Planned(Stock(), supplier, settings);
            Assert.That(plan.Lines.All(l => l.Terms.Cycle is null && l.Recommendation is { JoinQuantity: 0, Explanation.Joined: 0 }), Is.True);
        }
    }

    [Test]
    public void Plan_OneItemOnly_KeepsItsEconomicQuantity()
    {
        var plan = Firm(Stock(), Acme, c => c, ["A"]).Plan(Settings(new InventorySettings()));
        Assert.That(plan.Lines.Single().Terms.Cycle, Is.Null);
        Assert.That(plan.Lines.Single().Recommendation.Explanation.LotAllowance, Is.GreaterThan(0));
    }

    [Test]
    public void Join_KeepsPacksAndTheLargestStock_AndWhatMayNotBeOrderedDoesNotJoin()
    {
        var level = Advice(Planned(Stock()), "B").Explanation.OrderUpToLevel;
        var packed = Advice(Planned(Stock(), change: c => c with { PackSize = 6 }), "B").Explanation;
        Assert.That((packed.Joined > 0, packed.Joined % 6), Is.EqualTo((true, 0m)));
        Assert.That(packed.InventoryPosition + packed.Joined, Is.LessThan(packed.OrderUpToLevel + 6));
        var held = Advice(Planned(Stock(), change: c => c with { MaxStock = level - 2 }), "B").Explanation;
        Assert.That(held.InventoryPosition + held.Quantity, Is.LessThanOrEqualTo(level - 2));
        var large = Advice(Planned(Stock(), change: c => c with { Moq = 2 * level }), "B").Explanation;
        Assert.That(large.Joined, Is.Zero, "its smallest order would be far beyond its level");
        var ending = Advice(Planned(Stock(), change: c => c with { EndDate = SmallFirm.AsOf.AddDays(3) }), "B").Explanation;
        Assert.That(ending.Quantity, Is.Zero);
    }

    [Test]
    public void Join_IsTheFirstThatABudgetCuts_AndNoReasonToWait()
    {
        var free = Planned(Stock());
        var must = Advice(free, "A").Explanation.Quantity;
        var cut = Planned(Stock(), settings: new InventorySettings { Budget = must * 10 });
        // The last piece of A may be worth less than the first of B: the money goes to the best pieces.
        Assert.That(cut.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(must));
        Assert.That(Advice(cut, "B").Explanation.Quantity, Is.LessThanOrEqualTo(must / 20).And.LessThan(Advice(free, "B").Explanation.Quantity / 2));
        AddUp(cut);
        // One more than both together is asked for: A alone would be raised to it, so both are.
        var asked = must + Advice(free, "B").Explanation.Quantity + 1;
        var raised = Planned(Stock(), Acme with { MinimumOrderQuantity = asked });
        Assert.That(raised.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(asked));
        AddUp(raised);
    }

    [Test]
    public void Plan_LineCost_SendsSlowItemsWithEverySecondOrThirdOrder()
    {
        var plan = Planned(Stock(), Acme with { OrderCost = 2 }, new InventorySettings { OrderLineCost = 2 }, c => c with { UnitCost = c.UnitCost / 10 });
        var cycle = plan.Lines.Single(l => l.Key.Sku.Code == "B").Terms.Cycle!;
        Assert.That(cycle.Multiple, Is.GreaterThan(1));
        Assert.That(cycle.Lot, Is.GreaterThan(1.5 * cycle.Units));
    }

    [Test]
    public void Plan_WarehousesBuyTogetherToo_AndThreadsDoNotMatter()
    {
        var firm = new SmallFirm().Buys(Acme).At(new StockingPlace(new Location("NORTH")) { SourceLocation = new Location("HUB"), TransferLeadTimeDays = 2 });
        foreach (var product in Products)
        {
            firm.Item(product, i => i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 20 } })
                .SellsAt("NORTH", product, Enumerable.Range(0, 60).Select(t => 4.0 + t * 7 % 5)).Holds(product, 30, "NORTH").Holds(product, product == "A" ? 0 : 24, "HUB");
        }

        var plan = firm.Plan(Settings(new InventorySettings()));
        var hub = plan.Lines.Where(l => l.Key.Location.Code == "HUB").ToArray();
        Assert.That(hub.Select(l => l.Terms.Cycle?.Items), Is.All.EqualTo(3));
        Assert.That(hub.Any(l => l.Recommendation.Explanation.Joined > 0), Is.True);
        Assert.That(plan.Lines.Where(l => l.Key.Location.Code == "NORTH").All(l => l.Terms.Cycle is null), Is.True, "transfers cost no order");
        AddUp(plan);
        Assert.That(Orders(firm.Plan(Settings(new InventorySettings()), 2)), Is.EqualTo(Orders(plan)));

        static IEnumerable<(SkuLocation, decimal)> Orders(Plan plan) => plan.Lines.Select(l => (l.Key, l.Recommendation.Explanation.Quantity));
    }

    [Test]
    public void Why_HasAColumnForWhatJoined_AndItsCheckIsZero()
    {
        var plan = Planned(Stock());
        using var stream = new MemoryStream();
        PlanWorkbook.Write(stream, SamplePlan.Of(plan.Lines) with { Orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf) });
        var workbook = new WorkbookReading(stream.ToArray());
        Assert.That(
            workbook.Below("Why", "+ With other items of the supplier (units)").Select(c => c.Number),
            Is.EquivalentTo(plan.Lines.Select(l => l.Recommendation.Explanation.Joined)));
        Assert.That(workbook.Below("Why", "Change (0 = as published)").Select(c => c.Number), Is.All.Zero);
    }

    // A is all but empty; B has half of what lies between its reorder point and its level; C all of it.
    private static Dictionary<string, decimal> Stock()
    {
        var full = Planned(Products.ToDictionary(p => p, _ => 500m));
        var (b, c) = (Advice(full, "B").Explanation, Advice(full, "C").Explanation);
        return new Dictionary<string, decimal> { ["A"] = 1, ["B"] = b.ReorderPoint + Math.Ceiling(b.LotAllowance / 2), ["C"] = c.OrderUpToLevel };
    }

    private static Plan Planned(
        Dictionary<string, decimal> stock, Supplier? supplier = null, InventorySettings? settings = null, Func<PlanningColumns, PlanningColumns>? change = null) =>
        Firm(stock, supplier ?? Acme, c => change?.Invoke(c) ?? c, Products).Plan(Settings(settings ?? new InventorySettings()));

    private static SmallFirm Firm(Dictionary<string, decimal> stock, Supplier supplier, Func<PlanningColumns, PlanningColumns> change, string[] products)
    {
        var firm = new SmallFirm().Buys(supplier);
        foreach (var product in products)
        {
            var columns = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 20 };
            firm.Item(product, i => i with { Planning = product == "B" ? change(columns) : columns })
                .Sells(product, Enumerable.Range(0, 60).Select(t => 4.0 + t * 7 % 5))
                .Holds(product, stock[product]);
        }

        return firm;
    }

    private static PlanSettings Settings(InventorySettings inventory) =>
        new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage }, Inventory = inventory with { Paths = 400 } };

    private static Recommendation Advice(Plan plan, string sku) => plan.Lines.Single(l => l.Key.Sku.Code == sku).Recommendation;

    private static void AddUp(Plan plan)
    {
        foreach (var why in plan.Lines.Select(l => l.Recommendation.Explanation))
        {
            Assert.That(why.Quantity, Is.GreaterThanOrEqualTo(0).And.EqualTo(why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
                + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut));
        }
    }
}
