using System.Collections.Immutable;
using System.Text;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.WhatIf;
using Forecasting.Statistics;

namespace Forecasting.Planning;

/// <summary>From the forecast of one SKU-location to its order: possible futures are drawn once, and answer for any stock and target.</summary>
internal sealed class OrderChoice
{
    private readonly DemandForecast forecast;
    private readonly PlanInput input;
    private readonly SupplyTerms terms;
    private readonly OrderWindow window;
    private readonly DateOnly demandStart;
    private readonly PathDraws draws;
    private readonly Dictionary<int, DemandPaths> drawn;
    private readonly DemandPaths paths;
    private readonly double[] leadTimeDraws;
    private readonly ImmutableArray<double> dailyMean;

    /// <summary>Draws the futures.</summary>
    /// <param name="forecast">What is expected.</param>
    /// <param name="spread">How far it may be wrong.</param>
    /// <param name="series">What was sold.</param>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="input">Everything shared.</param>
    public OrderChoice(DemandForecast forecast, ErrorSpread spread, DemandSeries series, SupplyTerms terms, PlanInput input)
    {
        (this.forecast, this.input, this.terms, demandStart) = (forecast, input, terms, series.End);
        window = OrderWindow.From(input.AsOf, terms);
        dailyMean = DailyDemand.Of(forecast.Mean.AsSpan(), input.Bucket, series.End, input.AsOf);
        draws = new PathDraws(forecast, spread, input.Settings.Inventory.Paths, StableHash(series.Key), !terms.IsDivisible);
        drawn = [];
        paths = Draw(Reach());
        leadTimeDraws = terms.LeadTime.StandardDeviationDays > 0
            ? StandardNormalDraws(input.Settings.Inventory.Paths, StableHash(series.Key) ^ 0x9E3779B97F4A7C15)
            : [];
    }

    // Another lead time: the same draws, and the same paths where they were drawn as long before.
    private OrderChoice(OrderChoice other, double leadTimeDays)
    {
        (forecast, input, demandStart) = (other.forecast, other.input, other.demandStart);
        (draws, drawn, dailyMean, leadTimeDraws) = (other.draws, other.drawn, other.dailyMean, other.leadTimeDraws);
        terms = other.terms with { LeadTime = other.terms.LeadTime with { MeanDays = leadTimeDays } };
        window = OrderWindow.From(input.AsOf, terms);
        paths = Draw(Reach());
    }

    /// <summary>Days of the order and of the one after it.</summary>
    public OrderWindow Window => window;

    /// <summary>True when demand that finds an empty shelf is gone, so that demand depends on the stock.</summary>
    public bool LosesDemand => input.Settings.Inventory.UnmetDemand == UnmetDemand.Lost;

    /// <summary>Demand over the protection interval as a stock will feel it.</summary>
    /// <param name="position">The stock.</param>
    public LeadTimeDemand DemandFor(StockPosition position) => Play(position, terms.LeadTime, leadTimeDraws);

    /// <summary>The same for another stock.</summary>
    /// <param name="position">The other stock.</param>
    /// <param name="demand">For the stock of the plan itself: where customers wait, the demand of the interval does not depend on the stock, so it is not played again.</param>
    public LeadTimeDemand DemandFor(StockPosition position, LeadTimeDemand demand) =>
        LosesDemand ? DemandFor(position) : demand;

    /// <summary>The same SKU-location with another lead time.</summary>
    /// <param name="leadTimeDays">Mean, days; its deviation stays.</param>
    /// <returns>Itself, and its terms.</returns>
    public (OrderChoice Choice, SupplyTerms Terms) With(double leadTimeDays)
    {
        var choice = leadTimeDays == terms.LeadTime.MeanDays ? this : new OrderChoice(this, leadTimeDays);
        return (choice, choice.terms);
    }

    /// <summary>What its lead time asks for.</summary>
    /// <param name="days">The lead time, whole days.</param>
    /// <param name="aims">Terms that differ in their targets only.</param>
    /// <param name="planned">Position of the planned ones.</param>
    /// <param name="position">Stock and what is on its way.</param>
    public LevelsAtLeadTime Levels(int days, ReadOnlySpan<SupplyTerms> aims, int planned, StockPosition position)
    {
        var (demand, chosen) = (DemandFor(position), aims[planned]);
        var policies = ReorderLevels.Uncapped(demand, window, aims, input.Settings.Inventory);
        var policy = policies[planned];
        var lot = policy.LotSize > 0 ? policy.LotSize : chosen.PackSize;
        var advice = Recommend(demand, chosen, position);
        return new LevelsAtLeadTime(days, [.. policies.Select(p => (double)p.OrderingPoint)])
        {
            ExpectedDemand = advice.Explanation.ExpectedDemand,
            LotAllowance = policy.TargetLevel - policy.OrderingPoint,
            Lot = lot,
            Cap = LevelCap.Of(demand, window, chosen)?.Cap,
            TooLate = position.OnOrder - advice.Explanation.OnOrder,
            // What is left over of a last buy depends on the stock too: whether it pays is asked for the stock of the plan.
            IsRefused = Replenishment.IsRefused(demand, window, chosen, input.AsOf.AddDays(input.Settings.Inventory.PlanIntervalDays), lot)
                || (policy is ReplenishmentPolicy.LastBuy && advice.Explanation is { NotNeeded: < 0 } why && why.InventoryPosition <= why.ReorderPoint),
        };
    }

    /// <summary>Says what the safety stock of a recommendation is made of: demand, lead time, and what the level was raised by.</summary>
    /// <param name="advice">For the terms of the plan itself.</param>
    /// <param name="demand">Of <see cref="DemandFor(StockPosition)"/>.</param>
    /// <param name="position">Stock and what is on its way.</param>
    public Recommendation Explained(Recommendation advice, LeadTimeDemand demand, StockPosition position)
    {
        var safety = Safety(demand);
        var punctual = leadTimeDraws.Length > 0 ? Safety(Play(position, terms.LeadTime with { StandardDeviationDays = 0 }, [])) : safety;
        return advice with
        {
            Explanation = advice.Explanation with
            {
                LeadTimeSafety = Math.Round(safety - punctual, 2),
                ServiceSafety = Math.Round(advice.Explanation.SafetyStock - safety, 2),
            },
        };
    }

    /// <summary>What to order.</summary>
    /// <param name="demand">Of <see cref="DemandFor(StockPosition)"/>.</param>
    /// <param name="chosen">Terms; their days are those that this was made with.</param>
    /// <param name="position">Stock and what is on its way.</param>
    public Recommendation Recommend(LeadTimeDemand demand, SupplyTerms chosen, StockPosition position) => Replenishment.Recommend(
        demand, window, chosen, position, dailyMean.AsSpan(), input.Settings.Inventory, input.AsOf.AddDays(input.Settings.Inventory.PlanIntervalDays));

    /// <summary>What to order for another stock and other terms.</summary>
    /// <param name="demand">Of <see cref="DemandFor(StockPosition)"/> for the stock of the plan itself.</param>
    /// <param name="chosen">Terms; their days are those that this was made with.</param>
    /// <param name="position">The other stock.</param>
    public AlternativeOrder Order(LeadTimeDemand demand, SupplyTerms chosen, StockPosition position)
    {
        var advice = Recommend(DemandFor(position, demand), chosen, position);
        return new AlternativeOrder(advice.Explanation.Quantity, advice.JoinQuantity);
    }

    private LeadTimeDemand Play(StockPosition position, LeadTime leadTime, ReadOnlySpan<double> draws) => LeadTimeDemand.Simulate(
        paths.Values.AsSpan(), paths.Buckets, input.Bucket.MeanDays, demandStart, window, leadTime, position, input.Settings.Inventory.UnmetDemand, draws);

    // Buckets up to the latest that the order after this one may come.
    private int Reach()
    {
        var late = 3 * terms.LeadTime.StandardDeviationDays;
        var reach = (window.NextDelivery.DayNumber - demandStart.DayNumber + late) / input.Bucket.MeanDays;
        return Math.Clamp((int)Math.Ceiling(reach), 1, forecast.Horizon);
    }

    private DemandPaths Draw(int buckets) => drawn.TryGetValue(buckets, out var known)
        ? known
        : drawn[buckets] = draws.Paths(buckets);

    // Safety stock before whole units and least stock.
    private decimal Safety(LeadTimeDemand demand) =>
        ReorderLevels.Choose(demand, window, terms with { MinStock = 0, IsDivisible = true }, input.Settings.Inventory, []).OrderingPoint
        - (decimal)Math.Clamp(demand.Mean, -1e15, 1e15);

    // One draw in the middle of each of n equally probable slices, shuffled: the lead time's spread carries no sampling noise of its own.
    private static double[] StandardNormalDraws(int count, ulong seed)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++)
            draws[i] = NormalDistribution.Quantile((i + 0.5) / count);
        var random = new SplitMix64(seed);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.NextBelow(i + 1);
            (draws[i], draws[j]) = (draws[j], draws[i]);
        }

        return draws;
    }

    // FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine, unlike GetHashCode.
    private static ulong StableHash(SkuLocation key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(key.Location.Code + "\n" + key.Sku.Code))
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}
