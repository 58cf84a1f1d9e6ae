using BenchmarkDotNet.Attributes;
using Forecasting.Jobs.Demo;

namespace Forecasting.Benchmarks;

/// <summary>How long does a newcomer wait for the sample company's files, before anything is planned?</summary>
[MemoryDiagnoser]
public class DemoCompanyBenchmark
{
    private string folder = "";

    [GlobalSetup]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("forecasting-benchmark-").FullName;

    [GlobalCleanup]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public int Write() => DemoCompany.Write(folder).Length;
}
