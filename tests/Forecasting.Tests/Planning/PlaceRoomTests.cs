using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class PlaceRoomTests
{
    // Each sells 4 to 8 a week, costs 10 and has a volume of 2. A is nearly out of stock, B has a few weeks, C has plenty.
    private static readonly (string Sku, decimal OnHand)[] Products = [("A", 2), ("B", 5), ("C", 40)];

    [Test]
    public void Plan_MoreThanIsTakenInOnADay_IsCutWhereItIsWorthLeast_AcrossSuppliers()
    {
        var alone = Ordered(Planned(p => p));
        var plan = Planned(p => p with { ReceivingCapacity = alone.Sum() - 6 });
        Assert.That(Ordered(plan).Sum(), Is.EqualTo(alone.Sum() - 6));
        Assert.That(plan.Lines.Sum(l => l.Recommendation.Explanation.SharedRounding), Is.EqualTo(-6m));
        var cut = plan.Lines.MinBy(l => l.Recommendation.Explanation.SharedRounding)!;
        Assert.That(cut.Recommendation.Notes, Has.Some.Match(@"^Cut from \d+ to \d+: LEEDS takes in \d+ units a day, and 0 arrive on 2026-03-09 already\.$"));
        AddUp(plan);
    }

    [Test]
    public void Plan_RoomForVolume_CountsWhatIsExpectedToLieThere()
    {
        var alone = Ordered(Planned(p => p)).Sum();
        var wide = Planned(p => p with { StorageCapacity = 100_000 });
        Assert.That(Ordered(wide).Sum(), Is.EqualTo(alone));

        // 40 of C less a week of demand lie there; A and B have sold out by then.
        var plan = Planned(p => p with { StorageCapacity = 2 * 40 + 10 });
        var lies = 2 * (40 - 6.0);
        Assert.That(2 * (double)Ordered(plan).Sum(), Is.EqualTo(90 - lies).Within(3).And.LessThan(2 * (double)alone));
        Assert.That(plan.Lines.SelectMany(l => l.Recommendation.Notes), Has.Some.Match(
            @"^Cut from \d+ to \d+: LEEDS has room for a volume of 90, and 6\d(\.\d+)? is expected to lie there on 2026-03-09\.$"));
        AddUp(plan);
    }

    [Test]
    public void Plan_PlaceThatIsFull_OrdersNothing() =>
        Assert.That(Ordered(Planned(p => p with { StorageCapacity = 20 })), Is.All.Zero);

    [Test]
    public void Plan_ItemsWithoutVolume_AreNotCounted_AndItIsSaid()
    {
        var plan = Planned(p => p with { StorageCapacity = 20 }, i => i with { Volume = null });
        Assert.That(Ordered(plan).Sum(), Is.GreaterThan(0));
        Assert.That(plan.Warnings, Has.Member("3 products at LEEDS have no volume: they are not counted in its storage_capacity."));
    }

    [Test]
    public void Plan_OrderThatFallsBelowItsMinimum_IsFilledFromAnother_OrGivenUp()
    {
        // A of ACME and B of BOLT together are more than is taken in; both want at least 12 units.
        var plan = Planned(p => p with { ReceivingCapacity = 16 }, supplier: s => s with { MinimumOrderQuantity = 12 });
        var quantities = plan.Lines.ToDictionary(l => l.Key.Sku.Code, l => l.Recommendation.Explanation.Quantity);
        Assert.That(quantities.Values.Sum(), Is.LessThanOrEqualTo(16m));
        Assert.That(quantities["A"], Is.GreaterThanOrEqualTo(12m), "it is nearly out of stock");
        Assert.That(quantities["B"] + quantities["C"], Is.Zero.Or.GreaterThanOrEqualTo(12m));
        AddUp(plan);
    }

    private static decimal[] Ordered(Plan plan) => [.. plan.Lines.Select(l => l.Recommendation.Explanation.Quantity)];

    private static void AddUp(Plan plan)
    {
        foreach (var why in plan.Lines.Select(l => l.Recommendation.Explanation))
        {
            Assert.That(why.Quantity, Is.GreaterThanOrEqualTo(0m).And.EqualTo(
                why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder + why.NotNeeded
                + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut));
        }
    }

    private static Plan Planned(Func<StockingPlace, StockingPlace> place, Func<Item, Item>? item = null, Func<Supplier, Supplier>? supplier = null)
    {
        var firm = new SmallFirm().At(place(new StockingPlace(new Location("LEEDS"))));
        foreach (var code in (string[])["ACME", "BOLT"])
            firm.Buys((supplier ?? (s => s))(new Supplier(code) { LeadTimeDays = 7 }));
        foreach (var (sku, onHand) in Products)
        {
            var columns = new PlanningColumns { Supplier = sku == "A" ? "ACME" : "BOLT", UnitCost = 10, UnitPrice = 15, HoldingCost = 0.05m };
            firm.Item(sku, i => (item ?? (x => x))(i with { Volume = 2, Planning = columns }))
                .Sells(sku, Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7 + sku[0]) % 5))
                .Holds(sku, onHand);
        }

        return firm.Plan(new PlanSettings { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } });
    }
}
