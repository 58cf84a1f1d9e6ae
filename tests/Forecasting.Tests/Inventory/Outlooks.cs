using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory;

/// <summary>SKU-locations to try rules on: Monday 2 March 2026, a week's lead time, weekly orders, thirteen weeks ahead.</summary>
internal static class Outlooks
{
    public const int Horizon = 91;

    public static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>A place that sells the same every day, with arrivals given as day and quantity.</summary>
    public static StockOutlook Steady(string place, decimal onHand, double daily, params (int Day, decimal Quantity)[] arrivals)
    {
        var terms = new SupplyTerms(new SkuLocation(new Sku("A"), new Location(place)))
        {
            LeadTime = new LeadTime(7, 0),
            ReviewDays = 7,
            UnitCost = 1,
        };
        var coming = arrivals.Select((a, i) => new Arrival(Monday.AddDays(a.Day), a.Quantity, $"{place}-{i + 1}")).ToImmutableArray();
        return new StockOutlook(
            terms,
            OrderWindow.From(Monday, terms),
            new StockPosition(onHand, 0, 0, coming, true),
            20,
            20 + (decimal)daily * 14,
            0,
            [.. Enumerable.Repeat(daily, Horizon)])
        {
            CostOfOneShort = 2,
            HoldingCostPerWeek = 0.07m,
        };
    }

    public static StockOutlook Until(this StockOutlook outlook, int lastDay) =>
        outlook with { Terms = outlook.Terms with { EndDate = Monday.AddDays(lastDay) } };

    /// <summary>A place with stock, demand, orders and costs drawn at random.</summary>
    public static StockOutlook Random(string place, ref SplitMix64 random)
    {
        var daily = random.NextUniform() * 10;
        var arrivals = new (int, decimal)[random.NextBelow(4)];
        for (var i = 0; i < arrivals.Length; i++)
            arrivals[i] = (random.NextBelow(60), 1 + random.NextBelow(150));
        Array.Sort(arrivals);
        var steady = Steady(place, random.NextBelow(400), daily, arrivals);
        var mean = steady.DailyMean.ToBuilder();
        for (var d = 0; d < mean.Count; d++)
            mean[d] *= 2 * random.NextUniform();
        var outlook = steady with
        {
            DailyMean = mean.ToImmutable(),
            SafetyStock = random.NextBelow(40) - 5,
            OrderQuantity = random.NextBelow(2) * random.NextBelow(100),
            CostOfOneShort = random.NextBelow(4) == 0 ? null : 1 + random.NextBelow(5),
            HoldingCostPerWeek = random.NextBelow(4) == 0 ? null : 0.01m * random.NextBelow(30),
        };
        return random.NextBelow(4) == 0 ? outlook.Until(random.NextBelow(120)) : outlook;
    }
}
