using System.Diagnostics;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.Documentation;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Files of partners in a run, in its replay, in a plan that is not sent, and in <c>publish --preview</c>.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class PartnerFilesTests
{
    private const string Partners = """
        { "inventory": { "paths": 200 }, "forecast": { "origins": 4 }, "horizon": 8, "partners": [
          { "name": "acme", "format": "x12-850", "folder": "acme-in", "target": "to/acme", "suppliers": ["S0"], "codesFile": "acme-codes.csv",
            "values": { "sender": "OURFIRM", "receiver": "ACME", "buyer": "OURFIRM" } },
          { "name": "erp", "format": "odoo-rules" },
          { "name": "nobody", "format": "jsonl", "suppliers": ["S9"] } ] }
        """;

    private const string Codes = "kind,ours,theirs\nunit,each,EA\nlocation,NORTH,0042\nsku,00123,ACME-1\n";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void WriteFiles()
    {
        folder = new TemporaryFolder();
        TinyFirm.Write(folder["data"]);
        SmallCompany.WriteText(folder["data"], "settings.json", Partners);
        SmallCompany.WriteText(folder["data"], "acme-codes.csv", Codes);
    }

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Run_WithPartners_PublishesNothingOrTheirFilesAndTheReplayAgrees()
    {
        SmallCompany.WriteText(folder["data"], "acme-codes.csv", "kind,ours,theirs\nlocation,NORTH,0042\n");
        var refusal = Assert.Throws<FormatRefusedException>(() => TinyFirm.Run(folder["data"], folder["out"]))!;
        Assert.That(refusal.Message, Does.StartWith("Partner acme: ").And.Contain("unit (PO103): \"each\" has 4 characters; exactly 2 fit."));
        Assert.That(PublishedRun.All(folder["out"]), Is.Empty);

        // What did not fit took no number: the next run has the first.
        SmallCompany.WriteText(folder["data"], "acme-codes.csv", Codes);
        var result = TinyFirm.Run(folder["data"], folder["out"]);
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Summary, Does.EndWith("\nDelivered: acme/1"), "the other one has no target");
        var run = PublishedRun.Only(folder["out"]);
        Assert.That(run.ManifestFaults(), Is.Empty);
        var listed = run.Json("manifest.json").GetProperty("files").EnumerateArray().Where(f => f.TryGetProperty("partner", out _)).ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.That(listed.Keys, Is.EqualTo(new[] { "acme-000000001.x12", "erp-000000001.csv" }), "no file for whom there is nothing");
        var acme = listed["acme-000000001.x12"].GetProperty("partner");
        Assert.That(
            (acme.GetProperty("name").GetString(), acme.GetProperty("folder").GetString(), acme.GetProperty("version").GetString(), acme.GetProperty("test").GetBoolean()),
            Is.EqualTo(("acme", "acme-in", "004010", false)));
        Assert.That(acme.GetProperty("control_totals").GetProperty("lines").GetInt32(), Is.EqualTo(run.Rows("reorder.csv").Count));
        var text = File.ReadAllText(run["acme-000000001.x12"]);
        Assert.That(text, Does.Contain("*U*00401*000000001*0*P*>~").And.Contain("N1*ST**92*0042~").And.Contain("*BP*ACME-1").And.Not.Contain("00123"));

        var delivered = folder["out", "to", "acme", "acme-000000001.x12"];
        Assert.That(File.ReadAllText(delivered), Is.EqualTo(text));
        Assert.That(Check(delivered), Is.Zero, "the script of docs/warehouse.md");
        File.AppendAllText(delivered, "\n");
        Assert.That(Check(delivered), Is.EqualTo(2));
        File.Delete(delivered + ".done");
        Assert.That(Check(delivered), Is.EqualTo(1));

        var id = Path.GetFileName(run.Folder).Split('_')[1];
        using var progress = RunProgress.Start();
        var replayed = ReplayRun.Execute(
            new ReplayRequest(id, folder["out"], Path.Combine(folder["out"], "forecasting.duckdb"), null, folder["again"], 1, false), TimeProvider.System, progress,
            CancellationToken.None);
        Assert.That(replayed.Differing, Is.Empty);
        Assert.That(replayed.Compared, Is.EqualTo(8), "all but run.json");

        var told = PartnerPreview.Execute(new PartnerPreviewRequest(id, folder["out"], folder["preview"], "acme"), Load().Settings, NoPlan);
        Assert.That(told, Does.EndWith($" rows of run {id} for acme, marked as a test. Nothing was sent."));
        var tried = File.ReadAllText(Path.Combine(folder["preview"], "acme-in", "acme-000000001.x12"));
        Assert.That(tried, Is.EqualTo(text.Replace("*0*P*>~", "*0*T*>~", StringComparison.Ordinal)), "the same but for the mark");

        var rules = new ReplayRequest(id, folder["out"], Path.Combine(folder["out"], "forecasting.duckdb"), null, "", 1, false);
        PartnerPreview.Execute(
            new PartnerPreviewRequest(id, folder["out"], folder["preview"], "erp"), Load().Settings,
            _ => ReplayRun.Report(rules, TimeProvider.System, progress, CancellationToken.None));
        Assert.That(
            File.ReadAllText(Path.Combine(folder["preview"], "erp", "erp-000000001.csv")), Is.EqualTo(File.ReadAllText(run["erp-000000001.csv"])), "stock rules have no mark");
    }

    [Test]
    public void Load_CodesFile_IsPartOfTheRunsIdentityAndOfWhatIsKept()
    {
        var settings = Load();
        Assert.That(settings.Settings.Partners[0].Codes.Sku["00123"], Is.EqualTo("ACME-1"));
        var kept = EffectiveSettings.FromJson(settings.ToJson());
        Assert.That(kept.Hash, Is.EqualTo(settings.Hash));
        Assert.That(kept.Settings.Partners[0].Codes.Unit["each"], Is.EqualTo("EA"));
        SmallCompany.WriteText(folder["data"], "acme-codes.csv", "kind,ours,theirs\nunit,each,EA\n");
        Assert.That(Load().Hash, Is.Not.EqualTo(settings.Hash));
    }

    [Test]
    public void Load_NoPartners_IsTheRunOfBefore()
    {
        var none = EffectiveSettings.Load([], [], []);
        Assert.That(none.PlanValues.Select(v => v.Name), Has.None.EqualTo("partners"));
        Assert.That(none.Values.Select(v => v.Name), Does.Contain("partners"));
    }

    [Test]
    public void Load_FaultyPartners_NamesEveryFault()
    {
        SmallCompany.WriteText(folder["data"], "settings.json", """
            { "partners": [ { "name": "acme", "format": "x12-851" }, { "name": "Depot", "format": "jsonl", "limits": { "sku": 0 } } ] }
            """);
        Assert.That(Assert.Throws<SettingsException>(() => Load())!.Message.Split('\n'), Is.EqualTo(new[]
        {
            $"partners.acme.format is \"x12-851\"; known are {string.Join(", ", PartnerFormats.All.Keys)}.",
            "partners: the name \"Depot\" must be 1 to 40 small letters, digits and hyphens.",
            "partners.Depot.limits.sku is 0; it must be at least 1.",
        }));
        SmallCompany.WriteText(folder["data"], "settings.json", Partners.Replace("acme-codes.csv", "none.csv", StringComparison.Ordinal));
        Assert.That(Assert.Throws<SettingsException>(() => Load())!.Message, Does.StartWith("partners.acme.codesFile: ").And.Contain("none.csv cannot be read ("));
    }

    [TestCase("other", "There is no partner other; there are acme, erp, nobody.")]
    [TestCase("acme", "0123456789ab is neither a folder nor a run with a folder in --out. The folder of a publication ends with its run.")]
    public void Preview_OfWhatIsNotThere_SaysSo(string partner, string expected) => Assert.That(
        Assert.Throws<SettingsException>(
            () => PartnerPreview.Execute(new PartnerPreviewRequest("0123456789ab", folder["out"], folder["preview"], partner), Load().Settings, NoPlan))!.Message,
        Is.EqualTo(expected));

    [Test]
    public void Run_TargetThatRefuses_IsPublishedAndHeldAndTheSameRunTriesWhatIsMended()
    {
        Directory.CreateDirectory(folder["out"]);
        SmallCompany.WriteText(folder["out"], "to", "a file where the folder should be");
        var held = TinyFirm.Run(folder["data"], folder["out"]);
        Assert.That((held.ExitCode, held.Warnings[^1].Split(':')[0]), Is.EqualTo((1, "acme/1 is held")));
        Assert.That(PublishedRun.Only(folder["out"]).ManifestFaults(), Is.Empty);
        SmallCompany.WriteText(folder["data"], "settings.json", Partners.Replace("to/acme", "elsewhere", StringComparison.Ordinal));
        var again = TinyFirm.Run(folder["data"], folder["out"]);
        Assert.That(again.ExitCode, Is.EqualTo(1), "held until a person has looked");
        Assert.That(again.Summary, Does.Contain("is already published"), "where files go is no part of a run");
        Assert.That(DeliverCommand.Create(TimeProvider.System).Parse(["--again", "acme/1", "--out", folder["out"], "--data", folder["data"]]).Invoke(), Is.Zero);
        Assert.That(File.Exists(folder["out", "elsewhere", "acme-000000001.x12.done"]), Is.True);
        Assert.That(TinyFirm.Run(folder["data"], folder["out"]).ExitCode, Is.Zero);
    }

    [Test]
    public void Run_WithAnInbox_TakesTheAnswersFirstAndItsReplayTellsTheSame()
    {
        TinyFirm.Run(folder["data"], folder["out"]);
        var first = PublishedRun.Only(folder["out"]);
        var line = first.Rows("reorder.csv")[0]["line_id"];
        SmallCompany.WriteText(folder["data"], "settings.json", Partners.Replace("\"target\"", "\"inbox\": \"from/acme\", \"answerWithin\": 600, \"actions\": [ \"create\" ], \"target\"", StringComparison.Ordinal).Replace("200", "201", StringComparison.Ordinal));
        Directory.CreateDirectory(folder["out", "from", "acme"]);
        SmallCompany.WriteText(folder["out", "from", "acme"], "a.csv", $"sequence_no,line_id,status,code,text\n1,{line},accepted,,\n1,,rejected,7,unknown buyer\n");
        File.SetLastWriteTimeUtc(folder["out", "from", "acme", "a.csv"], DateTime.UtcNow.AddHours(-1));
        var second = TinyFirm.Run(folder["data"], folder["out"]);
        var warning = $"acme/1 was rejected (csv 7: unknown buyer): its {first.Rows("reorder.csv").Count} lines count as not delivered. It is not sent again by itself.";
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(second.Warnings.Count(w => w == warning), Is.EqualTo(1));
        Assert.That(second.Warnings, Does.Contain("Answers of acme: a.csv: 2 applied, 0 known already, 0 refused."));
        var run = PublishedRun.All(folder["out"]).Single(r => r.Folder != first.Folder);
        using (var workbook = new ClosedXML.Excel.XLWorkbook(run["plan.xlsx"]))
        {
            var cells = workbook.Worksheet("Orders by supplier").CellsUsed().Select(c => c.GetString()).ToList();
            Assert.That(cells, Does.Contain("What partners answered").And.Contain("acme/1").And.Contain("rejected (csv 7: unknown buyer)"));
        }

        var id = Path.GetFileName(run.Folder).Split('_')[1];
        var replay = ReplayCommand.Create(TimeProvider.System).Parse([id, "--out", folder["out"], "--to", folder["again"]]).Invoke();
        Assert.That(replay, Is.Zero, "the same bytes");
    }

    [Test]
    public void Load_TargetAndTimes_AreNoPartOfTheRunsIdentityOrOfWhatIsKept()
    {
        void Write(string target) => SmallCompany.WriteText(folder["data"], "settings.json", Partners.Replace("\"to/acme\"", target, StringComparison.Ordinal));
        var settings = Load();
        Write("""
            "sftp://us@host/in", "hostKey": "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "cutOff": "16:00", "timeZone": "Europe/Rome",
            "orderDays": ["monday"], "closed": ["2026-12-24..2026-12-31"], "late": "wait"
            """);
        var moved = Load();
        Assert.That((moved.Hash, Convert.ToBase64String(moved.ToJson())), Is.EqualTo((settings.Hash, Convert.ToBase64String(settings.ToJson()))));
        Assert.That(moved.Settings.Partners[0].Late, Is.EqualTo(LateFile.Wait));
        Assert.That(moved.Values.Single(v => v.Name == "partners").Value, Does.Contain("sftp://us@host/in"), "but `forecasting settings` shows it");
        Write("\"sftp://us:secret@host/in\", \"timeZone\": \"Rome\"");
        Assert.That(Assert.Throws<SettingsException>(() => Load())!.Message.Split('\n'), Is.EqualTo(new[]
        {
            "partners.acme.target carries a password. Take it out; it belongs into the environment (FORECASTING_DELIVERY_PASSWORD).",
            "partners.acme.timeZone is \"Rome\", which is no IANA time zone (expected e.g. Europe/Rome).",
        }));
    }

    /// <summary>What the script of the page says of a file.</summary>
    private static int Check(string file)
    {
        var script = RepositoryPage.At("docs", "warehouse.md").Blocks("sh").Single();
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, "check", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }

    private static PlanReport NoPlan(string run) => throw new AssertionException($"The plan of {run} is not needed.");

    private EffectiveSettings Load() => EffectiveSettings.Load([Path.Combine(folder["data"], "settings.json")], [], []);
}
