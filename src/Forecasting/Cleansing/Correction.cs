namespace Forecasting.Cleansing;

/// <summary>One change that cleansing made to one bucket, on record.</summary>
/// <param name="BucketStart">First day of the bucket.</param>
/// <param name="Was">Value before; NaN = not observed.</param>
/// <param name="Now">Value after; NaN = not observed.</param>
/// <param name="Rule">Name of the rule: <c>predecessor</c>, <c>launch</c>, <c>ended</c>, <c>closed</c>, <c>returns</c>, <c>bulk</c>,
/// <c>off shelf</c>, <c>stockout</c>, <c>outlier</c>, <c>promotion</c>, <c>holiday</c>, <c>event</c>.</param>
/// <param name="Why">A sentence for the planner.</param>
public sealed record Correction(DateOnly BucketStart, double Was, double Now, string Rule, string Why)
{
    /// <summary>Who vetoed it and why, for people; empty when nobody did. A vetoed correction is on record and changed nothing.</summary>
    public string Veto { get; init; } = "";

    /// <summary>Buckets in a row that it changed alike, ≥ 1; the first begins on <see cref="BucketStart"/>.</summary>
    public int Buckets { get; init; } = 1;

    /// <summary>Standard deviation of <see cref="Now"/> where it is an estimate, units; 0 where it is not.</summary>
    public double Deviation { get; init; }
}
