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
    /// <param name="settings">Defaults, and which policy.</param>
    /// <param name="notes">Receives what a planner should know.</param>
    public static ReplenishmentPolicy Choose(
        LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, ICollection<string> notes)
    {
        var policy = ByHand(demand, window, terms, settings, notes)
            ?? ForTarget(Lots.Of(demand, window, terms, settings), demand, window, terms, settings, notes);
        if (settings.Policy == PolicyRule.MinMax && terms.MaxStock is null && !window.IsLast)
            notes.Add("Policy is min_max, but max_stock is missing: planned automatically.");

        if (LevelCap.Of(demand, window, terms) is var (cap, why) && policy.TargetLevel > cap)
        {
            notes.Add(FormattableString.Invariant($"Order-up-to level {policy.TargetLevel:0.###} cut to {cap:0.###}: {why}."));
            policy = policy.CutTo(cap);
        }

        return policy;
    }

    /// <summary>The policies for several targets before any cap.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="window">Its days.</param>
    /// <param name="aims">Terms that differ in their targets only.</param>
    /// <param name="settings">Defaults, and which policy.</param>
    internal static ReplenishmentPolicy[] Uncapped(
        LeadTimeDemand demand, OrderWindow window, ReadOnlySpan<SupplyTerms> aims, InventorySettings settings)
    {
        var lots = Lots.Of(demand, window, aims[0], settings);
        var policies = new ReplenishmentPolicy[aims.Length];
        for (var i = 0; i < aims.Length; i++)
            policies[i] = ByHand(demand, window, aims[i], settings, []) ?? ForTarget(lots, demand, window, aims[i], settings, []);
        return policies;
    }

    /// <summary>The critical ratio c_u / (c_u + c_o): one more unit is worth stocking while it sells with at least 1 − this probability.</summary>
    /// <param name="shortageCost">c_u: cost of one unit short, &gt; 0.</param>
    /// <param name="holdingCostPerWeek">Cost of one unit for one week, ≥ 0.</param>
    /// <param name="reviewDays">Days until the next delivery can correct: c_o is the holding cost of this time.</param>
    /// <remarks>Arrow, Harris and Marschak 1951; Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 4.3.2.</remarks>
    public static double CriticalRatio(double shortageCost, double holdingCostPerWeek, double reviewDays) =>
        shortageCost / (shortageCost + holdingCostPerWeek * reviewDays / DaysPerWeek);

    /// <summary>Smallest number at or above <paramref name="units"/> that the item can be counted in.</summary>
    internal static decimal RoundUp(double units, SupplyTerms terms) => terms.IsDivisible
        ? Math.Ceiling(ToDecimal(units) * 1000) / 1000
        : Math.Ceiling(Math.Round(ToDecimal(units), 6));

    /// <summary>Units by which an order is meant to lift the position; 0 = every review orders up to the level.</summary>
    internal static decimal LotAllowance(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
    {
        var lot = Lot(demand, window, terms, settings);
        return settings.Policy switch
        {
            PolicyRule.OrderUpTo => 0,
            PolicyRule.ReorderPoint => RoundUp(lot, terms),
            PolicyRule.FixedLot => OrderSizing.RoundUp(RoundUp(lot, terms), terms.PackSize),

            // A lot no larger than what one review period sells is ordered anyway: then every review orders up to the level.
            _ => lot <= demand.MeanReviewDemand || lot <= (double)terms.PackSize ? 0 : RoundUp(lot, terms),
        };
    }

    /// <summary>The lowest level that any target gives: the smallest stock, and however large the lot, an empty shelf is a reason to order.</summary>
    internal static decimal LeastLevel(LeadTimeDemand demand, LotPositions positions, decimal allowance, SupplyTerms terms, InventorySettings settings)
    {
        var isOrderedWhenEmpty = demand.MeanReviewDemand <= 0 || positions.IsNoLot || (allowance > 0 && settings.Policy != PolicyRule.FixedLot);
        return Math.Max(isOrderedWhenEmpty ? 0 : terms.IsDivisible ? 0.001m : 1, terms.MinStock);
    }

    // Null = by the service target.
    private static ReplenishmentPolicy? ByHand(
        LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, ICollection<string> notes) => window.IsLast
        ? LastBuy.Policy(demand, window, terms, notes)
        : settings.Policy switch
        {
            PolicyRule.MinMax when terms.MaxStock is { } most => new ReplenishmentPolicy.MinMax(Math.Min(terms.MinStock, most), most),
            PolicyRule.Cover => CoverOf(demand, window, terms, settings),
            _ => null,
        };

    private static ReplenishmentPolicy ForTarget(
        Lots lots, LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings, ICollection<string> notes)
    {
        var (allowance, positions) = lots;
        var isFixed = settings.Policy == PolicyRule.FixedLot;
        var target = TargetLevel.For(demand, positions, (double)Math.Max(allowance, terms.PackSize), window, terms, settings, notes);
        var point = Math.Max(RoundUp(target, terms), LeastLevel(demand, positions, allowance, terms, settings));
        return isFixed ? new ReplenishmentPolicy.FixedLot(point, allowance)
            : allowance > 0 ? new ReplenishmentPolicy.ReorderPointOrderUpTo(point, point + allowance)
            : new ReplenishmentPolicy.OrderUpTo(point);
    }

    private static ReplenishmentPolicy.Cover CoverOf(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
    {
        // Less than the protection interval would run out before the next order could come.
        var days = Math.Max(settings.CoverDays, window.ProtectionDays);
        var level = RoundUp(demand.ExpectedUntil(window, days), terms);
        return new ReplenishmentPolicy.Cover(days, Math.Max(level, terms.MinStock));
    }

    private static double Lot(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
    {
        if (terms.Cycle is { } cycle)
            return Math.Max(cycle.Lot, Math.Max((double)terms.Moq, (double)terms.PackSize));
        var weekly = demand.MeanReviewDemand / window.ReviewDays * DaysPerWeek;
        var economic = terms.OrderCost > 0 && settings.HoldingCostOf(terms) is > 0 and var holding
            ? EconomicOrderQuantity.Compute((double)terms.OrderCost, Math.Max(0, weekly), holding)
            : 0;
        return Math.Max(economic, Math.Max((double)terms.Moq, (double)terms.PackSize));
    }

    // What orders come in, and where that leaves the position: the same for every target.
    private sealed record Lots(decimal Allowance, LotPositions Positions)
    {
        public static Lots Of(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
        {
            var allowance = LotAllowance(demand, window, terms, settings);
            return new Lots(allowance, settings.Policy == PolicyRule.FixedLot
                ? LotPositions.Of(demand.ReviewDemands, terms with { PackSize = allowance, Moq = 0 }, 0)
                : LotPositions.Of(demand.ReviewDemands, terms, (double)allowance));
        }
    }

    // Beyond 10^15 units the number is a data fault; decimals would overflow in later sums.
    private static decimal ToDecimal(double units) => (decimal)Math.Clamp(units, -1e15, 1e15);
}
