using BenchmarkDotNet.Attributes;
using Forecasting.Forecasters.Ssa;

namespace Forecasting.Benchmarks.Ssa;

/// <summary>What does working on the lag-covariance matrix save over the dense textbook route?</summary>
[MemoryDiagnoser]
public class SsaBenchmark
{
    private const int Rank = 6;
    private const int Horizon = 13;

    private double[] series = [];

    /// <summary>Length of the history.</summary>
    [Params(156, 1095)]
    public int Buckets { get; set; }

    [Params(24, 56)]
    public int WindowLength { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        series = [.. GeneratedDemand.Series(Buckets, 7, shareOfGaps: 0)];

        // Two routes to one answer, or the ratio means nothing.
        var difference = Core().Zip(Dense(), (core, dense) => Math.Abs(core - dense)).Max();
        if (!(difference < 1e-6))
            throw new InvalidOperationException(FormattableString.Invariant($"The two routes differ by {difference} units."));
    }

    [Benchmark(Baseline = true)]
    public double[] Dense() => DenseSsa.Forecast(series, WindowLength, Rank, Horizon);

    [Benchmark]
    public double[] Core() => SsaDecomposition.Of(series, WindowLength).Forecast(Rank, Horizon);
}
