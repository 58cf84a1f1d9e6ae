namespace Forecasting.Inventory.Theory;

/// <summary>The base stock against a supplier who is out of order for whole periods, where demand is the same in each.</summary>
/// <param name="Level">S, units: a whole number of periods of demand.</param>
/// <param name="Cost">Expected holding and backorders, per period.</param>
public readonly record struct DisruptedNewsvendor(double Level, double Cost)
{
    /// <summary>The cheapest level.</summary>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, &gt; 0.</param>
    /// <param name="demand">d: units of each period, &gt; 0.</param>
    /// <param name="disruptionProbability">α: a working supplier is out of order in the next period, above 0, at most 1.</param>
    /// <param name="recoveryProbability">β: one out of order works in the next period, above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>S covers the period itself and n more, the smallest n with F(n) = 1 − α/(α + β)·(1 − β)ⁿ at least p/(p + h), F the
    /// distribution of the periods since the supplier last worked. Snyder &amp; Shen, 2nd ed., 9.2.2 (9.14), (9.18).</remarks>
    /// <example>h = 0.25, p = 3, d = 2000, α = 0.04, β = 0.25: S = 8000, cost 2737.069.</example>
    public static DisruptedNewsvendor Optimize(
        double holdingCost, double stockoutCost, double demand, double disruptionProbability, double recoveryProbability)
    {
        var beyond = 1 - Newsvendor.CriticalRatio(holdingCost, stockoutCost);
        Require.Positive(demand);
        Require.Share(disruptionProbability);
        Require.Share(recoveryProbability);

        // (1 − β)ⁿ ≤ target, by logarithms; a step that misses it by rounding counts.
        var target = beyond * (disruptionProbability + recoveryProbability) / disruptionProbability;
        var more = target >= 1 ? 0 : Math.Max(1, Math.Ceiling(Math.Log(target) / Math.Log(1 - recoveryProbability) - 1e-9));
        var periods = more + 1;
        return new DisruptedNewsvendor(
            periods * demand, CostOf(periods, holdingCost, stockoutCost, demand, disruptionProbability, recoveryProbability));
    }

    /// <summary>Cost per period of a level of whole periods of demand.</summary>
    /// <param name="periods">Periods that the level covers, a whole number ≥ 1.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, ≥ 0.</param>
    /// <param name="demand">d: units of each period, &gt; 0.</param>
    /// <param name="disruptionProbability">α: a working supplier is out of order in the next period, above 0, at most 1.</param>
    /// <param name="recoveryProbability">β: one out of order works in the next period, above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double CostOf(
        double periods,
        double holdingCost,
        double stockoutCost,
        double demand,
        double disruptionProbability,
        double recoveryProbability)
    {
        Require.AtLeast(1, periods);
        if (periods != Math.Floor(periods))
            throw new ArgumentOutOfRangeException(nameof(periods), periods, "Must be a whole number.");
        Require.Positive(demand);
        Require.Share(disruptionProbability);
        Require.Share(recoveryProbability);

        // Out of order for n periods has probability A(1 − β)ⁿ⁻¹; beyond the cover these make a geometric series.
        var often = disruptionProbability * recoveryProbability / (disruptionProbability + recoveryProbability);
        var mean = often / (recoveryProbability * recoveryProbability);
        var shortage = mean * Math.Pow(1 - recoveryProbability, periods - 1);
        var surplus = Math.Max(0, periods - 1 - mean + shortage);
        return demand * new DemandLoss(shortage, surplus, 0, 0).Cost(holdingCost, stockoutCost);
    }
}
