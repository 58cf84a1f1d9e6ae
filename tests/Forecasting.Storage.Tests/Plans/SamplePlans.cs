using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Segmentation;

namespace Forecasting.Storage.Tests.Plans;

/// <summary>Small plans made by hand, with a value in every column.</summary>
internal static class SamplePlans
{
    public static readonly DateOnly AsOf = new(2024, 4, 15);

    public static PlanReport Report(string settings, params PlanLine[] lines) => new()
    {
        Identity = new RunIdentity(AsOf, "all", settings, [], "1.0"),
        Bucket = TimeBucket.Week,
        Horizon = 3,
        Cycle = AsOf,
        Lines = [.. lines],
        Unplanned = [],
        Orders = [],
        Imports = [],
        Quarantine = [],
        Warnings = [],
        Settings = [],
        Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty,
        Sequence = 1,
    };

    public static PlanLine Line(string sku, string location, decimal expected)
    {
        var key = new SkuLocation(new Sku(sku), new Location(location));
        var series = new DemandSeries(key, TimeBucket.Week, AsOf.AddDays(-14), [1, 0], [], []);
        return new PlanLine(
            new Item(key.Sku) { Name = $"Name of {sku}" },
            new SupplyTerms(key) { Supplier = "V1", LeadTime = new LeadTime(7.5, 1.25), LeadTimeSource = "receipts", Moq = 6, PackSize = 6, Assumptions = ["Unit cost unknown.", "é😀"] },
            new CleansedSeries(series, [1, double.NaN], [new Correction(AsOf.AddDays(-7), 0, double.NaN, "stockout", "Out of stock.")]),
            DemandPattern.Smooth,
            'A',
            new DemandForecast("ssa", "window 52, rank 6", "too short", [1.5, 2.5, 3.5], [0.5, 0.9], [1, 2, 3, 4, 5, 6]),
            new BacktestScore("ssa", 4, 0.5, -0.25, 0.9, double.NaN, 0.8, 1.5),
            new StockPosition(3, 1, 0.5m, [], true),
            new Recommendation(
                new OrderExplanation
                {
                    ExpectedDemand = expected,
                    SafetyStock = 0.1m / 3,
                    LotAllowance = 2,
                    OnHand = 3,
                    Allocated = 1,
                    Backordered = 0.5m,
                    OnOrder = 0,
                    NotNeeded = 0,
                    MinimumOrderRounding = 0.7m,
                    PackRounding = 1e-18m,
                    MaximumCut = 0,
                    Joined = 0.125m,
                    OfferRounding = 0.25m,
                } is var why ? why with { SafetyStock = Math.Round(why.SafetyStock, 18) } : null!,
                AsOf,
                AsOf.AddDays(8),
                14.5,
                3.25m,
                "fill rate 95 %",
                0.97,
                0.4,
                1.75m,
                AsOf.AddDays(3),
                123_456_789_012.34m,
                0,
                ["Capped.", "=1+1"]));
    }
}
