using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.SharedOrders;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.SharedOrders;

[TestFixture]
public sealed class SharedRulesTests
{
    private static readonly ShortageCurve Curve = ShortageCurve.Of(LeadTimeDemand.Simulate(
        [.. Enumerable.Range(0, 200).Select(i => Math.Floor(-20 * Math.Log(1 - (i + 0.5) / 200)))],
        1, 7, new DateOnly(2024, 4, 15), new OrderWindow(new(2024, 4, 15), new(2024, 4, 15), new(2024, 4, 15), new(2024, 4, 22)), new LeadTime(0, 0), new StockPosition(0, 0, 0, [], true),
        UnmetDemand.Backordered, []));

    // Twelve lines in four orders, a limit for each half and one for all, a budget, price breaks: whatever the numbers, every rule holds afterwards.
    [Test]
    public void Rules_AnyMixOfMinimumsPlacesAndBudget_AllHold()
    {
        var random = new Random(11);
        var (cut, givenUp) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            OrderCandidate[] lines = [.. Enumerable.Range(0, 12).Select(_ => Line(random))];
            var measures = new LineMeasures(Some(random, 12), Some(random, 12), Some(random, 12));
            SharedOrder[] orders =
            [
                .. Enumerable.Range(0, 4).Select(o => new SharedOrder
                {
                    Lines = [3 * o, 3 * o + 1, 3 * o + 2],
                    MinimumUnits = Math.Floor(60 * random.NextDouble()),
                    MinimumValue = 300 * random.NextDouble(),
                    MinimumWeight = 200 * random.NextDouble(),
                }),
            ];
            OrderLimit[] places =
            [
                new([0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1], 20 + 150 * random.NextDouble()),
                new([6, 7, 8, 9, 10, 11], [1, 1, 1, 1, 1, 1], 20 + 150 * random.NextDouble()),
                new([.. Enumerable.Range(0, 12)], measures.Volumes, 200 + 1500 * random.NextDouble()),
            ];
            var budget = 200 + 2000 * random.NextDouble();
            var rules = new SharedRules(lines, orders, measures, places, budget);
            foreach (var place in places)
                Assert.That(place.Lines.Select((i, k) => (double)lines[i].Quantity * place.PerUnit[k]).Sum(), Is.LessThanOrEqualTo(place.Most + 1e-6));
            var paid = lines.Select((l, i) => (double)l.Quantity * measures.Prices[i] * l.PriceShare(l.Quantity)).ToArray();
            Assert.That(paid.Sum(), Is.LessThanOrEqualTo(budget + 1e-6));
            foreach (var order in orders.Where(o => o.Lines.Any(i => lines[i].Quantity > 0)))
            {
                Assert.That(order.Lines.Sum(i => (double)lines[i].Quantity), Is.GreaterThanOrEqualTo(order.MinimumUnits - 1e-6));
                Assert.That(order.Lines.Sum(i => paid[i]), Is.GreaterThanOrEqualTo(order.MinimumValue - 1e-5));
                Assert.That(order.Lines.Sum(i => (double)lines[i].Quantity * measures.Weights[i]), Is.GreaterThanOrEqualTo(order.MinimumWeight - 1e-5));
            }

            Assert.That(lines.All(l => l.Quantity == 0 || (l.Quantity >= 4 && l.Quantity % 2 == 0 && l.Quantity <= 80)), Is.True);
            cut += rules.KeptPlaces.Contains(true) ? 1 : 0;
            givenUp += orders.Count(o => o.Lines.All(i => lines[i].Quantity == 0) && o.Lines.Any(i => rules.BeforePlaces[i] > 0));
        }

        Assert.That(cut, Is.GreaterThan(50), "places bite");
        Assert.That(givenUp, Is.GreaterThan(20), "orders are given up");
    }

    [Test]
    public void Rules_MeasuresOfOtherLength_Throw() =>
        Assert.That(() => new SharedRules([], [], new LineMeasures([1], [], []), [], 1), Throws.ArgumentException);

    private static OrderCandidate Line(Random random)
    {
        var prices = random.NextDouble() < 0.5 ? new LotPrices(new PriceList([new(12, 0.9m), new(30, 0.8m)]), 1, 1) : null;
        var worth = new OrderWorth(Curve, Math.Floor(30 * random.NextDouble()), 60, 1, 1 + 5 * random.NextDouble(), 0.05) { Prices = prices };
        var wanted = 2 * Math.Floor(20 * (decimal)random.NextDouble());
        return new OrderCandidate(worth, wanted < 4 ? 0 : wanted, 4, 2, 80);
    }

    private static double[] Some(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 1 + 9 * random.NextDouble())];
}
