using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.BuyingAhead;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.BuyingAhead;

[TestFixture]
public sealed class BuyAheadTests
{
    private static readonly ImmutableArray<double> ManyYears = [.. Enumerable.Repeat(1.0, 20_000)];

    // Joe's corner store: 1300 candy bars a year at 0.75, 0.72 from 400 on, 0.68 from 800 on, an order costs 8, holding 30 % a year. EOQ without a break 304.
    [Test]
    public void Best_AllUnitsDiscount_SnyderShenExample34()
    {
        var ahead = Steady(orderCost: 8, yearly: 1300, rate: 0.3, 0.75m, needed: 304, [new(400, 0.72m), new(800, 0.68m)]);
        Assert.That(ahead.Best()!.Value.Quantity, Is.EqualTo(800m));
        Assert.That(AllUnitsDiscount.Optimize(8, 1300, 0.3, new PriceBreaks([0, 400, 800], [0.75, 0.72, 0.68])).Quantity, Is.EqualTo(800));
    }

    // Where demand is steady and the usual lot is ordered, the order is raised to what the theory orders, by what its cost for a unit is less.
    [Test]
    public void Best_SteadyDemand_IsTheEconomicQuantityWithAllUnitsDiscounts()
    {
        var random = new SplitMix64(5);
        var raised = 0;
        for (var round = 0; round < 200; round++)
        {
            var (order, yearly, rate) = (5 + 95 * random.NextUniform(), 200 + 5000 * random.NextUniform(), 0.1 + 0.3 * random.NextUniform());
            var price = Math.Round(1 + 20 * (decimal)random.NextUniform(), 2);
            var plain = (decimal)Math.Round(EconomicOrderQuantity.Compute(order, yearly, rate * (double)price));
            var first = Math.Round(price * (1 - 0.02m * (decimal)random.NextUniform()) - 0.005m, 4);
            PriceBreak[] breaks =
            [
                new(Math.Round(plain * (1.2m + (decimal)random.NextUniform())), first),
                new(Math.Round(plain * (2.4m + 4 * (decimal)random.NextUniform())), Math.Round(first * (1 - 0.02m * (decimal)random.NextUniform()) - 0.001m, 4)),
            ];
            var theory = new PriceBreaks([0, (double)breaks[0].From, (double)breaks[1].From], [(double)price, (double)breaks[0].UnitCost, (double)breaks[1].UnitCost]);
            var ahead = Steady(order, yearly, rate, price, plain, breaks);
            var best = ahead.Best();
            var cost = AllUnitsDiscount.Cost(order, yearly, rate, theory, (double)(best?.Quantity ?? plain));
            Assert.That(cost, Is.EqualTo(AllUnitsDiscount.Optimize(order, yearly, rate, theory).Cost).Within(1e-3).Percent, "whole units cost a trifle");
            if (best is var (quantity, saving))
            {
                raised++;
                var withoutBreak = AllUnitsDiscount.Cost(order, yearly, rate, theory, (double)plain);
                Assert.That(cost, Is.LessThan(withoutBreak), "never worse than without");
                Assert.That(saving, Is.EqualTo((double)plain * (withoutBreak - cost) / yearly).Within(0.5).Percent, $"on the units of today, at {quantity}");
            }
        }

        Assert.That(raised, Is.InRange(20, 190), "both answers are there");
    }

    [Test]
    public void Saving_ByHand()
    {
        // 10 a day, 70 needed for the week, 140 at 9 instead of 10. Every unit costs 0.007 a day. No order cost.
        // The second 70 wait a week for the next delivery and half a week more in the mean; later they would cost what 140 cost in the long run.
        var terms = Terms(10, [new(140, 9)]) with { HoldingCostPerWeek = 0.049m };
        var ahead = new BuyAhead(terms, new InventorySettings(), 70, 70, 7, [.. Enumerable.Repeat(10.0, 84)], [140]);
        var least = 9 + 0.007 * 140 / 20;
        Assert.That(ahead.Saving(140), Is.EqualTo(700 + 70 * least - 1260 - 0.007 * (70 * 7 + 70 * 3.5)).Within(1e-9));
    }

    [Test]
    public void Saving_UnitsThatDoNotSellInTime_IsNotKnown()
    {
        var ahead = new BuyAhead(Terms(10, [new(500, 1)]), new InventorySettings(), 70, 70, 7, [.. Enumerable.Repeat(10.0, 42)], [490, 500]);
        Assert.That(ahead.Saving(490), Is.Not.Null);
        Assert.That(ahead.Saving(500), Is.Null, "the last ten would be sold on the 43rd day");
        Assert.That(new BuyAhead(Terms(10, [new(71, 1)]), new InventorySettings(), 70, 70, 7, [], [71]).Best(), Is.Null);
    }

    [Test]
    public void Best_SmallDiscountFarAway_StaysAtTheNeed()
    {
        var ahead = Steady(orderCost: 8, yearly: 1300, rate: 0.3, 0.75m, needed: 304, [new(2000, 0.749m)]);
        Assert.That(ahead.Saving(2000), Is.Negative);
        Assert.That(ahead.Best(), Is.Null);
    }

    [Test]
    public void Construction_WithoutUnitCost_Throws() =>
        Assert.That(
            () => new BuyAhead(new SupplyTerms(new SkuLocation(new Sku("A"), Location.Only)), new InventorySettings(), 1, 1, 1, [], []),
            Throws.ArgumentException.With.Message.StartsWith("The unit cost must be known."));

    private static BuyAhead Steady(double orderCost, double yearly, double rate, decimal price, decimal needed, PriceBreak[] breaks)
    {
        var weekly = yearly / 52;
        var terms = Terms(price, breaks) with { OrderCost = (decimal)orderCost, HoldingCostRate = (decimal)rate };
        var economic = breaks.Select(b => Math.Max(b.From, (decimal)Math.Round(EconomicOrderQuantity.Compute(orderCost, yearly, rate * (double)b.UnitCost))));
        return new BuyAhead(
            terms, new InventorySettings(), needed, (double)needed, (double)needed / weekly * 7, [.. ManyYears.Select(d => d * weekly / 7)], breaks.Select(b => b.From).Concat(economic));
    }

    private static SupplyTerms Terms(decimal price, PriceBreak[] breaks) =>
        new(new SkuLocation(new Sku("A"), Location.Only)) { UnitCost = price, PriceBreaks = new PriceList([.. breaks]) };
}
