namespace Forecasting.Inventory.Network;

/// <summary>A place of a two-echelon network, as safety stock sees it.</summary>
/// <param name="HoldingCost">Cost of one unit of safety stock there for one day, ≥ 0.</param>
/// <param name="LeadTimeDays">Days from its order to its shelf if the source has it, and the days until its next order where it reviews by
/// period, ≥ 0.</param>
/// <param name="DemandDeviation">Standard deviation of its own customers' demand, units per root of a day, ≥ 0.</param>
public sealed record EchelonPlace(double HoldingCost, int LeadTimeDays, double DemandDeviation);
