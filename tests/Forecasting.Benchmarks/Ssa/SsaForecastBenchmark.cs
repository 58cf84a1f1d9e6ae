using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Forecasting.Forecasters;

namespace Forecasting.Benchmarks.Ssa;

/// <summary>What does SSA cost when it finds window, rank and quantiles by itself?</summary>
[MemoryDiagnoser]
[MinColumn]
public class SsaForecastBenchmark
{
    private static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    private readonly ForecastSettings settings = new() { Model = ForecastModel.Ssa };
    private ImmutableArray<double> history;
    private int seasonLength;
    private int horizon;

    /// <summary>Two years of weeks, or two and five years of days.</summary>
    [Params(104, 730, 1941)]
    public int Buckets { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        (seasonLength, horizon) = Buckets == 104 ? (52, 13) : (7, 28);
        history = GeneratedDemand.Series(Buckets, seasonLength, shareOfGaps: 0);
        if (Create() is not Outcome<SeriesForecast>.Done)
            throw new InvalidOperationException("The series was not forecast: there is nothing to measure.");
    }

    [Benchmark]
    public Outcome<SeriesForecast> Create() => SeriesForecast.Create(history, seasonLength, horizon, settings, Levels);
}
