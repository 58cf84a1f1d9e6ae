using System.Diagnostics;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Inventory.JointOrders;
using Forecasting.Inventory.SharedOrders;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Inventory.Theory;

namespace Forecasting.Benchmarks.Orders;

/// <summary>What planning costs beside forecasting: each step on generated demand, on one thread, for as many SKU-locations as asked.</summary>
internal static class PlanningTable
{
    private const int LinesPerOrder = 100;
    private const int PlacesPerTree = 16;
    private const int Forecasts = 300;
    private const int Weeks = 156;
    private static readonly DateOnly Monday = new(2026, 6, 29);

    /// <summary>Prints the table.</summary>
    /// <param name="count">SKU-locations.</param>
    /// <param name="output">Where to.</param>
    public static int Print(int count, TextWriter output)
    {
        var demands = Enumerable.Range(0, Forecasts).Select(i => GeneratedDemand.Series(Weeks, 52, 0, 11 + i)).ToArray();
        var fitted = new SeriesForecast[Forecasts];
        var forecasting = Seconds(() =>
        {
            for (var i = 0; i < Forecasts; i++)
                fitted[i] = ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(demands[i], 52, 13, new ForecastSettings(), [0.025, 0.1, 0.5, 0.9, 0.975])).Value;
        }) / Forecasts * count;

        var terms = new SupplyTerms(new SkuLocation(new Sku("A"), Location.Only)) { LeadTime = new LeadTime(14, 3), UnitCost = 10, UnitPrice = 15, Moq = 5, PackSize = 5 };
        var settings = new InventorySettings();
        var window = OrderWindow.From(Monday, terms);
        var random = new Random(5);
        double[] draws = [.. Enumerable.Range(0, settings.Paths).Select(_ => Math.Sqrt(12) * (random.NextDouble() - 0.5))];
        var curves = new ShortageCurve[count];
        var advice = new Recommendation[count];
        var services = new ServiceLine[count];
        var curveClock = new Stopwatch();
        var levels = Seconds(() =>
        {
            for (var i = 0; i < count; i++)
            {
                var position = new StockPosition(i % 160, 0, 0, [], true);
                var paths = DemandPaths.Simulate(fitted[i % Forecasts].Forecast, fitted[i % Forecasts].Spread, 5, settings.Paths, (ulong)i, true);
                var demand = LeadTimeDemand.Simulate(
                    paths.Values.AsSpan(), 5, 7, Monday, window, terms.LeadTime, position, UnmetDemand.Lost, draws);
                advice[i] = Replenishment.Recommend(demand, window, terms, position, new double[91], settings, Monday.AddDays(7));
                curves[i] = ShortageCurve.Of(demand);
                curveClock.Start();
                services[i] = ServiceLine.Of(demand, window, terms with { UnitCost = 1 + i % 40, UnitPrice = 2 + i % 60 }, settings, ServiceWeight.Value);
                curveClock.Stop();
            }
        }) - curveClock.Elapsed.TotalSeconds;
        var mix = Seconds(() =>
        {
            var chosen = new ServiceMix([.. services], settings.LeastFillRate);
            _ = chosen.ForFillRate(0.95);
            _ = chosen.Curve(25);
        });

        var wanted = advice.Select(a => a.Explanation.Quantity).ToArray();
        var value = (double)wanted.Sum() * 10;
        var orders = Enumerable.Range(0, count / LinesPerOrder)
            .Select(o => new SharedOrder
            {
                Lines = [.. Enumerable.Range(o * LinesPerOrder, LinesPerOrder)],
                MinimumValue = value / count * LinesPerOrder * (o % 3 == 0 ? 1.3 : 0.5),
                Capacity = (double)wanted.Sum() / count * LinesPerOrder * (o % 3 == 1 ? 0.8 : 2),
            }).ToArray();
        double[] prices = [.. Enumerable.Repeat(10.0, count)];
        double[] volumes = [.. Enumerable.Repeat(1.0, count)];
        var spent = 0.0;
        var rules = Seconds(() =>
        {
            OrderCandidate[] candidates = [.. wanted.Select((w, i) => new OrderCandidate(
                new OrderWorth(curves[i], (double)advice[i].Explanation.InventoryPosition, (double)advice[i].Explanation.OrderUpToLevel, 1, 5, 0.04), w, 5, 5, decimal.MaxValue))];
            _ = new SharedRules(candidates, orders, prices, volumes, 0.25 * value);
            spent = SharedSizing.Total(candidates, prices);
        });

        var periods = Seconds(() =>
        {
            for (var o = 0; o < count / LinesPerOrder; o++)
            {
                JointItem[] items = [.. Enumerable.Range(0, LinesPerOrder).Select(i => new JointItem(0.2 + (i + o) % 30, 0.5 + 0.8 * ((i + o) % 30), 0.001 * (1 + i % 40), 5))];
                _ = JointRhythm.Find(50 + o % 200, 0, 7, 91, items);
            }
        });
        var placed = Seconds(() =>
        {
            for (var t = 0; t < count / PlacesPerTree; t++)
                _ = GuaranteedService.Optimize(Tree(t), 1);
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:#,##0} SKU-locations, {orders.Length:#,##0} orders, budget {0.25 * value:#,##0}, spent {spent:#,##0}; one thread, seconds"));
        output.WriteLine("| step | seconds | ÷ forecasting |\n|---|--:|--:|");
        foreach (var (step, seconds) in new[] { ($"forecasting (measured on {Forecasts})", forecasting), ("paths, levels, order of each line", levels), ("service curve of each line", curveClock.Elapsed.TotalSeconds), ("one total, and the service–cost curve", mix), ("orders as wholes, budget", rules), ("periods of suppliers, joint orders", periods), ("safety stock placed in trees of three echelons", placed) })
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {seconds:0.0} | {seconds / forecasting:0.0000} |"));
        return 0;
    }

    // A warehouse, three depots and twelve stores.
    private static ServiceNetwork Tree(int number) => new(
        [
            new ServiceStage(0.01, 14 + number % 28),
            .. Enumerable.Range(0, 3).Select(_ => new ServiceStage(0.012, 7)),
            .. Enumerable.Range(0, 12).Select(s => new ServiceStage(0.015, 9) { DemandDeviation = 1 + (s + number) % 5, ExternalOutboundTime = 0 }),
        ],
        [.. Enumerable.Range(1, 3).Select(d => (0, d)), .. Enumerable.Range(0, 12).Select(s => (1 + s % 3, 4 + s))],
        0.1);

    private static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
