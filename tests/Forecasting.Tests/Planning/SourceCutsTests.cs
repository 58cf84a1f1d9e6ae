using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SourceCutsTests
{
    private static readonly string[] Stores = ["S1", "S2", "S3"];

    [TestCase(FairShareRule.LeastShortage)]
    [TestCase(FairShareRule.EqualProbability)]
    [TestCase(FairShareRule.AppropriateShare)]
    public void Plan_SourceShort_SendsNoMoreThanItHas_AndEveryRowAddsUp(FairShareRule rule)
    {
        var (full, plan) = (Planned(onHand: 1000, rule), Planned(onHand: 20, rule));
        var asked = Stores.Sum(s => Quantity(full, s));
        Assert.That(asked, Is.GreaterThan(20));
        Assert.That(Stores.Sum(s => Quantity(plan, s)), Is.EqualTo(20));
        foreach (var store in Stores)
        {
            var why = LineAt(plan, store).Recommendation.Explanation;
            Assert.That(why.SourceCut, Is.EqualTo(Quantity(full, store) - why.Quantity).And.GreaterThanOrEqualTo(0m));
            Assert.That(why.Quantity, Is.EqualTo(why.Need + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut - why.SourceCut));
        }

        var shortage = plan.Advice.Shortages.Single();
        Assert.That((shortage.Key.Location.Code, shortage.Places, shortage.Available, shortage.Asked, shortage.Missing), Is.EqualTo(("HUB", 3, 20m, asked, asked - 20)));
        Assert.That(shortage.Money, Is.GreaterThan(0));
        Assert.That(shortage.Reason, Is.EqualTo(FormattableString.Invariant(
            $"HUB can send 20 of the {asked:0.###} that 3 places ask for: {asked - 20:0.###} are not sent, and nothing is on its way to it.")));
    }

    [Test]
    public void Plan_SourceShort_SaysWhyOnEachLine_AndBuysWhatIsMissing()
    {
        var (full, plan) = (Planned(onHand: 1000), Planned(onHand: 20));
        var cut = Stores.Select(s => LineAt(plan, s)).First(l => l.Recommendation.Explanation.SourceCut > 0);
        var why = cut.Recommendation.Explanation;
        Assert.That(cut.Recommendation.Notes[^1], Does.StartWith(FormattableString.Invariant(
            $"Cut from {why.Quantity + why.SourceCut:0.###} to {why.Quantity:0.###}: HUB can send 20 of the ")));
        Assert.That(cut.Recommendation.ExpectedService, Is.LessThan(LineAt(full, cut.Key.Location.Code).Recommendation.ExpectedService));
        var hub = LineAt(plan, "HUB").Recommendation;
        Assert.That(hub.Notes[^1], Does.EndWith("nothing is on its way to it. Its own order makes up for it."));
        Assert.That(hub.Explanation.ExpectedDemand, Is.GreaterThanOrEqualTo(plan.Advice.Shortages.Single().Asked), "they still want it");
        Assert.That(hub.Explanation.Quantity, Is.EqualTo(hub.Explanation.OrderUpToLevel - 20));
    }

    [Test]
    public void Plan_SourceShort_FillsTheEmptyShelfFirst()
    {
        var plan = Planned(onHand: 6);
        Assert.That(Quantity(plan, "S1"), Is.GreaterThan(Quantity(plan, "S2")));
        Assert.That(Quantity(plan, "S3"), Is.Zero, "it has enough for a week");
    }

    [Test]
    public void Plan_SourceWithoutStockRecord_CutsNothing()
    {
        var plan = Planned(onHand: null);
        Assert.That(plan.Lines.Select(l => l.Recommendation.Explanation.SourceCut), Is.All.Zero);
        Assert.That(plan.Advice.Shortages, Is.Empty);
    }

    [Test]
    public void Plan_ShareBelowAMinimum_IsNotSent()
    {
        var plan = Planned(onHand: 20, change: firm => firm.Listed("A", "S2", new PlanningColumns { Moq = 19 }).Listed("A", "S3", new PlanningColumns { Moq = 19 }));
        foreach (var store in Stores)
            Assert.That(Quantity(plan, store), Is.Zero.Or.GreaterThanOrEqualTo(LineAt(plan, store).Terms.Moq));
        Assert.That(Stores.Sum(s => Quantity(plan, s)), Is.LessThanOrEqualTo(20));
        var none = LineAt(plan, Stores.First(s => Quantity(plan, s) == 0));
        Assert.That(none.Recommendation.Notes[^1], Does.EndWith("Less than its minimum of 19 is not sent."));
    }

    [Test]
    public void Plan_OwnCustomersOfTheSource_ShareToo()
    {
        var plan = Planned(onHand: 20, change: firm => firm.SellsAt("HUB", "A", Enumerable.Repeat(40.0, 60)));
        var sent = Stores.Sum(s => Quantity(plan, s));
        Assert.That(sent, Is.LessThan(20));
        Assert.That(plan.Advice.Shortages.Single().Reason, Does.Contain(FormattableString.Invariant($"are not sent, {20 - sent:0.###} stay for its own customers")));
    }

    // The units of this morning's first plan have left: a second plan of the week takes none of them back.
    [Test]
    public void Plan_AgainInTheSameCycle_TakesBackNothingThatWentOut()
    {
        var first = Planned(onHand: 20);
        var published = OrderLines.Difference(first.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf).Select(o => new PublishedLine(
            o.LineId, o.OrderId, o.LineNumber, o.Type, o.Action, new SkuLocation(o.Sku, o.ShipTo), o.ShipFrom.Length > 0 ? o.ShipFrom : o.SupplierId,
            SmallFirm.AsOf, 0, o.Quantity, o.RequestedDelivery, "run", SmallFirm.AsOf, 1)).ToList();
        var input = Firm(onHand: 0).Input(Settings(FairShareRule.LeastShortage));
        StockLevel[] stock = [.. Stores.Append("HUB").Select(p => new StockLevel(SmallFirm.AsOf, SmallFirm.Key("A", p), OnHand(p, 0), 0, 0))];
        var again = Plan.Make(
            input with { Positions = new StockPositions(SmallFirm.AsOf, stock, null, published, SmallFirm.AsOf) }, 1, null, CancellationToken.None);
        var changes = OrderLines.Difference(again.Lines, published, SmallFirm.AsOf, SmallFirm.AsOf);
        Assert.That(changes.Where(o => o.Type == OrderType.Transfer), Is.Empty);
    }

    private static decimal OnHand(string place, decimal hub) => place switch { "HUB" => hub, "S3" => 6, "S2" => 3, _ => 0 };

    private static Plan Planned(decimal? onHand, FairShareRule rule = FairShareRule.LeastShortage, Func<SmallFirm, SmallFirm>? change = null)
    {
        var firm = Firm(onHand);
        return (change?.Invoke(firm) ?? firm).Plan(Settings(rule));
    }

    private static PlanSettings Settings(FairShareRule rule) =>
        new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage }, Inventory = new InventorySettings { FairShare = rule } };

    private static SmallFirm Firm(decimal? onHand)
    {
        var firm = new SmallFirm().Buys(new Supplier("ACME") { LeadTimeDays = 14 })
            .Item("A", i => i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 } });
        foreach (var store in Stores)
        {
            firm.At(new StockingPlace(new Location(store)) { SourceLocation = new Location("HUB"), TransferLeadTimeDays = 2 })
                .SellsAt(store, "A", Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7) % 5)).Holds("A", OnHand(store, 0), store);
        }

        return onHand is { } units ? firm.Holds("A", units, "HUB") : firm;
    }

    private static PlanLine LineAt(Plan plan, string place) => plan.Lines.Single(l => l.Key.Location.Code == place);

    private static decimal Quantity(Plan plan, string place) => LineAt(plan, place).Recommendation.Explanation.Quantity;
}
