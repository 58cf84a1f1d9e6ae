using Forecasting.Forecasters;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>The days on which a product is expected to sell. Null ends are open.</summary>
/// <param name="First">First day.</param>
/// <param name="After">First day on which it is no longer sold, because another takes its place.</param>
internal readonly record struct SaleWindow(DateOnly? First, DateOnly? After)
{
    /// <summary>A forecast without the demand of the days outside; a bucket partly outside keeps its share of the days.</summary>
    /// <param name="forecast">Demand as if it were sold throughout.</param>
    /// <param name="start">First day of its first bucket.</param>
    /// <param name="bucket">Length of a bucket.</param>
    public DemandForecast Limit(DemandForecast forecast, DateOnly start, TimeBucket bucket)
    {
        if (First is null && After is null)
            return forecast;
        var levels = forecast.QuantileLevels.Length;
        var means = forecast.Mean.ToBuilder();
        var quantiles = forecast.Quantiles.ToBuilder();
        for (var b = 0; b < means.Count; b++)
        {
            var share = Share(bucket.Add(start, b).DayNumber, bucket.Add(start, b + 1).DayNumber);
            means[b] *= share;
            for (var q = b * levels; q < (b + 1) * levels; q++)
                quantiles[q] *= share;
        }

        return forecast with { Mean = means.ToImmutable(), Quantiles = quantiles.ToImmutable() };
    }

    private double Share(int from, int to)
    {
        var first = Math.Max(from, First?.DayNumber ?? from);
        var after = Math.Min(to, After?.DayNumber ?? to);
        return Math.Max(0, after - first) / (double)(to - from);
    }
}
