using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>The last order of an item that ends before another could come: what is left over then is worth nothing.</summary>
/// <remarks>
/// The newsvendor with the unit cost as overage: Arrow, Harris and Marschak, Econometrica 19 (1951) 250–272; Silver, Pyke and Thomas, Inventory and Production Management in Supply
/// Chains, 4th ed., section 9.2 (the single-period problem) and 8.5 (the final buy).
/// </remarks>
internal static class LastBuy
{
    private static readonly InventorySettings NoDefaults = new();

    /// <summary>Up to the level of the service target on what is left to sell, but not beyond the level at which one more unit pays.</summary>
    public static ReplenishmentPolicy Policy(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, ICollection<string> notes)
    {
        var end = window.NextDelivery.AddDays(-1);
        var single = LotPositions.None;
        double level;
        string how;
        if (Costs(terms) is var (shortage, leftOver))
        {
            var ratio = shortage / (shortage + leftOver);
            level = TargetLevel.NoShortage(demand.Cycle, single, ratio, terms);
            how = FormattableString.Invariant($"as far as one more unit pays (sold with a probability above {(1 - ratio) * 100:0.#} %)");
            if (terms.ServiceTarget is not ServiceTarget.CostOptimal)
            {
                var forTarget = TargetLevel.For(demand, single, 0, window, terms, NoDefaults, []);
                how = forTarget < level ? "up to its service target" : how;
                level = Math.Min(level, forTarget);
            }
        }
        else
        {
            level = TargetLevel.For(demand, single, 0, window, terms with { ServiceTarget = Stated(terms.ServiceTarget) }, NoDefaults, []);
            how = terms.ServiceTarget is ServiceTarget.CostOptimal ? "up to a 95 % fill rate, since unit_cost and unit_price are missing" : "up to its service target";
        }

        notes.Add(FormattableString.Invariant($"Last buy: the item ends on {end:yyyy-MM-dd}, before a later order could come; ordered {how}."));
        return new ReplenishmentPolicy.LastBuy(end, Math.Max(0, ReorderLevels.RoundUp(level, terms)));
    }

    /// <summary>Why a lot that the supplier insists on would lose money at the end; null when it pays, or when costs are unknown.</summary>
    /// <param name="demand">Demand that is left.</param>
    /// <param name="terms">Costs.</param>
    /// <param name="position">Inventory position before the order, units.</param>
    /// <param name="quantity">The sized order, units.</param>
    public static string? WhyItDoesNotPay(LeadTimeDemand demand, SupplyTerms terms, decimal position, decimal quantity)
    {
        if (quantity <= 0 || Costs(terms) is not var (shortage, leftOver))
            return null;
        var sold = demand.Cycle.ExpectedShortage((double)position) - demand.Cycle.ExpectedShortage((double)(position + quantity));
        var left = (double)quantity - sold;
        return shortage * sold >= leftOver * left ? null : FormattableString.Invariant(
            $"Not ordered: of the smallest last order of {quantity:0.###} about {left:0.#} would be left over, which costs more than it earns. Ask the supplier for a smaller last order, or to take back what is left.");
    }

    // c_u: as given, else the margin. c_o: what one unit left over has cost.
    private static (double Shortage, double LeftOver)? Costs(SupplyTerms terms)
    {
        var shortage = terms.ShortageCost ?? (terms is { UnitPrice: { } price, UnitCost: { } cost } && price > cost ? price - cost : null);
        return shortage is > 0 and var short_ && terms.UnitCost is > 0 and var paid ? ((double)short_, (double)paid) : null;
    }

    private static ServiceTarget Stated(ServiceTarget target) => target is ServiceTarget.CostOptimal ? new ServiceTarget.FillRate(0.95) : target;
}
