using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Sensing;

/// <summary>A bucket of a published forecast.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="After">First day of the bucket after it.</param>
/// <param name="Mean">Promised units, ≥ 0.</param>
/// <param name="Size">How well the promise knows the level (<see cref="CountSize"/>).</param>
public readonly record struct DemandSpan(DateOnly Start, DateOnly After, double Mean, double Size)
{
    /// <summary>A bucket by its promised quantiles.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="start">Its first day.</param>
    /// <param name="mean">Promised units.</param>
    /// <param name="levels">Probabilities, ascending.</param>
    /// <param name="quantiles">One for each level, units.</param>
    public static DemandSpan Of(TimeBucket bucket, DateOnly start, double mean, ReadOnlySpan<double> levels, ReadOnlySpan<double> quantiles) =>
        new(start, bucket.Add(start, 1), Math.Max(0, mean), CountSize.Of(mean, levels, quantiles));
}

/// <summary>What a published plan promised about one SKU-location.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Spans">Its buckets, in time order, without gaps.</param>
public sealed record PromisedDemand(SkuLocation Key, ImmutableArray<DemandSpan> Spans);

/// <summary>What the newest published plan promised.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="AsOf">Its morning.</param>
/// <param name="Bucket">Length of its buckets.</param>
/// <param name="Sales">What customers were expected to buy, in the buckets that have begun; ordered by key.</param>
/// <param name="Demand">What was expected to leave each place, transfers to others counted, over the whole horizon; ordered by key.</param>
public sealed record PublishedPromise(
    string RunId, DateOnly AsOf, TimeBucket Bucket, ImmutableArray<PromisedDemand> Sales, ImmutableArray<PromisedDemand> Demand);
