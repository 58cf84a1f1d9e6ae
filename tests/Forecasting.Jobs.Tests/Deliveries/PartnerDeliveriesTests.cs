using System.CommandLine;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Deliveries;

/// <summary>What becomes of files whose targets do not take them, and what a person can do about it.</summary>
[TestFixture]
public sealed class PartnerDeliveriesTests
{
    private TemporaryFolder folder = null!;
    private ForecastingDatabase database = null!;
    private DeliveryLedger ledger = null!;
    private ProgramSettings settings = null!;
    private FixedClock clock = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        database = ForecastingDatabase.Open(folder["out", "forecasting.duckdb"]);
        ledger = new DeliveryLedger(database);
        Directory.CreateDirectory(folder["in", "acme"]);
        Directory.CreateDirectory(folder["in", "erp"]);
        settings = DeliveringFirm.Settings(folder["in"]);
        clock = new FixedClock();
    }

    [TearDown]
    public void Close()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Test]
    public void DeliverDue_ConflictAtTheTarget_HoldsItAndWhatFollowsUntilAPersonDecides()
    {
        File.WriteAllText(folder["in", "acme", "acme-000000001.jsonl"], "somebody else's");
        var first = Run(1);
        Assert.That((first.IsComplete, first.Delivered.Select(f => f.ToString())), Is.EqualTo((false, new[] { "erp/1" })));
        Assert.That(first.Notes.Single(), Does.StartWith("acme/1 is held: acme-000000001.jsonl is there with other bytes (SHA-256 ").And.EndWith(
            "nothing was overwritten. When that is mended: `forecasting deliver --again acme/1`."));
        var second = Run(2);
        Assert.That(second.Notes.Skip(1), Is.EqualTo(new[] { "acme/2 waits for acme/1." }));
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Held 1", "acme/2 Pending 0", "erp/1 Delivered 1", "erp/2 Delivered 1" }), "held is not tried again");
        Assert.That(Fault(d => d.DeliverAgain("acme", 2, CancellationToken.None)), Is.EqualTo("acme/1 is held and must go before acme/2. Deliver it first, or release it."));
        Assert.That(new AuditLog(database).Read().Select(e => $"{e.Act.Act} {e.Act.Subject}"), Does.Contain("delivery held acme/1").And.Contain("deliver erp/2"));

        ledger.Release("acme", 1, "bob", "sent by mail", DateTimeOffset.UnixEpoch);
        Assert.That(Due().Delivered.Select(f => f.ToString()), Is.EqualTo(new[] { "acme/2" }));
        Assert.That((Due().IsComplete, Due().Notes.Length), Is.EqualTo((true, 0)), "what a person has decided about is no alarm");

        File.Delete(folder["in", "acme", "acme-000000001.jsonl"]);
        Assert.That(Again("acme", 1).Delivered.Single().State, Is.EqualTo(DeliveryState.Delivered));
    }

    [Test]
    public void DeliverDue_ShareThatIsGone_IsTriedAgainInGrowingPausesAndInOrder()
    {
        Directory.Delete(folder["in", "acme"]);
        Assert.That(Run(1).IsComplete, Is.False);
        Run(2);
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Pending 2", "acme/2 Pending 0", "erp/1 Delivered 1", "erp/2 Delivered 1" }), "a run tries at once, and a later file waits");
        var file = ledger.Find("acme", 1)!;
        Assert.That(file.Fault, Does.EndWith("is not there. Is the share connected? The folder is not made here."));
        Assert.That(file.NextTry - file.ChangedAt, Is.InRange(TimeSpan.FromMinutes(7.4), TimeSpan.FromMinutes(12.6)));

        Directory.CreateDirectory(folder["in", "acme"]);
        clock.Now = file.ChangedAt;
        var early = Due();
        Assert.That(early.IsComplete, Is.False);
        Assert.That(early.Notes[0], Does.StartWith("acme/1 is tried again after "));
        Assert.That(Due(isUrgent: true).Delivered.Select(f => f.ToString()), Is.EqualTo(new[] { "acme/1", "acme/2" }));
    }

    [Test]
    public void DeliverAgain_ADeliveredFile_IsTheSameBytesOrNothing()
    {
        Run(1);
        var (name, path) = ("acme-000000001.jsonl", folder["in", "acme", "acme-000000001.jsonl"]);
        var bytes = File.ReadAllBytes(path);
        Assert.That(Again("acme", 1).Notes, Is.EqualTo(new[] { "acme/1 is there already, with the same bytes: nothing was written." }));
        File.Delete(path);
        var first = ledger.Find("acme", 1)!.DeliveredAt;
        Assert.That(Again("acme", 1).Delivered.Single().FileName, Is.EqualTo(name));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
        Assert.That(ledger.Find("acme", 1)!.DeliveredAt, Is.EqualTo(first), "when it was there first");

        var published = Directory.GetFiles(folder["out"], name, SearchOption.AllDirectories).Single();
        File.Delete(path);
        File.AppendAllText(published, "\n");
        var changed = Again("acme", 1);
        Assert.That((changed.IsComplete, File.Exists(path)), Is.EqualTo((false, false)));
        Assert.That(changed.Notes.Single(), Does.StartWith("acme/1 did not go out again: ").And.Contain("is not what was published (SHA-256 "));
        Assert.That(ledger.Find("acme", 1)!.State, Is.EqualTo(DeliveryState.Delivered), "what was delivered stays so");
        Assert.That(Fault(d => d.DeliverAgain("acme", 7, CancellationToken.None)), Is.EqualTo("There is no file acme/7. `forecasting deliver --list` shows them."));
    }

    [Test]
    public void DeliverDue_TargetThatChanged_GoesWhereTheSettingsSayNow()
    {
        Directory.Delete(folder["in", "acme"]);
        Run(1);
        settings = settings with { Partners = [settings.Partners[0] with { Target = "moved" }, settings.Partners[1]] };
        Assert.That(Due(isUrgent: true).Delivered.Single().Target, Is.EqualTo("moved"));
        Assert.That(File.Exists(folder["out", "moved", "acme-000000001.jsonl.done"]), Is.True);
    }

    [TestCase(LateFile.Send, "acme/1 goes out late: it is past the cut-off at 16:00 on 2026-03-02 (Europe/Rome).", DeliveryState.Delivered)]
    [TestCase(LateFile.Wait, "acme/1 waits until 2026-03-03 23:00Z: it is past the cut-off at 16:00 on 2026-03-02 (Europe/Rome).", DeliveryState.Pending)]
    public void DeliverDue_AfterTheCutOff_SaysSoAndSendsOrWaits(LateFile late, string note, DeliveryState expected)
    {
        settings = settings with
        {
            Partners =
            [
                settings.Partners[0] with { CutOff = "16:00", TimeZone = "Europe/Rome", Closed = ["2026-03-03"], OrderDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday], Late = late },
                settings.Partners[1],
            ],
        };
        Directory.Delete(folder["in", "acme"]);
        Run(1);
        var file = ledger.Find("acme", 1)!;
        ledger.Record(file with { Tries = 0, NextTry = null, Fault = "", State = DeliveryState.Pending }, DateTimeOffset.UnixEpoch);
        Directory.CreateDirectory(folder["in", "acme"]);

        // 15:00 in UTC is 16:00 in Rome; it is closed on Tuesday.
        clock.Now = new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);
        var report = Due();
        Assert.That((report.Notes.Single(), report.IsComplete, ledger.Find("acme", 1)!.State), Is.EqualTo((note, true, expected)));
        clock.Now = clock.Now.AddHours(31);
        Assert.That(Due(isUrgent: true).IsComplete, Is.True);
        Assert.That(ledger.Find("acme", 1)!.State, Is.EqualTo(expected));
        clock.Now = clock.Now.AddHours(1);
        Due();
        Assert.That(ledger.Find("acme", 1)!.State, Is.EqualTo(DeliveryState.Delivered));
    }

    [Test]
    public void Command_OverTheLifeOfAFile_EndsWithTheCodeThatTellsIt()
    {
        Directory.Delete(folder["in", "erp"]);
        File.WriteAllText(folder["in", "erp"], "a file where the folder should be");
        Run(1);
        Run(2);
        database.Dispose();
        Assert.That(Command(), Is.EqualTo(1));
        Assert.That(Command("--list"), Is.Zero);
        Assert.That(() => Command("--release", "erp/1"), Throws.TypeOf<SettingsException>().With.Message.EqualTo("A release needs the name of who decides (--by) and why (--reason)."));
        Assert.That(() => Command("--again", "erp"), Throws.TypeOf<SettingsException>().With.Message.EqualTo("\"erp\" names no file; write it like acme/12."));
        Assert.That(Command("--release", "erp/1", "--by", "bob", "--reason", "by mail"), Is.Zero);
        File.Delete(folder["in", "erp"]);
        Directory.CreateDirectory(folder["in", "erp"]);
        Assert.That(Command("--partner", "acme"), Is.Zero);
        Assert.That(Command(), Is.Zero);
        Assert.That(Directory.GetFiles(folder["in", "erp"], "*.done").Select(f => Path.GetFileName(f)), Is.EqualTo(new[] { "erp-000000002.jsonl.done" }));
        Assert.That(Command("--again", "erp/1"), Is.Zero);
        Assert.That(DeliverCommand.Create(TimeProvider.System).Parse(["--out", folder["out"], "--list", "--again", "erp/1"]).Errors, Has.Count.EqualTo(1));
        database = ForecastingDatabase.Open(folder["out", "forecasting.duckdb"]);
        Assert.That(new DeliveryLedger(database).All().Select(f => f.State), Is.All.EqualTo(DeliveryState.Delivered));
    }

    private int Command(params string[] arguments) => DeliverCommand.Create(TimeProvider.System)
        .Parse(["--out", folder["out"], .. arguments])
        .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = TextWriter.Null });

    private DeliveryReport Run(int number) => DeliveringFirm.Run(database, folder["out"], settings, number);

    private DeliveryReport Due(bool isUrgent = false) =>
        DeliveringFirm.Deliver(database, folder["out"], settings, null, d => d.DeliverDue(null, isUrgent, CancellationToken.None), clock);

    private DeliveryReport Again(string partner, long number) =>
        DeliveringFirm.Deliver(database, folder["out"], settings, null, d => d.DeliverAgain(partner, number, CancellationToken.None), clock);

    private string Fault(Func<PartnerDeliveries, DeliveryReport> work) =>
        Assert.Throws<SettingsException>(() => DeliveringFirm.Deliver(database, folder["out"], settings, null, work))!.Message;

    private string[] States() => [.. ledger.All().Select(f => FormattableString.Invariant($"{f} {f.State} {f.Tries}"))];

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
