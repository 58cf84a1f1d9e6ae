using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Moments that nobody rang for: one catch-up, for the newest, after a restart too.</summary>
[TestFixture]
public sealed class TimetableTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    private readonly TestClock clock = new(Monday.AddDays(-3));
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Begin()
    {
        folder = new TemporaryFolder();
        clock.Now = Monday.AddDays(-3);
        Assert.That(Ring(isStart: true), Is.Null, "nobody waits for what was before the timetable");
    }

    [TearDown]
    public void End() => folder.Dispose();

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(10)]
    public void Due_AfterWeeksWithoutTheService_IsOneCatchUpForTheNewest(int weeks)
    {
        clock.Now = Monday.AddDays(7 * (weeks - 1)).AddHours(30);
        Assert.That(Ring(isStart: true), Is.EqualTo(new DueMoment(Monday.AddDays(7 * (weeks - 1)), weeks - 1)));
        Finish(Monday.AddDays(7 * (weeks - 1)));
        Assert.That(Ring(isStart: true), Is.Null, "and after another restart none");
        Assert.That(Ring(isStart: false), Is.Null);
        clock.Now = Monday.AddDays(7 * weeks);
        Assert.That(Ring(isStart: false), Is.EqualTo(new DueMoment(Monday.AddDays(7 * weeks), 0)), "and then as ever");
    }

    [Test]
    public void Due_RungTwiceForOneMoment_IsDueOnce()
    {
        clock.Now = Monday;
        Assert.That(Enumerable.Range(0, 5).Select(_ => Ring(isStart: false)).Count(due => due is not null), Is.EqualTo(1));
    }

    [Test]
    public void Due_RungBeforeTheClockOfTheDatabaseShowsIt_IsDue()
    {
        clock.Now = Monday.AddMilliseconds(-300);
        using var store = Store([], out var ringing);
        Assert.That(ringing.Due("run", rungFor: Monday), Is.EqualTo(new DueMoment(Monday, 0)));
    }

    [Test]
    public void Due_BrokenOffWithTheService_IsDueAgainWhenItStarts()
    {
        clock.Now = Monday;
        Assert.That(Ring(isStart: false), Is.Not.Null);
        Assert.That(Ring(isStart: true), Is.EqualTo(new DueMoment(Monday, 0)));
        Finish(Monday);
        Assert.That(Ring(isStart: true), Is.Null);
    }

    [Test]
    public void Due_WhatWasMissedIsSkipped_WaitsForTheNext()
    {
        clock.Now = Monday.AddDays(20);
        Assert.That(Ring(isStart: true, KeyValuePair.Create("timetable.misfire", "skip")), Is.Null);
        clock.Now = Monday.AddDays(21);
        Assert.That(Ring(isStart: false, KeyValuePair.Create("timetable.misfire", "skip")), Is.EqualTo(new DueMoment(Monday.AddDays(21), 0)));
    }

    [Test]
    public void Standing_JobThatDoesNotEnd_IsLateAfterAnHour()
    {
        clock.Now = Monday;
        Ring(isStart: false);
        clock.Now = Monday.AddMinutes(59);
        Assert.That(Standing().LateSince, Is.Null);
        clock.Now = Monday.AddMinutes(61);
        Assert.That(Standing().LateSince, Is.EqualTo(Monday));
        Finish(Monday);
        Assert.That((Standing().LateSince, Standing().NextAt), Is.EqualTo(((DateTimeOffset?)null, Monday.AddDays(7))));
    }

    [Test]
    public async Task Bell_WhenTheServiceStarts_RunsOnceForWhatWasMissed()
    {
        var late = new ShiftedClock();
        await using var service = await TestService.Start(clock: late, settings:
        [
            KeyValuePair.Create("timetable.import", "0 0 6 ? * MON"), KeyValuePair.Create("timetable.timeZone", "Europe/Rome"),
        ]);
        var bell = service.Services.GetRequiredService<TimetableBell>();
        await bell.ExecuteTask!; // what it does when the service starts
        late.Shift = TimeSpan.FromDays(70);
        await bell.Ring("import", isStart: true, null, CancellationToken.None);
        await bell.Ring("import", isStart: true, null, CancellationToken.None);

        // Quartz may have been faster, and its ring is still being worked on.
        await (service.Services.GetRequiredService<RunDesk>().Live?.Ended ?? Task.CompletedTask);
        using var database = service.Open();
        Assert.That(new ServiceRequests(database).Newest().Select(r => (r.Kind, r.By, r.State)), Is.EqualTo(new[] { (RequestKind.Import, "timetable", RequestState.Done) }));
        Assert.That(new AuditLog(database).Verify(), Is.Null);
        Assert.That(service.Services.GetRequiredService<TimetableRinging>().Standing(database, late.GetUtcNow()).Single().Missed, Is.EqualTo(9));
    }

    // Each ring is as of a service that was just started: nothing is remembered but what the database holds.
    private DueMoment? Ring(bool isStart, params KeyValuePair<string, string>[] settings)
    {
        using var store = Store(settings, out var ringing);
        return ringing.Due("run", isStart);
    }

    private void Finish(DateTimeOffset moment)
    {
        using var store = Store([], out var ringing);
        ringing.Finish("run", new DueMoment(moment, 0));
    }

    private JobStanding Standing()
    {
        using var store = Store([], out var ringing);
        using var database = store.Open();
        return ringing.Standing(database, clock.Now).Single();
    }

    private ServiceDatabase Store(IEnumerable<KeyValuePair<string, string>> settings, out TimetableRinging ringing)
    {
        var options = ServiceOptions.Of(
            "data", folder["out"], folder["forecasting.duckdb"], null, null, isDevelopment: false,
            [KeyValuePair.Create("timetable.run", "0 0 5 ? * MON"), .. settings]);
        var store = new ServiceDatabase(options, clock);
        ringing = new TimetableRinging(options, store);
        return store;
    }
}
