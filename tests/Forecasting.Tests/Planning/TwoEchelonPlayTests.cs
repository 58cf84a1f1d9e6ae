using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

/// <summary>Thirty weeks of a warehouse and six stores, planned every Monday and played day by day with demand that the plan does not know.</summary>
[TestFixture]
public sealed class TwoEchelonPlayTests
{
    private const int Known = 60, Played = 30, WarmUp = 6, StoreCount = 6, Games = 2;
    private const int BuyingDays = 14, SendingDays = 2;

    private static readonly DateOnly First = new(2026, 3, 2);
    private static readonly SkuLocation Hub = new(new Sku("A"), new Location("HUB"));

    [Test]
    public void Play_WarehousePlannedOnItsStores_ServesThemAtItsTarget_AndSendsOnlyWhatItHas()
    {
        var games = Enumerable.Range(1, Games).Select(seed => Play((ulong)seed)).ToList();
        var sent = (double)(games.Sum(g => g.Sent) / games.Sum(g => g.Asked));
        var served = (double)(games.Sum(g => g.Served) / games.Sum(g => g.Wanted));
        Assert.That(sent, Is.EqualTo(0.97).Within(0.025), "the fill rate that it is planned for: that of its class A stores");
        Assert.That(served, Is.GreaterThan(0.94));
        Assert.That(games.Sum(g => g.Held), Is.LessThan(games.Sum(g => g.Wanted) / 2), "after sending it holds days of demand, not weeks");
    }

    // Units of the weeks after the warm-up; held: after sending, week by week.
    private static (decimal Asked, decimal Sent, decimal Wanted, decimal Served, decimal Held) Play(ulong seed)
    {
        SkuLocation[] stores = [.. Enumerable.Range(1, StoreCount).Select(i => new SkuLocation(Hub.Sku, new Location($"S{i}")))];
        var sales = DailySales.Of(stores.Length, 7 * (Known + Played), seed);
        var shelf = stores.ToDictionary(s => s, _ => 12m);
        shelf[Hub] = 60;
        var coming = stores.Append(Hub).ToDictionary(k => k, _ => new List<Arrival>());
        decimal asked = 0, sent = 0, wanted = 0, served = 0, held = 0;
        for (var week = 0; week < Played; week++)
        {
            var asOf = First.AddDays(7 * week);
            var plan = Plan.Make(Input(asOf, stores, sales, week, shelf, coming), 1, null, CancellationToken.None);
            var lines = plan.Lines.ToDictionary(l => l.Key, l => l.Recommendation.Explanation);
            // What comes this morning can be sent this morning.
            Arrive(asOf);
            var moved = stores.Sum(s => lines[s].Quantity);
            Assert.That(moved, Is.LessThanOrEqualTo(shelf[Hub]), "conservation");
            shelf[Hub] -= moved;
            foreach (var store in stores.Where(s => lines[s].Quantity > 0))
                coming[store].Add(new Arrival(asOf.AddDays(SendingDays), lines[store].Quantity, ""));
            if (lines[Hub].Quantity > 0)
                coming[Hub].Add(new Arrival(asOf.AddDays(BuyingDays), lines[Hub].Quantity, ""));
            var counts = week >= WarmUp;
            if (counts)
                (asked, sent, held) = (asked + stores.Sum(s => lines[s].Quantity + lines[s].SourceCut), sent + moved, held + shelf[Hub]);
            for (var day = 0; day < 7; day++)
            {
                Arrive(asOf.AddDays(day));
                for (var i = 0; i < stores.Length; i++)
                {
                    // Who finds nothing waits: the shelf goes below zero.
                    var units = (decimal)sales[i][7 * (Known + week) + day];
                    if (counts)
                        (wanted, served) = (wanted + units, served + Math.Clamp(shelf[stores[i]], 0, units));
                    shelf[stores[i]] -= units;
                }
            }
        }

        return (asked, sent, wanted, served, held);

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
        DateOnly asOf, SkuLocation[] stores, int[][] sales, int week, Dictionary<SkuLocation, decimal> shelf, Dictionary<SkuLocation, List<Arrival>> coming)
    {
        var settings = new PlanSettings
        {
            Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage },
            Inventory = new InventorySettings { Paths = 400 },
        };
        var item = new Item(Hub.Sku) { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 } };
        var terms = new SupplyTermsResolution(
            new Dictionary<Sku, Item> { [item.Sku] = item },
            new Dictionary<SkuLocation, PlanningColumns>(),
            stores.ToDictionary(s => s.Location, s => new StockingPlace(s.Location) { SourceLocation = Hub.Location, TransferLeadTimeDays = SendingDays }),
            new Dictionary<string, Supplier> { ["ACME"] = new("ACME") { LeadTimeDays = BuyingDays } },
            new LeadTimeLearning([], asOf),
            settings.Inventory);
        var positions = shelf.Select(p => KeyValuePair.Create(
            p.Key, new StockPosition(Math.Max(0, p.Value), 0, Math.Max(0, -p.Value), [.. coming[p.Key].OrderBy(a => a.Day)], true)));
        return new PlanInput(
            asOf,
            TimeBucket.Week,
            [.. stores.Select((s, i) => new DemandSeries(s, TimeBucket.Week, First.AddDays(-7 * Known), DailySales.Weekly(sales[i], Known + week), [], []))],
            terms,
            new StockPositions(positions),
            [],
            [],
            settings);
    }
}
