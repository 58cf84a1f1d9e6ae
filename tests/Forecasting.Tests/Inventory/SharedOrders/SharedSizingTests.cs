using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.SharedOrders;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.SharedOrders;

[TestFixture]
public sealed class SharedSizingTests
{
    [Test]
    public void Worth_OfOneMoreUnit_IsShortageSavedLessHolding()
    {
        // Demand 0..9 equally likely: at position 5 one more unit serves with probability 0.4, and is held for a week with 0.6.
        var worth = Worth([.. Enumerable.Range(0, 10).Select(d => (double)d)], position: 5, enough: 9, shortage: 10, holding: 1);
        Assert.That(worth.Of(1), Is.EqualTo(10 * 0.4 - 0.6).Within(1e-9));
        Assert.That(worth.Of(0), Is.Zero);
    }

    [Test]
    public void Worth_AboveTheLevel_WaitsForTheDemandOfLaterWeeks()
    {
        // Nothing is short any more: the k-th of 18 units above the level of 9 waits k ÷ 4.5 weeks on top of its week.
        var worth = Worth([.. Enumerable.Range(0, 10).Select(d => (double)d)], position: 9, enough: 9, shortage: 10, holding: 1);
        Assert.That(worth.Of(18), Is.EqualTo(-(18 + 18 * 18 / (2 * 4.5))).Within(1e-9));
    }

    [Test]
    public void Raise_TakesThePacksThatGainMost_AndStopsAtTheSum()
    {
        var needy = Line(50, position: 40, wanted: 0);
        var full = Line(50, position: 90, wanted: 0);
        Assert.That(SharedSizing.Raise([needy, full], [1, 1], 20), Is.True);
        Assert.That((needy.Quantity, full.Quantity), Is.EqualTo((20m, 0m)));
    }

    [Test]
    public void Raise_WhatCannotBeReached_ChangesNothing()
    {
        var line = Line(50, position: 40, wanted: 5, most: 12);
        Assert.That(SharedSizing.Raise([line], [2], 100), Is.False);
        Assert.That(line.Quantity, Is.EqualTo(5m));
    }

    [Test]
    public void Cut_BelowTheSmallestOrder_OrdersNothing()
    {
        var line = Line(50, position: 40, wanted: 20, minimum: 15, pack: 5);
        Assert.That(SharedSizing.Cut([line], [1], 14), Is.True);
        Assert.That(line.Quantity, Is.Zero);
    }

    [Test]
    public void Budget_ForHalfOfTheOrders_FillsTheBestToTheirMinimum_AndGivesUpTheRest()
    {
        OrderCandidate[] lines = [.. Enumerable.Range(0, 20).Select(i => Line(30, position: 2 * i, wanted: 20, shortage: 5))];
        SharedOrder[] orders = [.. Enumerable.Range(0, 10).Select(o => new SharedOrder { Lines = [2 * o, 2 * o + 1], MinimumValue = 38 })];
        double[] ones = [.. Enumerable.Repeat(1.0, 20)];
        _ = new SharedRules(lines, orders, ones, ones, budget: 200);
        Assert.That(SharedSizing.Total(lines, ones), Is.LessThanOrEqualTo(200).And.GreaterThan(180));
        foreach (var order in orders)
            Assert.That(order.Lines.Sum(i => lines[i].Quantity), Is.Zero.Or.GreaterThanOrEqualTo(38m));
        Assert.That((lines[0].Quantity, lines[19].Quantity), Is.EqualTo((20m, 0m)), "who has least stock is served first");
    }

    // Against every choice of whole packs of three lines that each would order what is worth most alone: what is lost is a share of what the orders are worth.
    [TestCase(1, 3, 0.001, 0.01)]
    [TestCase(12, 4, 0.02, 0.2)]
    public void CutAndRaise_AgainstEveryChoice_LoseLittle(int smallestOrder, int pack, double meanGap, double largestGap)
    {
        var random = new Random(3 + smallestOrder);
        var gaps = new List<double>();
        for (var round = 0; round < 60; round++)
        {
            var isCut = round % 2 == 0;
            double[] price = [.. Enumerable.Range(0, 3).Select(_ => 1 + Math.Floor(9 * random.NextDouble()))];
            OrderCandidate[] lines = [.. price.Select(p => Wanting(random, p, smallestOrder, pack))];
            var alone = lines.Sum(l => l.Worth);
            var bound = SharedSizing.Total(lines, price) * (isCut ? 0.3 + 0.6 * random.NextDouble() : 1.05 + 0.4 * random.NextDouble());
            var best = Best(lines, price, bound, isCut, smallestOrder, pack);
            if (isCut)
                SharedSizing.Cut(lines, price, bound);
            else
                Assert.That(SharedSizing.Raise(lines, price, bound), Is.True);
            var sum = SharedSizing.Total(lines, price);
            Assert.That(isCut ? sum <= bound + 1e-6 : sum >= bound - 1e-6, Is.True);
            Assert.That(lines.All(l => l.Quantity == 0 || (l.Quantity >= smallestOrder && l.Quantity % pack == 0)), Is.True);
            gaps.Add((best - lines.Sum(l => l.Worth)) / alone);
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"mean {gaps.Average():0.00000}, largest {gaps.Max():0.0000}"));
        Assert.That(gaps.Min(), Is.GreaterThan(-1e-9), "nothing is better than the best");
        Assert.That(gaps.Average(), Is.LessThan(meanGap));
        Assert.That(gaps.Max(), Is.LessThan(largestGap));
    }

    private static OrderCandidate Wanting(Random random, double price, int smallestOrder, int pack)
    {
        var (mean, position) = (10 + 30 * random.NextDouble(), Math.Floor(20 * random.NextDouble()));
        var (shortage, holding) = (price * (0.3 + random.NextDouble()), price * (0.01 + 0.03 * random.NextDouble()));
        var line = Line(mean, position, 0, smallestOrder, pack, shortage: shortage, holding: holding);
        var wanted = Enumerable.Range(0, 60).Select(k => (decimal)(k * pack)).Where(q => q == 0 || q >= smallestOrder).MaxBy(line.Gain);
        return Line(mean, position, wanted, smallestOrder, pack, shortage: shortage, holding: holding);
    }

    private static double Best(OrderCandidate[] lines, double[] price, double bound, bool isCut, int smallestOrder, int pack)
    {
        var alone = lines.Sum(l => l.Worth);
        var choices = lines.Select((l, i) => Enumerable.Range(0, isCut ? (int)l.Wanted / pack + 1 : (int)l.Wanted / pack + 25)
            .Select(k => (decimal)(k * pack)).Where(q => (q == 0 || q >= smallestOrder) && (isCut || q >= l.Wanted))
            .Select(q => (Sum: (double)q * price[i], Gain: l.Gain(q))).ToArray()).ToArray();
        var best = double.NegativeInfinity;
        foreach (var a in choices[0])
        {
            foreach (var b in choices[1])
            {
                foreach (var c in choices[2])
                {
                    var sum = a.Sum + b.Sum + c.Sum;
                    if (isCut ? sum <= bound + 1e-9 : sum >= bound - 1e-9)
                        best = Math.Max(best, alone + a.Gain + b.Gain + c.Gain);
                }
            }
        }

        return best;
    }

    private static OrderCandidate Line(
        double mean, double position, decimal wanted, decimal minimum = 0, decimal pack = 1, decimal most = 100_000, double shortage = 5, double holding = 0.1)
    {
        double[] demand = [.. Enumerable.Range(0, 200).Select(i => Math.Floor(-mean * Math.Log(1 - (i + 0.5) / 200)))];
        return new OrderCandidate(Worth(demand, position, 2 * mean, shortage, holding), wanted, minimum, pack, most);
    }

    private static OrderWorth Worth(double[] demand, double position, double enough, double shortage, double holding)
    {
        var monday = new DateOnly(2024, 4, 15);
        var window = new OrderWindow(monday, monday, monday, monday.AddDays(7));
        var leadTimeDemand = LeadTimeDemand.Simulate(
            demand, 1, 7, monday, window, new LeadTime(0, 0), new StockPosition(0, 0, 0, [], true), UnmetDemand.Backordered, []);
        return new OrderWorth(ShortageCurve.Of(leadTimeDemand), position, enough, 1, shortage, holding);
    }
}
