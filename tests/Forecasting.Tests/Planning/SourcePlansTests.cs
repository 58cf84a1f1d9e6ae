using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Hierarchy;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Planning;
using Forecasting.Replay;
using Forecasting.Reports.Decisions;
using Forecasting.Tests.Reports;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SourcePlansTests
{
    private static readonly string[] Stores = ["S1", "S2", "S3"];
    private static readonly PlanSettings Settings = new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } };

    [Test]
    public void Plan_WarehouseWithoutSalesAndStock_BuysWhatItsStoresWillOrder()
    {
        var plan = Firm().Plan(Settings);
        var hub = LineAt(plan, "HUB");
        Assert.That(plan.Unplanned, Is.Empty);
        Assert.That((hub.Terms.Supplier, hub.Terms.SourceLocation, hub.Forecast.Model), Is.EqualTo(("ACME", default(Location?), "planned_orders")));
        Assert.That(Stores.Select(s => LineAt(plan, s).Terms.SourceLocation?.Code), Is.All.EqualTo("HUB"));
        Assert.That(hub.Recommendation.Explanation.Quantity, Is.GreaterThan(Stores.Sum(s => Quantity(plan, s))), "it must last beyond what they order today");
        Assert.That((hub.CustomerForecast, hub.Baseline.Naive.Length, hub.Accuracy), Is.EqualTo((default(DemandForecast), 0, (object?)null)), "nothing is promised of customers");
        Assert.That(hub.Trust.Reasons.Select(r => r.Rule), Is.EqualTo(new[] { "stock unknown" }), "it needs no history");
        AddUp(plan);
    }

    [Test]
    public void Plan_DependentDemand_IsTheSumOfTheStoresPlannedOrders()
    {
        var input = Firm().Input(Settings);
        var plan = Make(input);
        var hub = LineAt(plan, "HUB");
        var orders = Stores.Select(s => DependentDemand.OfStore(
            StockAdvice.Outlook(LineAt(plan, s), input), LineAt(plan, s).Recommendation.Explanation.ReorderPoint, 7 * plan.Horizon)).ToList();
        var expected = DependentDemand.PerBucket(orders, input.Bucket, SmallFirm.AsOf, SmallFirm.AsOf, plan.Horizon);
        Assert.That(hub.Forecast.Mean, Is.EqualTo(expected).And.EqualTo(hub.Source!.Orders));
        Assert.That(hub.Source.Daily[0], Is.EqualTo((double)Stores.Sum(s => Quantity(plan, s))), "what they order today, it must have today");
        var interval = (int)hub.Recommendation.ProtectionIntervalDays;
        var within = orders.Sum(o => o.Take(interval).Sum());
        Assert.That(hub.Source.OrderUnits, Is.EqualTo(within));
        Assert.That((double)hub.Recommendation.Explanation.ExpectedDemand, Is.EqualTo(within).Within(0.005 * within));
        Assert.That(hub.Recommendation.Notes, Does.Contain(
            string.Create(CultureInfo.InvariantCulture, $"Orders of 3 places: {within:0.##}, no customers of its own (until {SmallFirm.AsOf.AddDays(interval):yyyy-MM-dd}).")));
    }

    // The order of a week is what was sold in the week before.
    [Test]
    public void Plan_DependentDemand_SpreadsAsItsStoresDo()
    {
        var plan = Firm().Plan(Settings);
        var hub = LineAt(plan, "HUB");
        var week = plan.Horizon - 2;
        double[] stores = [.. Stores.Select(s => LineAt(plan, s)).Select(l => l.Spread!.DemandDeviation(week - 1, l.Forecast.Mean[week - 1]))];
        var deviation = hub.Spread!.DemandDeviation(week, hub.Forecast.Mean[week]);
        Assert.That(deviation, Is.EqualTo(DependentDemand.Deviation(stores, 0.1)).Within(1e-9));
        Assert.That(hub.Recommendation.DemandDeviation, Is.GreaterThan(0));
        Assert.That(hub.Forecast.Quantile(week, 4), Is.GreaterThan(hub.Forecast.Mean[week]));
    }

    [Test]
    public void Plan_WarehouseWithCustomersOfItsOwn_AddsThem_AndPromisesThemAlone()
    {
        var input = Firm().SellsAt("HUB", "A", Weeks(2)).Holds("A", 30, "HUB").Input(Settings);
        var (plan, alone) = (Make(input), Make(input with { FollowsSources = false }));
        var (hub, own) = (LineAt(plan, "HUB"), LineAt(alone, "HUB"));
        Assert.That(hub.Forecast.Mean, Is.EqualTo(hub.Source!.Orders.Zip(own.Forecast.Mean, (orders, customers) => orders + customers)));
        Assert.That(hub.CustomerForecast!.Mean, Is.EqualTo(own.Forecast.Mean));
        Assert.That((hub.Accuracy, hub.AbcClass, hub.Baseline.Statistical), Is.EqualTo((own.Accuracy, own.AbcClass, own.Baseline.Statistical)));
        Assert.That(hub.Source.Words, Does.Match(@"^Orders of 3 places: \d+, own customers: \d+(\.\d+)? \(until 2026-03-23\)\.$"));
        Assert.That(hub.Recommendation.Explanation.ExpectedDemand, Is.GreaterThan(own.Recommendation.Explanation.ExpectedDemand));
        AddUp(plan);
    }

    [Test]
    public void Plan_ChainOfThree_PlansEachLevelForTheOneBelow()
    {
        var plan = Firm()
            .At(new StockingPlace(new Location("HUB")) { SourceLocation = new Location("PORT"), TransferLeadTimeDays = 5 }).Plan(Settings);
        var (hub, port) = (LineAt(plan, "HUB"), LineAt(plan, "PORT"));
        Assert.That((hub.Terms.SourceLocation?.Code, port.Terms.Supplier), Is.EqualTo(("PORT", "ACME")));
        Assert.That((hub.Source!.Places, port.Source!.Places), Is.EqualTo((3, 1)));
        Assert.That(port.Source.Daily[0], Is.EqualTo((double)hub.Recommendation.Explanation.Quantity));
        var (sold, moved) = (Stores.Sum(s => LineAt(plan, s).Forecast.Mean.Sum()), port.Source.Orders.Sum());
        Assert.That(moved, Is.GreaterThan(sold), "levels are filled on top of what is sold");
        AddUp(plan);
    }

    [Test]
    public void Plan_SourcesInACircle_AreToldAndPlannedOnTheirOwnSales()
    {
        var firm = new SmallFirm().Item("A", Priced).Item("B", Priced).Buys(Acme);
        foreach (var (place, source) in ((string, string)[])[("NORTH", "SOUTH"), ("SOUTH", "NORTH")])
        {
            firm.At(new StockingPlace(new Location(place)) { SourceLocation = new Location(source), TransferLeadTimeDays = 2 })
                .SellsAt(place, "A", Weeks(1)).SellsAt(place, "B", Weeks(2));
        }

        var input = firm.Input(Settings);
        var (plan, alone) = (Make(input), Make(input with { FollowsSources = false }));
        Assert.That(plan.Warnings, Is.EqualTo(new[]
        {
            "Source locations lead in a circle, NORTH ← SOUTH ← NORTH (2 SKUs, the first A): these places are planned on their own sales only. Correct source_location.",
        }));
        Assert.That(Print(plan), Is.EqualTo(Print(alone)));
    }

    [Test]
    public void Plan_AnyThreadsAndAnyOrderOfInput_GivesTheSame()
    {
        var forward = Firm().SellsAt("HUB", "A", Weeks(2)).Holds("A", 12, "HUB");
        var backward = Firm(reversed: true).Holds("A", 12, "HUB").SellsAt("HUB", "A", Weeks(2));
        var one = Print(forward.Plan(Settings));
        Assert.That(Print(forward.Plan(Settings, threads: 4)), Is.EqualTo(one));
        Assert.That(Print(backward.Plan(Settings, threads: 3)), Is.EqualTo(one));
    }

    [Test]
    public void Plan_StoreOfUntrustedData_IsMissingInTheDemand_AndSaid()
    {
        var input = Firm().Input(Settings);
        var doubt = ImmutableArray.Create(new Forecasting.Trust.TrustReason(Forecasting.Trust.TrustGrade.D, "unit", "Pieces or boxes?"));
        var plan = Make(input with { Doubts = input.Doubts.Add(SmallFirm.Key("A", "S2"), doubt) });
        Assert.That(LineAt(plan, "HUB").Source!.Places, Is.EqualTo(2));
        Assert.That(LineAt(plan, "HUB").Recommendation.Notes, Does.Contain(
            "1 of the 3 places that it supplies is not planned: what it may order is not in its demand."));
    }

    [Test]
    public void Report_OfStoresAndTheirWarehouse_CountsCustomersOnce()
    {
        var plan = Firm().Holds("A", 5, "HUB").Plan(Settings);
        var report = SamplePlan.Of(plan.Lines) with { Orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf) };
        var total = HierarchyForecast.Of(report)!.Nodes.Single(n => n.Level == HierarchyLevel.Total);
        Assert.That(total.Sums[^1].Members, Is.EqualTo(3));
        Assert.That(total.Sums[0].Mean, Is.EqualTo(Stores.Sum(s => LineAt(plan, s).Forecast.Mean.Take(4).Sum())).Within(1e-9));
        var figures = KeyFigures.Of(report);
        var stores = Stores.Select(s => LineAt(plan, s).Recommendation).ToList();
        Assert.That(figures.ExpectedFillRate, Is.EqualTo(
            stores.Sum(r => r.ExpectedService * (double)r.Explanation.ExpectedDemand) / stores.Sum(r => (double)r.Explanation.ExpectedDemand)).Within(1e-12));
        Assert.That(figures.Purchases!.ValueByCurrency.Values.Sum(), Is.EqualTo(10 * Quantity(plan, "HUB")));
        Assert.That(figures.Orders.Lines - figures.Purchases.Lines, Is.EqualTo(report.Orders.Count(o => o.Type == OrderType.Transfer)));
    }

    // What S2 has too much of goes to the others first; they ask the warehouse for the rest.
    [Test]
    public void Plan_OverstockSentBetweenStores_IsNotAskedOfTheWarehouse()
    {
        var firm = Firm().Holds("A", 700, "S2").Holds("A", 500, "HUB");
        var (alone, plan) = (firm.Plan(Settings), firm.Plan(Settings with { Inventory = new InventorySettings { Transfers = true } }));
        var lines = Stores.Select(s => LineAt(plan, s)).ToList();
        Assert.That(lines.Sum(l => l.Transfers.Sum(t => t.Quantity)), Is.GreaterThan(0));
        Assert.That(LineAt(plan, "HUB").Source!.Daily[0], Is.EqualTo(
            (double)lines.Sum(l => l.Recommendation.Explanation.Quantity - l.Transfers.Sum(t => t.Quantity))));
        Assert.That(LineAt(plan, "HUB").Source!.OrderUnits, Is.LessThan(LineAt(alone, "HUB").Source!.OrderUnits));
        AddUp(plan);
    }

    // On Thursday four days of the week are left: the bucket is shown as a whole week, and its days have their orders.
    [Test]
    public void Plan_InTheMiddleOfAWeek_HasTheOrdersOfTheDaysThatAreLeft()
    {
        var input = Firm().Input(Settings);
        var thursday = SmallFirm.AsOf.AddDays(3);
        var plan = Make(input with { AsOf = thursday });
        var hub = LineAt(plan, "HUB");
        var today = (double)Stores.Sum(s => Quantity(plan, s));
        Assert.That(hub.Source!.Daily[..4], Is.EqualTo(new[] { today, 0, 0, 0 }));
        Assert.That(hub.Forecast.Mean[0], Is.EqualTo(today * 7 / 4));
        Assert.That(DailyDemand.Of(hub.Forecast.Mean.AsSpan(), input.Bucket, SmallFirm.AsOf, thursday)[..4].Sum(), Is.EqualTo(today).Within(1e-9));
        AddUp(plan);
    }

    // In a replay a transfer leaves no shelf, so nobody buys for it.
    [Test]
    public void Plan_WarehouseWithCustomersUnderATotal_KeepsTheTargetOfItsOrders()
    {
        var firm = Firm().SellsAt("HUB", "A", Weeks(2)).Holds("A", 30, "HUB");
        var total = Settings with { Inventory = Settings.Inventory with { TotalFillRate = 0.9 } };
        var (alone, together) = (Make(firm.Input(Settings)), Make(firm.Input(total)));
        Assert.That(LineAt(together, "HUB").Terms.ServiceTarget, Is.EqualTo(LineAt(alone, "HUB").Terms.ServiceTarget));
        Assert.That(together.Warnings, Has.Some.Contains("1 supplies other places"));
    }

    [Test]
    public void Replay_OfAWarehouseWithCustomers_OrdersForThemAlone()
    {
        var input = Firm().SellsAt("HUB", "A", Weeks(2)).Holds("A", 12, "HUB").Input(Settings);
        var alone = Make(input with { FollowsSources = false });
        var morning = new ReplayMorning(input, [.. input.Series.Select(s => input.Terms.Resolve(s.Key, ' ', 1))]);
        var orders = new PlanFamily([1]).Order(morning, [input.Positions], 1, CancellationToken.None);
        Assert.That(orders.Quantities[0], Is.EqualTo(alone.Lines.Select(l => l.Recommendation.Explanation.Quantity)));
    }

    [Test]
    public void Resolve_ASourceOfThePlace_GoesBeforeTheItemsSupplier_AndASupplierThereBeforeBoth()
    {
        var terms = Firm().Listed("A", "S2", new PlanningColumns { Supplier = "LOCAL" }).Input(Settings).Terms;
        Assert.That(
            Stores.Append("HUB").Select(p => terms.Resolve(SmallFirm.Key("A", p), ' ', 1)).Select(t => (t.SourceLocation?.Code, t.Supplier)),
            Is.EqualTo(new[] { ("HUB", ""), (null, "LOCAL"), ("HUB", ""), (null, "ACME") }));
    }

    private static readonly Supplier Acme = new("ACME") { LeadTimeDays = 14 };

    private static Item Priced(Item item) => item with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 } };

    private static IEnumerable<double> Weeks(int shift) => Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7 + shift) % 5);

    private static SmallFirm Firm(bool reversed = false)
    {
        var firm = new SmallFirm().Item("A", Priced).Buys(Acme);
        foreach (var (store, i) in (reversed ? Enumerable.Reverse(Stores) : Stores).Select(s => (s, Array.IndexOf(Stores, s))))
        {
            firm.At(new StockingPlace(new Location(store)) { SourceLocation = new Location("HUB"), TransferLeadTimeDays = 2 })
                .SellsAt(store, "A", Weeks(i)).Holds("A", 3 * i, store);
        }

        return firm;
    }

    private static Plan Make(PlanInput input) => Plan.Make(input, 1, null, CancellationToken.None);

    private static PlanLine LineAt(Plan plan, string place) => plan.Lines.Single(l => l.Key.Location.Code == place);

    private static decimal Quantity(Plan plan, string place) => LineAt(plan, place).Recommendation.Explanation.Quantity;

    private static void AddUp(Plan plan)
    {
        foreach (var why in plan.Lines.Select(l => l.Recommendation.Explanation))
        {
            Assert.That(why.Quantity, Is.GreaterThanOrEqualTo(0m).And.EqualTo(
                why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
                + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut));
        }
    }

    private static string Print(Plan plan) => string.Join('\n', plan.Lines.Select(l => string.Create(
        CultureInfo.InvariantCulture,
        $"{l.Key} {l.Recommendation.Explanation} {string.Join(' ', l.Forecast.Mean)} {string.Join(' ', l.Forecast.Quantiles)} {string.Join(' ', l.Recommendation.Notes)}")));
}
