using Forecasting.Catalog;
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
    public void Rank_NoOrderButAnArrivalAfterTheStockIsGone_Expedites()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 5, arrival: (SamplePlan.AsOf.AddDays(14), 60));
        var decision = DecisionRanking.Rank(SamplePlan.Of([line]), 1).Single();
        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Expedite));
        Assert.That(decision.What, Is.EqualTo("Ask for order PO-A (60 each, due 2024-04-29) to come by 2024-04-20."));
    }

    [Test]
    public void Rank_ExcessOnOrder_PostponesNoMoreThanIsExcess()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 190, arrival: (SamplePlan.AsOf.AddDays(14), 60));
        var decision = DecisionRanking.Rank(SamplePlan.Of([line]), 1).Single();
        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Postpone));
        Assert.That(decision.What, Is.EqualTo("Postpone or cancel 50 each on order (PO-A due 2024-04-29)."));

        // 50 units × 16 weeks of the horizon × 0.5 % of 3.50 a week.
        Assert.That(decision.MoneyAtRisk, Is.EqualTo(14m));
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
