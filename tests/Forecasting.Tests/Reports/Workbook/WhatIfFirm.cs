using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Tests.Planning;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>Items that meet every rule of ordering, and what the planner may ask about each of them.</summary>
internal static class WhatIfFirm
{
    public static readonly string[] Items =
        ["PLAIN", "PACKED", "MINIMUM", "LIMITED", "FULL", "CYCLE", "COST", "FRESH", "ENDING", "LAST", "LIQUID", "LATE", "STOCKED", "SELDOM", "WHOLESALE"];

    /// <summary>The plan with its levels, or without them another plan, with something else about each item.</summary>
    /// <param name="settings">How orders are computed.</param>
    /// <param name="change">From an item and what is usual for it to what is asked.</param>
    public static Plan Plan(InventorySettings settings, Func<string, WhatIf, WhatIf>? change = null)
    {
        var firm = new SmallFirm()
            .Buys(new Supplier("S") { LeadTimeDays = 8, LeadTimeStandardDeviationDays = 2, ReviewDays = 7 })
            .Buys(new Supplier("DEAR") { LeadTimeDays = 12, OrderCost = 40, ReviewDays = 7 });
        for (var i = 0; i < Items.Length; i++)
        {
            var (sku, number) = (Items[i], i);
            var asked = Usual(sku);
            asked = change?.Invoke(sku, asked) ?? asked;
            firm.Item(sku, item => item with { Unit = sku == "LIQUID" ? "kg" : "each" })
                .Listed(sku, "LEEDS", Columns(sku) with { LeadTimeDays = asked.LeadTime, ServiceTarget = asked.Target, ShortageCost = asked.ShortageCost })
                .Sells(sku, Enumerable.Range(0, 45).Select(t => sku == "SELDOM" ? t == 40 ? 2 : 0 : 3.0 + number + t * (7 + number) % (5 + number)))
                .Holds(sku, asked.OnHand);
        }

        firm.Awaits(new OpenOrder("PO-1", SmallFirm.Key("LATE"), 20, SmallFirm.AsOf.AddDays(3), "S", null))
            .Awaits(new OpenOrder("PO-2", SmallFirm.Key("LATE"), 30, SmallFirm.AsOf.AddDays(18), "S", null));
        var input = firm.Input(new PlanSettings
        {
            Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage },
            Inventory = settings with { JointOrders = false, Paths = 100 },
        });
        return Forecasting.Planning.Plan.Make(input with { TellsLevels = change is null, TellsServiceCost = false }, 1, null, CancellationToken.None);
    }

    /// <summary>What is planned with.</summary>
    public static WhatIf Usual(string sku) => new(
        8,
        sku switch { "CYCLE" => new ServiceTarget.CycleServiceLevel(0.93), "COST" => new ServiceTarget.CostOptimal(), _ => new ServiceTarget.FillRate(0.95) },
        sku == "COST" ? 6 : null,
        sku switch { "FULL" => 500, "LIMITED" => 9, "LATE" => 5, "LIQUID" => 2.5m, _ => 12 });

    private static PlanningColumns Columns(string sku)
    {
        var common = new PlanningColumns { Supplier = sku == "WHOLESALE" ? "DEAR" : "S", UnitCost = 4, UnitPrice = 7, HoldingCost = 0.05m };
        return sku switch
        {
            "PACKED" => common with { PackSize = 12 },
            "MINIMUM" => common with { PackSize = 5, Moq = 60 },
            "LIMITED" => common with { PackSize = 4, MaxOrder = 10 },
            "FULL" or "STOCKED" => common with { MinStock = 20, MaxStock = 55 },
            "FRESH" => common with { ShelfLifeDays = 6 },
            "ENDING" => common with { EndDate = SmallFirm.AsOf.AddDays(30) },
            "LAST" => common with { EndDate = SmallFirm.AsOf.AddDays(12), UnitPrice = null },
            "LIQUID" => common with { PackSize = 0.3m },
            _ => common,
        };
    }

    /// <summary>What a planner may ask about.</summary>
    /// <param name="LeadTime">Mean lead time, days.</param>
    /// <param name="Target">Service target.</param>
    /// <param name="ShortageCost">Cost of one unit short.</param>
    /// <param name="OnHand">Units on the shelf.</param>
    internal sealed record WhatIf(double LeadTime, ServiceTarget Target, decimal? ShortageCost, decimal OnHand);
}
