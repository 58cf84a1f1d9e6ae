using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Forecasting.Forecasters;
using Forecasting.Planning;

namespace Forecasting.Benchmarks;

/// <summary>How long does one series take, from history to quantiles?</summary>
[MemoryDiagnoser]
public class SeriesForecastBenchmark
{
    private ImmutableArray<double> history;
    private int seasonLength;
    private int horizon;
    private ForecastSettings settings = new();

    /// <summary>Three years of weeks with a yearly season for a quarter ahead, or of days with a weekly season for 13 weeks ahead.</summary>
    [Params("156 weeks", "1095 days")]
    public string History { get; set; } = "";

    [Params(ForecastModel.Auto, ForecastModel.Ssa)]
    public ForecastModel Model { get; set; }

    /// <summary>Share of buckets that were not observed.</summary>
    [Params(0, 0.1)]
    public double Gaps { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        (var buckets, seasonLength, horizon) = History == "156 weeks" ? (156, 52, 13) : (1095, 7, 91);
        history = GeneratedDemand.Series(buckets, seasonLength, Gaps);
        settings = new ForecastSettings { Model = Model };
        if (Create() is not Outcome<SeriesForecast>.Done)
            throw new InvalidOperationException("The series was not forecast: there is nothing to measure.");
    }

    [Benchmark]
    public Outcome<SeriesForecast> Create() =>
        SeriesForecast.Create(history, seasonLength, horizon, settings, SkuLocationPlan.QuantileLevels.AsSpan());
}
