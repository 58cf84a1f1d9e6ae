using System.Diagnostics;
using System.Globalization;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>What tests need another process for: a run that kills itself right before one of its durable side effects.</summary>
internal static class FaultHost
{
    private const string Run = "run";

    /// <summary>Starts a run of the tiny firm that is killed before its side effect number <paramref name="step"/>, counted from 1.</summary>
    public static Process Start(int step, string data, string output) => Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", typeof(FaultHost).Assembly.Location, Run, step.ToString(CultureInfo.InvariantCulture), data, output])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    })!;

    private static int Main(string[] arguments)
    {
        if (arguments is not [Run, var step, var data, var output])
            return 2;
        var last = int.Parse(step, CultureInfo.InvariantCulture);
        var count = 0;
        TinyFirm.Run(data, output, _ =>
        {
            if (++count < last)
                return;
            using var self = Process.GetCurrentProcess();
            self.Kill();

            // The signal needs a moment; nothing more may happen meanwhile.
            Thread.Sleep(Timeout.Infinite);
        });
        return 0;
    }
}
