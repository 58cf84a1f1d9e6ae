using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>From a service target and the demand over the protection interval to the policy: when to order, and up to where.</summary>
public static class ReorderLevels
{
    /// <summary>Days in a week, for costs per week.</summary>
    private const double DaysPerWeek = 7;

    /// <summary>The policy, rounded to what the item can be counted in.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="window">Its days.</param>
    /// <param name="terms">Target, costs, lot rules.</param>
    /// <param name="settings">Defaults.</param>
    /// <param name="notes">Receives what a planner should know.</param>
    public static ReplenishmentPolicy Choose(
        LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, ICollection<string> notes)
    {
        var lot = Lot(demand, window, terms, settings);
        var point = ForTarget(demand, window, terms, settings, Math.Max(lot, demand.MeanReviewDemand), notes);
        var reorderPoint = Math.Max(RoundUp(point, terms), terms.MinStock);

        // A lot no larger than what one review period sells is ordered anyway: then every review orders up to the level.
        var level = lot <= demand.MeanReviewDemand || lot <= (double)terms.PackSize
            ? reorderPoint
            : reorderPoint + RoundUp(lot, terms);

        if (Cap(demand, window, terms) is var (cap, why) && level > cap)
        {
            notes.Add(FormattableString.Invariant($"Order-up-to level {level:0.###} cut to {cap:0.###}: {why}."));
            level = cap;
            reorderPoint = Math.Min(reorderPoint, level);
        }

        return level == reorderPoint
            ? new ReplenishmentPolicy.OrderUpTo(level)
            : new ReplenishmentPolicy.ReorderPointOrderUpTo(reorderPoint, level);
    }

    /// <summary>The critical ratio c_u / (c_u + c_o): one more unit is worth stocking while it sells with at least 1 − this probability.</summary>
    /// <param name="shortageCost">c_u: cost of one unit short, &gt; 0.</param>
    /// <param name="holdingCostPerWeek">Cost of one unit for one week, ≥ 0.</param>
    /// <param name="reviewDays">Days until the next delivery can correct: c_o is the holding cost of this time.</param>
    /// <remarks>Arrow, Harris and Marschak 1951; Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 4.3.2.</remarks>
    public static double CriticalRatio(double shortageCost, double holdingCostPerWeek, double reviewDays) =>
        shortageCost / (shortageCost + holdingCostPerWeek * reviewDays / DaysPerWeek);

    private static double ForTarget(
        LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, double cycleDemand, ICollection<string> notes)
    {
        switch (terms.ServiceTarget)
        {
            case ServiceTarget.CycleServiceLevel level:
                return demand.Quantile(level.Probability);
            case ServiceTarget.FillRate fill:
                return FillRateLevel(demand, fill.Share, cycleDemand);
            case ServiceTarget.CostOptimal when terms.ShortageCost is > 0 and var shortage && HoldingCost(terms, settings) is > 0 and var holding:
                return demand.Quantile(CriticalRatio((double)shortage, holding, window.ReviewDays));
            case ServiceTarget.CostOptimal:
                notes.Add("Service target is cost, but shortage_cost or holding_cost is missing: a 95 % fill rate is used.");
                return FillRateLevel(demand, 0.95, cycleDemand);
            default:
                throw new InvalidOperationException("The family of service targets is closed.");
        }
    }

    // E[(D_P − s)⁺] = (1 − β)·Q; without any demand to serve there is nothing to stock.
    private static double FillRateLevel(LeadTimeDemand demand, double fillRate, double cycleDemand) =>
        cycleDemand > 0 ? demand.LevelForShortage((1 - fillRate) * cycleDemand) : 0;

    private static double Lot(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
    {
        var weekly = demand.MeanReviewDemand / window.ReviewDays * DaysPerWeek;
        var economic = terms.OrderCost > 0 && HoldingCost(terms, settings) is > 0 and var holding
            ? EconomicOrderQuantity.Compute((double)terms.OrderCost, Math.Max(0, weekly), holding)
            : 0;
        return Math.Max(economic, Math.Max((double)terms.Moq, (double)terms.PackSize));
    }

    /// <summary>Cost of holding one unit for one week: given, or a share of its cost; null when neither is known.</summary>
    internal static double? HoldingCost(SupplyTerms terms, InventorySettings settings) =>
        terms.HoldingCostPerWeek is { } given ? (double)given
        : terms.UnitCost is { } cost ? (double)cost * settings.HoldingCostRate / 52
        : null;

    private static (decimal Cap, string Why)? Cap(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms)
    {
        (decimal Cap, string Why)? cap = terms.MaxStock is { } most ? (most, "max_stock") : null;
        if (terms.ShelfLifeDays is { } days)
        {
            // What is on the shelf from the delivery on must sell within its shelf life; what sells before the delivery comes on top.
            var untilDelivery = Math.Max(0, demand.Mean - demand.MeanReviewDemand);
            var sells = RoundUp(untilDelivery + demand.MeanReviewDemand / window.ReviewDays * days, terms);
            if (cap is null || sells < cap.Value.Cap)
                cap = (sells, FormattableString.Invariant($"more would not sell within the shelf life of {days} days"));
        }

        return cap;
    }

    private static decimal RoundUp(double units, SupplyTerms terms) => terms.IsDivisible
        ? Math.Ceiling(ToDecimal(units) * 1000) / 1000
        : Math.Ceiling(Math.Round(ToDecimal(units), 6));

    // Beyond 10^15 units the number is a data fault; decimals would overflow in later sums.
    private static decimal ToDecimal(double units) => (decimal)Math.Clamp(units, -1e15, 1e15);
}
