using System.Diagnostics;
using System.Globalization;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>SIGKILL at seeded random moments of a whole run: nothing half-written is visible, and the same command completes it without help.</summary>
/// <remarks>FORECASTING_KILLS says how often (default 14), FORECASTING_SEED from which seed. A quarter of the kills hit the second week of a firm.</remarks>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class KilledRunTests
{
    private static readonly int Kills = Setting("FORECASTING_KILLS", 14);
    private static readonly int Seed = Setting("FORECASTING_SEED", 5);

    // After one kill in ten the command itself completes the run, and the run is replayed: what it is replayed from survived as well. After
    // the others it is completed in this process, which is the same work without starting a program.
    private const int ByCommand = 10;

    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void Create() => folder = new TemporaryFolder();

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Run_KilledAtAnyMoment_IsCompletedByTheSameCommand()
    {
        var data = folder["data"];
        TinyFirm.Write(data);
        // The shortest of two: a machine that was busy for a moment would send half of the kills after the end.
        var (warm, again) = (Measure(data, folder["warm"], 0), Measure(data, folder["whole"], 0));
        var duration = warm < again ? warm : again;
        var (undisturbed, whole) = (FirmState.Of(folder["whole"]), PublishedRun.Only(folder["whole"]));
        KillAll(Kills - Kills / 4, Seed, duration, data, 0, output => { }, (output, moment, byCommand) =>
        {
            FirmState.AssertNothingHalfVisible(output, whole, moment);
            Complete(data, output, 0, moment, byCommand);
            Assert.That(FirmState.Of(output), Is.EqualTo(undisturbed), moment);
            Assert.That(FirmState.Query(output, "select run_id || ' ' || state || ' ' || sequence from run.run"), Is.EqualTo(
                new[] { $"{whole.Json("manifest.json").GetProperty("run").GetString()} Published 1" }), moment);
        });
    }

    [Test]
    public void Run_KilledInTheSecondWeek_LeavesTheFirstAloneAndOrdersOnlyTheDifference()
    {
        TinyFirm.WriteWeek(folder["first"], 0);
        TinyFirm.WriteWeek(folder["second"], 1);
        Measure(folder["first"], folder["one"], 0);
        var first = PublishedRun.Only(folder["one"]);
        TinyFirm.Copy(folder["one"], folder["two"]);
        var duration = Measure(folder["second"], folder["two"], 1);
        Measure(folder["second"], folder["alone"], 1);
        var (undisturbed, second) = (FirmState.Of(folder["two"]), PublishedRun.All(folder["two"])[1]);

        // What is still on its way from the first week is not ordered again.
        var (ordered, needed) = (Ordered(second), Ordered(PublishedRun.Only(folder["alone"])));
        Assert.That(Ordered(first), Is.GreaterThan(0));
        Assert.That(ordered, Is.LessThan(needed));

        var untouched = Everything(first);
        KillAll(Kills / 4, Seed + 1, duration, folder["second"], 1, output => TinyFirm.Copy(folder["one"], output), (output, moment, byCommand) =>
        {
            FirmState.AssertNothingHalfVisible(output, second, moment);
            Complete(folder["second"], output, 1, moment, byCommand);
            Assert.That(FirmState.Of(output), Is.EqualTo(undisturbed), moment);
            Assert.That(Everything(PublishedRun.All(output)[0]), Is.EqualTo(untouched), moment);
        });
    }

    private void KillAll(
        int kills, int seed, TimeSpan duration, string data, int week, Action<string> prepare, Action<string, string, bool> check)
    {
        var random = new Random(seed);
        var moments = Enumerable.Range(0, kills).Select(_ => duration * random.NextDouble()).ToArray();
        var (ended, without, with, published) = (0, 0, 0, 0);
        Parallel.For(0, kills, new ParallelOptions { MaxDegreeOfParallelism = 2 }, kill =>
        {
            var output = folder[string.Create(CultureInfo.InvariantCulture, $"killed-{week}-{kill}")];
            var moment = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, kill {kill}, {moments[kill].TotalMilliseconds:0} ms into the run");
            prepare(output);
            using (var program = ForecastingProgram.Start(new Dictionary<string, string>(), TinyFirm.Arguments(data, output, week)))
            {
                Thread.Sleep(moments[kill]);
                if (!program.Kill())
                    Interlocked.Increment(ref ended);
                else if (!File.Exists(Path.Combine(output, "forecasting.duckdb")))
                    Interlocked.Increment(ref without);
                else if (PublishedRun.All(output).Count == week)
                    Interlocked.Increment(ref with);
                else
                    Interlocked.Increment(ref published);
            }

            var byCommand = kill % ByCommand == 0;
            check(output, moment, byCommand);
            if (byCommand)
                Replay(output, moment);
            Directory.Delete(output, recursive: true);
        });
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}, {kills} kills in {duration.TotalSeconds:0.00} s: {without} before there was a database, {with} with one and nothing published, "
            + $"{published} with a folder of this run, {ended} after the end"));
        Assert.That(ended, Is.LessThan(kills), "no kill hit a run");
    }

    private static TimeSpan Measure(string data, string output, int week)
    {
        var watch = Stopwatch.StartNew();
        Complete(data, output, week, "undisturbed", byCommand: true);
        return watch.Elapsed;
    }

    private static void Complete(string data, string output, int week, string moment, bool byCommand)
    {
        if (!byCommand)
        {
            Assert.That(TinyFirm.Run(data, output, week: week).ExitCode, Is.Zero, moment);
            return;
        }

        var result = ForecastingProgram.Run(TinyFirm.Arguments(data, output, week));
        Assert.That(result.ExitCode, Is.Zero, $"{moment}: {result}");
    }

    private static void Replay(string output, string moment)
    {
        var run = PublishedRun.All(output)[^1].Json("manifest.json").GetProperty("run").GetString()!;
        var replay = ForecastingProgram.Run("replay", run, "--out", output, "--to", Path.Combine(output, "replayed"));
        Assert.That(replay.ExitCode, Is.Zero, $"{moment}: {replay}");
    }

    private static decimal Ordered(PublishedRun run) => run.Rows("reorder.csv").Sum(row => decimal.Parse(row["quantity"], CultureInfo.InvariantCulture));

    private static List<string> Everything(PublishedRun run) => [.. run.Names.Select(name => $"{name} {PublishedRun.Sha256(run[name])}")];

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
