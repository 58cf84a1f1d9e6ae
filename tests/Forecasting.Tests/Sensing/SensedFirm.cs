using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;
using Forecasting.Planning;
using Forecasting.Sensing;

namespace Forecasting.Tests.Sensing;

/// <summary>Twenty products of 70 units a week at one place, planned on Monday 2026-03-02 and sold as promised unless a test says otherwise.</summary>
internal sealed class SensedFirm
{
    public static readonly DateOnly Plan = new(2026, 3, 2);
    public static readonly Location Place = new("LEEDS");

    private readonly Dictionary<(int Product, DateOnly Day), double> sold = [];

    public DateOnly AsOf { get; init; } = Plan.AddDays(5);

    public ImmutableArray<CalendarEvent> Events { get; set; } = [];

    public List<StockLevel> Stock { get; } = [];

    public List<OpenOrder> OpenOrders { get; } = [];

    public List<Receipt> Receipts { get; } = [];

    public Dictionary<int, double> InStock { get; } = [];

    public static SkuLocation Key(int product) => new(new Sku($"P{product:00}"), Place);

    /// <summary>Says what was sold on the days since the plan.</summary>
    public SensedFirm Sell(int product, params double[] units)
    {
        for (var d = 0; d < units.Length; d++)
            sold[(product, Plan.AddDays(d))] = units[d];
        return this;
    }

    public SensingReport Look(SensingSettings? settings = null) => DemandSensing.Look(Input(settings ?? new SensingSettings()));

    private SensingInput Input(SensingSettings settings)
    {
        ImmutableArray<PromisedDemand> promises = [.. Enumerable.Range(0, 20).Select(p => new PromisedDemand(
            Key(p), [.. Enumerable.Range(0, 8).Select(w => new DemandSpan(Plan.AddDays(7 * w), Plan.AddDays(7 * w + 7), 70, 60))]))];
        var deliveries = new DeliveryRecords(Receipts, OpenOrders, _ => "S1", _ => []);
        var terms = new SupplyTermsResolution(
            Enumerable.Range(0, 20).Select(p => new Item(Key(p).Sku)
            {
                Planning = new PlanningColumns { Supplier = "S1", UnitCost = 2, UnitPrice = 5, LeadTimeDays = 5 },
            }).ToImmutableSortedDictionary(i => i.Sku, i => i),
            ImmutableSortedDictionary<SkuLocation, PlanningColumns>.Empty,
            ImmutableSortedDictionary<Location, StockingPlace>.Empty,
            new[] { new Supplier("S1") { LeadTimeDays = 5, Currency = "EUR" } }.ToImmutableSortedDictionary(s => s.Code, s => s),
            new LeadTimeLearning(deliveries, AsOf),
            new InventorySettings());
        return new SensingInput(
            AsOf,
            new PublishedPromise("r1", Plan, TimeBucket.Week, [.. promises.Select(p => p with { Spans = p.Spans.RemoveAll(s => s.Start >= AsOf) })], promises),
            [.. Enumerable.Range(0, 20).Select(Series)],
            new StockPositions(AsOf, Stock, OpenOrders, [], DateOnly.MaxValue, new LeadTimeLearning(deliveries, AsOf).Promises),
            [.. OpenOrders], deliveries, terms, Events, UnmetDemand.Backordered, settings);
    }

    private DemandSeries Series(int product)
    {
        var start = SensingInput.HistoryStart(Plan);
        var length = AsOf.DayNumber - start.DayNumber;
        var availability = InStock.TryGetValue(product, out var share)
            ? Enumerable.Range(0, length).Select(d => start.AddDays(d) < Plan ? 1 : share).ToImmutableArray()
            : [];
        return new DemandSeries(
            Key(product), TimeBucket.Day, start,
            [.. Enumerable.Range(0, length).Select(d => sold.GetValueOrDefault((product, start.AddDays(d)), 8 + (product + d) % 5))], [], availability);
    }
}
