using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.History;

namespace Forecasting.Storage.Plans;

/// <summary>What a run knew and expected of one SKU-location: the history as it was learnt from, and the forecast that followed.</summary>
/// <param name="Bucket">Length of a bucket.</param>
/// <param name="Start">First day of the first bucket.</param>
/// <param name="Quantities">Units per bucket after cleansing, oldest first; NaN = not observed.</param>
/// <param name="Forecast">Mean and quantiles per bucket, from <see cref="End"/> on.</param>
public sealed record PlannedDemand(TimeBucket Bucket, DateOnly Start, ImmutableArray<double> Quantities, DemandForecast Forecast)
{
    /// <summary>First day of the bucket after the last: the first one the forecast speaks of.</summary>
    public DateOnly End => Bucket.Add(Start, Quantities.Length);
}
