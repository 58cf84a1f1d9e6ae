using System.Text;
using Forecasting.Planning;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Answers;

[OnEveryStore]
public class AnswerLedgerTest(StoreKind kind)
{
    private static readonly AnsweringPartner Acme = new("acme", "US", "ACME");

    private LedgerStore store = null!;
    private AnswerLedger ledger = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        ledger = new AnswerLedger(store.Database);
        Send(store.Database, "a", "acme", Line("L1", "O1", 1, "S1", "V1", 10), Line("L2", "O1", 2, "S2", "V1", 20), Line("L3", "O1", 3, "S3", "V1", 5), Line("L4", "O2", 1, "S4", "V1", 7));
        Send(store.Database, "b", "erp", Line("L5", "O3", 1, "S5", "V2", 4));
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Take_EachKindOfAnswer_EndsInWhatItSays()
    {
        Assert.That(Take("x12-ta1.x12").ToString(), Is.EqualTo("1 applied, 0 known already, 0 refused"));
        Assert.That(Standing(), Is.EqualTo("acme/1 received (TA1 A 000)"));
        Assert.That(States(), Is.EqualTo("L1 Received, L2 Received, L3 Received, L4 Received, L5 Sent"), "who has the file has its lines");
        Take("x12-997-rejected.x12");
        Assert.That(Standing(), Is.EqualTo("acme/1 rejected (997 P: sets 0002 5)"));
        Assert.That(States(), Is.EqualTo("L1 NotDelivered, L2 NotDelivered, L3 NotDelivered, L4 NotDelivered, L5 Sent"));
        Take("x12-997-accepted.x12");
        Assert.That(Standing(), Is.EqualTo("acme/1 accepted (997 A)"), "a late yes closes a no");
        Assert.That(Take("edifact-ordrsp.edi").ToString(), Is.EqualTo("4 applied, 0 known already, 0 refused"));
        Assert.That(States(), Is.EqualTo("L1 Accepted, L2 Accepted, L3 Rejected, L4 Rejected, L5 Sent"));
        var second = new ReorderLedger(store.Database).Answers()["L2"];
        Assert.That(second, Is.EqualTo(new Acknowledgement("L2", AcknowledgementState.Accepted, 12, "edifact-ordrsp.edi", "Rest in April")
        {
            TheirReference = "SO'77",
            ConfirmedDate = new DateOnly(2026, 3, 16),
            Code = "3",
        }));
        Assert.That(new AuditLog(store.Database).Read()[^1].Act.Detail, Is.EqualTo("4 applied, 0 known already, 0 refused"));
    }

    [Test]
    public void Take_NumberThatIsNot_IsRefusedWithTheReason()
    {
        Plan(store.Database, "c", "acme", []);
        Assert.That(Number("9"), Is.EqualTo("segment 4, 9: acme was never given that number"));
        Assert.That(Number("2"), Is.EqualTo("segment 4, 2: nothing is out under that number yet"));
        new RunLedger(store.Database).Cancel(Run("c").RunId, "bob", "wrong stock", Leases(store.Database));
        Assert.That(Number("2"), Is.EqualTo("segment 4, 2: the number is void: cancelled by bob: wrong stock"));
        Assert.That(Take("x12-997-accepted.x12", AnsweringPartner.Unknown).Refused.Single().Reason, Is.EqualTo("nobody says whose number it is: name the partner (--partner)"));
        Assert.That(Take(Encoding.UTF8.GetBytes("message_id,file,status\n1,erp-000000001.csv,Processed\n")).Refused.Single().Reason, Is.EqualTo("that number is acme-1.csv, and the answer speaks of erp-000000001.csv"));
        Assert.That(ledger.Standing(), Is.Empty);

        string Number(string number) => Take(AnswerSamples.With("x12-997-accepted.x12", "AK1*PO*1~", $"AK1*PO*{number}~")).Refused.Single().ToString();
    }

    [Test]
    public void Take_AnotherPartnersAnswer_IsRefused()
    {
        Assert.That(
            () => Take("x12-997-accepted.x12", new AnsweringPartner("erp", "US", "ERP")),
            Throws.TypeOf<AnswerFileException>().With.Message.EqualTo("it is from \"ACME\", and what erp answers is from \"ERP\""));
        Assert.That(
            () => Take("edifact-contrl-accepted.edi", new AnsweringPartner("acme", "OTHER", "ACME")),
            Throws.TypeOf<AnswerFileException>().With.Message.EqualTo("it is for \"US\", and what acme answers is for \"OTHER\""));
        Assert.That(Take(Encoding.UTF8.GetBytes("line_id,status\nL5,accepted\nL1,accepted\n")).Refused.Single().ToString(), Is.EqualTo("line 2, L5: the line went to erp, not to acme"));
        Assert.That(Take(Encoding.UTF8.GetBytes("line_id,order_id,status\nL1,O2,accepted\nL9,,accepted\n,O9,received\n")).Refused.Select(r => r.Reason), Is.EqualTo(new[]
        {
            "the line is of order O1", "no such line went out", "no such order went out",
        }));
        var flood = "line_id,status\nL1,rejected\n" + string.Concat(Enumerable.Repeat("X,ok\n", 5_000));
        Assert.That(() => Take(Encoding.UTF8.GetBytes(flood)), Throws.TypeOf<AnswerFileException>().With.Message.StartsWith("more than 1000 of its answers are refused, the first: line 3, X: the status "));
        Assert.That(new ReorderLedger(store.Database).Answers()["L1"].State, Is.EqualTo(AcknowledgementState.Accepted), "nothing of it was taken");
    }

    [Test]
    public void Take_TheSameAgain_ChangesNothing()
    {
        Take("x12-997-accepted.x12");
        var acts = new AuditLog(store.Database).Read().Count;
        Assert.That(Take("x12-997-accepted.x12").WasTaken, Is.True);
        Assert.That(Take(AnswerSamples.With("x12-997-accepted.x12", "000000071", "000000079")).ToString(), Is.EqualTo("0 applied, 1 known already, 0 refused"), "the same answer in another file");
        Assert.That(new AuditLog(store.Database).Read(), Has.Count.EqualTo(acts));

        // A file of which something was refused may come again; what others said since is not turned back.
        var no = Encoding.UTF8.GetBytes("line_id,status\nL1,rejected\nL9,rejected\n");
        Take(no);
        Take(Encoding.UTF8.GetBytes("line_id,status\nL1,accepted\n"));
        Assert.That(Take(no).ToString(), Is.EqualTo("0 applied, 1 known already, 1 refused"));
        Assert.That(new ReorderLedger(store.Database).Answers()["L1"].State, Is.EqualTo(AcknowledgementState.Accepted));
    }

    [Test]
    public void Take_InAnyOrderAndRepeated_EndsInTheSame()
    {
        string[] files = ["x12-ta1.x12", "x12-997-rejected.x12", "x12-997-accepted.x12", "edifact-contrl-received.edi", "edifact-contrl-rejected.edi", "edifact-ordrsp.edi"];
        byte[] received = Encoding.UTF8.GetBytes("line_id,status,sequence_no\nL1,received,1\nL2,received,1\nL3,received,1\nL4,received,1\n");
        var all = files.Select(AnswerSamples.Bytes).Append(received).ToList();
        all.AddRange(all.ToArray());
        new Random(7).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all));
        foreach (var bytes in all)
            Take(bytes);
        Assert.That((Standing(), States()), Is.EqualTo(("acme/1 accepted (997 A)", "L1 Accepted, L2 Accepted, L3 Rejected, L4 Rejected, L5 Sent")));
    }

    [Test]
    public void NoteOverdue_NothingInTime_IsAnAlarmOnceUntilALateAnswer()
    {
        var within = new Dictionary<string, int> { ["acme"] = 60 };
        Assert.That(ledger.NoteOverdue(within, "job", Morning.AddMinutes(60)), Is.Empty);
        Assert.That(ledger.NoteOverdue(within, "job", Morning.AddMinutes(61)).Select(f => f.ToString()), Is.EqualTo(new[] { "acme/1" }), "erp need not answer");
        Assert.That(new AuditLog(store.Database).Read()[^1].Act, Is.EqualTo(new AuditAct(Morning.AddMinutes(61).ToUniversalTime(), "job", "no answer", "acme/1", "acme-1.csv: nothing came in 60 minutes")));
        Assert.That(ledger.NoteOverdue(within, "job", Morning.AddMinutes(90)), Is.Empty);
        Assert.That(ledger.Standing()[("acme", 1)].IsAlarm, Is.True);
        Assert.That(new DeliveryLedger(store.Database).Find("acme", 1)!.State, Is.EqualTo(DeliveryState.Kept), "nothing is sent again");
        Take("x12-997-accepted.x12");
        Assert.That((ledger.Standing()[("acme", 1)].IsAlarm, ledger.FirstAnswers()[("acme", 1)]), Is.EqualTo((false, Morning.ToUniversalTime())));
        Assert.That(ledger.NoteOverdue(within, "job", Morning.AddDays(9)), Is.Empty);
    }

    [Test]
    public void Settle_AnAlarm_IsClosedByAPersonOnce()
    {
        Assert.That(ledger.Settle("acme", 1, "bob", "by phone", Morning), Is.EqualTo("Nothing is open about acme/1: no answer is missed."));
        Take("x12-997-rejected.x12");
        Assert.That(ledger.Settle("acme", 1, "bob", "by phone", Morning), Is.Null);
        Assert.That(Standing(), Is.EqualTo("acme/1 accepted (settled bob: by phone)"));
        Assert.That(ledger.Settle("acme", 1, "bob", "by phone", Morning), Is.EqualTo("Nothing is open about acme/1: it is accepted (settled bob: by phone)."));
        Assert.That(ledger.Settle("acme", 7, "bob", "x", Morning), Is.EqualTo("There is no file acme/7. `forecasting deliver --list` shows them."));
        Assert.That(new AuditLog(store.Database).Read()[^1].Act, Is.EqualTo(new AuditAct(Morning.ToUniversalTime(), "bob", "settle", "acme/1", "by phone")));
    }

    private IntakeResult Take(string sample, AnsweringPartner? partner = null) => new AnswerIntake(store.Database).Take(AnswerSamples.Bytes(sample), sample, partner ?? Acme, "job", Morning);

    private IntakeResult Take(byte[] bytes) => new AnswerIntake(store.Database).Take(bytes, "a.x12", Acme, "job", Morning);

    private string Standing() => string.Join(", ", ledger.Standing().Select(s => $"{s.Key.Series}/{s.Key.Number} {s.Value}"));

    private string States() => string.Join(", ", new ReorderLedger(store.Database).Status(Cycle).Select(s => $"{s.Line.LineId} {s.State}"));

    private static LedgerRun Plan(ForecastingDatabase database, string name, string partner, OrderLine[] lines)
    {
        var runs = new RunLedger(database);
        runs.Begin(Run(name), Morning, "anna");
        var number = new DeliveryLedger(database).Numbers(Run(name).RunId, [(partner, partner, 1L)]).Single().Numbers.Single();
        var file = new PlannedPartnerFile(partner, number, partner, "csv", "1", $"{partner}-{number}.csv", 3, false, "", "") { LineIds = [.. lines.Select(l => l.LineId)] };
        return runs.Plan(Run(name).RunId, Cycle, LinesHash.Of(lines), Morning, [file]);
    }

    private static void Send(ForecastingDatabase database, string name, string partner, params OrderLine[] lines)
    {
        var run = Plan(database, name, partner, lines);
        var runs = new RunLedger(database);
        runs.BeginPublishing(run.RunId);
        runs.RecordPublication(run.RunId, Cycle, run.Sequence!.Value, name, Cycle, lines, "done", Morning, [new PublishedPartnerFile(partner, 1, "hash", 10)]);
    }
}
