using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>Few messages: what is told, and how often.</summary>
[TestFixture]
public sealed class AlertEconomyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ToldAlert> told = [];
    private readonly List<AlertMessage> messages = [];
    private DateTimeOffset now;
    private AlertSettings settings = new();

    [SetUp]
    public void Empty()
    {
        told.Clear();
        messages.Clear();
        (now, settings) = (Begin, new AlertSettings());
    }

    [Test]
    public void Decide_HundredAlarmsInOneLook_AreOneMessageWithTheWorstFirst()
    {
        Look([Failed("X"), .. Enumerable.Range(0, 99).Select(i => Held($"R{i:00}"))]);
        for (var i = 0; i < 600; i++)
            Look([Failed("X"), .. Enumerable.Range(0, 99).Select(n => Held($"R{n:00}"))]);
        Assert.That(messages, Has.Count.EqualTo(1));
        Assert.That((messages[0].Alarms.Length, messages[0].More, messages[0].Title), Is.EqualTo((20, 80, "Forecasting: 100 alarms, the worst: failed")));
        Assert.That(messages[0].ToText(), Does.Contain("1. FAILED - X").And.Contain("And 80 more."));
    }

    [Test]
    public void Decide_HundredAlarmsOneAfterTheOther_AreFewMessagesAndAllAreTold()
    {
        var storm = new List<Alarm>();
        for (var i = 0; i < 100; i++)
        {
            storm.Add(Held($"R{i}"));
            Look(storm);
        }

        // 1, 2, 4, 8, 16, 32, 64 minutes apart.
        Assert.That(messages, Has.Count.EqualTo(7));
        for (var i = 0; i < 24 * 60; i++)
            Look(storm);
        Assert.That(messages, Has.Count.InRange(8, 9));
        Assert.That(told, Has.Count.EqualTo(100));
    }

    [Test]
    public void Decide_AlarmThatComesAndGoes_IsToldOnce()
    {
        for (var i = 0; i < 300; i++)
            Look(i % 5 < 3 ? [Held("R1")] : []);
        Assert.That(messages.Select(m => m.Kind), Is.EqualTo(new[] { AlertKind.Alarms }));
    }

    [Test]
    public void Decide_WhatIsMended_IsToldOnceWhenNothingIsLeftAndBelieved()
    {
        Look([Held("R1"), Failed("R2")]);
        Look([Held("R1")], minutes: 60);
        Look([Held("R1")], minutes: 60);
        Assert.That(messages, Has.Count.EqualTo(1), "something is left");
        Look([], minutes: 1);
        Look([], minutes: 14);
        Assert.That(messages, Has.Count.EqualTo(1), "not believed yet");
        Look([], minutes: 1);
        Look([], minutes: 60);
        Assert.That(messages.Select(m => m.Kind), Is.EqualTo(new[] { AlertKind.Alarms, AlertKind.Clear }));
        Assert.That(told, Is.Empty);
        Look([Held("R1")]);
        Assert.That(messages[^1].Kind, Is.EqualTo(AlertKind.Alarms), "and when it comes back it is new");
    }

    [Test]
    public void Decide_WhatIsNotMended_IsToldAgainAfterADay()
    {
        for (var i = 0; i < 72; i++)
            Look([Held("R1")], minutes: 60);
        Assert.That(messages.Select(m => m.Kind), Is.EqualTo(new[] { AlertKind.Alarms, AlertKind.Reminder, AlertKind.Reminder }));
        Assert.That(told.Values.Single().Told, Is.EqualTo(3));
    }

    [Test]
    public void Decide_MoreThanTheDayAllows_IsGatheredButForAMissedDeadline()
    {
        settings = new AlertSettings { PerDay = 3, ClearMinutes = 0 };
        var all = new List<Alarm>();
        for (var i = 0; i < 12 * 60; i++)
        {
            if (i % 30 == 0)
                all.Add(Held($"R{i}"));
            Look(all);
        }

        Assert.That(messages, Has.Count.EqualTo(3).Or.Count.EqualTo(2), "at most three within the day");
        var before = messages.Count;
        all.Add(new Alarm(AlarmKind.Missed, "run", now, "late", "mend") { Identity = "run 1" });
        Look(all);
        Assert.That(messages, Has.Count.EqualTo(before + 1), "and a missed deadline at once");
        Assert.That(told, Has.Count.EqualTo(all.Count), "with all that had gathered");
    }

    [Test]
    public void Decide_StrangersAtTheDoor_AreOneAlarmWithoutAddresses()
    {
        for (var i = 1; i < 2000; i++)
        {
            var knocks = Enumerable.Range(0, i).Select(n => new Alarm(AlarmKind.Refused, $"203.0.113.{n}", now, $"{i} entries", "look") { Identity = Alarm.Access });
            Look([.. knocks]);
        }

        Assert.That(messages, Has.Count.EqualTo(2), "one, and one reminder in 33 hours");
        Assert.That(messages.Select(m => m.ToJson()), Has.None.Contains("203.0.113"));
    }

    private static Alarm Held(string run) => new(AlarmKind.Held, run, Begin, "an order of 5 years", "approve it");

    private static Alarm Failed(string run) => new(AlarmKind.Failed, run, Begin, "no disk", "mend it");

    private void Look(IReadOnlyList<Alarm> alarms, int minutes = 1)
    {
        now = now.AddMinutes(minutes);
        var decision = AlertEconomy.Decide([.. alarms.OrderBy(AlarmBoard.Rank)], [.. told.Values], [.. messages.Select(m => m.At)], settings, now);
        foreach (var change in decision.Changes)
        {
            told[change.Id] = change;
            if (change.Cleared is not null)
                told.Remove(change.Id);
        }

        if (decision.Message is { } message)
            messages.Add(message);
    }
}
