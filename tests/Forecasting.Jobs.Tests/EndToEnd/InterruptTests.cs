using System.Globalization;
using Forecasting.Jobs.Tests.Faults;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Ctrl-C at several moments of a run: nothing half-published, and the next run completes as if nothing had happened.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class InterruptTests
{
    private const int Cancelled = 128 + 2;

    private TemporaryFolder folder = null!;
    private IReadOnlyDictionary<string, string> undisturbed = null!;

    [OneTimeSetUp]
    public void RunUndisturbed()
    {
        folder = new TemporaryFolder();
        TinyFirm.Write(folder["data"]);
        var run = ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], folder["undisturbed"]));
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        undisturbed = PublishedRun.Only(folder["undisturbed"]).Hashes();
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [TestCase(0)]
    [TestCase(500)]
    [TestCase(2000)]
    public void Run_CtrlC_StopsCleanlyAndTheNextRunCompletes(int millisecondsIntoTheRun)
    {
        var output = folder[string.Create(CultureInfo.InvariantCulture, $"after-{millisecondsIntoTheRun}")];
        var command = TinyFirm.Arguments(folder["data"], output);
        using (var program = ForecastingProgram.Start(new Dictionary<string, string>(), command))
        {
            // The moment does not decide the verdict, but the first is certain to be early: the database has only just been made.
            while (program.IsRunning && !File.Exists(Path.Combine(output, "forecasting.duckdb")))
                Thread.Sleep(1);
            Thread.Sleep(millisecondsIntoTheRun);
            if (program.IsRunning)
                program.Interrupt();
            var stopped = program.WaitForEnd();
            Assert.That(stopped.ExitCode, millisecondsIntoTheRun == 0 ? Is.EqualTo(Cancelled) : Is.Zero.Or.EqualTo(Cancelled), stopped.ToString());
            Assert.That(stopped.Errors, Does.Not.Contain("Unhandled exception").And.Not.Contain("   at "), stopped.ToString());
        }

        foreach (var run in PublishedRun.All(output))
            if (File.Exists(run[".done"]))
                Assert.That(run.ManifestFaults(), Is.Empty);
            else
                Assert.That(run.Names, Does.Not.Contain("manifest.json"), "a manifest without .done is only the instant between two renames");

        var next = ForecastingProgram.Run(command);
        Assert.That(next.ExitCode, Is.Zero, next.ToString());
        Assert.That(PublishedRun.Only(output).Hashes(), Is.EqualTo(undisturbed));
        Assert.That(Directory.GetFiles(output, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }
}
