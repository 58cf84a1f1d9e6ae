using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class ReorderLedgerTest(StoreKind kind)
{
    private LedgerStore store = null!;
    private ReorderLedger ledger = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        ledger = new ReorderLedger(store.Database);
        Publish(new RunLedger(store.Database), "a", Line("L1", "O1", 1, "S1", "V1", 10), Line("L2", "O1", 2, "S2", "V1", 20));
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Acknowledge_Answer_IsTakenOnce()
    {
        var yes = new Acknowledgement("L1", AcknowledgementState.Accepted, 8, "a.csv", "2 are short");
        Assert.That(ledger.Acknowledge(yes, Morning), Is.EqualTo(AnswerOutcome.Applied));
        Assert.That(ledger.Acknowledge(yes with { Reference = "b.csv" }, Morning), Is.EqualTo(AnswerOutcome.NothingNew));
        Assert.That(ledger.Answers(), Is.EqualTo(new Dictionary<string, Acknowledgement> { ["L1"] = yes }));
    }

    [Test]
    public void Acknowledge_WithoutQuantity_AcceptsTheWholeLine()
    {
        ledger.Acknowledge(new Acknowledgement("L2", AcknowledgementState.Accepted, null, "a.csv", ""), Morning);
        Assert.That(ledger.Answers()["L2"].Quantity, Is.EqualTo(20));
    }

    [Test]
    public void Acknowledge_UnknownLineOrTooMuch_IsRefused()
    {
        Assert.That(ledger.Acknowledge(new Acknowledgement("L9", AcknowledgementState.Received, null, "a.csv", ""), Morning).Reason, Is.EqualTo("no such line went out"));
        Assert.That(
            ledger.Acknowledge(new Acknowledgement("L1", AcknowledgementState.Accepted, 10.5m, "a.csv", ""), Morning),
            Is.EqualTo(new AnswerOutcome(AnswerResult.Refused, "10.5 units are more than the 10 that were ordered")));
        Assert.That(ledger.Answers(), Is.Empty);
    }

    [Test]
    public void Acknowledge_Rejection_IsNotCountedOnAndALateYesIs()
    {
        ledger.Acknowledge(new Acknowledgement("L1", AcknowledgementState.Rejected, null, "a.csv", "sold out"), Morning);
        Assert.That(Expected("L1"), Is.Zero);
        ledger.Acknowledge(new Acknowledgement("L1", AcknowledgementState.Accepted, null, "b.csv", ""), Morning.AddDays(1));
        Assert.That(Expected("L1"), Is.EqualTo(10));
        ledger.Acknowledge(new Acknowledgement("L1", AcknowledgementState.Received, null, "c.csv", ""), Morning.AddDays(1));
        Assert.That(Expected("L1"), Is.EqualTo(10));
    }

    [Test]
    public void Acknowledge_ManyAtOnce_TakesOne()
    {
        var outcomes = LedgerStore.InParallel(20, i => store.Contend(db => new ReorderLedger(db).Acknowledge(
            new Acknowledgement("L1", AcknowledgementState.Accepted, 8, $"{i}.csv", ""), Morning)));
        Assert.That(outcomes.Count(o => o == AnswerOutcome.Applied), Is.EqualTo(1));
    }

    [Test]
    public void Status_Lines_KnowAnswerFeedAndAge()
    {
        ledger.Acknowledge(new Acknowledgement("L1", AcknowledgementState.Received, null, "a.csv", ""), Morning);
        Assert.That(States(), Is.EqualTo(new[] { ("L1", OrderLineState.Received, 3), ("L2", OrderLineState.Sent, 3) }));
        ledger.RecordOpenOrders(Cycle, [new OpenOrder("O1", Key("S2"), 20, Cycle.AddDays(9), "V1", null)]);
        Assert.That(States(), Is.EqualTo(new[] { ("L1", OrderLineState.Received, 3), ("L2", OrderLineState.InFeed, 3) }));
        ledger.RecordOpenOrders(Cycle, []);
        Assert.That(States()[1].Item2, Is.EqualTo(OrderLineState.Sent), "what the feed showed before is gone");
        Assert.That(ledger.Status(Cycle, Cycle.AddDays(7)), Is.Empty);

        (string, OrderLineState, int)[] States() => [.. ledger.Status(Cycle.AddDays(3), Cycle).Select(s => (s.Line.LineId, s.State, s.AgeDays))];
    }

    private decimal Expected(string line) => new RunLedger(store.Database).PublishedLines().Single(l => l.LineId == line).Expected;
}
