using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Ctrl-C at several moments of a run: nothing half-published, and the next run completes as if nothing had happened.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class InterruptTests
{
    private const int Cancelled = 128 + 2;

    [TestCase(0)]
    [TestCase(200)]
    [TestCase(500)]
    [TestCase(1000)]
    [TestCase(2000)]
    public void Run_CtrlC_StopsCleanlyAndTheNextRunCompletes(int millisecondsIntoTheRun)
    {
        using var folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        string[] Arguments(string output) => ["run", "--data", folder["data"], "--out", folder[output], "--as-of", "2026-03-02"];

        using (var program = ForecastingProgram.Start(new Dictionary<string, string>(), Arguments("out")))
        {
            // The moment does not decide the verdict, but the first is certain to be early: the database has only just been made.
            while (program.IsRunning && !File.Exists(folder["out", "forecasting.duckdb"]))
                Thread.Sleep(1);
            Thread.Sleep(millisecondsIntoTheRun);
            if (program.IsRunning)
                program.Interrupt();
            var stopped = program.WaitForEnd();
            Assert.That(stopped.ExitCode, millisecondsIntoTheRun == 0 ? Is.EqualTo(Cancelled) : Is.Zero.Or.EqualTo(Cancelled), stopped.ToString());
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
