using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>Many ask for the same run at once: there is one run, one number and one publication, and all are told of it.</summary>
/// <remarks>A DuckDB file belongs to one process at a time, so whole runs at once are processes; within one, only the ledger is asked at
/// once.</remarks>
[TestFixture]
[Category("EndToEnd")]
public sealed class ParallelTriggersTests
{
    private const int Processes = 12;
    private const int Tasks = 100;

    [Test]
    public void Run_TwelveProcessesAtOnce_AreOneRun()
    {
        using var folder = new TemporaryFolder();
        TinyFirm.Write(folder["data"]);
        var programs = Enumerable.Range(0, Processes)
            .Select(_ => ForecastingProgram.Start(new Dictionary<string, string>(), TinyFirm.Arguments(folder["data"], folder["out"])))
            .ToList();
        var results = programs.ConvertAll(program => program.WaitForEnd());
        programs.ForEach(program => program.Dispose());

        var published = PublishedRun.Only(folder["out"]);
        var run = published.Json("manifest.json").GetProperty("run").GetString()!;
        Assert.That(results.Select(r => r.ExitCode), Is.All.Zero, string.Join('\n', results.Where(r => r.ExitCode != 0)));
        Assert.That(results.Select(r => r.Output), Is.All.Contains(run));
        var told = $"Run {run} is already published: nothing new.";
        Assert.That(results.Count(r => r.Output.Contains(told, StringComparison.Ordinal)), Is.EqualTo(Processes - 1));
        Assert.That(published.ManifestFaults(), Is.Empty);
        Assert.That(
            Query("select run_id || ' ' || state || ' ' || sequence from run.run"), Is.EqualTo(new[] { $"{run} Published 1" }));
        Assert.That(
            Query("select line_id from run.published_line"), Is.EquivalentTo(published.Rows("reorder.csv").Select(r => r["line_id"])));
        Assert.That(
            Query("select actor from run.audit where act = 'trigger'"), Has.Count.EqualTo(Processes), "each trigger is on record");
        Assert.That(Directory.GetFiles(folder["out"], "*.tmp", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.GetFiles(folder["out"], "*.new*"), Is.Empty);

        IReadOnlyList<string> Query(string sql) => FirmState.Query(folder["out"], sql);
    }

    [Test]
    public async Task Begin_HundredTasksAtOnce_IsOneRun()
    {
        using var folder = new TemporaryFolder();
        using var database = ForecastingDatabase.Open(folder["forecasting.duckdb"]);
        var ledger = new RunLedger(database);
        var identity = new RunIdentity(TinyFirm.Monday, "all", "settings", [], "1.0");
        var at = new DateTimeOffset(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);
        var gate = new Lock();
        using var start = new ManualResetEventSlim();
        var tasks = Enumerable.Range(0, Tasks).Select(task => Task.Run(() =>
        {
            start.Wait();
            lock (gate)
                return ledger.Begin(identity, at, $"trigger {task}");
        })).ToList();
        start.Set();
        var begun = await Task.WhenAll(tasks);

        Assert.That(begun.Count(b => b.IsNew), Is.EqualTo(1));
        Assert.That(begun.Select(b => b.Run.RunId), Is.All.EqualTo(identity.RunId));
        Assert.That(ledger.Unpublished().Select(r => r.RunId), Is.EqualTo(new[] { identity.RunId }));
    }
}
