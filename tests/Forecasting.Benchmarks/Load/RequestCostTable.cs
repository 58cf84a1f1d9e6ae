using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Benchmarks.EndToEnd;

namespace Forecasting.Benchmarks.Load;

/// <summary>What processor does a request cost, by endpoint? A Markdown table for docs/benchmarks/service-load.md.</summary>
/// <remarks>Of a service that does nothing else, with a plan in its database. Processor time is that of the process, so that others at work on the machine matter little.
/// Those who read are a process of their own, and told of separately: in a firm they sit elsewhere.</remarks>
internal static class RequestCostTable
{
    /// <summary>Measures each endpoint alone and prints a table.</summary>
    /// <param name="options"><c>--sku-locations N</c>, <c>--rate N</c> requests a second, <c>--seconds N</c> for each endpoint.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    public static async Task<int> Print(string[] options, TextWriter output, TextWriter messages)
    {
        var (skuLocations, rate, seconds) = (LoadOptions.Of(options, "--sku-locations", 200), LoadOptions.Of(options, "--rate", 50), LoadOptions.Of(options, "--seconds", 20));
        var temporary = Directory.CreateTempSubdirectory("forecasting-request-cost-").FullName;
        try
        {
            var data = Path.Combine(temporary, "data");
            SyntheticRetailer.Write(data, skuLocations, 1000, daysPerBucket: 1);
            using var firm = await ServedFirm.Start(data, Path.Combine(temporary, "out"));
            messages.WriteLine($"a run of {await firm.Run(LoadOptions.AsOf):0.0} s; process {firm.Id}");
            using var caller = firm.Reader();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors; {skuLocations:N0} SKU-locations; {rate} requests a second for {seconds} s.\n"));
            output.WriteLine("| asked for | service, ms of processor a request | readers, ms a request | p50, ms | bytes | requests | errors |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
            await Measure("all in turns, from the first", SteadyReaders.Paths);
            var idle = firm.Processor;
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            messages.WriteLine($"nobody asks: {(firm.Processor - idle).TotalMilliseconds / seconds:0.0} ms of processor a second");
            foreach (var path in SteadyReaders.Paths)
                await Measure($"`{path}`", [path]);
            await Measure("all in turns", SteadyReaders.Paths);
            return 0;

            async Task Measure(string name, string[] paths)
            {
                using var self = Process.GetCurrentProcess();
                using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
                var readers = new SteadyReaders(caller, rate, paths);
                var (service, client) = (firm.Processor, self.TotalProcessorTime);
                await readers.Read(stop.Token);
                service = firm.Processor - service;
                self.Refresh();
                client = self.TotalProcessorTime - client;
                var latencies = readers.Latencies();
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {service.TotalMilliseconds / latencies.Length:0.00} | {client.TotalMilliseconds / latencies.Length:0.00} | {LoadOptions.At(latencies, 0.5):0.0} | {readers.Bytes / latencies.Length} | {latencies.Length} | {readers.Errors} |"));
            }
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
