using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Settings;
using NodaTime;
using NUnit.Framework;
using static System.Globalization.CultureInfo;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Nothing is rung on a closed day; what was to be is skipped, or comes on the next open day, and no day has two rings for it.</summary>
[TestFixture]
public sealed class ClosedDaysTests
{
    private const string Rome = "Europe/Rome";
    private const string Mondays = "0 0 6 ? * MON";
    private const int Seed = 20260406;

    [TestCase(Mondays, "2026-04-06", "2026-04-02", "2026-04-07T04:00Z", "2026-04-13T04:00Z", TestName = "Easter Monday: on Tuesday at the same time")]
    [TestCase("0 0 6 ? * FRI", "2026-12-25 2026-12-26 2026-12-27", "2026-12-24", "2026-12-28T05:00Z", "2027-01-01T05:00Z", TestName = "three in a row: on Monday of week 53")]
    [TestCase("0 0 6 ? * THU", "2026-12-31 2027-01-01 2027-01-02 2027-01-03", "2026-12-30", "2027-01-04T05:00Z", "2027-01-07T05:00Z", TestName = "over the end of the year")]
    [TestCase(Mondays, "2026-12-28 2026-12-29 2026-12-30 2026-12-31 2027-01-01 2027-01-02 2027-01-03", "2026-12-27", "2027-01-04T05:00Z", "2027-01-11T05:00Z", TestName = "all of week 53: next Monday's own, once")]
    [TestCase("0 0 6 ? * MON,TUE", "2026-04-06", "2026-04-05", "2026-04-07T04:00Z", "2026-04-13T04:00Z", TestName = "Tuesday has its own: once")]
    [TestCase("0 0 6,12 ? * MON", "2026-04-06", "2026-04-05", "2026-04-07T04:00Z", "2026-04-13T04:00Z", TestName = "two moments of one day: the first of them")]
    [TestCase("0 30 2 ? * SAT", "2026-03-28", "2026-03-27", "2026-03-29T01:00Z", "2026-04-04T00:30Z", TestName = "moved to a reading that is skipped: when the clock jumps")]
    [TestCase("0 30 2 ? * SAT", "2026-10-24", "2026-10-23", "2026-10-25T00:30Z", "2026-10-31T01:30Z", TestName = "moved to a reading that comes twice: the first time")]
    [TestCase("0 0 6 6 4 ? 2026", "2026-04-06", "2026-04-05", "2026-04-07T04:00Z", null, TestName = "the last moment that there is")]
    public void After_MomentOnAClosedDay_IsRungOnTheNextOpenDay(string cron, string days, string after, string moved, string? next)
    {
        var times = Times(cron, ClosedDayPolicy.NextOpenDay, Rome, days);
        var first = times.After(At(after + "T12:00Z"));
        Assert.That(first, Is.EqualTo(At(moved)));
        Assert.That(times.After(first!.Value), Is.EqualTo(next is null ? (DateTimeOffset?)null : At(next)), "and then as ever");
        Assert.That(times.After(first.Value.AddHours(-3)), Is.EqualTo(first), "whoever looks on that morning sees it too");
    }

    [TestCase(Mondays, "2026-04-06", "2026-04-02", "2026-04-13T04:00Z")]
    [TestCase("0 0 6 * * ?", "2026-12-31 2027-01-01 2027-01-02 2027-01-03", "2026-12-30", "2027-01-04T05:00Z")]
    [TestCase("0 0/15 * * * ?", "2026-04-06", "2026-04-05T21:46Z", "2026-04-06T22:00Z")]
    public void After_MomentOnAClosedDay_IsSkipped(string cron, string days, string after, string next) =>
        Assert.That(Times(cron, ClosedDayPolicy.Skip, Rome, days).After(At(after.Length > 10 ? after : after + "T12:00Z")), Is.EqualTo(At(next)));

    [Test]
    public void After_ClosedDayIsOfTheZone_NotOfUtc() =>
        Assert.That(Times("0 0 6 ? * MON", ClosedDayPolicy.Skip, "Asia/Taipei", "2026-04-06").After(At("2026-04-04T00:00Z")), Is.EqualTo(At("2026-04-12T22:00Z")), "Sunday evening in UTC");

    [Test]
    public void Between_AnyClosedDaysInAnyZone_IsWhatACalendarOnPaperSays(
        [Values(Rome, "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Taipei", "UTC")] string name,
        [Values("0 30 2 * * ?", "0 30 0 ? * SUN", "0 0 6 ? * MON,WED", "0 0 6,18 ? * FRI", "0 0 6 1 * ?")] string cron,
        [Values] ClosedDayPolicy policy)
    {
        var (from, until) = (At("2026-01-01T12:00Z"), At("2028-01-03T12:00Z"));
        var random = new Random(Seed);
        var first = new LocalDate(2025, 12, 24);
        var closed = Enumerable.Range(0, 760).Select(first.PlusDays).Where(_ => random.Next(3) == 0).ToHashSet();
        var zone = FireTimes.Zone(name)!;
        var times = new FireTimes(cron, zone, new ClosedDays(closed.Select(d => d.ToDateOnly()), policy));
        var found = times.Between(from, until).ToList();
        var open = new FireTimes(cron, zone).Between(from.AddDays(-60), until).ToLookup(m => DayOf(m, zone));
        var paper = new List<LocalDate>();
        var isWaiting = false;
        for (var day = DayOf(from, zone).PlusDays(-50); day <= DayOf(until, zone); day = day.PlusDays(1))
        {
            if (closed.Contains(day))
            {
                isWaiting |= open.Contains(day);
                continue;
            }

            var rings = open[day].Count();
            paper.AddRange(Enumerable.Repeat(day, rings > 0 ? rings : isWaiting && policy == ClosedDayPolicy.NextOpenDay ? 1 : 0));
            isWaiting = false;
        }

        var (begin, end) = (DayOf(from, zone), DayOf(until, zone));
        Assert.That(found.Select(m => DayOf(m, zone)).Where(day => day > begin && day < end), Is.EqualTo(paper.Where(day => day > begin && day < end)).And.Not.Empty);
        Assert.That(found.Zip(found.Skip(1)).All(pair => pair.First < pair.Second), Is.True, "strictly forward");
        var asked = new List<DateTimeOffset>();
        for (var next = times.After(from); next <= until; next = times.After(next.Value))
            asked.Add(next.Value);
        Assert.That(asked, Is.EqualTo(found), "from wherever one looks");
    }

    [Test]
    public void Of_DaysAndAFileOfHolidays_AreClosed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["holidays-IT.ics"],
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Natale\nDTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20201227\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n");
        File.WriteAllText(folder["settings.json"], """{ "timetable": { "closedDays": ["2026-08-14"], "holidays": "holidays-IT.ics", "onClosedDay": "skip" } }""");
        var closed = ClosedDays.Of(EffectiveSettings.Load([folder["settings.json"]], [], []).Settings.Timetable);
        Assert.That(closed.Policy, Is.EqualTo(ClosedDayPolicy.Skip));
        Assert.That(new[] { (2026, 8, 14), (2026, 12, 25), (2030, 12, 26) }.All(d => closed.Contains(new LocalDate(d.Item1, d.Item2, d.Item3))), Is.True);
        Assert.That(new[] { (2026, 8, 15), (2026, 12, 24), (2026, 12, 27) }.Any(d => closed.Contains(new LocalDate(d.Item1, d.Item2, d.Item3))), Is.False);
        Assert.That(closed.Longest, Is.EqualTo(2));
    }

    [TestCase("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Natale\nEND:VEVENT\nEND:VCALENDAR\n", "holidays.ics line 2: the event \"Natale\" has no DTSTART. The event was set aside. Mend it, or take it out of the file.")]
    [TestCase("date,name\n", "holidays.ics: This is no calendar: its first line is not BEGIN:VCALENDAR. Export it as iCalendar (.ics). The whole file was refused. Mend it, or take it out of the file.")]
    [TestCase(null, "FILE is not there.")]
    public void Of_AFileThatCannotBeUnderstood_IsRefused(string? text, string fault)
    {
        using var folder = new TemporaryFolder();
        var file = folder["holidays.ics"];
        if (text is not null)
            File.WriteAllText(file, text);
        Assert.That(
            () => ClosedDays.Of(new TimetableSettings { Holidays = file }),
            Throws.TypeOf<SettingsException>().With.Message.EqualTo($"timetable.holidays is \"{file}\": {fault.Replace("FILE", file, StringComparison.Ordinal)}"));
    }

    [TestCase("2026-02-30")]
    [TestCase("25.12.2026")]
    [TestCase("")]
    public void Validate_NoDate_IsAFault(string day) => Assert.That(
        new TimetableSettings { ClosedDays = ["2026-12-25", day] }.Validate(),
        Is.EqualTo(new[] { $"timetable.closedDays has \"{day}\", which is no date (expected e.g. 2026-12-25)." }));

    private static FireTimes Times(string cron, ClosedDayPolicy policy, string zone, string days) =>
        new(cron, FireTimes.Zone(zone)!, new ClosedDays(days.Split(' ').Select(d => DateOnly.Parse(d, InvariantCulture)), policy));

    private static LocalDate DayOf(DateTimeOffset moment, DateTimeZone zone) => Instant.FromDateTimeOffset(moment).InZone(zone).Date;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, InvariantCulture);
}
