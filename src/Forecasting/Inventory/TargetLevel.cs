using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>The level that a service target asks for.</summary>
internal static class TargetLevel
{
    // A fill rate is no reason to stock for what comes in fewer than one of 200 cycles: of so far a tail, ten paths in 2,000 are a guess.
    private const double FurthestTail = 0.995;

    /// <summary>The level, in whole units; in thousandths where the item is divisible.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="positions">Where the position stands around the level.</param>
    /// <param name="lot">Units that an order brings at least.</param>
    /// <param name="window">Days.</param>
    /// <param name="terms">Target and costs.</param>
    /// <param name="settings">Defaults.</param>
    /// <param name="notes">Receives what a planner should know.</param>
    public static double For(
        LeadTimeDemand demand,
        LotPositions positions,
        double lot,
        OrderWindow window,
        SupplyTerms terms,
        InventorySettings settings,
        ICollection<string> notes)
    {
        var cycle = CycleOf(demand, positions, lot);
        switch (terms.ServiceTarget)
        {
            case ServiceTarget.CycleServiceLevel level:
                return positions.BeforeOrder.IsEmpty
                    ? NoShortage(cycle, positions, level.Probability, terms)
                    : cycle.Level(y => 1 - cycle.NoShortageBefore(y), positions.BeforeOrder, 1 - level.Probability, Grain(terms));
            case ServiceTarget.FillRate fill:
                return ForFillRate(demand, positions, lot, fill.Share, terms);
            case ServiceTarget.CostOptimal when terms.ShortageCost is > 0 and var shortage && settings.HoldingCostOf(terms) is > 0 and var holding:
                return NoShortage(cycle, positions, ReorderLevels.CriticalRatio((double)shortage, holding, window.ReviewDays), terms);
            case ServiceTarget.CostOptimal:
                notes.Add("Service target is cost, but shortage_cost or holding_cost is missing: a 95 % fill rate is used.");
                return ForFillRate(demand, positions, lot, 0.95, terms);
            default:
                throw new InvalidOperationException("The family of service targets is closed.");
        }
    }

    /// <summary>Where the mean position leaves (1 − β)·E[D_R] short; without any demand to serve there is nothing to stock.</summary>
    public static double ForFillRate(LeadTimeDemand demand, LotPositions positions, double lot, double fillRate, SupplyTerms terms)
    {
        if (demand.MeanReviewDemand <= 0)
            return 0;
        var cycle = CycleOf(demand, positions, lot);
        var level = cycle.Level(cycle.ExpectedShortage, positions.AfterReview, (1 - fillRate) * demand.MeanReviewDemand, Grain(terms));

        level = Math.Min(level, Furthest(cycle, positions, terms));

        // Of the demand before the delivery, what lies further back than one lot falls into cycles that end before it. There the share 1 − β is lost, and asks for no stock.
        return ReferenceEquals(cycle, demand.Cycle) ? level : level - (1 - fillRate) * Math.Max(0, demand.MeanDemandBeforeDelivery - lot);
    }

    /// <summary>The highest level that any fill rate asks for.</summary>
    public static double Furthest(CycleDemand cycle, LotPositions positions, SupplyTerms terms) => NoShortage(cycle, positions, FurthestTail, terms);

    /// <summary>The level whose mean position sees no shortage with a probability.</summary>
    public static double NoShortage(CycleDemand cycle, LotPositions positions, double probability, SupplyTerms terms) =>
        cycle.Level(y => 1 - cycle.NoShortage(y), positions.AfterReview, 1 - probability, Grain(terms));

    /// <summary>Today's stock says nothing about the weeks that a large lot will last.</summary>
    public static CycleDemand CycleOf(LeadTimeDemand demand, LotPositions positions, double lot) =>
        positions.IsNoLot || lot <= demand.MeanReviewDemand ? demand.Cycle : demand.AnyCycle;

    private static double Grain(SupplyTerms terms) => terms.IsDivisible ? 0.001 : 1;
}
