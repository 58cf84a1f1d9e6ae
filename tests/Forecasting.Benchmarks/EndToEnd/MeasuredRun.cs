using System.Diagnostics;
using Forecasting.Jobs.Demo;

namespace Forecasting.Benchmarks.EndToEnd;

/// <summary>One run of the program as a process of its own.</summary>
/// <param name="Wall">From start to exit.</param>
/// <param name="Processor">User and system time of all its threads.</param>
/// <param name="PeakBytes">Largest resident memory.</param>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Errors">What it wrote to stderr.</param>
public sealed record MeasuredRun(TimeSpan Wall, TimeSpan Processor, long PeakBytes, int ExitCode, string Errors)
{
    // The kernel keeps the peak itself (VmHWM), so a sample only misses growth after the last look; processor time likewise.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>How the columns are measured, for the foot of the table.</summary>
    public const string Method =
        "Wall time from process start to exit. Processor time and peak resident memory as the operating system accounts them for the process "
        + "(on Linux: utime + stime and VmHWM), read every 20 ms until it ends.";

    /// <summary>Runs the program with these arguments and waits for its end.</summary>
    public static MeasuredRun Of(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(DemoCompany).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (processor, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(Interval))
        {
            process.Refresh();
            try
            {
                processor = process.TotalProcessorTime;
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the wait and the look: the last sample stands.
                break;
            }
        }

        process.WaitForExit();
        watch.Stop();
        output.GetAwaiter().GetResult();
        return new MeasuredRun(watch.Elapsed, processor, peak, process.ExitCode, errors.GetAwaiter().GetResult());
    }
}
