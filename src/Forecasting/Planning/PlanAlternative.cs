using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Another stock, and other terms, for which the plan computes orders too, from the same forecasts.</summary>
/// <param name="Positions">Stock and what is on its way.</param>
/// <param name="Terms">What becomes of the settled terms: another service target, other limits. The days of ordering and delivery stay.</param>
/// <remarks>A <see cref="Replay"/> plays many settings side by side with it: forecasting is the dear part of a morning and does not depend on them.</remarks>
public sealed record PlanAlternative(StockPositions Positions, Func<SupplyTerms, SupplyTerms> Terms);
