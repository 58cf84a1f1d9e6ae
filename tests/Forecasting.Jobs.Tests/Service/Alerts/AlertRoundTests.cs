using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Views;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>What is told is on record: after a restart, and for a second service on the same database.</summary>
[TestFixture]
public sealed class AlertRoundTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Look_TwoServicesAtOnce_TellOnce()
    {
        var (clock, channel) = (new TestClock(Begin), new TestChannel());
        using var one = new AlertFirm(clock, [channel], []);
        using var other = new AlertFirm(clock, [channel], [], beside: one);
        for (var i = 0; i < 5; i++)
        {
            one.Fail($"no disk {i}");
            clock.Now = clock.Now.AddHours(1);
            await Task.WhenAll(Task.Run(one.Look), Task.Run(other.Look));
            await other.Look();
        }

        Assert.That(channel.Messages.Select(m => m.Alarms[0].Text), Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"no disk {i}")));
        Assert.That(channel.Messages.Select(m => m.Number), Is.Unique);
    }

    [Test]
    public async Task Look_SameRefusalEachHour_IsToldOnce()
    {
        var (clock, channel) = (new TestClock(Begin), new TestChannel());
        using var firm = new AlertFirm(clock, [channel], []);
        for (var i = 0; i < 10; i++)
        {
            clock.Now = Begin.AddHours(i);
            firm.Refuse($"q{i}", "sales.csv ends on 2026-02-20.");
            await firm.Look();
        }

        Assert.That(channel.Messages.Select(m => m.Alarms.Single().Text), Is.EqualTo(new[] { "sales.csv ends on 2026-02-20." }));
        firm.Refuse("q10", "stock.csv is missing.");
        await firm.Look();
        Assert.That(channel.Messages[^1].Alarms[0].Text, Is.EqualTo("stock.csv is missing."), "another one is told");
    }

    [Test]
    public void TryWrite_OfTwoWhoSawTheSame_IsForOne()
    {
        using var firm = new AlertFirm(new TestClock(Begin), [], []);
        using var database = firm.Open();
        var book = new AlertBook(database);
        var seen = book.Revision();
        var alert = new ToldAlert("a", "Held", "R1", Begin, Begin, 1);
        Assert.That(book.TryWrite(seen, [alert], ("Alarms", "{}"), ["mail"], Begin), Is.EqualTo(seen + 1));
        Assert.That(book.TryWrite(seen, [alert with { Id = "b" }], ("Alarms", "{}"), ["mail"], Begin), Is.Null);
        Assert.That((book.Standing(), book.Messages(Begin.AddDays(-1)).Count), Is.EqualTo((new[] { alert }, 1)));
        var delivery = book.Deliveries(Begin.AddDays(-1)).Single();
        Assert.That((book.TryClaim(delivery, Begin.AddMinutes(1)), book.TryClaim(delivery, Begin.AddMinutes(1))), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Send_WhatIsNotTaken_IsTriedAgainShownAndInTheEndGivenUp()
    {
        var (clock, channel) = (new TestClock(Begin), new TestChannel { Fault = new AlertFault("The mail server answered 550.", isTransient: false) });
        using var firm = new AlertFirm(clock, [channel], []);
        firm.Fail("no disk");
        await firm.Look();
        Assert.That(Alarms(firm).Select(a => (a.Kind, a.Subject)), Does.Contain((AlarmKind.Unsent, "mail")));
        clock.Now = Begin.AddSeconds(30);
        await firm.Post.SendDue(CancellationToken.None);
        Assert.That(Ways(firm).Select(w => w.Tries), Is.EqualTo(new[] { 1 }), "not before its time");

        channel.Fault = null;
        clock.Now = Begin.AddMinutes(1);
        await firm.Post.SendDue(CancellationToken.None);
        await firm.Post.SendDue(CancellationToken.None);
        Assert.That(channel.Messages.Single().Alarms.Single().Text, Is.EqualTo("no disk"));
        Assert.That(Alarms(firm).Select(a => a.Kind), Has.None.EqualTo(AlarmKind.Unsent), "and the alarm is over");

        channel.Fault = new AlertFault("The mail server answered 550.", isTransient: false);
        firm.Fail("no memory");
        clock.Now = Begin.AddHours(2);
        firm.Round.Look();
        for (var i = 0; i < 40; i++)
        {
            clock.Now = clock.Now.AddHours(1);
            await firm.Post.SendDue(CancellationToken.None);
        }

        Assert.That(Ways(firm)[^1], Is.EqualTo(new AlertWayView("mail", AlertState.GivenUp, 24, "The mail server answered 550.", clock.Now.AddHours(-16))));
    }

    [Test]
    public async Task Send_FaultThatPasses_IsTriedAgainAtOnce()
    {
        var channel = new FlakyChannel();
        using var firm = new AlertFirm(new TestClock(Begin), [channel], []);
        firm.Fail("no disk");
        await firm.Look();
        Assert.That((channel.Tries, Ways(firm).Single().State), Is.EqualTo((3, AlertState.Sent)));
    }

    private static System.Collections.Immutable.ImmutableArray<Alarm> Alarms(AlertFirm firm)
    {
        using var database = firm.Open();
        return firm.Board.Now(database, firm.Watch.Standing(database, firm.Clock.Now), firm.Clock.Now);
    }

    private static List<AlertWayView> Ways(AlertFirm firm)
    {
        using var database = firm.Open();
        return [.. AlertView.Newest(database, firm.Clock.Now).Reverse().SelectMany(m => m.Ways)];
    }

    private sealed class FlakyChannel : IAlertChannel
    {
        public int Tries { get; private set; }

        public string Name => "webhook";

        public Task Send(AlertMessage message, CancellationToken cancellation) =>
            ++Tries < 3 ? throw new AlertFault("The webhook answered 503.", isTransient: true) : Task.CompletedTask;
    }
}
