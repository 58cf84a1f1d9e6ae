using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>What an override did to the forecast of one SKU-location.</summary>
/// <param name="Override">The override.</param>
/// <param name="Units">Units that it added, all buckets together; negative = it took away.</param>
/// <param name="Moved">Units by which it changed the buckets, up or down, added up; ≥ 0.</param>
public sealed record AppliedOverride(DemandOverride Override, double Units, double Moved);

/// <summary>What became of an override in a plan.</summary>
public enum OverrideState
{
    /// <summary>The forecast follows it.</summary>
    Applied,

    /// <summary>It is worth so much that somebody other than its author must agree; the forecast does not follow it.</summary>
    Waiting,

    /// <summary>Its days begin after the last bucket that is forecast.</summary>
    NotYet,

    /// <summary>Its days are over, or it has expired.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>Nothing that it speaks of is planned.</summary>
    NotPlanned,
}

/// <summary>An override and what became of it, over all SKU-locations that it speaks of.</summary>
/// <param name="Override">The override.</param>
/// <param name="State">What became of it.</param>
/// <param name="Units">Units that it adds to the forecast, or would; 0 where it changes nothing.</param>
/// <param name="Money">What the change is worth at cost, up or down; null where the worth of a unit is not known.</param>
public sealed record OverrideEffect(DemandOverride Override, OverrideState State, double Units, decimal? Money);
