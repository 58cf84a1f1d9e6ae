using System.Collections.Immutable;

namespace Forecasting.Planning;

/// <summary>What became of the money for all purchases of a plan, in the firm's own currency.</summary>
/// <param name="Budget">The money, ≥ 0.</param>
/// <param name="Used">What the recommended purchases cost.</param>
/// <param name="Cut">What was not bought because the money is worth more elsewhere.</param>
/// <param name="LinesCut">SKU-locations with less than they would have had.</param>
public sealed record BudgetUse(decimal Budget, decimal Used, decimal Cut, int LinesCut)
{
    /// <summary>Share of the money that is used, 0..1; 1 where there is none.</summary>
    public double Share => Budget == 0 ? 1 : (double)(Used / Budget);

    /// <summary>The use of <c>inventory.budget</c>; null when it is not set.</summary>
    /// <param name="lines">What is recommended.</param>
    /// <param name="input">What it was planned from.</param>
    internal static BudgetUse? Of(ImmutableArray<PlanLine> lines, PlanInput input)
    {
        if (input.Settings.Inventory.Budget is not { } budget)
            return null;
        decimal used = 0, cut = 0;
        var linesCut = 0;
        foreach (var line in lines)
        {
            var (price, why) = (SupplierOrders.Price(line, input), line.Recommendation.Explanation);
            used += price * why.Quantity;
            cut += price * why.BudgetCut;
            linesCut += why.BudgetCut > 0 ? 1 : 0;
        }

        return new(budget, used, cut, linesCut);
    }
}
