using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Accuracy;

/// <summary>A bucket that has come and whose forecast planners had changed.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="BucketStart">First day of the bucket.</param>
/// <param name="AsOf">Morning of the plan: the newest that promised something for the bucket.</param>
/// <param name="Actual">What was sold, units; never NaN.</param>
/// <param name="Mean">What the plan expected, units.</param>
/// <param name="Statistical">What was expected before planners changed it, units.</param>
public sealed record OverriddenBucket(
    SkuLocation Key, DateOnly BucketStart, DateOnly AsOf, double Actual, double Mean, double Statistical)
{
    /// <summary>How much nearer to the actual the planners came than the statistical forecast, units; negative = they were further away.</summary>
    public double Gain => Math.Abs(Statistical - Actual) - Math.Abs(Mean - Actual);
}

/// <summary>How good an override was, over the buckets that have come since.</summary>
/// <param name="Buckets">Buckets that are known, of all SKU-locations together.</param>
/// <param name="Gain">Units by which the forecast came nearer to the actual, bucket by bucket and added up: |statistical − actual| −
/// |overridden − actual|; negative = the statistical forecast was the better one.</param>
/// <remarks>Where several overrides changed the same bucket, each is given all that they did together: what one of them would have done alone
/// nobody knows. What the override missed in buckets that were not observed is not known either.</remarks>
public sealed record OverrideScore(int Buckets, double Gain)
{
    /// <summary>Nothing is known yet.</summary>
    public static OverrideScore None { get; } = new(0, 0);

    /// <summary>The score of an override.</summary>
    /// <param name="given">The override.</param>
    /// <param name="known">What is known, each bucket of a SKU-location once.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="from">Morning of the first plan that could follow it; null = it always could.</param>
    /// <param name="until">Morning of the last plan that could follow it; null = it still stands.</param>
    public static OverrideScore Of(
        DemandOverride given, IEnumerable<OverriddenBucket> known, TimeBucket bucket, DateOnly? from = null, DateOnly? until = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        var (buckets, gain) = (0, 0.0);
        foreach (var b in known)
        {
            if (!given.Concerns(b.Key) || b.AsOf < from || b.AsOf > until || given.Expires <= b.AsOf
                || b.BucketStart > given.Days.Last || bucket.Add(b.BucketStart, 1) <= given.Days.First)
            {
                continue;
            }

            buckets++;
            gain += b.Gain;
        }

        return new OverrideScore(buckets, gain);
    }
}
