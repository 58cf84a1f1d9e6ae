using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>The simulation against laws that every chain obeys, and against closed forms.</summary>
[TestFixture]
public sealed class SerialSimulationTests
{
    private static readonly double[] Demand = [5, 4, 9, 0, 7, 3, 8, 6, 0, 12, 5, 4, 4, 6, 10, 2];

    [Test]
    public void BaseStock_ClosingLevel_IsSLessTheDemandOfTheLastLPeriods([Values(0, 1, 3)] int leadTime)
    {
        var trace = SerialSimulation.Run([new SimulatedStage(new OrderRule.BaseStock(14), leadTime, 1, 9, 14)], Demand)[0];
        for (var t = leadTime; t < Demand.Length; t++)
            Assert.That(trace.InventoryLevels[t], Is.EqualTo(14 - Demand[(t - leadTime + 1)..(t + 1)].Sum()).Within(1e-12));
    }

    [Test]
    public void Chain_Units_AreNeitherLostNorMade()
    {
        SimulatedStage[] stages =
        [
            new(new OrderRule.OrderUpTo(6, 30), 2, 1, 0, 20),
            new(new OrderRule.Lot(8, 15), 1, 2, 0, 9),
            new(new OrderRule.BaseStock(11), 3, 4, 20, 11),
        ];
        var traces = SerialSimulation.Run(stages, Demand);
        for (var i = 0; i < stages.Length; i++)
        {
            var trace = traces[i];
            Assert.That(
                trace.InventoryLevels[^1],
                Is.EqualTo(stages[i].InitialLevel + trace.InboundShipments.Sum() - trace.InboundOrders.Sum()).Within(1e-12));
            var sent = i == 0 ? trace.OrderQuantities : traces[i - 1].OutboundShipments;
            Assert.That(trace.InboundShipments.Skip(stages[i].LeadTime), Is.EqualTo(sent.Take(Demand.Length - stages[i].LeadTime)));
            Assert.That(trace.InboundOrders, Is.EqualTo(i == 2 ? [.. Demand] : traces[i + 1].OrderQuantities));
            for (var t = 0; t < Demand.Length; t++)
            {
                var owed = Math.Max(0, -trace.InventoryLevels[t]);
                Assert.That(
                    trace.OutboundShipments.Take(t + 1).Sum() + owed, Is.EqualTo(trace.InboundOrders.Take(t + 1).Sum()).Within(1e-12));
                Assert.That(
                    trace.HoldingCosts[t] + trace.InTransitHoldingCosts[t] + trace.StockoutCosts[t],
                    Is.EqualTo(trace.TotalCosts[t]).Within(1e-12));
            }
        }
    }

    [Test]
    public void LongRun_BaseStock_CostsWhatTheNewsvendorSays()
    {
        var random = new SplitMix64(8);
        var table = DiscreteDemand.Poisson(6);
        var demand = new double[200_000];
        foreach (ref var units in demand.AsSpan())
            units = table.Quantile(random.NextUniform());
        var plan = Newsvendor.Poisson(1, 9, 6, protectionPeriods: 3);
        var trace = SerialSimulation.Run([new SimulatedStage(new OrderRule.BaseStock(plan.Level), 3, 1, 9, plan.Level)], demand)[0];
        Assert.That(trace.TotalCosts.Average(), Is.EqualTo(plan.Cost).Within(2).Percent);
    }

    [Test]
    public void LongRun_OrderUpTo_CostsWhatTheOptimizerSays()
    {
        // The simulation orders after the demand of the period, so that a lead time of one covers one period.
        var random = new SplitMix64(9);
        var table = DiscreteDemand.Of([0.42, 0.2, 0.13, 0.1, 0.07, 0.04, 0.02, 0.02]);
        var demand = new double[200_000];
        foreach (ref var units in demand.AsSpan())
            units = table.Quantile(random.NextUniform());
        var plan = ReorderAndOrderUpTo.Optimize(8, 0.5, 6, table);
        var rule = new OrderRule.OrderUpTo(plan.ReorderPoint, plan.OrderUpToLevel);
        var trace = SerialSimulation.Run([new SimulatedStage(rule, 1, 0.5, 6, plan.OrderUpToLevel)], demand)[0];
        var orders = trace.OrderQuantities.Count(quantity => quantity > 0);
        Assert.That(trace.TotalCosts.Average() + 8.0 * orders / demand.Length, Is.EqualTo(plan.Cost).Within(1).Percent);
    }

    [Test]
    public void Rules_AtTheReorderPoint_Order()
    {
        Assert.That(new OrderRule.OrderUpTo(5, 18).QuantityAt(5), Is.EqualTo(13));
        Assert.That(new OrderRule.OrderUpTo(5, 18).QuantityAt(6), Is.Zero);
        Assert.That(new OrderRule.Lot(8, 18).QuantityAt(8), Is.EqualTo(18));
        Assert.That(new OrderRule.Lot(8, 18).QuantityAt(9), Is.Zero);
        Assert.That(new OrderRule.BaseStock(14).QuantityAt(20), Is.Zero);
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        var stage = new SimulatedStage(new OrderRule.BaseStock(1), 1, 1, 1, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SerialSimulation.Run([], Demand), Throws.ArgumentException);
            Assert.That(() => SerialSimulation.Run([null!], Demand), Throws.ArgumentException);
            Assert.That(() => SerialSimulation.Run([stage with { LeadTime = -1 }], Demand), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SerialSimulation.Run([stage], [-1]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(SerialSimulation.Run([stage], [])[0].TotalCosts, Is.Empty);
        }
    }
}
