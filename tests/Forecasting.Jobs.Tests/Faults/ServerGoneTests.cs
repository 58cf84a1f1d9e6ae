using System.Globalization;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>The server goes away in the middle of a run and comes back: the run waits for it and completes.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
[NonParallelizable] // the server is one for all tests
public sealed class ServerGoneTests
{
    /// <summary>How long the server is away, seconds; two minutes before a release, with the pauses that a user has.</summary>
    private static readonly int Seconds = Disturbance.Number("FORECASTING_SERVER_GONE_SECONDS", 2);

    private static IEnumerable<int> Points() => Enumerable.Range(0, Disturbance.Number("FORECASTING_SERVER_GONE", LongFaults.AreAsked ? 10 : 2));

    [TestCaseSource(nameof(Points))]
    public void Run_ServerStoppedAndStartedAgain_CompletesWithTheSameBytes(int point)
    {
        var undisturbed = Undisturbed.Run;
        var share = (point + new Random(point).NextDouble()) / Points().Count();
        using var company = ServerCompany.Make();
        var pause = Seconds >= 60 ? 6 : 0.05 + 0.15 * Seconds;
        var environment = new Dictionary<string, string>
        {
            ["FORECASTING__DATABASE__RETRYSECONDS"] = pause.ToString(CultureInfo.InvariantCulture),
        };
        using var program = ForecastingProgram.Start(environment, company.Run);
        company.WaitForLease(program);
        Thread.Sleep((int)(share * undisturbed.Working));
        ServerCompany.Postgres.StopAtOnce();
        Thread.Sleep(TimeSpan.FromSeconds(Seconds));
        ServerCompany.Postgres.StartAgain();
        var result = program.WaitForEnd();
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        company.AssertSameAs(undisturbed);
    }
}
