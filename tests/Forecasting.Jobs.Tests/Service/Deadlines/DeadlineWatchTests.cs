using System.Text.Json;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.Service.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Deadlines;

/// <summary>A Monday on which the run does not come: the warning, the miss, the plan that stands, the silence of the heartbeat, and the end of it.</summary>
[TestFixture]
public sealed class DeadlineWatchTests
{
    // 05:30 in Rome.
    private static readonly DateTimeOffset Due = new(2026, 3, 2, 4, 30, 0, TimeSpan.Zero);

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        KeyValuePair.Create("timetable.timeZone", "Europe/Rome"), KeyValuePair.Create("timetable.run", "0 0 5 ? * MON"), KeyValuePair.Create("timetable.lateAfterMinutes", "20"),
        KeyValuePair.Create("deadlines.run", "0 30 5 ? * MON"), KeyValuePair.Create("deadlines.deliver", "0 30 5 ? * MON"), KeyValuePair.Create("deadlines.fallback", "last_plan"),
    ];

    private readonly TestClock clock = new(Due);
    private readonly TestChannel channel = new();

    [SetUp]
    public void Begin()
    {
        clock.Now = Due.AddDays(-4);
        channel.Messages.Clear();
    }

    [Test]
    public async Task Look_RunThatDoesNotCome_IsToldBeforeAndWhenItIsMissedAndWhenItIsThere()
    {
        using var firm = new AlertFirm(clock, [channel], Settings);
        var last = firm.Publish("last week");
        await firm.Look();
        await At(firm, Due.AddMinutes(-90));
        Assert.That(channel.Messages, Is.Empty, "there is time");

        await At(firm, Due.AddMinutes(-15));
        Assert.That(channel.Messages.Single().Alarms.Single(), Has.Property("Kind").EqualTo(AlarmKind.AtRisk)
            .And.Property("Text").StartsWith("The run will miss the deadline of 2026-03-02 05:30 (Europe/Rome) as things are; expected 2026-03-09 05:20 (Europe/Rome) at the earliest."));
        Assert.That(File.Exists(Notice(firm)), Is.False);

        await At(firm, Due.AddMinutes(1));
        Assert.That(channel.Messages[^1].Alarms[0], Has.Property("Kind").EqualTo(AlarmKind.Missed).And.Property("Text").StartsWith("The run missed the deadline of 2026-03-02 05:30 (Europe/Rome)."));
        using (var notice = JsonDocument.Parse(await File.ReadAllBytesAsync(Notice(firm))))
        {
            Assert.That(notice.RootElement.GetProperty("flag").GetString(), Is.EqualTo("no-new-orders"));
            Assert.That(notice.RootElement.GetProperty("deadline").GetDateTimeOffset(), Is.EqualTo(Due));
            Assert.That((notice.RootElement.GetProperty("plan").GetProperty("number").GetInt64(), notice.RootElement.GetProperty("plan").GetProperty("runId").GetString()), Is.EqualTo((1L, last)));
        }

        clock.Now = Due.AddMinutes(40);
        firm.Publish("this week");
        await At(firm, Due.AddMinutes(41));
        Assert.That(File.Exists(Notice(firm)), Is.False, "the new plan stands");
        Assert.That(Standing(firm)[0], Is.EqualTo(new DeadlineStanding("run", Due, DeadlineState.MetLate, Due.AddMinutes(40), "")));
        await At(firm, Due.AddMinutes(60));
        Assert.That(channel.Messages.Select(m => m.Kind), Is.EqualTo(new[] { AlertKind.Alarms, AlertKind.Alarms, AlertKind.Clear }));
    }

    [Test]
    public async Task Look_RunInTime_TellsNothing()
    {
        using var firm = new AlertFirm(clock, [channel], Settings);
        await firm.Look();
        clock.Now = Due.AddMinutes(-20);
        firm.Publish("this week");
        foreach (var minutes in new[] { -15, -1, 1, 60, 24 * 60 })
            await At(firm, Due.AddMinutes(minutes));
        Assert.That(channel.Messages, Is.Empty);
        Assert.That(File.Exists(Notice(firm)), Is.False);
    }

    [Test]
    public void Standing_DeadlinesBeforeTheWatchBegan_AreNobodys()
    {
        using var firm = new AlertFirm(clock, [], Settings);
        Assert.That(Standing(firm).Select(d => (d.Name, d.DueAt)), Is.EqualTo(new[] { ("run", Due) }), "nor are deliveries, where no partner has a target");
        clock.Now = Due.AddMinutes(1);
        Assert.That(Standing(firm).Select(d => (d.DueAt, d.State)), Is.EqualTo(new[] { (Due, DeadlineState.Missed), (Due.AddDays(7), DeadlineState.OnTime) }));
    }

    [Test]
    public async Task Beat_WhileNothingIsMissed_IsHeardAndThenThereIsSilence()
    {
        await using var outside = await OutsideAddress.Start();
        using var client = AlertWiring.Client(TimeSpan.FromSeconds(30));
        var heartbeat = new Heartbeat(
            new AlertSettings { Heartbeat = new Uri(outside.Address, "/ping/1").ToString(), HeartbeatFail = true }, client, clock, NullLogger<Heartbeat>.Instance);
        DeadlineStanding[] missed = [new("run", Due, DeadlineState.Missed, null, "")];
        await heartbeat.Beat([], default);
        await heartbeat.Beat([], default);
        clock.Now = clock.Now.AddMinutes(1);
        await heartbeat.Beat([], default);
        Assert.That(outside.Calls.Select(c => $"{c.Method} {c.Path}"), Is.EqualTo(new[] { "GET /ping/1", "GET /ping/1" }), "once a minute");
        for (var i = 0; i < 5; i++)
        {
            clock.Now = clock.Now.AddMinutes(1);
            await heartbeat.Beat([.. missed], default);
        }

        Assert.That(outside.Calls.Skip(2).Select(c => c.Path), Is.EqualTo(new[] { "/ping/1/fail" }));
        await heartbeat.Beat([], default);
        Assert.That(outside.Calls[^1].Path, Is.EqualTo("/ping/1"));

        outside.Answer = 500;
        clock.Now = clock.Now.AddMinutes(1);
        await heartbeat.Beat([], default);
        outside.Answer = 200;
        await heartbeat.Beat([], default);
        Assert.That(outside.Calls, Has.Count.EqualTo(6), "what was not heard is said again at the next look");
    }

    private static string Notice(AlertFirm firm) => Path.Combine(firm.Options.Out, "standing-plan.json");

    private static DeadlineStanding[] Standing(AlertFirm firm)
    {
        using var database = firm.Open();
        return [.. firm.Watch.Standing(database, firm.Clock.Now)];
    }

    private async Task At(AlertFirm firm, DateTimeOffset now)
    {
        clock.Now = now;
        await firm.Look();
    }
}
