using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Segmentation;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class OrderLinesTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);

    [Test]
    public void Difference_NothingOut_CreatesALineForEachOrder()
    {
        var orders = OrderLines.Difference([Line("A", 12), Line("B", 0), Line("C", 5)], [], Monday, Monday);
        Assert.That(orders.Select(o => (o.Sku.Code, o.Quantity, o.LineNumber, o.Action)), Is.EqualTo(new[]
        {
            ("A", 12m, 1, OrderAction.Create), ("C", 5m, 2, OrderAction.Create),
        }));
        Assert.That(orders.Select(o => o.OrderId).Distinct().Count(), Is.EqualTo(1), "one supplier, one place, one day: one order");
        Assert.That(orders.Select(o => o.LineId).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Difference_SamePlanAgain_PublishesNothing()
    {
        PlanLine[] lines = [Line("A", 12), Line("C", 5)];
        Assert.That(OrderLines.Difference(lines, Publish(lines), Monday, Monday), Is.Empty);
    }

    [Test]
    public void Difference_LaterPlanOfTheCycle_PublishesOnlyWhatDiffers()
    {
        var published = Publish(Line("A", 12), Line("B", 3), Line("C", 5));
        var orders = OrderLines.Difference([Line("A", 12), Line("B", 0), Line("C", 8), Line("D", 2)], published, Monday, Monday.AddDays(1));
        Assert.That(orders.Select(o => (o.Sku.Code, o.Action, o.Quantity, o.LineNumber, o.ReasonCode)), Is.EqualTo(new[]
        {
            ("B", OrderAction.Cancel, 0m, 2, "NO_LONGER_NEEDED"),
            ("C", OrderAction.Change, 8m, 3, "PLAN_CHANGED"),
            ("D", OrderAction.Create, 2m, 4, "BELOW_REORDER_POINT"),
        }));
        Assert.That(orders.Select(o => o.LineId).Intersect(published.Select(p => p.LineId)), Is.Empty, "a line id is never used twice");
        Assert.That(orders.Select(o => o.OrderId).Distinct().Single(), Is.EqualTo(published[0].OrderId));
    }

    [Test]
    public void Difference_PartFromAnotherPlace_IsALineOfItsOwn_AndTheyAddUp()
    {
        var line = Line("A", 12);
        var shared = line with { Transfers = [new TransferIn(new Location("YORK"), 5, Monday.AddDays(2))] };
        var orders = OrderLines.Difference([shared], [], Monday, Monday);
        Assert.That(orders.Select(o => (o.Type, o.SupplierId, o.ShipFrom, o.Quantity, o.RequestedDelivery)), Is.EquivalentTo(new[]
        {
            (OrderType.Purchase, "ACME", "", 7m, line.Recommendation.RequestedDelivery),
            (OrderType.Transfer, "", "YORK", 5m, Monday.AddDays(2)),
        }));
        Assert.That(OrderLines.Difference([shared], Publish(shared), Monday, Monday), Is.Empty);
        Assert.That(OrderLines.Difference([line], Publish(shared), Monday, Monday).Select(o => (o.Type, o.Action, o.Quantity)), Is.EquivalentTo(new[]
        {
            (OrderType.Purchase, OrderAction.Change, 12m), (OrderType.Transfer, OrderAction.Cancel, 0m),
        }));
    }

    [Test]
    public void Difference_OtherSupplier_CancelsThereAndCreatesHere()
    {
        var published = Publish(Line("A", 12));
        var moved = Line("A", 12);
        moved = moved with { Terms = moved.Terms with { Supplier = "OTHER" } };
        var orders = OrderLines.Difference([moved], published, Monday, Monday);
        Assert.That(orders.Select(o => (o.SupplierId, o.Action, o.Quantity)).Order(), Is.EqualTo(new[]
        {
            ("ACME", OrderAction.Cancel, 0m), ("OTHER", OrderAction.Create, 12m),
        }));
    }

    [Test]
    public void Difference_NextCycle_HasItsOwnLineIds()
    {
        var first = OrderLines.Difference([Line("A", 12)], [], Monday, Monday).Single();
        var second = OrderLines.Difference([Line("A", 12)], [], Monday.AddDays(7), Monday.AddDays(7)).Single();
        var again = OrderLines.Difference([Line("A", 12)], [], Monday, Monday).Single();
        Assert.That(second.LineId, Is.Not.EqualTo(first.LineId));
        Assert.That(again.LineId, Is.EqualTo(first.LineId));
    }

    private static List<PublishedLine> Publish(params PlanLine[] lines) =>
    [
        .. OrderLines.Difference(lines, [], Monday, Monday).Select(o => new PublishedLine(
            o.LineId, o.OrderId, o.LineNumber, o.Type, o.Action, new SkuLocation(o.Sku, o.ShipTo), o.Type == OrderType.Transfer ? o.ShipFrom : o.SupplierId, Monday, 0, o.Quantity,
            o.RequestedDelivery, "run", Monday, 1)),
    ];

    private static PlanLine Line(string sku, decimal quantity)
    {
        var key = new SkuLocation(new Sku(sku), new Location("S1"));
        var series = new DemandSeries(key, TimeBucket.Week, Monday.AddDays(-7), [1], [], []);
        var explanation = new OrderExplanation
        {
            ExpectedDemand = quantity,
            SafetyStock = 0,
            LotAllowance = 0,
            OnHand = 1,
            Allocated = 0,
            Backordered = 1,
            OnOrder = 0,
            NotNeeded = 0,
            MinimumOrderRounding = 0,
            PackRounding = 0,
            MaximumCut = 0,
        };
        return new PlanLine(
            new Item(key.Sku),
            new SupplyTerms(key) { Supplier = "ACME" },
            new CleansedSeries(series, series.Quantities, []),
            DemandPattern.Smooth,
            'A',
            new DemandForecast("ssa", "", "", [1], [0.5], [1]),
            null,
            new StockPosition(1, 0, 1, [], true),
            new Recommendation(explanation, Monday, Monday.AddDays(14), 21, 1, "fill rate 95 %", 1, 0, 0, null, 0, 0, []));
    }
}
