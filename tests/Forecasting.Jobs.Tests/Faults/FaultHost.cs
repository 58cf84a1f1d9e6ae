using System.Diagnostics;
using System.Globalization;
using Forecasting.Jobs.Tests.Deliveries;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>What tests need another process for: a run that kills itself right before one of its durable side effects.</summary>
internal static class FaultHost
{
    private const string Run = "run";
    private const string Delivery = "delivery";

    /// <summary>Starts a run of the tiny firm that is killed before its side effect number <paramref name="step"/>, counted from 1.</summary>
    public static Process Start(int step, string data, string output) =>
        Start(Run, step.ToString(CultureInfo.InvariantCulture), data, output);

    /// <summary>Starts a publication with its delivery that is killed before its step number <paramref name="step"/>, counted from 1.</summary>
    public static Process StartDelivery(int step, string output, string inbox, int number) =>
        Start(Delivery, step.ToString(CultureInfo.InvariantCulture), output, inbox, number.ToString(CultureInfo.InvariantCulture));

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", typeof(FaultHost).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    })!;

    private static int Main(string[] arguments)
    {
        Action<Action<string>>? work = arguments switch
        {
            [Run, _, var data, var output] => before => TinyFirm.Run(data, output, before),
            [Delivery, _, var output, var inbox, var number] => before => DeliveringFirm.Run(output, inbox, int.Parse(number, CultureInfo.InvariantCulture), before),
            _ => null,
        };
        if (work is null)
            return 2;
        var last = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var count = 0;
        work(_ =>
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
