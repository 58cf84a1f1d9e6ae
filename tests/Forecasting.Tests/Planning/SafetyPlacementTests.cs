using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

/// <summary>A warehouse, three weeks from its supplier, and two stores, two days from it.</summary>
[TestFixture]
public sealed class SafetyPlacementTests
{
    private static readonly SkuLocation Hub = SmallFirm.Key("A", "HUB");
    private static readonly SkuLocation Store = SmallFirm.Key("A", "S1");

    [Test]
    public void Guaranteed_StoresCoverTheWait_AndTheirSourceHoldsLess()
    {
        var (local, placed) = (Planned(Firm(), StockPlacement.Local), Planned(Firm(), StockPlacement.Guaranteed));
        var (hub, store) = (Line(placed, Hub), Line(placed, Store));
        Assert.That(hub.Terms.Promise, Is.EqualTo(new ServicePromise(0, 21)), "all of its lead time: two stores pool too little");
        Assert.That(store.Terms.Promise, Is.EqualTo(new ServicePromise(21, 0)));
        Assert.That(store.Recommendation.ProtectionIntervalDays, Is.EqualTo(Line(local, Store).Recommendation.ProtectionIntervalDays + 21));
        Assert.That(store.Recommendation.Explanation.SafetyStock, Is.GreaterThan(Line(local, Store).Recommendation.Explanation.SafetyStock));
        Assert.That(hub.Recommendation.ProtectionIntervalDays, Is.EqualTo(7), "of 28 it lets the stores wait 21");
        Assert.That(hub.Recommendation.Explanation.SafetyStock, Is.LessThan(Line(local, Hub).Recommendation.Explanation.SafetyStock));
        Assert.That(hub.Recommendation.RequestedDelivery, Is.EqualTo(SmallFirm.AsOf.AddDays(21)), "its own order comes when it comes");
        Assert.That(store.Recommendation.RequestedDelivery, Is.EqualTo(SmallFirm.AsOf.AddDays(23)));
        Assert.That(hub.Recommendation.Notes, Has.Some.StartsWith("Sends within 21 days what is ordered, from what arrives until then:"));
        Assert.That(store.Recommendation.Notes, Has.Some.EqualTo("HUB sends within 21 days: safety stock for them stands here (inventory.placement)."));
        foreach (var why in placed.Lines.Select(l => l.Recommendation.Explanation))
        {
            Assert.That(why.Quantity, Is.EqualTo(why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
                + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut));
        }
    }

    [Test]
    public void Guaranteed_SourceThatHasNothing_PassesOnWhatIsAsked_AndCutsWithoutAlarm()
    {
        var plan = Planned(Firm().Holds("A", 0, "HUB").Holds("A", 3, "S1").Holds("A", 3, "S2"), StockPlacement.Guaranteed);
        var asked = plan.Lines.Where(l => l.Key != Hub).Sum(l => l.Recommendation.Explanation is var e ? e.Quantity + e.SourceCut : 0);
        Assert.That(plan.Lines.Where(l => l.Key != Hub).Sum(l => l.Recommendation.Explanation.Quantity), Is.Zero);
        Assert.That(Line(plan, Hub).Recommendation.Explanation.Quantity, Is.EqualTo(asked).Within(asked / 10));
        Assert.That(plan.Advice.Shortages, Is.Empty, "what it may send later is not short yet");
        Assert.That(Line(plan, Store).Recommendation.ExpectedService, Is.GreaterThan(0.9), "the rest comes within the time that its level covers");
        Assert.That(Line(plan, Store).Recommendation.Notes, Has.Some.EndsWith(" It sends the rest within 21 days; it is asked for again."));
    }

    [Test]
    public void Guaranteed_WhereStoresAreDear_OrManyPool_StockStaysAtTheSource()
    {
        var dear = Firm();
        foreach (var store in (string[])["S1", "S2"])
            dear.Listed("A", store, new PlanningColumns { HoldingCost = 5 });
        Assert.That(Planned(dear, StockPlacement.Guaranteed).Lines.Select(l => l.Terms.Promise), Is.All.Null);
        Assert.That(Planned(Firm(14), StockPlacement.Guaranteed).Lines.Select(l => l.Terms.Promise), Is.All.Null);
    }

    [Test]
    public void Guaranteed_SourceWithCustomersOfItsOwn_SendsAtOnce() =>
        Assert.That(
            Planned(Firm().SellsAt("HUB", "A", Demand(3)), StockPlacement.Guaranteed).Lines.Select(l => l.Terms.Promise), Is.All.Null, "they do not wait");

    [Test]
    public void Guaranteed_SourcesInACircle_ArePlannedOnTheirOwn_AndAWarningSaysSo()
    {
        var firm = Firm().At(new StockingPlace(Hub.Location) { SourceLocation = Store.Location, TransferLeadTimeDays = 2 });
        var plan = Planned(firm, StockPlacement.Guaranteed);
        Assert.That(plan.Warnings, Has.Some.StartsWith("Source locations lead in a circle"));
        Assert.That(plan.Lines.Select(l => l.Terms.Promise), Is.All.Null);
    }

    [Test]
    public void Local_IsTheDefault_AndAPlaceAloneIsTheSameEitherWay()
    {
        Assert.That(new InventorySettings().Placement, Is.EqualTo(StockPlacement.Local));
        Assert.That(Planned(Firm(), StockPlacement.Local).Lines.Select(l => l.Terms.Promise), Is.All.Null);
        var alone = new SmallFirm().Item("B").Sells("B", Demand(0)).Holds("B", 5);
        Assert.That(Quantities(Planned(alone, StockPlacement.Guaranteed)), Is.EqualTo(Quantities(Planned(alone, StockPlacement.Local))));
        Assert.That(new InventorySettings { Placement = (StockPlacement)9 }.Validate(), Is.EqualTo(new[] { "inventory.placement is 9; it must be local or guaranteed." }));
    }

    [Test]
    public void Guaranteed_ThreeEchelons_PromisesAddUp_AndThreadsDoNotMatter()
    {
        var firm = Firm()
            .At(new StockingPlace(new Location("S1")) { SourceLocation = new Location("D1"), TransferLeadTimeDays = 2 })
            .At(new StockingPlace(new Location("D1")) { SourceLocation = Hub.Location, TransferLeadTimeDays = 3 });
        var plan = Planned(firm, StockPlacement.Guaranteed);
        var (depot, store) = (Line(plan, SmallFirm.Key("A", "D1")), Line(plan, Store));
        Assert.That(depot.Terms.Promise!.InboundDays, Is.GreaterThanOrEqualTo(Line(plan, Hub).Terms.Promise!.OutboundDays));
        Assert.That(depot.Terms.Promise.OutboundDays, Is.InRange(1, depot.Terms.Promise.InboundDays + 3));
        Assert.That(store.Terms.Promise!.InboundDays, Is.GreaterThanOrEqualTo(depot.Terms.Promise.OutboundDays));
        Assert.That(Quantities(Planned(firm, StockPlacement.Guaranteed, 2)), Is.EqualTo(Quantities(plan)));
    }

    [Test]
    public void Due_IsWhatIsAsked_SoManyDaysLater()
    {
        var demand = new SourceDemand(2, [], [5, 0, 3, 0], 8, 0, SmallFirm.AsOf);
        Assert.That(demand.Due, Is.EqualTo(demand.Daily));
        Assert.That((demand with { PromiseDays = 1 }).Due, Is.EqualTo(new double[] { 0, 5, 0, 3 }));
        Assert.That((demand with { PromiseDays = 9 }).Due, Is.EqualTo(new double[4]));
    }

    private static IEnumerable<double> Demand(int shift) => Enumerable.Range(0, 60).Select(t => 8.0 + (t + shift) * 7 % 9);

    private static SmallFirm Firm(int stores = 2)
    {
        var firm = new SmallFirm().Buys(new Supplier("ACME") { LeadTimeDays = 21 })
            .Item("A", i => i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 } });
        for (var s = 1; s <= stores; s++)
            firm.At(new StockingPlace(new Location($"S{s}")) { SourceLocation = Hub.Location, TransferLeadTimeDays = 2 }).SellsAt($"S{s}", "A", Demand(s));
        return firm;
    }

    private static Plan Planned(SmallFirm firm, StockPlacement placement, int threads = 1) => firm.Plan(
        new PlanSettings
        {
            Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage },
            Inventory = new InventorySettings { Paths = 300, Placement = placement },
        },
        threads);

    private static PlanLine Line(Plan plan, SkuLocation key) => plan.Lines.Single(l => l.Key == key);

    private static IEnumerable<(SkuLocation, decimal)> Quantities(Plan plan) => plan.Lines.Select(l => (l.Key, l.Recommendation.Explanation.Quantity));
}
