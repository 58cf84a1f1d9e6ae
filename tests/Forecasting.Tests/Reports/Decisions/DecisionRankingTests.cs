using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory.Clearance;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Inventory.StockHealth;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class DecisionRankingTests
{
    [Test]
    public void Rank_SamplePlan_MostMoneyFirst()
    {
        var decisions = DecisionRanking.Rank(SamplePlan.Report(), 20);
        Assert.That(decisions.Select(d => d.Line.Key.Sku.Code), Is.EqualTo((string[])["00123", "1E5", "قطعة-٧", "=1+1", "🚲 3/4", "MARCH1"]));
        Assert.That(decisions.Select(d => d.MoneyAtRisk), Is.Ordered.Descending);
        Assert.That(decisions.Select(d => d.Rank), Is.EqualTo(Enumerable.Range(1, 6)));
    }

    [Test]
    public void Rank_OrderThatComesAfterTheStockIsGone_AsksForItSooner()
    {
        var decision = DecisionRanking.Rank(SamplePlan.Report(), 1).Single();
        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.OrderAndExpedite));
        Assert.That(decision.What, Is.EqualTo(
            "Order 138 each from Acme & Sons, delivery 2024-04-25. Ask for it sooner: stock is expected to be gone on 2024-04-20."));
        Assert.That(decision.Why, Is.EqualTo(
            "Position 11 v. reorder point 136; expected demand 97.14 in 17 days. Without an order: 83 % chance of running out, 85.14 short."));
        Assert.That((decision.Quantity, decision.Value, decision.By, decision.MoneyAtRisk), Is.EqualTo((138m, 1035m, SamplePlan.AsOf, 638.5725m)));
    }

    [Test]
    public void Rank_OrderInTime_IsAnOrder()
    {
        var line = SamplePlan.Line("A", "X", 40, onHand: 12);
        line = line with { Recommendation = line.Recommendation with { ExpectedStockoutDate = SamplePlan.AsOf.AddDays(12) } };
        Assert.That(DecisionRanking.Rank(SamplePlan.Of([line]), 1).Single().Kind, Is.EqualTo(DecisionKind.Order));
    }

    [Test]
    public void Rank_AdviceAboutOpenOrders_SaysWhatToAskForAndByWhen()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 190, arrival: (SamplePlan.AsOf.AddDays(14), 60));

        Check(new OpenOrderAdvice.Expedite(SamplePlan.AsOf.AddDays(5)) { Key = line.Key, Order = line.Position.Arrivals[0], Units = 7, Money = 30, Reason = "R." },
            DecisionKind.Expedite, "Ask for order PO-A (60 each, due 2024-04-29) to come by 2024-04-20.", 0);
        Check(new OpenOrderAdvice.Postpone(SamplePlan.AsOf.AddDays(40)) { Key = line.Key, Order = line.Position.Arrivals[0], Units = 60, Money = 30, Reason = "R." },
            DecisionKind.Postpone, "Ask for order PO-A (60 each, due 2024-04-29) to come on 2024-05-25.", 14);
        Check(new OpenOrderAdvice.Cancel { Key = line.Key, Order = line.Position.Arrivals[0], Units = 60, Money = 30, Reason = "R." },
            DecisionKind.Cancel, "Cancel order PO-A (60 each, due 2024-04-29).", 14);
        Check(new OpenOrderAdvice.Reroute(new Location("Y"), SamplePlan.AsOf.AddDays(15)) { Key = line.Key, Order = line.Position.Arrivals[0], Units = 9, Money = 30, Reason = "R." },
            DecisionKind.Reroute, "Have order PO-A (60 each, due 2024-04-29) delivered to Y, by 2024-04-30.", 0);

        void Check(OpenOrderAdvice advice, DecisionKind kind, string what, int days)
        {
            var decision = DecisionRanking.Rank(SamplePlan.Of([line]) with { Advice = new StockAdvice([advice], [], []) }, 5).Single();
            Assert.That((decision.Kind, decision.What, decision.Why, decision.MoneyAtRisk), Is.EqualTo((kind, what, "R.", (decimal?)30)));
            Assert.That((decision.By, decision.Quantity, decision.Value), Is.EqualTo((SamplePlan.AsOf.AddDays(days), 60m, 60 * line.Terms.UnitCost)));
        }
    }

    [Test]
    public void Rank_StockForAnotherPlace_IsSentUnlessItIsOrderedAlready()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 190);
        var transfer = new Transfer(line.Key.Sku, line.Key.Location, new Location("Y"), 24, SamplePlan.AsOf.AddDays(3))
        {
            PurchaseAvoided = 50,
            ShortageAvoided = 20,
            Cost = 8,
            Reason = "Y is short.",
        };
        var report = SamplePlan.Of([line]) with { Advice = new StockAdvice([], [], [transfer]) };

        var decision = DecisionRanking.Rank(report, 5).Single();

        Assert.That((decision.Kind, decision.What, decision.MoneyAtRisk), Is.EqualTo((DecisionKind.Transfer, "Send 24 each to Y, to be there by 2024-04-18.", (decimal?)62)));
        var sent = SamplePlan.Report().Orders.First(o => o.Type == OrderType.Transfer) with { Sku = line.Key.Sku, ShipFrom = "X", ShipTo = new Location("Y") };
        Assert.That(DecisionRanking.Rank(report with { Orders = [sent] }, 5), Is.Empty);
    }

    [Test]
    public void Rank_TooMuchStock_IsClearedWhereThatSavesMoney()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 500);
        var finding = new StockFinding(line.Key, StockCondition.Excess, StockAction.Discount, "Too much.")
        {
            OnHand = 500,
            OnHandMoney = 1750,
            Units = 300,
            Money = 1050,
            WeeksOfCover = 50,
            WriteOffUnits = 0,
            WriteOffMoney = 0,
            WriteOffDay = null,
        };
        var hint = new ClearanceHint(0.2, 8, SamplePlan.AsOf.AddDays(60), 0.3, 0.25, 0.4, 120, 90, 500, 300, "It pays.");

        Assert.That(Rank(finding), Is.Empty, "money that lies still is not lost");
        var cut = Rank(finding with { Clearance = new Outcome<ClearanceHint>.Done(hint) }).Single();
        Assert.That((cut.Kind, cut.What, cut.MoneyAtRisk), Is.EqualTo((DecisionKind.Clear, "Sell at 8, 20 % off, by 2024-06-14: 120 each should go.", (decimal?)200)));
        var waste = finding with { WriteOffUnits = 40, WriteOffMoney = 140, WriteOffDay = SamplePlan.AsOf.AddDays(30) };
        Assert.That((Rank(waste).Single().What, Rank(waste).Single().MoneyAtRisk, Rank(waste).Single().By),
            Is.EqualTo(("Sell 300 each cheaper.", (decimal?)140, SamplePlan.AsOf.AddDays(30))));
        Assert.That(Rank(waste with { Action = StockAction.Return }).Single().What, Is.EqualTo("Return 300 each to the supplier."));

        ImmutableArray<Decision> Rank(StockFinding its) =>
            DecisionRanking.Rank(SamplePlan.Of([line]) with { Advice = new StockAdvice([], [its], []) }, 5);
    }

    [Test]
    public void Rank_UnitsShortWithoutAValue_IsBlankMoneyNotZero()
    {
        var line = SamplePlan.Line("A", "X", 40, onHand: 12);
        line = line with { Recommendation = line.Recommendation with { MoneyAtRisk = 0 } };
        Assert.That(DecisionRanking.Rank(SamplePlan.Of([line]), 1).Single().MoneyAtRisk, Is.Null);
    }

    [Test]
    public void Rank_Cancellation_IsNoDecision()
    {
        var report = SamplePlan.Report();
        report = report with { Orders = [.. report.Orders.Where(o => o.Action == OrderAction.Cancel)], Lines = [] };
        Assert.That(DecisionRanking.Rank(report, 20), Is.Empty);
    }

    [Test]
    public void Rank_MoreThanAsked_GivesAsManyAsAsked() =>
        Assert.That(DecisionRanking.Rank(SamplePlan.Report(), 2), Has.Length.EqualTo(2));

    [Test]
    public void Rank_Ties_AreOrderedByKey()
    {
        PlanLine[] lines = [SamplePlan.Line("B", "X", 40, 12), SamplePlan.Line("A", "Y", 40, 12), SamplePlan.Line("A", "X", 40, 12)];
        Assert.That(
            DecisionRanking.Rank(SamplePlan.Of(lines), 3).Select(d => d.Line.Key),
            Is.EqualTo((SkuLocation[])[lines[2].Key, lines[0].Key, lines[1].Key]));
    }
}
