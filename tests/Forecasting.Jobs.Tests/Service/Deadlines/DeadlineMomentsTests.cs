using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Settings;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Deadlines;

/// <summary>When a deadline is, and which run counts for it; also on the days on which the clocks change.</summary>
[TestFixture]
public sealed class DeadlineMomentsTests
{
    [Test]
    public void Next_Weekly_CountsFromTheTimetablesMoment()
    {
        var moments = new DeadlineMoments(Rome("0 30 5 ? * MON"), Rome("0 0 5 ? * MON"));
        var monday = new DeadlineMoment(Utc(2026, 3, 2, 4, 30), Utc(2026, 2, 23, 4, 30), Utc(2026, 3, 2, 4, 0));
        Assert.That(moments.Next(Utc(2026, 2, 27, 0, 0)), Is.EqualTo(monday));
        Assert.That(moments.Last(Utc(2026, 3, 2, 4, 30)), Is.EqualTo(monday));
        Assert.That(moments.Last(Utc(2026, 3, 8, 0, 0)), Is.EqualTo(monday));
    }

    [Test]
    public void Next_WithoutATimetable_CountsFromHalfWay()
    {
        var moments = new DeadlineMoments(Rome("0 30 5 ? * *"), null);
        Assert.That(moments.Next(Utc(2026, 3, 3, 0, 0)), Is.EqualTo(new DeadlineMoment(Utc(2026, 3, 3, 4, 30), Utc(2026, 3, 2, 4, 30), Utc(2026, 3, 2, 16, 30))));
    }

    [Test]
    public void Next_HourThatTheClockSkips_IsWhenItJumps()
    {
        var moments = new DeadlineMoments(Rome("0 30 2 ? * *"), Rome("0 0 1 ? * *"));
        Assert.That(moments.Next(Utc(2026, 3, 28, 12, 0)), Is.EqualTo(new DeadlineMoment(Utc(2026, 3, 29, 1, 0), Utc(2026, 3, 28, 1, 30), Utc(2026, 3, 29, 0, 0))));
    }

    [Test]
    public void Next_HourThatComesTwice_IsOneDeadline()
    {
        var moments = new DeadlineMoments(Rome("0 30 2 ? * *"), Rome("0 0 1 ? * *"));
        Assert.That(moments.Next(Utc(2026, 10, 24, 12, 0))!.DueAt, Is.EqualTo(Utc(2026, 10, 25, 0, 30)));
        Assert.That(moments.Next(Utc(2026, 10, 25, 0, 30)), Is.EqualTo(new DeadlineMoment(Utc(2026, 10, 26, 1, 30), Utc(2026, 10, 25, 0, 30), Utc(2026, 10, 26, 0, 0))));
    }

    [TestCase(ClosedDayPolicy.NextOpenDay, "0 30 7 ? * MON", "0 0 6 ? * MON", 7, 5, 30, 7, TestName = "the run is on Tuesday, and so is its deadline")]
    [TestCase(ClosedDayPolicy.Skip, "0 30 7 ? * MON", "0 0 6 ? * MON", 13, 5, 30, 13, TestName = "no run, no deadline")]
    [TestCase(ClosedDayPolicy.NextOpenDay, "0 30 5 ? * TUE", "0 0 22 ? * MON", 8, 3, 30, 7, TestName = "the deadline is on the day after its run, and moves with it")]
    [TestCase(ClosedDayPolicy.Skip, "0 30 5 ? * TUE", "0 0 22 ? * MON", 14, 3, 30, 13, TestName = "the deadline of a run that is skipped is none, though its own day is open")]
    public void Next_OfARunOnAClosedDay_GoesWithTheRun(ClosedDayPolicy policy, string deadline, string start, int day, int hour, int minute, int startDay)
    {
        var easter = new ClosedDays([new DateOnly(2026, 4, 6)], policy);
        var begins = new FireTimes(start, FireTimes.Zone("Europe/Rome")!, easter);
        var moments = new DeadlineMoments(new FireTimes(deadline, FireTimes.Zone("Europe/Rome")!, easter, begins), begins);
        var due = Utc(2026, 4, day, hour, minute);
        var next = moments.Next(Utc(2026, 4, 3, 0, 0))!;
        Assert.That((next.DueAt, next.Since), Is.EqualTo((due, begins.After(Utc(2026, 4, startDay, 0, 0)))), "and the run counts for it");
        Assert.That(moments.Last(due.AddMinutes(-1))!.DueAt, Is.LessThan(Utc(2026, 4, 2, 0, 0)), "nothing was missed in between");
        Assert.That(moments.Last(due), Is.EqualTo(next));
    }

    [Test]
    public void Between_DailyWithClosedDays_EachRunHasOneDeadline()
    {
        var easter = new ClosedDays([new DateOnly(2026, 4, 4), new DateOnly(2026, 4, 5), new DateOnly(2026, 4, 6)], ClosedDayPolicy.NextOpenDay);
        var begins = new FireTimes("0 0 22 * * ?", FireTimes.Zone("Europe/Rome")!, easter);
        var deadline = new FireTimes("0 30 5 * * ?", FireTimes.Zone("Europe/Rome")!, easter, begins);
        Assert.That(begins.Between(Utc(2026, 4, 2, 0, 0), Utc(2026, 4, 9, 0, 0)).Select(m => m.UtcDateTime.Day), Is.EqualTo(new[] { 2, 3, 7, 8 }));
        Assert.That(deadline.Between(Utc(2026, 4, 2, 12, 0), Utc(2026, 4, 9, 12, 0)).Select(m => m.UtcDateTime.Day), Is.EqualTo(new[] { 3, 7, 8, 9 }), "Friday's run was due on Saturday, and is on Tuesday");
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    private static FireTimes Rome(string cron) => new(cron, FireTimes.Zone("Europe/Rome")!);
}
