using System.CommandLine;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Deliveries;

/// <summary>Answers that arrive in folders: each file is taken once, whatever dies, and what does not come is an alarm.</summary>
[TestFixture]
public sealed class PartnerInboxTests
{
    private static readonly DateTime Written = new(2026, 3, 2, 5, 50, 0, DateTimeKind.Utc);

    private TemporaryFolder folder = null!;
    private ForecastingDatabase database = null!;
    private ProgramSettings settings = null!;
    private FixedClock clock = null!;
    private string inbox = "";

    [SetUp]
    public void Open()
    {
        folder = TemporaryFolder.InMemory();
        Directory.CreateDirectory(folder["out"]);
        Directory.CreateDirectory(folder["in", "acme"]);
        Directory.CreateDirectory(folder["in", "erp"]);
        inbox = Directory.CreateDirectory(folder["out", "from", "acme"]).FullName;
        database = ForecastingDatabase.Open(folder["out", "forecasting.duckdb"]);
        clock = new FixedClock();
        settings = DeliveringFirm.Settings(folder["in"]);
        settings = settings with { Partners = [settings.Partners[0] with { Inbox = "from/acme", AnswerWithin = 60 }, settings.Partners[1]] };
        DeliveringFirm.Run(database, folder["out"], settings, 1);
    }

    [TearDown]
    public void Close()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Test]
    public void TakeAll_DeadBeforeEachStep_TakesEachFileOnceAndTheNextMovesIt()
    {
        settings = settings with { Partners = [settings.Partners[0] with { InboxMarker = true }, settings.Partners[1]] };
        var told = new List<string>();
        Arrive(0);
        Take(told.Add);
        Assert.That(told.Count(s => s.StartsWith("inbox: ", StringComparison.Ordinal)), Is.EqualTo(4 + 3 + 4), "take, reason where there is one, move, clear");
        for (var step = 1; step <= told.Count; step++)
        {
            Arrive(step);
            var count = 0;
            Assert.That(() => Take(_ => count = ++count == step ? throw new KilledException() : count), Throws.TypeOf<KilledException>(), told[step - 1]);
            Take();
            Assert.That(Directory.GetFiles(inbox).Select(Path.GetFileName), Is.Empty, told[step - 1]);
        }

        var expected = told.Count + 1;
        Assert.That(Names("done"), Has.Count.EqualTo(expected));
        Assert.That(Names("failed"), Has.Count.EqualTo(4 * expected), "two files, each with its reason");
        Assert.That(File.ReadAllText(folder["out", "from", "acme", "failed", "0-part.csv.reason.txt"]), Is.EqualTo(
            "0-part.csv: 1 applied, 0 known already, 1 refused. Refused:\nline 3, nobody: no such line went out\n"));
        Assert.That(File.ReadAllText(folder["out", "from", "acme", "failed", "0-broken.x12.reason.txt"]), Is.EqualTo(
            "0-broken.x12 was not taken: the ISA of 106 characters is not whole.\n"));
        Assert.That(
            new AuditLog(database).Read().Where(e => e.Act.Act == AuditActs.Acknowledge && e.Act.Subject.EndsWith("-good.csv", StringComparison.Ordinal)).Select(e => e.Act.Subject).ToArray(),
            Is.Unique.And.Length.EqualTo(expected));
    }

    [Test]
    public void TakeAll_FileThatIsNotReady_StaysUntilItIs()
    {
        var file = Write("a.csv", "sequence_no,status\n1,received\n");
        File.SetLastWriteTimeUtc(file, clock.Now.UtcDateTime.AddSeconds(-59));
        Write(".b.csv", "x");
        Write("c.csv.part", "x");
        Assert.That(Take().Taken, Is.Empty);
        clock.Now = clock.Now.AddSeconds(1);
        Assert.That(Take().Taken, Is.EqualTo(new[] { "acme: a.csv: 1 applied, 0 known already, 0 refused." }));

        settings = settings with { Partners = [settings.Partners[0] with { InboxMarker = true }] };
        Write("a.csv.done", "");
        File.SetLastWriteTimeUtc(Write("a.csv", "sequence_no,status\n1,accepted\n"), Written.AddSeconds(1));
        Assert.That(Take().Taken, Is.Empty, "the marker is that of the file before");
        File.SetLastWriteTimeUtc(Path.Combine(inbox, "a.csv.done"), Written.AddSeconds(2));
        Assert.That(Take().Taken, Has.Length.EqualTo(1));
        Assert.That(Names("done").Select(n => n!.Length), Is.EqualTo(new[] { "a.csv".Length, "a.csv.".Length + 12 }), "other bytes under a name that is taken");
        Assert.That(Directory.GetFiles(inbox).Select(Path.GetFileName), Is.EquivalentTo(new[] { ".b.csv", "c.csv.part" }));
    }

    [Test]
    public void TakeAll_NothingInTime_IsAnAlarmInEveryListUntilALateYes()
    {
        Assert.That(Take().IsComplete, Is.True);
        var sent = new DeliveryLedger(database).Find("acme", 1)!.DeliveredAt!.Value;
        clock.Now = sent.AddMinutes(61);
        const string Alarm = "acme/1 has no answer in the time agreed: ask the partner. It is not sent again by itself.";
        Assert.That((Take().Notes, Take().IsComplete), Is.EqualTo((new[] { Alarm }, false)));
        Assert.That(new AuditLog(database).Read().Count(e => e.Act.Act == AuditActs.Unanswered), Is.EqualTo(1));
        Assert.That(SentFiles.Before(database, "").Select(f => (f.ToString(), f.State, f.Lines, f.Answer?.State)), Is.EqualTo(new[]
        {
            ("acme/1", "delivered", 1, (TechnicalState?)TechnicalState.Overdue), ("erp/1", "delivered", 1, null),
        }));
        Write("no.csv", "sequence_no,status,code,text\n1,rejected,X,closed\n");
        Assert.That(Take().Notes, Is.EqualTo(new[] { "acme/1 was rejected (csv X: closed): its 1 lines count as not delivered. It is not sent again by itself." }));
        Assert.That(new ReorderLedger(database).Status(new DateOnly(2026, 3, 2)).Select(s => s.State), Is.EqualTo(new[] { OrderLineState.NotDelivered, OrderLineState.Sent }));
        Write("yes.csv", "sequence_no,order_id,status\n1,,accepted\n1,O1-S1,accepted\n");
        var late = Take();
        Assert.That((late.Notes, late.IsComplete), Is.EqualTo((Array.Empty<string>(), true)));
        Assert.That(SentFiles.Before(database, "").Select(f => (f.Received, f.Accepted, f.Rejected)), Is.EqualTo(new[] { (0, 1, 0), (0, 0, 0) }));
        Assert.That(Directory.GetFiles(folder["in", "acme"], "*.done"), Has.Length.EqualTo(1), "nothing was sent again");
    }

    [Test]
    public void TakeAll_WhileAPublicationIsInterrupted_Waits()
    {
        Assert.That(
            () => DeliveringFirm.Run(database, folder["out"], settings, 2, step => { if (step.StartsWith("publication: ", StringComparison.Ordinal)) throw new KilledException(); }),
            Throws.TypeOf<KilledException>());
        Write("a.csv", "sequence_no,status\n1,accepted\n");
        var waits = Take();
        Assert.That((waits.Taken, waits.IsComplete, waits.Notes.Single().Split(':')[0]), Is.EqualTo((Array.Empty<string>(), true, "Answers wait")));
        DeliveringFirm.Run(database, folder["out"], settings, 2);
        Assert.That(Take().Taken, Has.Length.EqualTo(1));
    }

    [Test]
    public void TakeAll_InboxThatIsGone_IsANote()
    {
        settings = settings with { Partners = [settings.Partners[0] with { Inbox = folder["share"] }] };
        var report = Take();
        Assert.That((report.IsComplete, report.Notes.Single()), Is.EqualTo((false, $"The inbox of acme cannot be used (Could not find a part of the path '{folder["share"]}').")));
    }

    [Test]
    public void Command_OverTheLifeOfAnAnswer_EndsWithTheCodeThatTellsIt()
    {
        database.Dispose();
        File.WriteAllText(folder["s.json"], """{ "partners": [ { "name": "acme", "format": "jsonl", "inbox": "from/acme", "answerWithin": 1 } ] }""");
        clock.Now = DateTimeOffset.UtcNow.AddHours(2);
        Assert.That(Command("--inbox", "--settings", folder["s.json"]), Is.EqualTo(1), "an answer is missed");
        Assert.That(() => Command("--settle", "acme/1"), Throws.TypeOf<SettingsException>().With.Message.EqualTo("To settle an answer needs the name of who decides (--by) and why (--reason)."));
        Assert.That(Command("--settle", "acme/1", "--by", "bob", "--reason", "by phone"), Is.Zero);
        Assert.That(Command("--inbox", "--settings", folder["s.json"]), Is.Zero);
        Write("a.csv", "sequence_no,status\n1,accepted\n");
        Assert.That(Command(inbox, "--partner", "acme"), Is.Zero);
        Assert.That(Names("done"), Is.EqualTo(new[] { "a.csv" }));
        Assert.That(() => Command(folder["none.csv"]), Throws.InstanceOf<InputException>().With.Message.EqualTo($"The file of answers \"{folder["none.csv"]}\" is not there."));
        Assert.That(AcknowledgeCommand.Create(clock).Parse(["--out", folder["out"], "--inbox", "x.csv"]).Errors, Has.Count.EqualTo(1));
        Assert.That(DeliverCommand.Create(TimeProvider.System).Parse(["--out", folder["out"], "--list"]).Invoke(), Is.Zero);
        database = ForecastingDatabase.Open(folder["out", "forecasting.duckdb"]);
    }

    [Test]
    public void Validate_FaultyInbox_SaysWhatIsWrong() => Assert.That(
        PartnerProfile.Validate([new PartnerProfile { Name = "a", Format = "jsonl", AnswerWithin = 0, Inbox = "sftp://x/y" }, new PartnerProfile { Name = "b", Format = "jsonl", InboxMarker = true }]),
        Is.EqualTo(new[]
        {
            "partners.a.answerWithin is 0; it must be from 1 to 40320 minutes.", "partners.a.inbox is \"sftp://x/y\"; it must be a folder.", "partners.b.inboxMarker needs an inbox.",
        }));

    private void Arrive(int number)
    {
        foreach (var (name, text) in new[]
        {
            ($"{number}-broken.x12", $"ISA*{number}"),
            ($"{number}-good.csv", $"line_id,status,code,text\nL1-S1,accepted,,answer {number}\n"),
            ($"{number}-part.csv", $"line_id,status,text\nL1-S1,accepted,part {number}\nnobody,accepted,\n"),
        })
        {
            Write(name, text);
            Write(name + ".done", "");
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(inbox, name);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Written);
        return path;
    }

    private List<string?> Names(string sub) => [.. Directory.GetFiles(Path.Combine(inbox, sub)).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private AnswerReport Take(Action<string>? before = null)
    {
        database.Before = before;
        try
        {
            return new PartnerAnswers(database, folder["out"], settings, "job", clock, work => work(), before).TakeAll();
        }
        finally
        {
            database.Before = null;
        }
    }

    private int Command(params string[] arguments) => AcknowledgeCommand.Create(clock)
        .Parse(["--out", folder["out"], .. arguments])
        .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = TextWriter.Null });

    private sealed class KilledException : Exception;

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
