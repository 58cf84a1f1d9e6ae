using BenchmarkDotNet.Attributes;
using Forecasting.Forecasters.Ssa;
using MathNet.Numerics;

namespace Forecasting.Benchmarks.Ssa;

/// <summary>What does one fit with bounds cost at a given window and rank, beside the dense textbook route?</summary>
[MemoryDiagnoser]
[MinColumn]
public class SsaModelBenchmark
{
    private const int Horizon = 28;

    private double[] series = [];
    private int windowLength;

    /// <summary>Length of the history and window, buckets.</summary>
    [Params("104/51", "730/91", "1941/28", "1941/91", "1941/365")]
    public string History { get; set; } = "";

    [Params(6, 12)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        Control.UseManaged();
        Control.UseSingleThread();
        var parts = History.Split('/').Select(int.Parse).ToArray();
        series = [.. GeneratedDemand.Series(parts[0], 7, shareOfGaps: 0)];
        windowLength = parts[1];

        // Two routes to one answer, or the ratio means nothing.
        var difference = Core().Mean.Zip(Dense(), (core, dense) => Math.Abs(core - dense)).Max();
        if (!(difference < 1e-6))
            throw new InvalidOperationException(FormattableString.Invariant($"The two routes differ by {difference} units."));
    }

    [Benchmark(Baseline = true)]
    public double[] Dense() => DenseSsa.Forecast(series, windowLength, Rank, Horizon);

    [Benchmark]
    public SsaPrediction Core() => SsaModel.Fit(series, windowLength, Rank) is Outcome<SsaModel>.Done { Value: var model }
        ? model.Predict(Horizon, 0.95)
        : throw new InvalidOperationException("The series was not fitted.");
}
