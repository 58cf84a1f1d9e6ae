using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

/// <summary>Weeks of a network, planned every Monday and played day by day with demand that the plan does not know: each place for itself, and with safety stock where it costs least.</summary>
[TestFixture]
public sealed class SafetyPlacementPlayTests
{
    private const int Known = 60, Weeks = 36, WarmUp = 10, Games = 2, BuyingDays = 14, SendingDays = 2;
    private static readonly DateOnly First = new(2026, 3, 2);
    private static readonly Sku Product = new("A");

    // Sources by place; who supplies nobody sells.
    private static readonly Dictionary<string, string> Two = new() { ["S1"] = "HUB", ["S2"] = "HUB" };
    private static readonly Dictionary<string, string> Three = new() { ["D1"] = "HUB", ["D2"] = "HUB", ["S1"] = "D1", ["S2"] = "D1", ["S3"] = "D2", ["S4"] = "D2" };

    [TestCase(2, 1.0)]
    [TestCase(3, 1.05)]
    public void Guaranteed_ServesItsTarget_WithNoMoreStockThanPlacesAloneNeedForThat(int echelons, double most)
    {
        var network = echelons == 2 ? Two : Three;
        var (low, high) = (Played(network, StockPlacement.Local, 0.97), Played(network, StockPlacement.Local, 0.995));
        var placed = Played(network, StockPlacement.Guaranteed, 0.97);
        Assert.That(placed.FillRate, Is.GreaterThan(0.965).And.GreaterThan(low.FillRate), "places alone do not foresee what their source lacks");

        // Between two targets stock is taken as straight in ln(1 - fill rate), as in a replay.
        var (from, to, at) = (Math.Log(1 - low.FillRate), Math.Log(1 - high.FillRate), Math.Log(1 - placed.FillRate));
        var alone = low.Stock + (at - from) / (to - from) * (high.Stock - low.Stock);
        TestContext.Out.WriteLine($"{echelons} echelons: local {low.FillRate:0.0000} {low.Stock:0.0}, {high.FillRate:0.0000} {high.Stock:0.0}; guaranteed {placed.FillRate:0.0000} {placed.Stock:0.0}, for which places alone need {alone:0.0}");
        Assert.That(placed.Stock, Is.LessThan(most * alone), "with three echelons the wait is rounded up to whole reviews twice");
    }

    private static (double FillRate, double Stock) Played(Dictionary<string, string> network, StockPlacement placement, double target)
    {
        var all = Enumerable.Range(1, Games).Select(seed => Play(network, placement, target, (ulong)seed)).ToList();
        return ((double)(all.Sum(g => g.Served) / all.Sum(g => g.Wanted)), (double)all.Average(g => g.OnHand));
    }

    private static (decimal Wanted, decimal Served, decimal OnHand) Play(Dictionary<string, string> network, StockPlacement placement, double target, ulong seed)
    {
        string[] places = [.. network.Keys.Concat(network.Values).Distinct().Order(StringComparer.Ordinal)];
        string[] stores = [.. places.Where(p => !network.ContainsValue(p))];
        var sales = DailySales.Of(stores.Length, 7 * (Known + Weeks), seed);
        var shelf = places.ToDictionary(p => p, p => stores.Contains(p) ? 30m : 60m);
        var coming = places.ToDictionary(p => p, _ => new List<Arrival>());
        decimal wanted = 0, served = 0, onHand = 0;
        for (var week = 0; week < Weeks; week++)
        {
            var asOf = First.AddDays(7 * week);
            var plan = Plan.Make(Input(asOf, network, stores, sales, week, shelf, coming, placement, target), 1, null, CancellationToken.None);
            Arrive(asOf);
            var lines = plan.Lines.ToDictionary(l => l.Key.Location.Code, l => l.Recommendation.Explanation);
            foreach (var place in places.Where(p => lines[p].Quantity > 0))
            {
                var quantity = lines[place].Quantity;
                if (network.TryGetValue(place, out var source))
                {
                    Assert.That(quantity, Is.LessThanOrEqualTo(shelf[source]), "conservation");
                    shelf[source] -= quantity;
                }

                coming[place].Add(new Arrival(asOf.AddDays(network.ContainsKey(place) ? SendingDays : BuyingDays), quantity, ""));
            }

            for (var day = 0; day < 7; day++)
            {
                Arrive(asOf.AddDays(day));
                for (var i = 0; i < stores.Length; i++)
                {
                    // Who finds nothing waits: the shelf goes below zero.
                    var units = (decimal)sales[i][7 * (Known + week) + day];
                    if (week >= WarmUp)
                        (wanted, served) = (wanted + units, served + Math.Clamp(shelf[stores[i]], 0, units));
                    shelf[stores[i]] -= units;
                }

                if (week >= WarmUp)
                    onHand += places.Sum(p => Math.Max(0, shelf[p])) / (7 * (Weeks - WarmUp));
            }
        }

        return (wanted, served, onHand);

        void Arrive(DateOnly day)
        {
            foreach (var (key, list) in coming)
            {
                shelf[key] += list.Where(a => a.Day <= day).Sum(a => a.Quantity);
                list.RemoveAll(a => a.Day <= day);
            }
        }
    }

    private static PlanInput Input(
        DateOnly asOf, Dictionary<string, string> network, string[] stores, int[][] sales, int week, Dictionary<string, decimal> shelf, Dictionary<string, List<Arrival>> coming, StockPlacement placement, double target)
    {
        var settings = new PlanSettings
        {
            Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage },
            Inventory = new InventorySettings { Paths = 400, Placement = placement },
        };
        var item = new Item(Product) { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15, ServiceTarget = new ServiceTarget.FillRate(target) } };
        var terms = new SupplyTermsResolution(
            new Dictionary<Sku, Item> { [item.Sku] = item },
            new Dictionary<SkuLocation, PlanningColumns>(),
            network.ToDictionary(n => new Location(n.Key), n => new StockingPlace(new Location(n.Key)) { SourceLocation = new Location(n.Value), TransferLeadTimeDays = SendingDays }),
            new Dictionary<string, Supplier> { ["ACME"] = new("ACME") { LeadTimeDays = BuyingDays } },
            new LeadTimeLearning([], asOf),
            settings.Inventory);
        var positions = shelf.Select(p => KeyValuePair.Create(
            Key(p.Key), new StockPosition(Math.Max(0, p.Value), 0, Math.Max(0, -p.Value), [.. coming[p.Key].OrderBy(a => a.Day)], true)));
        return new PlanInput(
            asOf,
            TimeBucket.Week,
            [.. stores.Select((s, i) => new DemandSeries(Key(s), TimeBucket.Week, First.AddDays(-7 * Known), DailySales.Weekly(sales[i], Known + week), [], []))],
            terms,
            new StockPositions(positions),
            [],
            [],
            settings);
    }

    private static SkuLocation Key(string place) => new(Product, new Location(place));
}
