using System.Diagnostics;
using System.Globalization;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>A disk without enough room, at twenty sizes: one clear line, nothing half-visible, and the same run completes when there is room.</summary>
/// <remarks>The disk is a real one: a file system in memory of a fixed size, which only root may mount.</remarks>
[TestFixture]
[Category("EndToEnd")]
[Platform("Linux")]
public sealed class DiskFullTests
{
    private const string Plenty = "256m";
    private const int Page = 4096;

    // Twenty sizes where long tests are asked for, else every other one.
    private static readonly int[] Steps = [.. Enumerable.Range(1, 12).Where(IsTried)];
    private static readonly int[] Eighths = [.. Enumerable.Range(1, 8).Where(IsTried)];

    private TemporaryFolder folder = null!;
    private PublishedRun whole = null!;
    private IReadOnlyList<string> undisturbed = null!;
    private long publishedPages;

    [OneTimeSetUp]
    public void RunUndisturbed()
    {
        folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["disk"]);
        if (!TryDo("mount", "-t", "tmpfs", "-o", $"size={Plenty}", "tmpfs", folder["disk"]))
            Assert.Ignore("A disk of a fixed size needs root, to mount a tmpfs.");
        Assert.That(TryDo("umount", folder["disk"]), Is.True);

        TinyFirm.Write(folder["data"]);
        var result = ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], folder["whole"]));
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        (whole, undisturbed) = (PublishedRun.Only(folder["whole"]), FirmState.Of(folder["whole"]));
        publishedPages = Directory.GetFiles(whole.Folder).Sum(file => (new FileInfo(file).Length + Page - 1) / Page);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    // 128 KB to 1.5 MB. With 2.3 MB the run gets through: what has no room in the database's file stays in its log.
    [Test]
    public void Run_DiskOfDatabaseAndReportsIsFull_SaysSoAndCompletesWhenThereIsRoom([ValueSource(nameof(Steps))] int step) =>
        RunFullThenWithRoom(32 * step, null, output => Assert.That(FirmState.Of(output), Is.EqualTo(undisturbed)));

    [Test]
    public void Run_DiskOfReportsIsFull_SaysSoAndCompletesWhenThereIsRoom([ValueSource(nameof(Eighths))] int eighth) =>
        RunFullThenWithRoom(publishedPages * (2 * eighth - 1) / 16, folder[$"elsewhere-{eighth}", "forecasting.duckdb"], output =>
            Assert.That(PublishedRun.Only(output).Hashes(), Is.EqualTo(whole.Hashes())));

    private void RunFullThenWithRoom(long room, string? database, Action<string> check)
    {
        var (disk, output) = (folder["disk"], folder["disk", "out"]);
        var pages = Math.Max(room, 2).ToString(CultureInfo.InvariantCulture);
        Assert.That(TryDo("mount", "-t", "tmpfs", "-o", $"nr_blocks={pages}", "tmpfs", disk), Is.True);
        try
        {
            string[] elsewhere = database is null ? [] : ["--db", database];
            var full = ForecastingProgram.Run([.. TinyFirm.Arguments(folder["data"], output), .. elsewhere]);
            TestContext.Out.WriteLine($"{pages} pages: {full.Errors.TrimEnd().Split('\n')[^1]}");
            Assert.That(full.ExitCode, Is.EqualTo(3), full.ToString());
            var lines = full.Errors.TrimEnd().Split('\n');
            Assert.That(lines.Count(line => line.StartsWith("forecasting: ", StringComparison.Ordinal)), Is.EqualTo(1), full.ToString());
            Assert.That(lines[^1], Does.StartWith("forecasting: "), full.ToString());
            Assert.That(full.Errors, Does.Not.Contain("   at ").And.Not.Contain("Unhandled exception"), full.ToString());
            FirmState.AssertNothingHalfVisible(output, whole, $"{pages} pages");

            Assert.That(TryDo("mount", "-o", $"remount,size={Plenty}", disk), Is.True);
            Assert.That(TinyFirm.Run(folder["data"], output, database: database).ExitCode, Is.Zero);
            check(output);
        }
        finally
        {
            // A process that another fixture starts at this moment may hold what is open here for an instant: the disk goes when it lets go.
            TryDo("umount", "-l", disk);
        }
    }

    private static bool IsTried(int number) => LongFaults.AreAsked || number % 2 == 0;

    private static bool TryDo(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
