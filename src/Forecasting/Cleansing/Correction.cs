namespace Forecasting.Cleansing;

/// <summary>One change that cleansing made to one bucket, on record.</summary>
/// <param name="BucketStart">First day of the bucket.</param>
/// <param name="Was">Value before; NaN = not observed.</param>
/// <param name="Now">Value after; NaN = not observed.</param>
/// <param name="Rule">Name of the rule: <c>stockout</c>, <c>closed</c>, <c>returns</c>, <c>outlier</c>, <c>promotion</c>, <c>holiday</c>, <c>event</c>.</param>
/// <param name="Why">A sentence for the planner.</param>
public sealed record Correction(DateOnly BucketStart, double Was, double Now, string Rule, string Why)
{
    /// <summary>Who vetoed it and why, for people; empty when nobody did. A vetoed correction is on record and changed nothing.</summary>
    public string Veto { get; init; } = "";
}
