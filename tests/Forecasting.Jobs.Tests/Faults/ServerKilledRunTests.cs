using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>A run on a server is killed at any moment: the next one completes at once, as if nothing had happened.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class ServerKilledRunTests
{
    private static readonly Dictionary<string, string> Same = [];

    private static IEnumerable<int> Kills() => Enumerable.Range(0, Disturbance.Number("FORECASTING_SERVER_KILLS", LongFaults.AreAsked ? 15 : 2));

    [TestCaseSource(nameof(Kills))]
    public void Run_AfterAKill_CompletesAtOnceWithTheSameBytes(int kill)
    {
        var undisturbed = Undisturbed.Run;
        using var company = ServerCompany.Make();

        // The moments are spread over the whole run; which step one of them meets, the machine decides.
        var share = (kill + new Random(kill).NextDouble()) / Kills().Count();
        using (var program = ForecastingProgram.Start(Same, company.Run))
        {
            Thread.Sleep((int)(share * undisturbed.Milliseconds));
            if (program.IsRunning)
                Disturbance.Signal(program, Disturbance.Kill);
            program.WaitForEnd();
        }

        // Who waits for no second gets a lease only if that of the dead is no obstacle.
        var next = ForecastingProgram.Run(Same, [.. company.Run, "--wait", "0"]);
        Assert.That(next.ExitCode, Is.Zero, next.ToString());
        company.AssertSameAs(undisturbed);
        Assert.That(ForecastingProgram.Run("audit", "--verify", "--db", company.Address).ExitCode, Is.Zero);
    }
}
