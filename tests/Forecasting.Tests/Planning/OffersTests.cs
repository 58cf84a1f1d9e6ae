using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class OffersTests
{
    [Test]
    public void Plan_BreakThatSavesMore_IsTaken_AndPaidForEveryUnit()
    {
        var line = Planned(new PriceList([new(40, 9)]));
        var why = line.Recommendation.Explanation;
        var alone = Planned(null).Recommendation.Explanation.Quantity;
        Assert.That((why.Quantity, why.OfferRounding), Is.EqualTo((40m, 40m - alone)));
        Assert.That(line.Recommendation.Notes, Has.Some.Match($@"^Raised from {alone:0.###} to 40: a unit then costs 9 instead of 10, which saves \d+\.\d\d EUR, holding counted\.$"));
        Assert.That(line.Recommendation.RoundingCost, Is.Zero, "it saves");
        Assert.That(Order(line).UnitPrice, Is.EqualTo(9m));
        Assert.That(Order(line).Value, Is.EqualTo(360m));
        AddsUp(why);
    }

    [Test]
    public void Plan_BreakAlreadyReached_ChangesOnlyThePrice()
    {
        var line = Planned(new PriceList([new(2, 8.5m)]));
        Assert.That(line.Recommendation.Explanation.OfferRounding, Is.Zero);
        Assert.That(Order(line).UnitPrice, Is.EqualTo(8.5m));
    }

    [Test]
    public void Plan_WholePacks_ReachTheBreak() =>
        Assert.That(Planned(new PriceList([new(40, 9)]), c => c with { PackSize = 6 }).Recommendation.Explanation.Quantity, Is.EqualTo(42m));

    [Test]
    public void Plan_BreakThatSavesTooLittle_IsNotTaken_AndSaysWhy()
    {
        var line = Planned(new PriceList([new(60, 9.99m)]));
        Assert.That(line.Recommendation.Explanation.OfferRounding, Is.Zero);
        Assert.That(line.Recommendation.Notes, Has.Some.Match(@"^Not raised to 60 for a unit cost of 9\.99: holding would cost \d+\.\d\d EUR more than it saves\.$"));
    }

    [Test]
    public void Plan_BreakBeyondWhatSells_IsNotTaken_AndSaysWhy()
    {
        var line = Planned(new PriceList([new(500, 5)]));
        Assert.That(line.Recommendation.Notes, Has.Member(
            "Not raised to 500 for a unit cost of 5: not expected to sell within 91 days of the delivery (inventory.buyAheadDays)."));
        Assert.That(Planned(new PriceList([new(40, 5)]), days: 0).Recommendation.Explanation.OfferRounding, Is.Zero, "nothing is bought ahead");
    }

    [Test]
    public void Plan_BreakBeyondWhatMayBeHeld_IsNotTaken_AndSaysWhy()
    {
        Func<PlanningColumns, PlanningColumns>[] limits =
        [
            c => c with { MaxOrder = 39 }, c => c with { MaxStock = 41 }, c => c with { ShelfLifeDays = 21 },
        ];
        foreach (var limit in limits)
        {
            var line = Planned(new PriceList([new(40, 9)]), limit);
            Assert.That(line.Recommendation.Explanation.OfferRounding, Is.Zero);
            Assert.That(line.Recommendation.Notes, Has.Member(
                "Not raised to 40 for a unit cost of 9: the largest order, the largest stock or the shelf life allow less."));
        }
    }

    [Test]
    public void Plan_BreakOfAnItemThatEnds_IsNotTaken()
    {
        var line = Planned(new PriceList([new(60, 9)]), c => c with { EndDate = SmallFirm.AsOf.AddDays(45) });
        Assert.That(line.Recommendation.Explanation.OfferRounding, Is.Zero, "60 would not sell before the end");
        Assert.That(Planned(new PriceList([new(60, 9)])).Recommendation.Explanation.Quantity, Is.EqualTo(60m));
    }

    [Test]
    public void Plan_BreaksThatAreNotBelowTheCost_AreSaidAndNotUsed()
    {
        Assert.That(Planned(new PriceList([new(40, 10)])).Terms.Assumptions, Has.Some.EqualTo("price_breaks 40:10 are used only as far as they are below unit_cost 10."));
        var unknown = Planned(new PriceList([new(40, 9)]), c => c with { UnitCost = null });
        Assert.That(unknown.Terms.Assumptions, Has.Some.EqualTo("price_breaks are not used: unit_cost is not known."));
        Assert.That(unknown.Recommendation.Explanation.OfferRounding, Is.Zero);
    }

    [Test]
    public void Plan_MinimumValue_IsReachedAtThePriceThatIsPaid()
    {
        var line = Planned(new PriceList([new(40, 9)]), minimum: 400);
        var quantity = line.Recommendation.Explanation.Quantity;
        Assert.That(Order(line).Value, Is.EqualTo(quantity * 9).And.InRange(400m, 409m), "45 units at 9");
        Assert.That(line.Recommendation.Explanation.SharedRounding, Is.EqualTo(5m));
        AddsUp(line.Recommendation.Explanation);
    }

    [TestCase(360, 40)]
    [TestCase(359, 35)]
    public void Plan_Budget_CountsThePriceThatIsPaid(decimal budget, decimal quantity)
    {
        // 359 do not buy 40 at 9, and 35 at 10 is all that is left.
        var line = Planned(new PriceList([new(40, 9)]), budget: budget);
        Assert.That(line.Recommendation.Explanation.Quantity, Is.EqualTo(quantity));
        Assert.That(Order(line).Value, Is.LessThanOrEqualTo(budget));
        AddsUp(line.Recommendation.Explanation);
    }

    // 13 are needed, 6 sell a week: a layer of 15 is half a week more, a pallet of 45 five weeks.
    [TestCase(0, 0, 13)]
    [TestCase(1, 0, 15, "Raised from 13 to 15: 1 full layer, which")]
    [TestCase(0.01, 0, 13)]
    [TestCase(0, 3, 13)]
    [TestCase(0, 40, 45, "Raised from 13 to 45: 1 full pallet, which")]
    [TestCase(1, 40, 45, "Raised from 13 to 45: 1 full pallet, which")]
    public void Plan_FullLayersAndPallets_AreTakenWhereTheySaveMoreThanHolding(decimal layer, decimal pallet, decimal quantity, params string[] notes)
    {
        var line = Planned(null, c => c with { LayerQuantity = 15, PalletQuantity = 45 }, layer: layer, pallet: pallet);
        Assert.That(line.Recommendation.Explanation.Quantity, Is.EqualTo(quantity));
        Assert.That(line.Recommendation.Notes.Where(n => n.StartsWith("Raised", StringComparison.Ordinal)).Select(n => n.Split(" saves ")[0]), Is.EqualTo(notes));
        AddsUp(line.Recommendation.Explanation);
    }

    [Test]
    public void Plan_LayersThatAreNotWholePacks_AreNotTaken() =>
        Assert.That(
            Planned(null, c => c with { LayerQuantity = 15, PackSize = 2 }, layer: 1).Recommendation.Explanation.OfferRounding, Is.Zero);

    [Test]
    public void Plan_BreakAndLayer_SaysBoth() =>
        Assert.That(
            Planned(new PriceList([new(40, 9)]), c => c with { LayerQuantity = 15 }, layer: 2).Recommendation.Notes,
            Has.Some.StartsWith("Raised from 13 to 45: a unit then costs 9 instead of 10, and it makes 3 full layers, which saves "));

    private static void AddsUp(OrderExplanation why) => Assert.That(why.Quantity, Is.EqualTo(
        why.ExpectedDemand + why.SafetyStock + why.LotAllowance - why.OnHand + why.Allocated + why.Backordered - why.OnOrder
        + why.NotNeeded + why.MinimumOrderRounding + why.PackRounding - why.MaximumCut + why.Joined + why.OfferRounding + why.SharedRounding - why.BudgetCut - why.SourceCut));

    private static OrderLine Order(PlanLine line) => OrderLines.Difference([line], [], SmallFirm.AsOf, SmallFirm.AsOf).Single();

    // Sells 4 to 8 a week, costs 10 and has 2.
    private static PlanLine Planned(
        PriceList? breaks, Func<PlanningColumns, PlanningColumns>? change = null, decimal minimum = 0, decimal? budget = null, int days = 91, decimal layer = 0, decimal pallet = 0)
    {
        var columns = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15, HoldingCost = 0.05m, PriceBreaks = breaks };
        return new SmallFirm().Buys(new Supplier("ACME") { LeadTimeDays = 7, Currency = "EUR", MinimumOrderValue = minimum })
            .Item("A", i => i with { Planning = change?.Invoke(columns) ?? columns })
            .Sells("A", Enumerable.Range(0, 60).Select(t => 4.0 + t * 7 % 5))
            .Holds("A", 2)
            .Plan(new PlanSettings
            {
                Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage },
                Inventory = new InventorySettings { Budget = budget, BuyAheadDays = days, LayerSaving = layer, PalletSaving = pallet },
            }).Lines.Single();
    }
}
