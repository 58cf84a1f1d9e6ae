using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>What we expect, with its spread. Bucket 0 is the first after the history.</summary>
/// <param name="Model">The model that was used.</param>
/// <param name="Parameters">What was fitted.</param>
/// <param name="FallbackReason">Why the first choice was not used; empty when it was.</param>
/// <param name="Mean">Expected units per bucket.</param>
/// <param name="QuantileLevels">Probabilities, ascending, each strictly between 0 and 1.</param>
/// <param name="Quantiles">Buckets × levels, row by row; ascending within a bucket.</param>
public sealed record DemandForecast(
    string Model,
    string Parameters,
    string FallbackReason,
    ImmutableArray<double> Mean,
    ImmutableArray<double> QuantileLevels,
    ImmutableArray<double> Quantiles)
{
    /// <summary>Number of buckets.</summary>
    public int Horizon => Mean.Length;

    /// <summary>The quantile of <paramref name="bucket"/> (0-based) at level number <paramref name="level"/> (0-based).</summary>
    public double Quantile(int bucket, int level) => Quantiles[bucket * QuantileLevels.Length + level];
}
