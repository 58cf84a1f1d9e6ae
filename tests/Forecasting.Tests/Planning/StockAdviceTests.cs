using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Inventory.StockHealth;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class StockAdviceTests
{
    private static readonly PlanningColumns Terms = new() { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 };

    [Test]
    public void Plan_TooMuchStock_IsFoundWithMoney()
    {
        var finding = Firm().Plan(Settings()).Advice.Stock.Single();
        Assert.That((finding.Key, finding.Condition), Is.EqualTo((SmallFirm.Key("A", "YORK"), StockCondition.Slow)));
        Assert.That(finding.Money, Is.EqualTo(finding.Units * 10).And.GreaterThan(0));
    }

    [Test]
    public void Plan_PlaceWithTooMuch_IsProposed_AndOrdersAreAsBefore()
    {
        var plan = Firm().Plan(Settings());
        var transfer = plan.Advice.Transfers.Single();
        Assert.That((transfer.From.Code, transfer.To.Code), Is.EqualTo(("YORK", "LEEDS")));
        Assert.That(plan.Lines.SelectMany(l => l.Transfers), Is.Empty);
    }

    [Test]
    public void Plan_TransfersAskedFor_AreLinesOfTheOrder_AndTheSumStays()
    {
        var alone = Firm().Plan(Settings());
        var plan = Firm().Plan(Settings(transfers: true));
        var (line, before) = (LineAt(plan, "LEEDS"), LineAt(alone, "LEEDS"));
        Assert.That(line.Recommendation.Explanation.Quantity, Is.EqualTo(before.Recommendation.Explanation.Quantity).And.GreaterThan(0));
        Assert.That(line.Transfers.Single().From.Code, Is.EqualTo("YORK"));
        var orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf);
        Assert.That(orders.Sum(o => o.Quantity), Is.EqualTo(plan.Lines.Sum(l => l.Recommendation.Explanation.Quantity)));
        Assert.That(orders.Select(o => (o.Type, o.ShipFrom, o.ShipTo.Code)), Does.Contain((OrderType.Transfer, "YORK", "LEEDS")));
        Assert.That(line.Recommendation.Worth, Is.EqualTo(0), "nothing is left to buy");
    }

    private static PlanLine LineAt(Plan plan, string place) => plan.Lines.Single(l => l.Key.Location.Code == place);

    private static PlanSettings Settings(bool transfers = false) =>
        new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage }, Inventory = new InventorySettings { Transfers = transfers } };

    // YORK has two years of stock, LEEDS has nothing; both are supplied by way of HULL.
    private static SmallFirm Firm()
    {
        var firm = new SmallFirm().Item("A").At(new StockingPlace(new Location("LEEDS")) { SourceLocation = new Location("HULL"), TransferLeadTimeDays = 1 })
            .At(new StockingPlace(new Location("YORK")) { SourceLocation = new Location("HULL"), TransferLeadTimeDays = 1 });
        foreach (var place in new[] { "LEEDS", "YORK" })
        {
            firm.Listed("A", place, Terms).SellsAt(place, "A", Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7) % 5));
            firm.Holds("A", place == "LEEDS" ? 0 : 700, place);
        }

        return firm;
    }
}
