using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Replay;

/// <summary>What becomes of a need under the supplier's rules: the same for every policy, so that they differ in judgement only.</summary>
internal static class LotRules
{
    /// <summary>The order for a need: 0 where nothing is needed, else at least the minimum, in whole packs, at most the largest order.</summary>
    /// <param name="need">Units below the level.</param>
    /// <param name="terms">Minimum, pack, largest order.</param>
    public static decimal Round(decimal need, SupplyTerms terms)
    {
        var whole = terms.IsDivisible ? need : Math.Round(need, MidpointRounding.AwayFromZero);
        return OrderSizing.Size(whole, terms.Moq, terms.PackSize, terms.MaxOrder).Quantity;
    }
}
