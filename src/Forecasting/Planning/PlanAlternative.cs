using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Another stock, and other terms, for which the plan computes orders too, from the same forecasts.</summary>
/// <param name="Positions">Stock and what is on its way.</param>
/// <param name="Terms">What becomes of the settled terms: another service target, other limits. The days of ordering and delivery stay.</param>
/// <remarks>A <see cref="Replay"/> plays many settings side by side with it: forecasting is the dear part of a morning and does not depend on them.</remarks>
public sealed record PlanAlternative(StockPositions Positions, Func<SupplyTerms, SupplyTerms> Terms)
{
    /// <summary>Null = each SKU-location for itself. Otherwise those that can share a total get their targets from one that leaves so many times as much missed as the total of
    /// the plan itself, or without one as what its targets come to. Above 0.</summary>
    public double? TimesMissed { get; init; }
}

/// <summary>What to order in an alternative.</summary>
/// <param name="Quantity">Units, ≥ 0.</param>
/// <param name="JoinQuantity">Units where nothing has to be ordered and an order of the supplier leaves with other items; 0 = none.</param>
public readonly record struct AlternativeOrder(decimal Quantity, decimal JoinQuantity)
{
    /// <summary>The same where an order of the supplier leaves.</summary>
    internal AlternativeOrder Joined() => this with { Quantity = Quantity > 0 ? Quantity : JoinQuantity };
}
