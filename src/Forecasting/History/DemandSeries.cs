using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>What one SKU-location sold, bucket by bucket, without gaps in time.</summary>
/// <param name="Key">Whose demand.</param>
/// <param name="Bucket">Length of a step.</param>
/// <param name="Start">First day of the first bucket.</param>
/// <param name="Quantities">Units per bucket, oldest first. 0 = observed and nobody bought; NaN = not observed. Net of
/// returns, so possibly negative.</param>
/// <param name="Promotions">True where a promotion, or another event that explains a peak, is on record; same
/// length, or empty when none is.</param>
/// <param name="Availability">Share of the bucket in stock, 0..1, NaN = unknown; same length, or empty when no
/// stock record was given.</param>
public sealed record DemandSeries(
    SkuLocation Key,
    TimeBucket Bucket,
    DateOnly Start,
    ImmutableArray<double> Quantities,
    ImmutableArray<bool> Promotions,
    ImmutableArray<double> Availability)
{
    /// <summary>Units of the largest single row of each bucket, 0 without rows: what tells a bulk order from a busy day; same length, or
    /// empty when not known.</summary>
    public ImmutableArray<double> LargestRows { get; init; } = [];

    /// <summary>Share of a bucket in stock from which on its sales are taken for its demand where no estimate is made.</summary>
    private const double EnoughAvailability = 0.75;

    /// <summary>Number of buckets.</summary>
    public int Length => Quantities.Length;

    /// <summary>First day of the bucket after the last: the first one a forecast speaks of.</summary>
    public DateOnly End => Bucket.Add(Start, Length);

    /// <summary>True when stock was out for so much of a bucket that what was sold is not what was wanted; false when not known.</summary>
    /// <param name="index">The bucket, from 0.</param>
    internal bool IsShort(int index) => !Availability.IsDefaultOrEmpty && Availability[index] < EnoughAvailability;
}
