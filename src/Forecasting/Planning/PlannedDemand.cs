using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>What a run knew and expected of one SKU-location: the history as it was learnt from, and the forecast that followed.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Bucket">Length of a bucket.</param>
/// <param name="Start">First day of the first bucket.</param>
/// <param name="Quantities">Units per bucket after cleansing, oldest first; NaN = not observed.</param>
/// <param name="Forecast">Mean and quantiles per bucket, from <see cref="End"/> on.</param>
public sealed record PlannedDemand(
    SkuLocation Key, TimeBucket Bucket, DateOnly Start, ImmutableArray<double> Quantities, DemandForecast Forecast)
{
    /// <summary>Units per bucket as sold, before cleansing; same length, or empty when the run was saved by a
    /// version that kept none.</summary>
    public ImmutableArray<double> Sold { get; init; } = [];

    /// <summary>Share of each bucket in stock, 0..1, NaN = unknown; same length, or empty when no stock record was given or kept.</summary>
    public ImmutableArray<double> Availability { get; init; } = [];

    /// <summary>First day of the bucket after the last: the first one the forecast speaks of.</summary>
    public DateOnly End => Bucket.Add(Start, Quantities.Length);

    /// <summary>The demand of a planned line.</summary>
    public static PlannedDemand Of(PlanLine line) =>
        new(line.Key, line.History.Raw.Bucket, line.History.Raw.Start, line.History.Quantities, line.Forecast)
        {
            Sold = line.History.Raw.Quantities,
            Availability = line.History.Raw.Availability,
        };

    /// <summary>The history as the sum of trend, seasons, cycles and noise.</summary>
    /// <returns><see cref="Outcome{T}.Skipped"/> when it is too short or holds no demand.</returns>
    public Outcome<SsaComponents> Components() => SsaComponents.Of(Quantities, SsaComponents.SeasonsOf(Bucket));
}
