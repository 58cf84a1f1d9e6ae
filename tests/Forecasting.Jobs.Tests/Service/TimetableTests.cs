using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Settings;
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
    private ClosedDays closed = ClosedDays.None;

    [SetUp]
    public void Begin()
    {
        folder = new TemporaryFolder();
        clock.Now = Monday.AddDays(-3);
        closed = ClosedDays.None;
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
    public void Due_MomentOnAClosedDay_IsDueOnTheNextOpenDayAndOnce()
    {
        closed = Closed(ClosedDayPolicy.NextOpenDay);
        Assert.That(Standing().NextAt, Is.EqualTo(Monday.AddDays(2)), "the page tells of the day to which it is moved");
        clock.Now = Monday.AddHours(8);
        Assert.That(Ring(isStart: false), Is.Null, "nothing is due on a closed day, should Quartz ring");
        Assert.That(Ring(isStart: true), Is.Null);
        Assert.That(Standing().LateSince, Is.Null);
        clock.Now = Monday.AddDays(2);
        Assert.That(Ring(isStart: false), Is.EqualTo(new DueMoment(Monday.AddDays(2), 0)));
        Assert.That(Ring(isStart: false), Is.Null);
        Finish(Monday.AddDays(2));
        Assert.That(Standing().NextAt, Is.EqualTo(Monday.AddDays(7)));
    }

    [Test]
    public void Due_MomentOnAClosedDayThatIsSkipped_IsNeitherDueNorLateNorMissed()
    {
        closed = Closed(ClosedDayPolicy.Skip);
        clock.Now = Monday.AddDays(6);
        Assert.That((Ring(isStart: true), Standing().LateSince, Standing().NextAt), Is.EqualTo(((DueMoment?)null, (DateTimeOffset?)null, Monday.AddDays(7))));
        clock.Now = Monday.AddDays(7);
        Assert.That(Ring(isStart: false), Is.EqualTo(new DueMoment(Monday.AddDays(7), 0)), "what was skipped is not passed over");
    }

    [TestCase(ClosedDayPolicy.NextOpenDay, 2)]
    [TestCase(ClosedDayPolicy.Skip, 1)]
    public void Due_AfterWeeksWithAClosedDay_IsOneCatchUp(ClosedDayPolicy policy, int missed)
    {
        closed = Closed(policy);
        clock.Now = Monday.AddDays(15);
        Assert.That(Ring(isStart: true), Is.EqualTo(new DueMoment(Monday.AddDays(14), missed)), "the first Monday counts where it was moved, and not where it was skipped");
        Finish(Monday.AddDays(14));
        Assert.That(Ring(isStart: true), Is.Null);
        closed = new ClosedDays([.. Enumerable.Range(42, 3).Select(day => DateOnly.FromDateTime(Monday.UtcDateTime).AddDays(day))], policy);
        clock.Now = Monday.AddDays(43);
        Assert.That(Ring(isStart: true), Is.EqualTo(new DueMoment(Monday.AddDays(35), 2)), "on a closed day what was missed before it is late already, and nothing of it waits");
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

    // The first Monday and the day after it.
    private static ClosedDays Closed(ClosedDayPolicy policy) => new([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)], policy);

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
        ringing = new TimetableRinging(options with { Closed = closed }, store);
        return store;
    }
}
