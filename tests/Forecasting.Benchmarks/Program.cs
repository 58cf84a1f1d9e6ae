using BenchmarkDotNet.Running;
using Forecasting.Benchmarks;
using Forecasting.Benchmarks.EndToEnd;

// Two kinds of question. How long does the whole program take, and how much memory:
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --end-to-end [--runs N] [--data DIR [--as-of DATE]]...
// How long does one part take (BenchmarkDotNet):
//   dotnet run -c Release --project tests/Forecasting.Benchmarks -- --filter '*'
if (args is ["--end-to-end", .. var options])
    return EndToEndTable.Print(options, Console.Out, Console.Error);

BenchmarkSwitcher.FromAssembly(typeof(DemoCompanyBenchmark).Assembly).Run(args);
return 0;
