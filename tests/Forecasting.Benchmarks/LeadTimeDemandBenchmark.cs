using BenchmarkDotNet.Attributes;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;

namespace Forecasting.Benchmarks;

/// <summary>What do sample paths and the protection interval cost per SKU-location?</summary>
[MemoryDiagnoser]
public class LeadTimeDemandBenchmark
{
    private static readonly DateOnly Monday = new(2026, 6, 29);

    private static readonly SupplyTerms Terms = new(new SkuLocation(new Sku("A"), Location.Only))
    {
        LeadTime = new LeadTime(14, 3),
        ReviewDays = 7,
    };

    private static readonly StockPosition Position = new(60, 2, 0, [new Arrival(Monday.AddDays(4), 30, "PO-1")], IsKnown: true);

    private readonly int paths = new InventorySettings().Paths;
    private OrderWindow window;
    private SeriesForecast fitted = null!;
    private DemandPaths demand = null!;
    private double[] leadTimeDraws = [];
    private int daysPerBucket;
    private int buckets;

    /// <summary>Bucket in which demand is forecast: three weeks, with late deliveries, are 5 of the one or 30 of the other.</summary>
    [Params("week", "day")]
    public string Bucket { get; set; } = "";

    [Params(UnmetDemand.Backordered, UnmetDemand.Lost)]
    public UnmetDemand Unmet { get; set; }

    [GlobalSetup]
    public void Fit()
    {
        window = OrderWindow.From(Monday, Terms);
        daysPerBucket = Bucket == "day" ? 1 : 7;
        buckets = (int)Math.Ceiling((window.ProtectionDays + 3 * Terms.LeadTime.StandardDeviationDays) / daysPerBucket);
        var season = Bucket == "day" ? 7 : 52;
        fitted = SeriesForecast.Create(GeneratedDemand.Series(156, season, shareOfGaps: 0), season, 35, new ForecastSettings(), [])
            is Outcome<SeriesForecast>.Done done ? done.Value : throw new InvalidOperationException("The series was not forecast.");
        demand = Draw();
        var random = new Random(5);
        leadTimeDraws = [.. Enumerable.Range(0, paths).Select(_ => Math.Sqrt(12) * (random.NextDouble() - 0.5))];
    }

    [Benchmark]
    public DemandPaths Draw() => DemandPaths.Simulate(fitted.Forecast, fitted.Spread, buckets, paths, seed: 1, isCount: true);

    [Benchmark]
    public LeadTimeDemand Play() => LeadTimeDemand.Simulate(
        demand.Values.AsSpan(), buckets, daysPerBucket, Monday, window, Terms.LeadTime, Position, Unmet, leadTimeDraws);
}
