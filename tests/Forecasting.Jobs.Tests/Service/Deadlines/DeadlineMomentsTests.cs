using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Timetable;
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

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    private static FireTimes Rome(string cron) => new(cron, FireTimes.Zone("Europe/Rome")!);
}
