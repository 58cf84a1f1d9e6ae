using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Benchmarks.EndToEnd;

namespace Forecasting.Benchmarks.Load;

/// <summary>What does it cost a run that people look at the service meanwhile? A Markdown table for docs/benchmarks/service-load.md.</summary>
/// <remarks>Each pair is a run without readers and one with, one after the other, in turns: what else the machine does meets both.</remarks>
internal static class ServiceLoadTable
{
    private const string AsOf = "2026-06-29";

    /// <summary>Measures pairs of runs and prints a table.</summary>
    /// <param name="options"><c>--pairs N</c>, <c>--sku-locations N</c> (1,000 days of history each), <c>--rate N</c> requests a second.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    public static async Task<int> Print(string[] options, TextWriter output, TextWriter messages)
    {
        var (pairs, skuLocations, rate) = (Option(options, "--pairs", 5), Option(options, "--sku-locations", 1000), Option(options, "--rate", 50));
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
                $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors; {skuLocations:N0} SKU-locations, {rows:N0} rows; {rate} requests a second.\n"));
            output.WriteLine("| pair | without, s | with, s | ratio | processor without, s | with, s | ratio | p50, ms | p99, ms | requests | errors |");
            output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            for (var pair = 1; pair <= pairs; pair++)
            {
                Measured? without = null, with = null;
                foreach (var isRead in pair % 2 == 1 ? new[] { false, true } : [true, false])
                {
                    var one = await Measure(data, Path.Combine(temporary, "out"), isRead ? rate : 0);
                    messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pair {pair} {(isRead ? "with" : "without")}: {one.Seconds:0.0} s"));
                    (without, with) = isRead ? (without, one) : (one, with);
                }

                ratios.Add(with!.Seconds / without!.Seconds);
                latencies.AddRange(with.Latencies);
                errors += with.Errors;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {pair} | {without.Seconds:0.0} | {with.Seconds:0.0} | {ratios[^1]:0.000} | {without.Processor:0.0} | {with.Processor:0.0} | {with.Processor / without.Processor:0.000} | {At(with.Latencies, 0.5):0.0} | {At(with.Latencies, 0.99):0.0} | {with.Latencies.Length} | {with.Errors} |"));
            }

            double[] all = [.. latencies.Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\nMedian of the ratios {At([.. ratios.Order()], 0.5):0.000}; latency p50 {At(all, 0.5):0.0} ms, p99 {At(all, 0.99):0.0} ms; {errors} errors in {all.Length} requests."));
            return 0;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<Measured> Measure(string data, string folder, int rate)
    {
        var measured = await MeasureOn(data, folder, rate);
        Directory.Delete(folder, recursive: true);
        return measured;
    }

    private static async Task<Measured> MeasureOn(string data, string folder, int rate)
    {
        using var firm = await ServedFirm.Start(data, folder);
        using var caller = firm.Reader();
        using var stop = new CancellationTokenSource();
        var readers = new SteadyReaders(caller, Math.Max(1, rate));
        var before = firm.Processor;
        var reading = rate > 0 ? readers.Read(stop.Token) : Task.CompletedTask;
        var seconds = await firm.Run(AsOf);
        var processor = (firm.Processor - before).TotalSeconds;
        await stop.CancelAsync();
        await reading;
        return new Measured(seconds, processor, readers.Latencies(), readers.Errors);
    }

    private static double At(double[] sorted, double level) => sorted is [] ? 0 : sorted[(int)(level * (sorted.Length - 1))];

    private static int Option(string[] options, string name, int otherwise) =>
        Array.IndexOf(options, name) is var at and >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private sealed record Measured(double Seconds, double Processor, double[] Latencies, int Errors);
}
