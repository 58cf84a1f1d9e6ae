using Forecasting.Jobs.Service.Timetable;
using NodaTime;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>One moment for each interval, in every zone, on days of 23 and 25 hours too.</summary>
[TestFixture]
public sealed class FireTimesTests
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Between_DailyAndWeekly_RingsOnceAnIntervalAndForward(
        [Values("Europe/Rome", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Australia/Sydney", "Africa/Cairo", "Africa/Casablanca", "Asia/Taipei", "Asia/Riyadh", "UTC")]
        string name)
    {
        var zone = FireTimes.Zone(name)!;
        foreach (var (hour, minute) in new[] { (0, 30), (1, 30), (2, 30), (6, 0) })
        {
            var daily = Days($"0 {minute} {hour} * * ?", zone);
            Assert.That(daily.Zip(daily.Skip(1), (a, b) => b.DayNumber - a.DayNumber).Distinct(), Is.EqualTo(new[] { 1 }), $"{name} {hour}:{minute}: each day once, none missed, none twice");
            Assert.That(daily, Has.Count.InRange(4017, 4019), "eleven years");
            var weekly = Days($"0 {minute} {hour} ? * SUN", zone);
            Assert.That(weekly.Zip(weekly.Skip(1), (a, b) => b.DayNumber - a.DayNumber).Distinct(), Is.EqualTo(new[] { 7 }), $"{name} {hour}:{minute} on Sundays, when clocks change");
        }
    }

    [TestCase("Europe/Rome", "2026-03-29", 23)]
    [TestCase("Europe/Rome", "2026-10-25", 25)]
    [TestCase("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [TestCase("America/New_York", "2026-11-01", 25)]
    public void Between_DayOfAClockChange_HasItsHours(string name, string day, double hours)
    {
        var zone = FireTimes.Zone(name)!;
        var times = new FireTimes("0 0 6 * * ?", zone);
        var morning = LocalDate.FromDateTime(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture)) + new LocalTime(6, 0);
        var before = morning.PlusDays(-1).InZoneStrictly(zone).ToDateTimeOffset();
        Assert.That((times.After(before)!.Value - before).TotalHours, Is.EqualTo(hours));
    }

    [TestCase("0 30 2 * * ?", "2026-03-29T01:00Z", TestName = "a reading that is skipped: rung when the clock jumps")]
    [TestCase("0 30 2 * * ?", "2026-10-25T00:30Z", TestName = "a reading that comes twice: rung the first time")]
    public void Between_ReadingOfAClockChange_IsRungOnce(string cron, string expected)
    {
        var at = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(new FireTimes(cron, FireTimes.Zone("Europe/Rome")!).Between(at.AddHours(-12), at.AddHours(11)), Is.EqualTo(new[] { at }));
    }

    [TestCase("Europe/Atlantis")]
    [TestCase("")]
    public void Zone_Unknown_IsNoOther(string name) => Assert.That(FireTimes.Zone(name), Is.Null);

    [TestCase("0 0 6 ? * MON", null)]
    [TestCase("every monday", "")]
    [TestCase("0 0 25 * * ?", "")]
    [TestCase("0 0 6 ? * MON 1999", "it names no moment.")]
    public void Fault_OfAnExpression_IsToldBefore(string cron, string? fault) =>
        Assert.That(FireTimes.Fault(cron), fault is null ? Is.Null : fault.Length == 0 ? Is.Not.Empty : Is.EqualTo(fault));

    private static List<DateOnly> Days(string cron, DateTimeZone zone)
    {
        var moments = new FireTimes(cron, zone).Between(From, Until).ToList();
        Assert.That(moments.Zip(moments.Skip(1)).All(pair => pair.First < pair.Second), Is.True, "strictly forward");
        return moments.ConvertAll(moment => Instant.FromDateTimeOffset(moment).InZone(zone).Date.ToDateOnly());
    }
}
