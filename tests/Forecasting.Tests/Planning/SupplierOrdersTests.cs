using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SupplierOrdersTests
{
    // Each sells 4 to 8 a week and costs 10. A is nearly out of stock, B has a few weeks, C has plenty.
    private static readonly (string Sku, decimal OnHand)[] Products = [("A", 2), ("B", 12), ("C", 40)];

    [Test]
    public void Plan_WithoutRules_SaysWhatEachOrderIsWorth_AndLeavesTheQuantities()
    {
        var plan = Planned(new Supplier("ACME"));
        var (a, c) = (Advice(plan, "A"), Advice(plan, "C"));
        Assert.That((a.Explanation.SharedRounding, a.Explanation.BudgetCut), Is.EqualTo((0m, 0m)));
        Assert.That(a.Worth, Is.GreaterThan(0));
        Assert.That((c.Explanation.Quantity, c.Worth), Is.EqualTo((0m, 0m)));
        Assert.That(c.NextPackWorth, Is.LessThan(0), "one more of what there is plenty of is only held");
    }

    [Test]
    public void Plan_MinimumValue_RaisesWhatIsNeededNext_AndEveryRowStillAddsUp()
    {
        var alone = Planned(new Supplier("ACME"));
        var least = alone.Lines.Sum(Value) + 400;
        var plan = Planned(new Supplier("ACME") { MinimumOrderValue = least, Currency = "EUR" });
        Assert.That(plan.Lines.Sum(Value), Is.GreaterThanOrEqualTo(least).And.LessThan(least + 10));
        Assert.That(plan.Lines.Select(l => l.Recommendation.Explanation.SharedRounding), Is.All.GreaterThanOrEqualTo(0));
        var raised = plan.Lines.MaxBy(l => l.Recommendation.Explanation.SharedRounding)!;
        Assert.That(raised.Recommendation.Notes, Has.Some.Match(@"^Raised from \d+ to \d+: ACME takes orders from \d+ EUR on\.$"));
        Assert.That(raised.Recommendation.RoundingCost, Is.GreaterThan(0));
        Assert.That(Advice(plan, "C").Explanation.SharedRounding, Is.LessThan(Advice(plan, "B").Explanation.SharedRounding), "of which there is plenty");
        AddUp(plan);
    }

    [Test]
    public void Plan_MinimumFarBeyondTheNeed_WaitsAndSaysWhy()
    {
        var plan = Planned(new Supplier("ACME") { MinimumOrderQuantity = 50_000 });
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.Zero);
        Assert.That(Advice(plan, "A").Notes, Has.Some.StartsWith("Not ordered now: ACME takes orders from 50000 units on, and holding the rest"));
        Assert.That(Advice(plan, "A").ExpectedService, Is.LessThan(0.9));
        AddUp(plan);
    }

    [Test]
    public void Plan_MinimumOutOfReach_SaysWhatToAskFor()
    {
        var plan = Planned(new Supplier("ACME") { MinimumOrderQuantity = 900 }, item => item with { Planning = item.Planning with { MaxOrder = 100 } });
        Assert.That(Advice(plan, "A").Notes, Has.Some.EndsWith("Ask for a smaller minimum."));
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.Zero);
    }

    [Test]
    public void Plan_OneDelivery_CarriesWhatIsWorthMost()
    {
        var alone = Planned(new Supplier("ACME"));
        var room = alone.Lines.Sum(l => l.Recommendation.Explanation.Quantity) - 5;
        var plan = Planned(new Supplier("ACME") { CapacityVolume = room * 2 }, item => item with { Volume = 2 });
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(room));
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.SharedRounding), Is.EqualTo(-5m));
        AddUp(plan);
    }

    [Test]
    public void Plan_OneDelivery_CarriesNoMoreThanItsWeight()
    {
        var room = Planned(new Supplier("ACME")).Lines.Sum(l => l.Recommendation.Explanation.Quantity) - 5;
        var plan = Planned(new Supplier("ACME") { CapacityWeight = room * 3, CapacityVolume = 100_000 }, item => item with { Weight = 3, Volume = 1 });
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(room));
        Assert.That(plan.Lines.SelectMany(l => l.Recommendation.Notes), Has.Some.Match($@": one delivery of ACME carries a volume of 100000 and a weight of {room * 3:0.###}\.$"));
        AddUp(plan);
    }

    [Test]
    public void Plan_MinimumWeight_IsReached_AndNotAskedForWhereAWeightIsUnknown()
    {
        var alone = Planned(new Supplier("ACME")).Lines.Sum(l => l.Recommendation.Explanation.Quantity);
        var supplier = new Supplier("ACME") { MinimumOrderWeight = 3 * (alone + 8) };
        var plan = Planned(supplier, item => item with { Weight = 3 });
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(alone + 8));
        Assert.That(plan.Lines.SelectMany(l => l.Recommendation.Notes), Has.Some.Match($@"^Raised from \d+ to \d+: ACME takes orders from a weight of {3 * (alone + 8):0.###} on\.$"));
        AddUp(plan);
        var unknown = Planned(supplier, item => item.Sku.Code == "C" ? item : item with { Weight = 3 });
        Assert.That(unknown.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(alone));
    }

    [Test]
    public void Plan_Budget_IsSpentWhereItIsWorthMost()
    {
        var settings = new PlanSettings { Inventory = new InventorySettings { Budget = 100 } };
        var plan = Planned(new Supplier("ACME"), settings: settings);
        Assert.That(plan.Lines.Sum(Value), Is.LessThanOrEqualTo(100m).And.GreaterThan(80m));
        Assert.That(Advice(plan, "A").Explanation.Quantity, Is.GreaterThan(0), "it is nearly out of stock");
        var cut = plan.Lines.MaxBy(l => l.Recommendation.Explanation.BudgetCut)!;
        Assert.That(cut.Recommendation.Notes, Has.Some.EndsWith("the budget of 100 is worth more elsewhere."));
        Assert.That(plan.Budget, Is.EqualTo(new BudgetUse(
            100, plan.Lines.Sum(Value), plan.Lines.Sum(l => l.Recommendation.Explanation.BudgetCut * l.Terms.UnitCost!.Value),
            plan.Lines.Count(l => l.Recommendation.Explanation.BudgetCut > 0))));
        Assert.That(Planned(new Supplier("ACME")).Budget, Is.Null);
        AddUp(plan);
    }

    [Test]
    public void Plan_BudgetAndMinimum_GivesUpAnOrderThatNobodyWouldTake()
    {
        var alone = Planned(new Supplier("ACME"));
        var least = alone.Lines.Sum(Value);
        var plan = Planned(new Supplier("ACME") { MinimumOrderValue = least }, settings: new PlanSettings { Inventory = new InventorySettings { Budget = least - 50 } });
        Assert.That(plan.Lines.Sum(Value), Is.Zero);
        AddUp(plan);
    }

    [Test]
    public void Plan_BudgetWithoutCosts_SaysThatItDoesNotCount()
    {
        var plan = Planned(new Supplier("ACME"), item => item with { Planning = item.Planning with { UnitCost = null } }, new PlanSettings { Inventory = new InventorySettings { Budget = 10 } });
        Assert.That(plan.Warnings.Single(), Does.EndWith("orders are outside of inventory.budget: their unit_cost, or its currency in gate.rates, is not known."));
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity), Is.GreaterThan(0));
    }

    private static decimal Value(PlanLine line) => line.Recommendation.Explanation.Quantity * (line.Terms.UnitCost ?? 0);

    private static Recommendation Advice(Plan plan, string sku) => plan.Lines.Single(l => l.Key.Sku.Code == sku).Recommendation;

    private static void AddUp(Plan plan)
    {
        foreach (var why in plan.Lines.Select(l => l.Recommendation.Explanation))
        {
            Assert.That(why.Quantity, Is.GreaterThanOrEqualTo(0m).And.EqualTo(
                why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
                + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut));
        }
    }

    private static Plan Planned(Supplier supplier, Func<Item, Item>? change = null, PlanSettings? settings = null)
    {
        var firm = new SmallFirm().Buys(supplier with { LeadTimeDays = 7 });
        foreach (var (sku, onHand) in Products)
        {
            firm.Item(sku, i => (change ?? (x => x))(i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15, HoldingCost = 0.05m } }))
                .Sells(sku, Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7 + sku[0]) % 5))
                .Holds(sku, onHand);
        }

        return firm.Plan((settings ?? new PlanSettings()) with { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } });
    }
}
