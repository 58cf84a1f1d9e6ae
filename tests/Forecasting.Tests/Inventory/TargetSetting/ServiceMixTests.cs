using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.TargetSetting;

[TestFixture]
public sealed class ServiceMixTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);

    [Test]
    public void ForFillRate_EveryTotalThatItPassesThrough_IsTheCheapestOfAll()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var lines = SmallLines(seed);
            foreach (var point in new ServiceMix(lines, 0).Curve(12))
                Assert.That(point.HoldingCostPerYear, Is.EqualTo(CheapestFor(lines, point.FillRate)).Within(1e-6), $"{seed}: {point}");
        }
    }

    [TestCase(0.8)]
    [TestCase(0.9)]
    [TestCase(0.97)]
    public void ForFillRate_AnyTotal_IsMetAndCostsAtMostOneUnitMoreThanTheCheapest(double fillRate)
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var lines = SmallLines(seed);
            var total = new ServiceMix(lines, 0).ForFillRate(fillRate).Total;
            var oneUnit = lines.Max(l => l.HoldingCostPerWeek) * 365.25 / 7;
            Assert.That(total.FillRate, Is.GreaterThanOrEqualTo(fillRate - 1e-9));
            Assert.That(total.HoldingCostPerYear, Is.InRange(CheapestFor(lines, fillRate) - 1e-6, CheapestFor(lines, fillRate) + oneUnit));
        }
    }

    [Test]
    public void ForBudget_IsKept_AndServesNoLessThanEqualTargetsForTheSameMoney()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var lines = SmallLines(seed);
            var mix = new ServiceMix(lines, 0);
            var oneUnit = lines.Max(l => l.HoldingCostPerWeek) * 365.25 / 7;
            var equal = mix.EqualTargets(0.9).Total;
            var total = mix.ForBudget(equal.StockMoney).Total;
            Assert.That(total.StockMoney, Is.LessThanOrEqualTo(equal.StockMoney + 1e-9));
            Assert.That(total.FillRate, Is.GreaterThan(equal.FillRate - 0.02), "whole units may leave a little of the budget");
            Assert.That(mix.ForFillRate(equal.FillRate).Total.HoldingCostPerYear, Is.LessThanOrEqualTo(equal.HoldingCostPerYear + oneUnit));
        }
    }

    [Test]
    public void CostPerPoint_IsWhatTheNextPointCosts()
    {
        var mix = new ServiceMix(Assortment(60), 0);
        var (at, next) = (mix.ForFillRate(0.94), mix.ForFillRate(0.95));
        Assert.That(at.CostPerPoint, Is.LessThanOrEqualTo(next.CostPerPoint));
        Assert.That(next.Total.HoldingCostPerYear - at.Total.HoldingCostPerYear, Is.InRange(0.9 * at.CostPerPoint, 1.1 * next.CostPerPoint));
    }

    [Test]
    public void Curve_RisesAndEachPointCostsMoreThanTheOneBefore()
    {
        var curve = new ServiceMix(Assortment(60), 0).Curve(20);
        Assert.That(curve, Has.Length.GreaterThan(10));
        Assert.That(curve[^1].FillRate, Is.InRange(0.99, 0.999), "no further than a fill rate asks for");
        for (var i = 2; i < curve.Length; i++)
            Assert.That(Slope(curve[i - 1], curve[i]), Is.GreaterThanOrEqualTo(Slope(curve[i - 2], curve[i - 1]) * (1 - 1e-9)));

        static double Slope(ServiceCostPoint a, ServiceCostPoint b) => (b.HoldingCostPerYear - a.HoldingCostPerYear) / (b.FillRate - a.FillRate);
    }

    [Test]
    public void ForFillRate_MoreService_NeverLowersALevel()
    {
        var mix = new ServiceMix(Assortment(40), 0);
        var previous = mix.ForFillRate(0.7).Lines;
        foreach (var share in (double[])[0.8, 0.9, 0.95, 0.99])
        {
            var lines = mix.ForFillRate(share).Lines;
            Assert.That(lines.Zip(previous).All(pair => pair.First.Level >= pair.Second.Level && pair.First.FillRate >= pair.Second.FillRate), Is.True);
            previous = lines;
        }
    }

    [Test]
    public void ForFillRate_LeastFillRate_LetsNoLineDown()
    {
        var lines = Assortment(40);
        Assert.That(new ServiceMix(lines, 0).ForFillRate(0.9).Lines.Min(l => l.FillRate), Is.LessThan(0.75));
        Assert.That(new ServiceMix(lines, 0.8).ForFillRate(0.9).Lines.Min(l => l.FillRate), Is.GreaterThanOrEqualTo(0.8 - 1e-9));
    }

    [Test]
    public void ForFillRate_ImpliedTarget_IsTheLevelThatThePlanComputes()
    {
        foreach (var (terms, demand, window) in Products(30))
        {
            var line = ServiceLine.Of(demand, window, terms, new InventorySettings(), ServiceWeight.Units);
            foreach (var share in (double[])[0.85, 0.95])
            {
                var level = line.Curve.LevelFor(share);
                var planned = ReorderLevels.Choose(
                    demand, window, terms with { ServiceTarget = new ServiceTarget.FillRate(share) }, new InventorySettings(), []).OrderingPoint;
                Assert.That(level, Is.EqualTo((double)planned).Within(0.03 * (double)planned + 0.5), "the curve is straight between 41 levels");
            }
        }
    }

    [Test]
    public void ForFillRate_NothingInDemand_StocksNothing()
    {
        var curve = ServiceCurve.FromPoints(0, [0, 1], [0, 0], [0, 1], 1);
        var result = new ServiceMix([Line("A", curve, 5)], 0).ForFillRate(0.95);
        Assert.That((result.Lines[0].Level, result.Lines[0].FillRate, result.Total.FillRate, result.CostPerPoint), Is.EqualTo((0, 1, 1, 0)));
    }

    [Test]
    public void ForFillRate_OutOfRange_Throws() =>
        Assert.That(() => new ServiceMix([], 0).ForFillRate(1.2), Throws.TypeOf<ArgumentOutOfRangeException>());

    // Three lines of at most eight levels each: all choices can be tried.
    private static ImmutableArray<ServiceLine> SmallLines(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 3).Select(i =>
        {
            var values = Enumerable.Range(0, 40).Select(_ => Math.Floor(random.NextDouble() * random.NextDouble() * 8)).ToArray();
            double[] levels = [0, 1, 2, 3, 4, 5, 6, 7];
            var curve = ServiceCurve.FromPoints(
                values.Average(),
                levels,
                [.. levels.Select(y => values.Average(v => Math.Max(0, v - y)))],
                [.. levels.Select(y => values.Average() / 2 + values.Average(v => Math.Max(0, y - v)))],
                1);
            return Line($"S{i}", curve, 1 + 9 * random.NextDouble());
        })];
    }

    private static double CheapestFor(ImmutableArray<ServiceLine> lines, double fillRate)
    {
        var wanted = lines.Sum(l => l.Curve.CycleDemand);
        var best = double.PositiveInfinity;
        for (var a = 0; a < 8; a++)
        {
            for (var b = 0; b < 8; b++)
            {
                for (var c = 0; c < 8; c++)
                {
                    var at = lines.Zip([a, b, c]).Select(p => (p.First.HoldingCostPerWeek, Point: p.First.Curve.At(p.Second))).ToArray();
                    if (1 - at.Sum(p => p.Point.Shortage) / wanted >= fillRate - 1e-9)
                        best = Math.Min(best, at.Sum(p => p.HoldingCostPerWeek * p.Point.Stock) * 365.25 / 7);
                }
            }
        }

        return best;
    }

    private static ImmutableArray<ServiceLine> Assortment(int count)
    {
        var random = new Random(3);
        return [.. Products(count).Select(p => ServiceLine.Of(
            p.Demand, p.Window, p.Terms with { UnitCost = (decimal)Math.Exp(3 * random.NextDouble()) }, new InventorySettings(), ServiceWeight.Units))];
    }

    private static IEnumerable<(SupplyTerms Terms, LeadTimeDemand Demand, OrderWindow Window)> Products(int count)
    {
        var random = new Random(8);
        for (var i = 0; i < count; i++)
        {
            var terms = new SupplyTerms(new SkuLocation(new Sku($"S{i}"), Location.Only))
            {
                LeadTime = new LeadTime(14, 0),
                PackSize = i % 3 == 0 ? 6 : 1,
                Moq = i % 5 == 0 ? 20 : 0,
            };
            var size = 3 + 20 * random.NextDouble();
            var paths = Enumerable.Range(0, 3 * 300).Select(_ => random.NextDouble() < 0.7 ? Math.Floor(-size * Math.Log(1 - random.NextDouble())) : 0).ToArray();
            var window = OrderWindow.From(Monday, terms);
            yield return (terms, LeadTimeDemand.Simulate(
                paths, 3, 7, Monday, window, terms.LeadTime, new StockPosition(0, 0, 0, [], true), UnmetDemand.Backordered, []), window);
        }
    }

    private static ServiceLine Line(string sku, ServiceCurve curve, double cost) =>
        new(new SkuLocation(new Sku(sku), Location.Only), curve, 52, cost, cost * 0.2 / 52, 1);
}
