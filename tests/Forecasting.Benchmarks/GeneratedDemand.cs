using System.Collections.Immutable;

namespace Forecasting.Benchmarks;

/// <summary>Demand for measurements: level, trend, one season and noise, counted in pieces.</summary>
internal static class GeneratedDemand
{
    /// <summary>A history; the same arguments give the same one.</summary>
    /// <param name="buckets">Length.</param>
    /// <param name="seasonLength">Buckets in the season.</param>
    /// <param name="shareOfGaps">Share of buckets that were not observed (NaN), 0..1.</param>
    /// <param name="seed">Decides the noise.</param>
    public static ImmutableArray<double> Series(int buckets, int seasonLength, double shareOfGaps, int seed = 11)
    {
        var random = new Random(seed);
        var series = ImmutableArray.CreateBuilder<double>(buckets);
        for (var t = 0; t < buckets; t++)
        {
            var mean = 40 + 0.05 * t + 12 * Math.Sin(2 * Math.PI * t / seasonLength) + 5 * Math.Cos(4 * Math.PI * t / seasonLength);
            var demand = Math.Max(0, Math.Round(mean + 8 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
            series.Add(random.NextDouble() < shareOfGaps ? double.NaN : demand);
        }

        return series.MoveToImmutable();
    }
}
