using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>A run that is stopped before each of its durable side effects in turn, by an exception and by SIGKILL: the next run makes of it what an
/// undisturbed one leaves behind.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class FailPointSweepTests
{
    // Whoever adds a transaction to a run counts it here; the sweep covers it then.
    private const int Commits = 51;

    // Each step where long tests are asked for, else one in so many; of kills, which need a process each, one in four times as many.
    private const int Sample = 6;

    private TemporaryFolder folder = null!;
    private IReadOnlyList<string> steps = null!;
    private IReadOnlyList<string> undisturbed = null!;
    private PublishedRun whole = null!;

    [OneTimeSetUp]
    public void RunUndisturbed()
    {
        folder = new TemporaryFolder();
        TinyFirm.Write(folder["data"]);
        var told = new List<string>();
        Assert.That(TinyFirm.Run(folder["data"], folder["whole"], told.Add).ExitCode, Is.Zero);
        (steps, undisturbed, whole) = (told, FirmState.Of(folder["whole"]), PublishedRun.Only(folder["whole"]));
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Steps_OfARun_AreThoseOfEveryFileAndFolderThatItLeaves()
    {
        TestContext.Out.WriteLine($"{steps.Count} durable side effects:\n" + string.Join('\n', steps.Select((step, index) => $"{index + 1,4} {step}")));
        var archive = Directory.GetDirectories(folder["whole", "archive"]).Select(f => Path.GetFileName(f)).Append("archive")
            .Select(f => $"archive: create folder {f}");
        var archived = FirmState.Query(folder["whole"], "select name from run.input").SelectMany(
            name => new[] { "write", "flush", "rename", "flush folder of" }.Select(action => $"archive: {action} {name}"));
        var published = whole.Names.SelectMany(
            name => new[] { "Write", "Flush", "Rename", "FlushFolder" }.Select(action => $"publication: {action} {name}"));
        Assert.That(steps, Is.EquivalentTo(
            [.. archive, .. archived, $"publication: CreateFolder {Path.GetFileName(whole.Folder)}", .. published, .. Enumerable.Repeat("commit", Commits)]));
    }

    [Test]
    public void Steps_OfARun_AreAnnouncedEachBeforeItHappens()
    {
        var (last, before) = ("(opened)", Disk());
        TinyFirm.Run(folder["data"], folder["watched"], step =>
        {
            var now = Disk();
            var changed = now.Except(before).Concat(before.Except(now)).Select(entry => entry.Path).Distinct().ToList();
            if (last == "commit")
                Assert.That(changed.Where(path => !path.StartsWith("forecasting.duckdb", StringComparison.Ordinal)), Is.Empty, $"after {last}, before {step}");
            else if (last != "(opened)")
                Assert.That(changed.Where(path => path.StartsWith("forecasting.duckdb", StringComparison.Ordinal)), Is.Empty, $"after {last}, before {step}");
            if (last != "(opened)" && last != "commit")
                Assert.That(changed, Has.Count.LessThanOrEqualTo(2), $"one name, or one for another: after {last}, before {step}");
            (last, before) = (step, now);
        });

        HashSet<(string Path, long Length)> Disk() => !Directory.Exists(folder["watched"]) ? [] :
        [
            .. Directory.GetFileSystemEntries(folder["watched"], "*", SearchOption.AllDirectories)
                .Select(path => (Path.GetRelativePath(folder["watched"], path), File.Exists(path) ? new FileInfo(path).Length : -1)),
        ];
    }

    [Test]
    public void Run_StoppedByAnExceptionBeforeEachStep_IsCompletedByTheNext() => Sweep(Sample, step =>
    {
        var output = folder[$"thrown-{step}"];
        var count = 0;
        Assert.That(
            () => TinyFirm.Run(folder["data"], output, _ =>
            {
                if (++count == step)
                    throw new FailPointException();
            }),
            Throws.TypeOf<FailPointException>(), Name(step));
        AssertCompletes(output, step);
    });

    [Test]
    public void Run_KilledBeforeEachStep_IsCompletedByTheNext() => Sweep(4 * Sample, step =>
    {
        var output = folder[$"killed-{step}"];
        using (var host = FaultHost.Start(step, folder["data"], output))
        {
            host.StandardOutput.ReadToEnd();
            host.WaitForExit();
            Assert.That(host.ExitCode, Is.EqualTo(128 + 9), Name(step));
        }

        AssertCompletes(output, step);
    });

    private void Sweep(int sample, Action<int> stop)
    {
        var every = LongFaults.AreAsked ? 1 : sample;
        int[] stops = [.. Enumerable.Range(1, steps.Count).Where(step => step % every == 0)];
        Parallel.ForEach(stops, new ParallelOptions { MaxDegreeOfParallelism = 2 }, stop);
        TestContext.Out.WriteLine($"stopped before {stops.Length} of {steps.Count} steps, and completed");
    }

    private void AssertCompletes(string output, int step)
    {
        FirmState.AssertNothingHalfVisible(output, whole, Name(step));
        Assert.That(TinyFirm.Run(folder["data"], output).ExitCode, Is.Zero, Name(step));
        Assert.That(FirmState.Of(output), Is.EqualTo(undisturbed), Name(step));
        Directory.Delete(output, recursive: true);
    }

    private string Name(int step) => $"stopped before step {step}, {steps[step - 1]}";

    private sealed class FailPointException : Exception;
}
