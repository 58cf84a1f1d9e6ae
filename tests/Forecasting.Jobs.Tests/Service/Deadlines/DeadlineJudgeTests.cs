using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Deadlines;

/// <summary>A deadline at 05:30, the timetable at 05:00, and ten runs of which nine took no more than 1000 seconds.</summary>
[TestFixture]
public sealed class DeadlineJudgeTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);
    private static readonly DeadlineMoment Moment = new(Due, Due.AddDays(-7), Due.AddMinutes(-30));

    private static readonly LedgerRun LastWeek = Run("OLD", RunState.Published, Due.AddDays(-7).AddMinutes(-20), Due.AddDays(-7).AddMinutes(-5));

    private static readonly DeadlineFacts Facts = new()
    {
        Now = Due.AddMinutes(-40),
        Runs = [LastWeek],
        Times = RunTimesTests.Known,
        NextStart = Due.AddMinutes(-30),
        Warning = TimeSpan.FromHours(2),
    };

    [TestCase(1020, DeadlineState.OnTime)]
    [TestCase(990, DeadlineState.AtRisk)]
    public void Run_NotBegun_IsAtRiskWhenNineInTenWouldEndAfterwards(double secondsBefore, DeadlineState state)
    {
        var start = Due.AddSeconds(-secondsBefore);
        var standing = DeadlineJudge.Run(Moment, Facts with { NextStart = start });
        Assert.That(standing, Is.EqualTo(new DeadlineStanding(
            "run", Due, state, start.AddSeconds(1000), $"It has not begun; the timetable begins it at {start:yyyy-MM-dd HH:mm}Z. A run takes up to 17 min.")));
        Assert.That(standing.Lead(Facts.Now), Is.EqualTo(secondsBefore - 1000));
    }

    [Test]
    public void Run_LongBeforeTheDeadline_IsNoAlarmYet() =>
        Assert.That(DeadlineJudge.Run(Moment, Facts with { Now = Due.AddHours(-3), NextStart = Due }).State, Is.EqualTo(DeadlineState.OnTime));

    [Test]
    public void Run_BeingMade_IsExpectedByWhatIsDone()
    {
        var live = Facts with { Now = Due.AddSeconds(-730), Live = RunTimesTests.Live(3, 10, ("read", 60), ("plan", 300)) };
        Assert.That(DeadlineJudge.Run(Moment, live), Is.EqualTo(new DeadlineStanding("run", Due, DeadlineState.AtRisk, Due.AddSeconds(10), "It is being made (stage plan).")));
        Assert.That(DeadlineJudge.Run(Moment, live with { Now = Due.AddSeconds(-750) }).State, Is.EqualTo(DeadlineState.OnTime));
    }

    [Test]
    public void Run_SlowerThanUsual_SaysSo() => Assert.That(
        DeadlineJudge.Run(Moment, Facts with { Live = RunTimesTests.Live(0, 1, ("read", 60), ("plan", 1200)) }).Why,
        Is.EqualTo("It is being made (stage plan). It is slower than usual: 21 min so far, and nine in ten runs take no more than 17 min."));

    [Test]
    public void Run_Held_IsAtRiskBecauseSomebodyMustDecide()
    {
        var held = Facts with { Now = Due.AddMinutes(-25), Runs = [Run("NEW", RunState.Held, Due.AddMinutes(-30), null), LastWeek] };
        Assert.That(DeadlineJudge.Run(Moment, held), Has.Property("State").EqualTo(DeadlineState.AtRisk).And.Property("Why").EqualTo("The plan of run NEW waits for a decision."));
    }

    [Test]
    public void Run_Refused_IsAtRiskUnlessTheTimetableTriesAgainInTime()
    {
        var refused = Facts with { Now = Due.AddMinutes(-25), Requests = [Asked("", RequestState.Refused, "sales.csv ends on\n2026-02-20.")], NextStart = Due.AddDays(7) };
        Assert.That(DeadlineJudge.Run(Moment, refused), Has.Property("State").EqualTo(DeadlineState.AtRisk)
            .And.Property("Why").EqualTo("The last try was refused: sales.csv ends on 2026-02-20."));
        Assert.That(DeadlineJudge.Run(Moment, refused with { NextStart = Due.AddMinutes(-20) }).State, Is.EqualTo(DeadlineState.OnTime));
    }

    [Test]
    public void Run_WithoutNewerSales_IsAtRiskBeforeItBegins()
    {
        var feeds = Facts with { SalesChangedAt = LastWeek.StartedAt.AddHours(-1) };
        Assert.That(DeadlineJudge.Run(Moment, feeds), Has.Property("State").EqualTo(DeadlineState.AtRisk).And.Property("Why").StartsWith("It has not begun, and there are no newer sales"));
        Assert.That(DeadlineJudge.Run(Moment, feeds with { SalesChangedAt = Due.AddHours(-1) }).State, Is.EqualTo(DeadlineState.OnTime));
    }

    [TestCase(-1, DeadlineState.Met)]
    [TestCase(0, DeadlineState.Met)]
    [TestCase(1, DeadlineState.MetLate)]
    public void Run_Published_IsMetOrLate(double minutes, DeadlineState state)
    {
        var there = Facts with { Now = Due.AddHours(1), Runs = [Run("NEW", RunState.Published, Due.AddMinutes(-20), Due.AddMinutes(minutes)), LastWeek] };
        Assert.That(DeadlineJudge.Run(Moment, there), Is.EqualTo(new DeadlineStanding("run", Due, state, Due.AddMinutes(minutes), "")));
    }

    [Test]
    public void Run_PublishedByHandBeforeTheTimetable_CountsWhenTheTimetableFindsIt()
    {
        var early = Facts with { Runs = [Run("NEW", RunState.Published, Due.AddMinutes(-60), Due.AddMinutes(-45)), LastWeek] };
        Assert.That(DeadlineJudge.Run(Moment, early).State, Is.EqualTo(DeadlineState.OnTime), "before it is looked for");
        Assert.That(DeadlineJudge.Run(Moment, early with { Requests = [Asked("NEW", RequestState.Done, "already published")] }).State, Is.EqualTo(DeadlineState.Met));
        Assert.That(DeadlineJudge.Run(Moment, Facts with { Requests = [Asked("OLD", RequestState.Done, "already published")] }).State,
            Is.EqualTo(DeadlineState.OnTime), "the run of the week before is not that of this one");
    }

    [Test]
    public void Run_NotThereAfterTheDeadline_IsMissed() =>
        Assert.That(DeadlineJudge.Run(Moment, Facts with { Now = Due.AddSeconds(1), NextStart = null }), Is.EqualTo(new DeadlineStanding(
            "run", Due, DeadlineState.Missed, null, "It has not begun, and the timetable begins none. A run takes up to 17 min.")));

    [Test]
    public void Deliver_FilesOnTheirWay_AreExpectedAtTheirNextTry()
    {
        var published = Facts with { Now = Due.AddMinutes(-10), Runs = [Run("NEW", RunState.Published, Due.AddMinutes(-20), Due.AddMinutes(-12)), LastWeek] };
        var pending = File(DeliveryState.Pending) with { NextTry = Due.AddMinutes(5), Fault = "The target does not answer." };
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [pending] }), Is.EqualTo(new DeadlineStanding(
            "deliver", Due, DeadlineState.AtRisk, Due.AddMinutes(5), "1 files for partners are not at their targets; the first is acme/5. The target does not answer.")));
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [pending with { NextTry = Due.AddMinutes(-5) }] }).State, Is.EqualTo(DeadlineState.OnTime));
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [File(DeliveryState.Held)] }).State, Is.EqualTo(DeadlineState.AtRisk));
        var delivered = File(DeliveryState.Delivered) with { DeliveredAt = Due.AddMinutes(-11) };
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [delivered] }), Is.EqualTo(new DeadlineStanding("deliver", Due, DeadlineState.Met, Due.AddMinutes(-11), "")));
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [delivered with { DeliveredAt = Due.AddMinutes(1) }], Now = Due.AddMinutes(2) }).State, Is.EqualTo(DeadlineState.MetLate));
        Assert.That(DeadlineJudge.Deliver(Moment, published with { Files = [pending], Now = Due.AddMinutes(1) }).State, Is.EqualTo(DeadlineState.Missed));
        Assert.That(DeadlineJudge.Deliver(Moment, Facts), Has.Property("Name").EqualTo("deliver").And.Property("Why").StartsWith("It has not begun"), "and without a run as the run");
    }

    private static LedgerRun Run(string id, RunState state, DateTimeOffset started, DateTimeOffset? finished) =>
        new(id, new DateOnly(2026, 3, 2), "all", state, started, finished, 1, "", "");

    private static ServiceRequest Asked(string run, RequestState state, string outcome) =>
        new("q", RequestKind.Run, null, "", "timetable", Due.AddMinutes(-30), state, run, "", outcome, Due.AddMinutes(-29));

    private static PartnerDelivery File(DeliveryState state) => new()
    {
        Series = "acme",
        Number = 5,
        Partner = "acme",
        Sequence = 2,
        RunId = "NEW",
        Format = "jsonl",
        Version = "1",
        FileName = "a.jsonl",
        Rows = 1,
        IsTest = false,
        Target = "acme",
        State = state,
    };
}
