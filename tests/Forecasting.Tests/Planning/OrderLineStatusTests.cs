using Forecasting.History;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

public sealed class OrderLineStatusTests
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    private static readonly PublishedLine Line = new(
        "L1", "O1", 1, OrderType.Purchase, OrderAction.Create, SmallFirm.Key("A"), "V1", Today.AddDays(-7), 0, 12, Today.AddDays(7), "run", Today.AddDays(-7), 1);

    [TestCase(null, ExpectedResult = OrderLineState.Sent)]
    [TestCase(AcknowledgementState.Received, ExpectedResult = OrderLineState.Received)]
    [TestCase(AcknowledgementState.Accepted, ExpectedResult = OrderLineState.Accepted)]
    [TestCase(AcknowledgementState.Rejected, ExpectedResult = OrderLineState.Rejected)]
    public OrderLineState Of_Answer_IsItsState(AcknowledgementState? answer) => StateOf(Line, answer);

    [TestCase(null)]
    [TestCase(AcknowledgementState.Rejected)]
    public void Of_LineInTheFeed_IsOpenWhateverWasAnswered(AcknowledgementState? answer) =>
        Assert.That(StateOf(Line, answer, new OpenOrder("O1", Line.Key, 12, Today, "", null)), Is.EqualTo(OrderLineState.InFeed));

    [Test]
    public void Of_FeedOfAnotherProduct_SaysNothing() =>
        Assert.That(StateOf(Line, null, new OpenOrder("O1", SmallFirm.Key("B"), 12, Today, "", null)), Is.EqualTo(OrderLineState.Sent));

    [Test]
    public void Of_DeliveryDayPassed_IsDueButNotWhenRejected()
    {
        var old = Line with { RequestedDelivery = Today.AddDays(-1) };
        Assert.That(StateOf(old, AcknowledgementState.Accepted), Is.EqualTo(OrderLineState.Due));
        Assert.That(StateOf(old, AcknowledgementState.Rejected), Is.EqualTo(OrderLineState.Rejected));
    }

    [Test]
    public void Of_ChangedLine_IsReplacedByTheNewer()
    {
        var newer = Line with { LineId = "L1-1", Revision = 1, Quantity = 6, Action = OrderAction.Change };
        var status = OrderLineStatus.Of([Line, newer], new Dictionary<string, Acknowledgement>(), null, Today).ToArray();
        Assert.That(status.Select(s => (s.State, s.IsOpen, s.AgeDays)), Is.EqualTo(new[] { (OrderLineState.Replaced, false, 7), (OrderLineState.Sent, true, 7) }));
    }

    [Test]
    public void Of_CancelledLine_IsReplacedAndSoIsItsCancellation()
    {
        var cancel = Line with { LineId = "L1-1", Revision = 1, Quantity = 0, Action = OrderAction.Cancel };
        var status = OrderLineStatus.Of([Line, cancel], new Dictionary<string, Acknowledgement>(), null, Today);
        Assert.That(status.Select(s => s.IsOpen), Has.All.False);
    }

    [Test]
    public void After_SameAnswer_IsNothingNew()
    {
        var yes = new Acknowledgement("L1", AcknowledgementState.Accepted, 12, "a.csv", "");
        Assert.That(yes.After(null), Is.EqualTo(yes));
        Assert.That((yes with { Reference = "b.csv" }).After(yes), Is.Null);
        Assert.That(new Acknowledgement("L1", AcknowledgementState.Received, null, "b.csv", "").After(yes), Is.Null, "a late receipt undoes no answer");
    }

    [Test]
    public void After_LateYes_ClosesANo()
    {
        var no = new Acknowledgement("L1", AcknowledgementState.Rejected, 0, "a.csv", "sold out");
        var yes = new Acknowledgement("L1", AcknowledgementState.Accepted, 12, "b.csv", "");
        Assert.That(yes.After(no), Is.EqualTo(yes));
        Assert.That(no.After(yes), Is.EqualTo(no));
    }

    [TestCase(null, 12)]
    [TestCase(5, 5)]
    [TestCase(0, null)]
    public void Positions_CountOnWhatWasConfirmed(int? confirmed, int? expected)
    {
        var positions = new StockPositions(Today, [], null, [Line with { Confirmed = confirmed }], Today);
        Assert.That(positions.Of(Line.Key).Arrivals.Select(a => a.Quantity), Is.EqualTo(expected is { } units ? [units] : Array.Empty<decimal>()));
    }

    private static OrderLineState StateOf(PublishedLine line, AcknowledgementState? answer, params OpenOrder[] feed)
    {
        var answers = new Dictionary<string, Acknowledgement>();
        if (answer is { } state)
            answers.Add(line.LineId, new Acknowledgement(line.LineId, state, null, "", ""));
        return OrderLineStatus.Of([line], answers, feed, Today).Single().State;
    }
}
