using Forecasting.Catalog;

namespace Forecasting.Inventory.Network;

/// <summary>What one place asks of a source that may not have enough.</summary>
/// <param name="Place">The place.</param>
/// <param name="Requested">Units that it asks for, ≥ 0.</param>
/// <param name="Position">Its inventory position without them.</param>
/// <param name="MeanDemand">μ: expected demand over its protection interval, units, ≥ 0.</param>
/// <param name="DemandDeviation">σ of the same, units, ≥ 0.</param>
/// <param name="OrderUpToLevel">S: position that it wants, units.</param>
/// <param name="SafetyStock">Units of that level above expected demand; below 0 counts as 0.</param>
/// <param name="CostOfOneShort">Cost of one unit of demand not served there, ≥ 0; 1 for all where it is not known counts units.</param>
public sealed record FairShareClaim(
    Location Place,
    decimal Requested,
    decimal Position,
    double MeanDemand,
    double DemandDeviation,
    decimal OrderUpToLevel,
    decimal SafetyStock,
    double CostOfOneShort = 1);
