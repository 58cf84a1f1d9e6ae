using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Tests.Reports;

/// <summary>A small plan made by hand: hostile codes and names, a fallback, corrections, quarantine, SKU-locations not planned, two currencies,
/// a purchase, a transfer and a cancellation. Everything in it is derived from a few numbers, so that totals can be checked.</summary>
internal static class SamplePlan
{
    public static readonly DateOnly AsOf = new(2024, 4, 15);

    /// <summary>Data of grade C, for two reasons.</summary>
    public static readonly DataTrust StaleStock = DataTrust.Of(
    [
        new(TrustGrade.B, "corrected", "1 of its last 13 weeks was corrected."),
        new(TrustGrade.C, "stale stock", "Its stock was last counted on 2024-03-01, 45 days ago."),
    ]);

    /// <summary>Data of grade B.</summary>
    public static readonly DataTrust Corrected = DataTrust.Of([new(TrustGrade.B, "assumed", "Its lead time is assumed.")]);

    /// <summary>Data of grade D.</summary>
    public static readonly DataTrust WrongUnit = DataTrust.Of([new(TrustGrade.D, "unit", "Sales since 2024-03-18 are 12 times what they were at every place: pieces or boxes?")]);

    private const int HistoryLength = 60;

    private const int Horizon = 16;

    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// <summary>Six SKU-locations in key order, and everything around them.</summary>
    public static PlanReport Report() => Of(
    [
        Line("00123", "LEEDS", 40, onHand: 12) with { Item = Named("00123", "Brake pad, front; \"long life\""), Trust = StaleStock },
        Line("1E5", "LEEDS", 25, onHand: 3, fallback: "History is shorter than two seasons.", arrival: (AsOf.AddDays(30), 60)) with { Trust = Corrected },
        Line("=1+1", "LEEDS", 8, onHand: 2) with { Item = Named("=1+1", "@SUM(A1:A9)") },
        Line("MARCH1", "YORK", 10, onHand: 300, arrival: (AsOf.AddDays(21), 80)),
        Line("قطعة-٧", "YORK", 15, onHand: 0, source: "LEEDS") with { Item = Named("قطعة-٧", "مرشح زيت") },
        Line("🚲 3/4", "YORK", 5, onHand: 4, currency: "USD") with { Item = Named("🚲 3/4", "Line one\nLine two") },
    ]) with
    { Advice = new StockAdvice([PostponedOrder()], [], []) };

    /// <summary>What to do about the order of MARCH1 that is on its way.</summary>
    public static OpenOrderAdvice PostponedOrder() => new OpenOrderAdvice.Postpone(AsOf.AddDays(63))
    {
        Key = new SkuLocation(new Sku("MARCH1"), new Location("YORK")),
        Order = new Arrival(AsOf.AddDays(21), 80, "PO-MARCH1"),
        Units = 80,
        Money = 20.4m,
        Reason = "Stock lasts until 2024-06-17.",
    };

    /// <summary>A report about some lines: orders from their explanations, in key order.</summary>
    public static PlanReport Of(IEnumerable<PlanLine> planLines)
    {
        ImmutableArray<PlanLine> lines = [.. planLines.OrderBy(l => l.Key)];
        return new PlanReport
        {
            Identity = new RunIdentity(AsOf, "all", new string('a', 64), [new("sales.csv", new string('b', 64))], "1.2.3"),
            Bucket = TimeBucket.Week,
            Horizon = Horizon,
            Cycle = AsOf,
            Lines = lines,
            Unplanned =
            [
                new UnplannedLine(new SkuLocation(new Sku("BOX-12"), new Location("YORK")), false, "Its data is of grade D: the last good plan stands.")
                {
                    Trust = WrongUnit,
                    LastGood = new LastGoodPlan("0123456789ab", AsOf.AddDays(-28), 36, AsOf.AddDays(-27), 11.5),
                },
                new UnplannedLine(new SkuLocation(new Sku("NEW-1"), new Location("LEEDS")), false, "Launched after the last complete week."),
                new UnplannedLine(new SkuLocation(new Sku("ODD-1"), new Location("YORK")), true, "The stock record has no unit."),
            ],
            Orders = Orders(lines),
            Imports =
            [
                Import("item_locations.csv", "item_locations", 0, 0, 0) with { RejectedReason = "The column \"location\" is missing." },
                Import("items.csv", "items", 200, 1, 2),
                Import("sales.csv", "sales", 10_000, 90, 10) with
                {
                    RowsSuperseded = 3,
                    QuantityRead = 48_120.5m,
                    QuantityLoaded = 48_000,
                    QuantityQuarantined = 100.5m,
                    QuantityDuplicate = 20,
                },
            ],
            Gate =
            [
                new GateFinding("sales", "volume", GateLevel.Warning, "YORK sent 12 rows on 2024-04-12; 40 are usual on a Friday (gate.volume)."),
                new GateFinding("items", "gtin", GateLevel.Note, "2 GTINs have a wrong check digit: MARCH1, 1E5."),
            ],
            Changes =
            [
                new HistoryChange(new SkuLocation(new Sku("00123"), new Location("LEEDS")), new DateOnly(2024, 3, 4), 7, 5, "previous import", "sales.csv"),
                new HistoryChange(new SkuLocation(new Sku("MARCH1"), new Location("YORK")), new DateOnly(2024, 3, 5), 4, null, "previous import", ""),
            ],
            Quarantine =
            [
                new QuarantinedRow("items.csv", "items", 17, "moq", "-5", "range", "\"-5\" is below 0.", "MARCH1,Oil filter,-5"),
                new QuarantinedRow("sales.csv", "sales", 118, "quantity", "12,5", "number", "\"12,5\" is not a number (expected e.g. 12.5).", "2024-02-30,00123,\"12,5\""),
                new QuarantinedRow("sales.csv", "sales", 118, "date", "2024-02-30", "date", "\"2024-02-30\" is not a day.", "2024-02-30,00123,\"12,5\""),
                new QuarantinedRow("sales.csv", "sales", 119, "sku", "=cmd|'/c calc'!A0", "required", "A row with\r\nits own line break.", new string('x', 40_000)),
            ],
            ServiceCost = ServiceCost(),
            Warnings = ["No receipts were given: lead times come from the suppliers."],
            Settings =
            [
                new SettingValue("inventory.serviceTarget", "fill:0.95", "default"),
                new SettingValue("run.horizon", "16", "command line"),
            ],
            Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty.WithComparers(StringComparer.Ordinal)
                .Add("S1", new Supplier("S1") { Name = "Acme & Sons", Currency = "EUR", MinimumOrderValue = 5_000 })
                .Add("S2", new Supplier("S2") { Currency = "USD", MinimumOrderQuantity = 10 }),
            Sequence = 7,
        };
    }

    /// <summary>A trade-off of five SKU-locations: money that grows as the share that is missed shrinks.</summary>
    public static ServiceCostCurve ServiceCost() => new(
        ServiceWeight.Value,
        5,
        [.. Enumerable.Range(0, 20).Select(i => Cheapest(1 - 0.5 * Math.Pow(0.7, i)))],
        Cheapest(0.952) with { StockMoney = 12_300, HoldingCostPerYear = 2_460 },
        Cheapest(0.952))
    {
        CostPerPoint = 184,
        Outside = [(OutsideTotal.OwnTarget, 1)],
        Currency = "EUR",
    };

    /// <summary>The cheapest stock for a fill rate, on the curve of <see cref="ServiceCost"/>.</summary>
    public static ServiceCostPoint Cheapest(double fillRate) =>
        new(fillRate, 300 - 100 * Math.Log(1 - fillRate), 3_000 - 2_250 * Math.Log(1 - fillRate), 600 - 450 * Math.Log(1 - fillRate));

    /// <summary>A SKU-location that sells about <paramref name="weekly"/> a week.</summary>
    public static PlanLine Line(
        string sku, string location, double weekly, decimal onHand, string fallback = "", (DateOnly Day, decimal Quantity)? arrival = null,
        string? source = null, string currency = "EUR")
    {
        var key = new SkuLocation(new Sku(sku), new Location(location));
        double[] sold = [.. Enumerable.Range(0, HistoryLength).Select(i => Math.Round(weekly * (1 + 0.3 * Math.Sin(i * 0.7))))];
        double[] learnt = [.. sold];
        learnt[7] = double.NaN;
        var raw = new DemandSeries(key, TimeBucket.Week, TimeBucket.Week.Add(AsOf, -HistoryLength), [.. sold], [], []);
        var correction = new Correction(TimeBucket.Week.Add(raw.Start, 7), sold[7], double.NaN, "stockout", "Out of stock on 6 of 7 days.");
        ImmutableArray<Arrival> arrivals = arrival is { } a ? [new Arrival(a.Day, a.Quantity, $"PO-{sku}")] : [];
        var unitCost = 2.5m + sku.Length;
        return new PlanLine(
            new Item(key.Sku) { Name = $"Part {sku}" },
            new SupplyTerms(key)
            {
                Supplier = source is null ? currency == "EUR" ? "S1" : "S2" : "",
                SourceLocation = source is null ? null : new Location(source),
                LeadTime = new LeadTime(10, 2),
                LeadTimeSource = "suppliers",
                PackSize = 6,
                UnitCost = unitCost,
                Currency = currency,
                HoldingCostPerWeek = unitCost * 0.005m,
                Assumptions = ["No unit price was given: a unit short costs what it is bought for."],
            },
            new CleansedSeries(raw, [.. learnt], [correction]),
            weekly < 10 ? DemandPattern.Lumpy : DemandPattern.Smooth,
            weekly > 20 ? 'A' : weekly > 8 ? 'B' : 'C',
            Forecast(weekly, fallback),
            new BacktestScore(fallback.Length > 0 ? "seasonal_naive" : "ssa", 8, 0.25, weekly * 0.02, 0.85, 0.9, 0.79, weekly * 0.25),
            new StockPosition(onHand, 1, 0, arrivals, IsKnown: true),
            Recommend(weekly, onHand, arrivals, unitCost));
    }

    public static Item Named(string sku, string name) => new(new Sku(sku)) { Name = name };

    private static DemandForecast Forecast(double weekly, string fallback)
    {
        var mean = Enumerable.Range(0, Horizon).Select(h => weekly * (1 + 0.1 * Math.Sin(h))).ToImmutableArray();
        return new DemandForecast(
            fallback.Length > 0 ? "seasonal_naive" : "ssa", fallback.Length > 0 ? "season 1" : "window 26, rank 4", fallback, mean, [.. Levels],
            [.. mean.SelectMany(m => Levels.Select(level => Math.Max(0, m + (level - 0.5) * m)))]);
    }

    private static Recommendation Recommend(double weekly, decimal onHand, ImmutableArray<Arrival> arrivals, decimal unitCost)
    {
        var expected = (decimal)Math.Round(weekly * 17 / 7, 3);
        var safety = decimal.Round(expected * 0.4m, 3);
        var onOrder = arrivals.Sum(x => x.Quantity);
        var need = expected + safety + 12 - onHand + 1 - onOrder;
        var orders = need >= 12;
        var packs = decimal.Ceiling(need / 6) * 6;
        var shortage = Math.Max(0, expected - onHand);
        return new Recommendation(
            new OrderExplanation
            {
                ExpectedDemand = expected,
                SafetyStock = safety,
                LotAllowance = 12,
                OnHand = onHand,
                Allocated = 1,
                Backordered = 0,
                OnOrder = onOrder,
                NotNeeded = orders ? 0 : -need,
                MinimumOrderRounding = 0,
                PackRounding = orders ? packs - need : 0,
                MaximumCut = 0,
            },
            AsOf, AsOf.AddDays(10), 17, decimal.Round(expected * 0.3m, 3), "fill rate 95 %", 0.962,
            shortage > 0 ? 0.83 : 0.02, shortage, shortage > 0 ? AsOf.AddDays(5) : null, shortage * unitCost,
            Math.Max(0, onHand + onOrder - 20 * (decimal)weekly),
            ["The item is new here."]);
    }

    private static ImmutableArray<OrderLine> Orders(ImmutableArray<PlanLine> lines)
    {
        var orders = lines.Where(l => l.Recommendation.Explanation.Quantity > 0).Select((line, i) =>
        {
            var isTransfer = line.Terms.SourceLocation is not null;
            var quantity = line.Recommendation.Explanation.Quantity;
            return new OrderLine(
                $"L{i:00000}", $"{(isTransfer ? "T" : "P")}-{line.Terms.Supplier}-{line.Key.Location}", i + 1,
                isTransfer ? OrderType.Transfer : OrderType.Purchase, OrderAction.Create, AsOf, line.Terms.Supplier,
                line.Terms.SourceLocation?.Code ?? "", line.Key.Location, line.Key.Sku, "", "04012345678901", quantity, "each", quantity / 6,
                null, AsOf.AddDays(10), line.Terms.UnitCost, line.Terms.Currency, "urgent", "BELOW_REORDER_POINT");
        }).ToList();
        if (orders.Count > 0)
        {
            orders.Add(orders[0] with
            {
                LineId = "L-cancelled",
                LineNumber = 9,
                Sku = new Sku("OLD-9"),
                Action = OrderAction.Cancel,
                Quantity = 0,
                Packs = 0,
                UnitPrice = null,
                Currency = "",
                ReasonCode = "NO_LONGER_NEEDED",
            });
        }

        return [.. orders.OrderBy(o => o.OrderId, StringComparer.Ordinal).ThenBy(o => o.LineNumber)];
    }

    private static ImportReport Import(string file, string feed, long loaded, long quarantined, long duplicates) => new(
        file, feed, new string('c', 64), 1234, "UTF-8, comma, decimal point, ISO dates", loaded + quarantined + duplicates, loaded, quarantined, duplicates, "",
        ["The column \"customer_email\" looks like a person and was dropped."]);
}
