using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory.SimulatedYears;

/// <summary>Classes of products with known demand.</summary>
public static class Assortment
{
    public enum DemandClass
    {
        Smooth,
        Seasonal,
        Lumpy,
        Slow,
    }

    public enum Lot
    {
        Unit,
        Pack,
        Minimum,
        Economic,
    }

    /// <summary>Product <paramref name="number"/> of a class.</summary>
    internal static KnownDemand Demand(DemandClass kind, int number)
    {
        var random = new SplitMix64(unchecked((ulong)number * 7919 + (ulong)kind));
        random.NextBits();
        return kind switch
        {
            DemandClass.Smooth => new KnownDemand.Smooth(30 + 90 * random.NextUniform(), 0.15 + 0.25 * random.NextUniform()),
            DemandClass.Seasonal => new KnownDemand.Seasonal(
                30 + 90 * random.NextUniform(), 0.15 + 0.25 * random.NextUniform(), 0.3 + 0.3 * random.NextUniform(), random.NextUniform()),
            DemandClass.Lumpy => new KnownDemand.Lumpy(0.25 + 0.4 * random.NextUniform(), 15 + 45 * random.NextUniform()),
            DemandClass.Slow => new KnownDemand.Lumpy(0.03 + 0.3 * random.NextUniform(), 1 + random.NextUniform()),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>Its terms.</summary>
    internal static SupplyTerms Terms(KnownDemand demand, ServiceTarget target, int leadWeeks, double spreadDays, Lot lot)
    {
        var mean = demand is KnownDemand.Seasonal seasonal ? seasonal.Mean : demand.ExpectedUnits(0);
        var terms = new SupplyTerms(new SkuLocation(new Sku("A"), Location.Only))
        {
            LeadTime = new LeadTime(7 * leadWeeks, spreadDays),
            ReviewDays = 7,
            ServiceTarget = target,
            ShortageCost = target is ServiceTarget.CostOptimal ? 1.9m : null,
            HoldingCostPerWeek = target is ServiceTarget.CostOptimal ? 0.1m : null,
        };
        return lot switch
        {
            Lot.Unit => terms,
            Lot.Pack => terms with { PackSize = Math.Max(1, Math.Round((decimal)(2.5 * mean))) },
            Lot.Minimum => terms with { Moq = Math.Max(1, Math.Round((decimal)(0.8 * mean))), PackSize = Math.Max(1, Math.Round((decimal)(0.2 * mean))) },
            Lot.Economic => terms with { OrderCost = (decimal)(0.5 * 0.1 * 6 * 6 * mean), HoldingCostPerWeek = 0.1m },
            _ => throw new ArgumentOutOfRangeException(nameof(lot), lot, null),
        };
    }

    /// <summary>A class played: every lot rule, lead times of one to four weeks, half of them with a spread of two days.</summary>
    internal static YearsScore Play(DemandClass kind, ServiceTarget target, UnmetDemand unmet, int products, int weeks, int paths)
    {
        var settings = new InventorySettings { UnmetDemand = unmet, Paths = paths };
        var score = default(YearsScore);
        for (var i = 0; i < products; i++)
        {
            var demand = Demand(kind, i);
            var terms = Terms(demand, target, 1 + i / 4 % 4, i / 2 % 2 * 2, (Lot)(i % 4));
            score = score.Add(StockYears.Play(demand, terms, settings, weeks, (ulong)(1000 * i + 1)));
        }

        return score;
    }
}
