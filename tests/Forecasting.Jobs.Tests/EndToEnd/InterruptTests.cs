using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Ctrl-C at several moments of a run: nothing half-published, and the next run completes as if nothing had happened.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class InterruptTests
{
    [TestCase(300)]
    [TestCase(800)]
    [TestCase(1500)]
    [TestCase(2500)]
    public void Run_CtrlC_StopsCleanlyAndTheNextRunCompletes(int milliseconds)
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        string[] Arguments(string output) => ["run", "--data", folder["data"], "--out", folder[output], "--as-of", "2026-03-02"];

        using (var program = ForecastingProgram.Start(new Dictionary<string, string>(), Arguments("out")))
        {
            // The moment does not decide the verdict: whatever the program was doing, the law below holds.
            Thread.Sleep(milliseconds);
            if (program.IsRunning)
                program.Interrupt();
            var stopped = program.WaitForEnd();
            Assert.That(stopped.Errors, Does.Not.Contain("Unhandled exception").And.Not.Contain("   at "), stopped.ToString());
        }

        foreach (var run in PublishedRun.All(folder["out"]))
            if (File.Exists(run[".done"]))
                Assert.That(run.ManifestFaults(), Is.Empty);
            else
                Assert.That(run.Names, Does.Not.Contain("manifest.json"), "a manifest without .done is only the instant between two renames");

        var next = ForecastingProgram.Run(Arguments("out"));
        Assert.That(next.ExitCode, Is.Zero, next.ToString());
        var undisturbed = ForecastingProgram.Run(Arguments("undisturbed"));
        Assert.That(undisturbed.ExitCode, Is.Zero, undisturbed.ToString());
        Assert.That(PublishedRun.Only(folder["out"]).Hashes(), Is.EqualTo(PublishedRun.Only(folder["undisturbed"]).Hashes()));
        Assert.That(Directory.GetFiles(folder["out"], "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }
}
