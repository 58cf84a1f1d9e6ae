using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>The process that has the right to run is frozen for longer than its lease: another takes over and publishes, and whoever wakes up
/// writes nothing more.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class ServerFrozenOwnerTests
{
    private static readonly Dictionary<string, string> Hasty = new() { ["FORECASTING__DATABASE__RETRYSECONDS"] = "0.1" };

    private static IEnumerable<int> Freezes() => Enumerable.Range(0, Disturbance.Number("FORECASTING_FREEZES", LongFaults.AreAsked ? 10 : 2));

    [TestCaseSource(nameof(Freezes))]
    public void Run_FrozenBeyondItsLease_IsTakenOverAndWritesNothingMore(int freeze)
    {
        var undisturbed = Undisturbed.Run;
        var share = (freeze + new Random(freeze).NextDouble()) / Freezes().Count();

        // A moment at which the first is done already proves nothing: then an earlier one is tried.
        while (!IsTakenOver((int)(share * undisturbed.Working), undisturbed))
            share *= 0.8;
    }

    [Test]
    public void Run_OwnerIsFrozenButItsLeaseLasts_IsRefused()
    {
        var undisturbed = Undisturbed.Run;
        using var company = ServerCompany.Make();
        using var first = ForecastingProgram.Start(Hasty, [.. company.Run, "--lease", "600"]);
        company.WaitForLease(first);
        Disturbance.Signal(first, Disturbance.Stop);
        var second = ForecastingProgram.Run(Hasty, [.. company.Run, "--wait", "0"]);
        Disturbance.Signal(first, Disturbance.Continue);
        Assert.That(second.ExitCode, Is.EqualTo(3), second.ToString());
        Assert.That(second.Errors, Does.Contain("Another run is at work on scope all ("), "a frozen process is no dead one");
        var woken = first.WaitForEnd();
        Assert.That(woken.ExitCode, Is.Zero, woken.ToString());
        company.AssertSameAs(undisturbed);
    }

    private static bool IsTakenOver(int milliseconds, Undisturbed undisturbed)
    {
        using var company = ServerCompany.Make();
        using var first = ForecastingProgram.Start(Hasty, [.. company.Run, "--lease", "1"]);
        company.WaitForLease(first);
        Thread.Sleep(milliseconds);
        if (!first.IsRunning)
            return false;
        Disturbance.Signal(first, Disturbance.Stop);
        var second = ForecastingProgram.Run(Hasty, company.Run);
        Assert.That(second.ExitCode, Is.Zero, second.ToString());

        // The signal to stop may have met it at its very end.
        if (first.IsRunning)
            Disturbance.Signal(first, Disturbance.Continue);
        var woken = first.WaitForEnd();
        if (second.Output.Contains("is already published", StringComparison.Ordinal))
            return false;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(woken.ExitCode, Is.EqualTo(3), woken.ToString());
            Assert.That(woken.Errors, Does.Contain("taken over").And.Not.Contain("   at "), woken.ToString());
            Assert.That(company.Query("select act from run.audit where act = 'take-over'"), Has.Count.EqualTo(1));
            Assert.That(company.Query("select act from run.audit where act = 'publish'"), Has.Count.EqualTo(1));
        }

        company.AssertSameAs(undisturbed);
        return true;
    }
}
