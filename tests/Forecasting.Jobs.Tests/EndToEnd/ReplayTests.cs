using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using NUnit.Framework;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Runs of three weeks, made once more from the raw archive after all of them: the same bytes.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ReplayTests
{
    private static readonly DateOnly[] Mornings = [SmallCompany.AsOf, SmallCompany.AsOf.AddDays(7), SmallCompany.AsOf.AddDays(14)];

    private TemporaryFolder folder = null!;
    private IReadOnlyList<PublishedRun> runs = null!;

    /// <summary>Three weeks: orders go out and come back as open orders, a veto is given once and stands, history is changed, a file that
    /// belongs to no table lies about, sales carry order numbers, each place has a workbook of its own, and three settings are not the default.</summary>
    [OneTimeSetUp]
    public void RunThreeWeeks()
    {
        folder = new TemporaryFolder();
        var data = folder["data"];
        for (var week = 0; week < Mornings.Length; week++)
        {
            SmallCompany.Write(data, SmallCompany.Codes, Mornings[week]);
            SmallCompany.WriteText(data, "notes.txt", "not a table");
            SmallCompany.WriteText(data, "settings.json", """{ "inventory": { "targetA": "csl:0.96", "paths": 500 }, "horizon": 20, "publish": { "workbooks": "location" } }""");
            WithOrderNumbers(Path.Combine(data, "sales.csv"), changed: week == 1);
            var vetoes = Path.Combine(data, "vetoes.csv");
            if (week == 0)
                File.WriteAllText(vetoes, "sku,location,start,end,rule,reason,author\nA-7,NORTH,2025-06-01,2025-08-31,,Real demand,planning\n");
            else
                File.Delete(vetoes);
            string[] morning = week == 2 ? [] : ["--as-of", Invariant($"{Mornings[week]:yyyy-MM-dd}")];
            var run = ForecastingProgram.Run(["run", "--data", data, "--out", folder["out"], .. morning]);
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
        }

        Directory.Delete(data, recursive: true);
        runs = PublishedRun.All(folder["out"]);
        Assert.That(runs, Has.Count.EqualTo(3));
        Assert.That(runs[1].Json("run.json").GetProperty("counts").GetProperty("history_changes").GetInt32(), Is.GreaterThan(0));
        Assert.That(runs[1].Rows("reorder.csv"), Is.Not.Empty);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Replay_OfEachWeekAfterAllOfThem_IsIdentical(int week)
    {
        var to = folder[$"replayed-{week}"];
        var database = File.ReadAllBytes(folder["out", "forecasting.duckdb"]).Length;
        var replay = ForecastingProgram.Run(
            new Dictionary<string, string> { ["FORECASTING_PSEUDONYM_KEY"] = new string('9', 64) },
            "replay", IdOf(runs[week]), "--out", folder["out"], "--to", to);
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
        Assert.That(replay.Output, Does.StartWith($"Run {IdOf(runs[week])} is identical: 8 files in "));
        Assert.That(PublishedRun.Only(to).Hashes(), Is.EqualTo(runs[week].Hashes()), "the manifest and .done too");
        Assert.That(File.ReadAllBytes(folder["out", "forecasting.duckdb"]), Has.Length.EqualTo(database));
    }

    [Test]
    public void Replay_OneThread_IsIdentical()
    {
        var replay = ForecastingProgram.Run("replay", IdOf(runs[1]), "--out", folder["out"], "--to", folder["single"], "--threads", "1");
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
    }

    [Test]
    public void Replay_AgainstAnotherManifest_NamesTheFileThatDiffers()
    {
        using var copy = CopyOfAll();
        var published = PublishedRun.All(copy["out"])[0];
        var manifest = File.ReadAllText(published["manifest.json"]);
        var forecast = published.Json("manifest.json").GetProperty("files").EnumerateArray()
            .Single(f => f.GetProperty("name").GetString() == "forecast.csv").GetProperty("sha256").GetString()!;
        File.WriteAllText(published["manifest.json"], manifest.Replace(forecast, new string('0', 64), StringComparison.Ordinal));
        File.WriteAllText(published[".done"], PublishedRun.Sha256(published["manifest.json"]) + "\n");

        var replay = ForecastingProgram.Run("replay", IdOf(published), "--out", copy["out"], "--to", copy["to"]);
        Assert.That(replay.ExitCode, Is.EqualTo(1), replay.ToString());
        Assert.That(replay.Output, Does.StartWith($"Run {IdOf(published)} differs in forecast.csv: see "));
    }

    [Test]
    public void Replay_AnyByteOfTheArchiveFlipped_IsRefusedBeforeUse()
    {
        using var copy = CopyOfAll();
        var id = IdOf(runs[0]);
        var random = new Random(11);
        var hashes = HashesOf(id);
        Assert.That(hashes, Has.Count.EqualTo(8), "six files, settings and context");
        foreach (var hash in hashes)
        {
            var file = copy["out", "archive", hash[..2], hash + ".gz"];
            var sound = File.ReadAllBytes(file);
            var damaged = sound.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(file, damaged);
            var replay = ForecastingProgram.Run("replay", id, "--out", copy["out"], "--to", copy["to"]);
            Assert.That(replay.ExitCode, Is.EqualTo(3), replay.ToString());
            Assert.That(replay.Errors, Does.Contain($"forecasting: The file \"{file}\" of the archive is damaged").And.Not.Contain("   at "));
            Assert.That(Directory.Exists(copy["to"]), Is.False);
            File.WriteAllBytes(file, sound);
        }
    }

    [Test]
    public void Replay_OfWhatIsNotThere_SaysSo()
    {
        var unknown = ForecastingProgram.Run("replay", "000000000000", "--out", folder["out"], "--to", folder["never"]);
        Assert.That(unknown.ExitCode, Is.EqualTo(2), unknown.ToString());
        Assert.That(unknown.Errors, Does.Contain("forecasting: There is no run 000000000000 in "));

        var elsewhere = ForecastingProgram.Run(
            "replay", IdOf(runs[0]), "--out", folder["out"], "--archive", folder["empty"], "--to", folder["never"]);
        Assert.That(elsewhere.ExitCode, Is.EqualTo(3), elsewhere.ToString());
        Assert.That(elsewhere.Errors, Does.Contain($"forecasting: The archive \"{folder["empty"]}\" does not hold settings.json ("));
        Assert.That(Directory.Exists(folder["never"]), Is.False);
    }

    [Test]
    public void Replay_IntoItsOwnFolder_IsRefused()
    {
        var replay = ForecastingProgram.Run("replay", IdOf(runs[0]), "--out", folder["out"], "--to", folder["out"]);
        Assert.That(replay.ExitCode, Is.EqualTo(2), replay.ToString());
        Assert.That(replay.Errors, Does.Contain("is there already. Name another folder with --to."));
    }

    private static string IdOf(PublishedRun run) => run.Json("manifest.json").GetProperty("run").GetString()!;

    /// <summary>Hashes of everything that a run was made from.</summary>
    private List<string> HashesOf(string run)
    {
        using var connection = new DuckDBConnection($"DataSource={folder["out", "forecasting.duckdb"]};ACCESS_MODE=READ_ONLY");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select distinct sha256 from run.input where run_id = '{run}' order by sha256";
        using var reader = command.ExecuteReader();
        var hashes = new List<string>();
        while (reader.Read())
            hashes.Add(reader.GetString(0));
        return hashes;
    }

    /// <summary>An order number a day and place, as a shop's export has them; in the second week the day before the first morning is corrected.</summary>
    private static void WithOrderNumbers(string sales, bool changed)
    {
        var lines = File.ReadAllLines(sales);
        var day = Invariant($"{SmallCompany.AsOf.AddDays(-1):yyyy-MM-dd}");
        File.WriteAllText(sales, lines[0] + ",order_id\n" + string.Concat(lines.Skip(1).Select(line =>
        {
            var cells = line.Split(',');
            var row = changed && cells[0] == day ? Regex.Replace(line, @"^([^,]*,[^,]*,[^,]*),\d+", "$1,21") : line;
            return $"{row},{cells[0]}/{cells[2]}\n";
        })));
    }

    private TemporaryFolder CopyOfAll()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy["out"], Path.GetRelativePath(folder["out"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
