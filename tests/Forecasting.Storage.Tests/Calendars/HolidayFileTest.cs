using System.Text;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Import;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Calendars;

[TestFixture]
public sealed class HolidayFileTest
{
    private const string Christmas = "BEGIN:VEVENT\nUID:1\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20201227\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";

    [Test]
    public void Import_AYearlyFeast_IsExpandedFromTheFirstSaleToThreeYearsAfterTheLast()
    {
        var imported = Import("holidays.ics", Christmas);
        Assert.That(imported.Events, Is.EqualTo(Enumerable.Range(2023, 5).Select(year =>
            new CalendarEvent(new DateRange(new DateOnly(year, 12, 25), new DateOnly(year, 12, 26)), "Christmas", EventKind.Holiday, null, "", null, null))));
        var report = imported.Reports.Single(r => r.File == "holidays.ics");
        Assert.That(
            (report.Feed, report.Profile, report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate, report.IsConserved),
            Is.EqualTo(("events", "iCalendar", 1L, 1L, 0L, 0L, true)));
        Assert.That(report.Sha256, Has.Length.EqualTo(64));
    }

    [Test]
    public void Import_ACalendarOfACountry_ConcernsThePlacesThatKeepIt()
    {
        var imported = Import("holidays-DE.ics", Christmas, ("locations.csv", "location,calendar\nBERLIN,DE\nPARIS,FR\n"));
        Assert.That(imported.Events.Select(e => e.Calendar), Is.All.EqualTo("DE").And.Not.Empty);
        Assert.That(imported.Places[new Location("BERLIN")].Keeps("de"), Is.True);
        Assert.That(imported.Reports.Single(r => r.File == "holidays-DE.ics").Notes, Is.Empty);
    }

    [Test]
    public void Import_ACalendarThatNoPlaceKeeps_SaysSo() => Assert.That(
        Import("holidays-DE.ics", Christmas).Reports.Single(r => r.File == "holidays-DE.ics").Notes,
        Is.EqualTo(new[] { "No place names the calendar \"DE\" (locations.csv, column calendar): its holidays concern no place." }));

    [TestCase("SUMMARY:Two days\nDTSTART;VALUE=DATE:20240501\nDURATION:P2D", "2024-05-01..2024-05-02")]
    [TestCase("SUMMARY:Afternoon\nDTSTART;TZID=Mars/Olympus:20240501T120000\nDTEND;TZID=Mars/Olympus:20240501T230000", "2024-05-01..2024-05-01")]
    [TestCase("SUMMARY:To midnight\nDTSTART:20240501T000000Z\nDTEND:20240502T000000Z", "2024-05-01..2024-05-01")]
    [TestCase("SUMMARY:Folded\n line\nDTSTART;VALUE=DATE:2024\n 0501", "2024-05-01..2024-05-01")]
    [TestCase("SUMMARY:Except one\nDTSTART;VALUE=DATE:20230501\nRRULE:FREQ=YEARLY;COUNT=3\nEXDATE;VALUE=DATE:20240501\nRDATE;VALUE=DATE:20240512", "2023-05-01..2023-05-01 2024-05-12..2024-05-12 2025-05-01..2025-05-01")]
    [TestCase("SUMMARY:Fourth Thursday\nDTSTART;VALUE=DATE:20231123\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20251231", "2023-11-23..2023-11-23 2024-11-28..2024-11-28 2025-11-27..2025-11-27")]
    [TestCase("SUMMARY:Never\nDTSTART;VALUE=DATE:20230201\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "")]
    [TestCase("SUMMARY:Long past\nDTSTART;VALUE=DATE:19990501", "")]
    public void Import_AnEvent_FallsOnItsDays(string lines, string expected) => Assert.That(
        string.Join(' ', Import("holidays.ics", $"BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n").Events.Select(e => FormattableString.Invariant($"{e.Days.First:yyyy-MM-dd}..{e.Days.Last:yyyy-MM-dd}"))),
        Is.EqualTo(expected));

    [Test]
    public void Import_AnOccurrenceMovedToAnotherDay_IsNotCountedTwice()
    {
        var moved = "BEGIN:VEVENT\nUID:1\nSUMMARY:Christmas\nRECURRENCE-ID;VALUE=DATE:20241225\nDTSTART;VALUE=DATE:20241228\nEND:VEVENT\n";
        Assert.That(
            Import("holidays.ics", Christmas + moved).Events.Where(e => e.Days.First.Year == 2024).Select(e => e.Days.First),
            Is.EqualTo(new[] { new DateOnly(2024, 12, 28) }));
    }

    [TestCase("SUMMARY:Off\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20240501", "the event \"Off\" is cancelled.")]
    [TestCase("DTSTART;VALUE=DATE:20240501", "the event \"\" has no SUMMARY, and so no name.")]
    [TestCase("SUMMARY:When", "the event \"When\" has no DTSTART.")]
    [TestCase("SUMMARY:Bad\nDTSTART;VALUE=DATE:20240231", "the event \"Bad\" cannot be read (DTSTART 20240231).")]
    [TestCase("SUMMARY:Bad\nDTSTART;VALUE=DATE:20240221\nRRULE:FREQ=SOMETIMES", "the event \"Bad\" cannot be read (DTSTART 20240221, RRULE FREQ=SOMETIMES).")]
    [TestCase("SUMMARY:Back\nDTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240401", "the event \"Back\" cannot be read (DTSTART 20240501).")]
    [TestCase("SUMMARY:Tick\nDTSTART:20240501T000000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "the event \"Tick\" comes more often than daily, and is no holiday.")]
    [TestCase("SUMMARY:Many\nDTSTART:20240501T000000\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9", "the event \"Many\" comes more than 5000 times, and is no holiday.")]
    public void Import_AnEventAtFault_IsSetAside_AndTheOthersAreLoaded(string lines, string message)
    {
        var imported = Import("holidays.ics", Christmas + $"BEGIN:VEVENT\nUID:2\nORGANIZER:mailto:ann@example.com\n{lines}\nEND:VEVENT\n" + Christmas);
        var finding = imported.Quarantine.Single();
        Assert.That((finding.Line, finding.Rule, finding.Message), Is.EqualTo((9L, "calendar event", $"holidays.ics line 9: {message} The event was set aside.")));
        Assert.That(finding.OriginalLine, Does.Not.Contain("ann@"));
        var report = imported.Reports.Single(r => r.File == "holidays.ics");
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo((3L, 1L, 1L, 1L)));
        Assert.That(imported.Events, Has.Length.EqualTo(5));
    }

    [Test]
    public void Import_AFileCutInAnEvent_SetsThatOneAside()
    {
        var imported = Import("holidays.ics", Christmas + "BEGIN:VEVENT\nSUMMARY:Cut\nDTSTA", whole: false);
        Assert.That(imported.Quarantine.Single().Message, Is.EqualTo(
            "holidays.ics line 9: the event \"Cut\" is never ended (no END:VEVENT): the file was cut, or a line is missing. The event was set aside."));
        Assert.That(imported.Events, Is.Not.Empty);
    }

    [Test]
    public void Import_AFileThatIsNoCalendar_IsRefusedWhole()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n"), ("holidays.ics", "<html>log in</html>"));
        var imported = directory.Import();
        Assert.That(imported.Reports.Single(r => r.File == "holidays.ics").RejectedReason, Is.EqualTo(
            "This is no calendar: its first line is not BEGIN:VCALENDAR. Export it as iCalendar (.ics)."));
        Assert.That(imported.Quarantine.Single().Message, Is.EqualTo(
            "holidays.ics: This is no calendar: its first line is not BEGIN:VCALENDAR. Export it as iCalendar (.ics). The whole file was refused."));
        Assert.That(imported.Events, Is.Empty);
    }

    [Test]
    public void Import_AHugeCalendar_IsRefusedUnread()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        directory.Write("holidays.ics", Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\n" + new string('x', 10 * 1024 * 1024)));
        Assert.That(directory.Import().Reports.Single(r => r.File == "holidays.ics").RejectedReason, Is.EqualTo(
            "The calendar has 10485776 bytes; at most 10485760 are read. Export only its holidays."));
    }

    [Test]
    public void Import_ACalendarOfVeryManyEvents_IsRefused()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        directory.Write("holidays.ics", "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 50_001)));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(
            "holidays.ics: The calendar has more than 50000 events. Export only its holidays. The whole file was refused."));
    }

    [Test]
    public void Import_EventsOfATable_AreReadAsWell_WithTheirDiscounts()
    {
        var imported = Import("holidays.ics", Christmas, ("events.csv", "start,end,name,kind,discount\n2024-05-01,2024-05-02,Flyer,promotion,20\n2024-06-01,2024-06-02,Flyer,promotion,0.2\n"));
        Assert.That(imported.Events.Where(e => e.Kind == EventKind.Promotion).Select(e => e.Discount), Is.EqualTo(new[] { 0.2, 0.2 }));
        Assert.That(imported.Events.Count(e => e.Kind == EventKind.Holiday), Is.EqualTo(5));
    }

    private static ImportedData Import(string name, string events, (string Name, string Text)? other = null, bool whole = true)
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,location,quantity\n2023-01-01,A,BERLIN,1\n2024-12-31,A,BERLIN,1\n"),
            (name, $"BEGIN:VCALENDAR\n{events}{(whole ? "END:VCALENDAR\n" : "")}"));
        if (other is { } file)
            directory.Write(file.Name, file.Text);
        return directory.Import();
    }
}
