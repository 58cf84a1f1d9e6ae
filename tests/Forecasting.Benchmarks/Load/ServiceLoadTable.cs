using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Benchmarks.EndToEnd;

namespace Forecasting.Benchmarks.Load;

/// <summary>What does it cost a run that people look at the service meanwhile? A Markdown table for docs/benchmarks/service-load.md.</summary>
/// <remarks>Each pair is a run without readers and one with, one after the other, in turns: what else the machine does meets both. Before either run the service is read for
/// some seconds, as one that has stood for longer: what its first requests cost is in the other table (<see cref="RequestCostTable"/>). Readers use the same processors here;
/// what they use is told of.</remarks>
internal static class ServiceLoadTable
{
    /// <summary>Measures pairs of runs and prints a table.</summary>
    /// <param name="options"><c>--pairs N</c>, <c>--sku-locations N</c> (1,000 days of history each), <c>--rate N</c> requests a second,
    /// <c>--warm N</c> seconds of them before each run.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    public static async Task<int> Print(string[] options, TextWriter output, TextWriter messages)
    {
        var (pairs, skuLocations, rate) = (LoadOptions.Of(options, "--pairs", 5), LoadOptions.Of(options, "--sku-locations", 1000), LoadOptions.Of(options, "--rate", 50));
        var warm = TimeSpan.FromSeconds(LoadOptions.Of(options, "--warm", 10));
        var temporary = Directory.CreateTempSubdirectory("forecasting-service-load-").FullName;
        try
        {
            var data = Path.Combine(temporary, "data");
            var rows = SyntheticRetailer.Write(data, skuLocations, 1000, daysPerBucket: 1);
            var ratios = new List<double>();
            var latencies = new List<double>();
            var errors = 0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors; {skuLocations:N0} SKU-locations, {rows:N0} rows; {rate} requests a second, and for {warm.TotalSeconds} s before.\n"));
            output.WriteLine("| pair | without, s | with, s | ratio | processor without, s | with, s | ratio | ms a request | readers, s | ms a request | p50, ms | p99, ms | requests | errors |");
            output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            for (var pair = 1; pair <= pairs; pair++)
            {
                Measured? without = null, with = null;
                foreach (var isRead in pair % 2 == 1 ? new[] { false, true } : [true, false])
                {
                    var one = await Measure(data, Path.Combine(temporary, "out"), rate, warm, isRead);
                    messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pair {pair} {(isRead ? "with" : "without")}: {one.Seconds:0.0} s"));
                    (without, with) = isRead ? (without, one) : (one, with);
                }

                ratios.Add(with!.Seconds / without!.Seconds);
                latencies.AddRange(with.Latencies);
                errors += with.Errors;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {pair} | {without.Seconds:0.0} | {with.Seconds:0.0} | {ratios[^1]:0.000} | {without.Processor:0.0} | {with.Processor:0.0} | {with.Processor / without.Processor:0.000} | {1000 * (with.Processor - without.Processor) / with.Latencies.Length:0.00} | {with.Readers:0.0} | {1000 * with.Readers / with.Latencies.Length:0.00} | {LoadOptions.At(with.Latencies, 0.5):0.0} | {LoadOptions.At(with.Latencies, 0.99):0.0} | {with.Latencies.Length} | {with.Errors} |"));
            }

            double[] all = [.. latencies.Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\nMedian of the ratios {LoadOptions.At([.. ratios.Order()], 0.5):0.000}; latency p50 {LoadOptions.At(all, 0.5):0.0} ms, p99 {LoadOptions.At(all, 0.99):0.0} ms; {errors} errors in {all.Length} requests."));
            return 0;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<Measured> Measure(string data, string folder, int rate, TimeSpan warm, bool isRead)
    {
        var measured = await MeasureOn(data, folder, rate, warm, isRead);
        Directory.Delete(folder, recursive: true);
        return measured;
    }

    private static async Task<Measured> MeasureOn(string data, string folder, int rate, TimeSpan warm, bool isRead)
    {
        using var firm = await ServedFirm.Start(data, folder);
        using var caller = firm.Reader();
        using (var started = new CancellationTokenSource(warm))
            await new SteadyReaders(caller, rate, SteadyReaders.Paths).Read(started.Token);
        using var stop = new CancellationTokenSource();
        using var self = Process.GetCurrentProcess();
        var readers = new SteadyReaders(caller, rate, SteadyReaders.Paths);
        var (service, own) = (firm.Processor, self.TotalProcessorTime);
        var reading = isRead ? readers.Read(stop.Token) : Task.CompletedTask;
        var seconds = await firm.Run(LoadOptions.AsOf);
        service = firm.Processor - service;
        self.Refresh();
        own = self.TotalProcessorTime - own;
        await stop.CancelAsync();
        await reading;
        return new Measured(seconds, service.TotalSeconds, own.TotalSeconds, readers.Latencies(), readers.Errors);
    }

    private sealed record Measured(double Seconds, double Processor, double Readers, double[] Latencies, int Errors);
}
