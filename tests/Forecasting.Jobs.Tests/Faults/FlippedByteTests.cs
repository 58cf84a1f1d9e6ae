using System.Globalization;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>One byte of a stored file is another one: whoever would use the file says so instead, and no other numbers go out.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class FlippedByteTests
{
    private const int Seed = 11;
    private static readonly int DatabaseFlips = LongFaults.AreAsked ? 20 : 4;
    private static readonly string[] Hashed = ["reorder.csv", "plan.csv", "forecast.csv", "quarantine.csv", "plan.xlsx", "decisions.html", "manifest.json", ".done"];

    private TemporaryFolder folder = null!;
    private PublishedRun whole = null!;
    private string run = "";

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        TinyFirm.Write(folder["data"]);
        var result = ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], folder["whole"]));
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        whole = PublishedRun.Only(folder["whole"]);
        run = whole.Json("manifest.json").GetProperty("run").GetString()!;
        Assert.That(whole.Names, Is.EquivalentTo([.. Hashed, "run.json"]), "a file that is new is flipped too");
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Replay_AnyArchivedFileFlipped_IsRefused()
    {
        var random = new Random(Seed);
        var files = Directory.GetFiles(folder["whole", "archive"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.That(files, Has.Count.GreaterThanOrEqualTo(9), "seven files, settings and context");
        foreach (var file in files)
            WhileFlipped(file, random, () => AssertDamage(ForecastingProgram.Run("replay", run, "--out", folder["whole"], "--to", folder["never"]), file));
        Assert.That(Directory.Exists(folder["never"]), Is.False);
        TestContext.Out.WriteLine($"seed {Seed}: {files.Count} of {files.Count} archived files refused");
    }

    [Test]
    public void Explain_AnyArchivedFileFlipped_IsRefusedOrDoesNotNeedIt()
    {
        var random = new Random(Seed + 1);
        string[] explain = ["explain", "A-7", "--out", folder["whole"], "--rows", "all"];
        var sound = ForecastingProgram.Run(explain);
        Assert.That(sound.ExitCode, Is.Zero, sound.ToString());
        var (refused, unaffected) = (0, 0);
        foreach (var file in Directory.GetFiles(folder["whole", "archive"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            WhileFlipped(file, random, () =>
            {
                var result = ForecastingProgram.Run(explain);
                if (result.ExitCode == 0)
                {
                    Assert.That(result.Output, Is.EqualTo(sound.Output), file);
                    unaffected++;
                    return;
                }

                AssertDamage(result, file);
                refused++;
            });
        }

        TestContext.Out.WriteLine($"seed {Seed + 1}: {refused} refused, {unaffected} not needed");
        Assert.That(refused, Is.GreaterThan(0));
    }

    [Test]
    public void Run_AgainWithAPublishedFileFlipped_IsRefused([ValueSource(nameof(Hashed))] string name)
    {
        WhileFlipped(whole[name], new Random(Seed), () => AssertDamage(ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], folder["whole"])), name));
        Assert.That(TinyFirm.Run(folder["data"], folder["whole"]).ExitCode, Is.Zero);
    }

    [TestCase("manifest.json")]
    [TestCase(".done")]
    public void Replay_WhatItComparesWithFlipped_IsRefused(string name) => WhileFlipped(whole[name], new Random(Seed), () =>
        AssertDamage(ForecastingProgram.Run("replay", run, "--out", folder["whole"], "--to", folder["never"]), name));

    [Test]
    public void Run_PublishedFileFlippedBeforeTheLedgerHeardOfIt_IsRefused()
    {
        var (output, steps, last) = (folder["unrecorded"], 0, 0);
        TinyFirm.Run(folder["data"], folder["counted"], step => last = ++steps > 0 && step == "publication: FlushFolder .done" ? steps : last);
        steps = 0;
        Assert.That(
            () => TinyFirm.Run(folder["data"], output, _ =>
            {
                if (++steps == last + 1)
                    throw new InvalidOperationException("stopped");
            }),
            Throws.InvalidOperationException);
        Assert.That(FirmState.Query(output, "select state from run.run"), Is.EqualTo(new[] { "Publishing" }));
        var published = PublishedRun.Only(output);
        foreach (var name in Hashed)
            WhileFlipped(published[name], new Random(Seed), () => AssertDamage(ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], output)), name));
        Assert.That(FirmState.Query(output, "select line_id from run.published_line"), Is.Empty);
        var sound = ForecastingProgram.Run(TinyFirm.Arguments(folder["data"], output));
        Assert.That(sound.ExitCode, Is.Zero, sound.ToString());
        Assert.That(FirmState.Query(output, "select line_id from run.published_line"), Has.Count.EqualTo(whole.Rows("reorder.csv").Count));
    }

    [Test]
    public void Run_DatabaseFlipped_SaysSoOrPublishesTheSameNumbers()
    {
        TinyFirm.WriteWeek(folder["first"], 0);
        TinyFirm.WriteWeek(folder["second"], 1);
        Assert.That(ForecastingProgram.Run(TinyFirm.Arguments(folder["first"], folder["week"])).ExitCode, Is.Zero);
        TinyFirm.Copy(folder["week"], folder["weeks"]);
        Assert.That(ForecastingProgram.Run(TinyFirm.Arguments(folder["second"], folder["weeks"], 1)).ExitCode, Is.Zero);
        var expected = PublishedRun.All(folder["weeks"])[1];

        var random = new Random(Seed + 2);
        var (refused, late, unaffected) = (0, 0, 0);
        for (var flip = 0; flip < DatabaseFlips; flip++)
        {
            var output = folder[string.Create(CultureInfo.InvariantCulture, $"flip-{flip}")];
            TinyFirm.Copy(folder["week"], output);
            var offset = Flip(Path.Combine(output, "forecasting.duckdb"), random);
            var result = ForecastingProgram.Run(TinyFirm.Arguments(folder["second"], output, 1));
            var published = PublishedRun.All(output).Skip(1).ToList();
            if (result.ExitCode == 0)
            {
                Assert.That(published.Single().Hashes(), Is.EqualTo(expected.Hashes()), $"offset {offset}");
                unaffected++;
            }
            else
            {
                AssertDamage(result, $"offset {offset}");

                // A block that only the ledger needs is read when files may be out already: they are right, and the run is not recorded.
                FirmState.AssertNothingHalfVisible(output, expected, $"offset {offset}");
                if (published.Count == 0)
                    refused++;
                else
                    late++;
            }

            Directory.Delete(output, recursive: true);
        }

        TestContext.Out.WriteLine($"seed {Seed + 2}: {refused} refused before anything was published, {late} while it was, "
            + $"{unaffected} unaffected, with the same bytes");
        Assert.That(refused + late, Is.GreaterThan(0));
    }

    private static void AssertDamage(ProgramResult result, string what)
    {
        Assert.That(result.ExitCode, Is.EqualTo(3), $"{what}: {result}");
        var lines = result.Errors.TrimEnd().Split('\n');
        Assert.That(lines.Count(line => line.StartsWith("forecasting: ", StringComparison.Ordinal)), Is.EqualTo(1), $"{what}: {result}");
        Assert.That(lines[^1], Does.StartWith("forecasting: "), $"{what}: {result}");
    }

    private static void WhileFlipped(string file, Random random, Action check)
    {
        var sound = File.ReadAllBytes(file);
        Flip(file, random);
        check();
        File.WriteAllBytes(file, sound);
    }

    private static int Flip(string file, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        var offset = random.Next(bytes.Length);
        bytes[offset] ^= (byte)random.Next(1, 256);
        File.WriteAllBytes(file, bytes);
        return offset;
    }
}
