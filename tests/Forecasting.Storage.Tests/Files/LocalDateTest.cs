using System.Globalization;
using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>A sale belongs to the day that it was at its place when it was made.</summary>
public class LocalDateTest
{
    [TestCase("Europe/Rome", "2026-01-04T22:30:00Z", "2026-01-04")]
    [TestCase("Europe/Rome", "2026-07-05T21:30:00Z", "2026-07-05")]
    [TestCase("Europe/Rome", "2026-07-05T22:30:00Z", "2026-07-06")]
    [TestCase("Europe/Rome", "2026-03-29T00:59:59Z", "2026-03-29")]
    [TestCase("America/New_York", "2026-01-05T04:30:00Z", "2026-01-04")]
    [TestCase("America/New_York", "2026-07-06T03:30:00Z", "2026-07-05")]
    [TestCase("America/Santiago", "2026-01-05T02:30:00Z", "2026-01-04")]
    [TestCase("America/Santiago", "2026-09-06T03:59:59Z", "2026-09-05", TestName = "Santiago before the midnight that is left out")]
    [TestCase("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06", TestName = "Santiago after the midnight that is left out")]
    [TestCase("Australia/Lord_Howe", "2026-01-04T12:30:00Z", "2026-01-04")]
    [TestCase("Australia/Lord_Howe", "2026-07-05T13:00:00Z", "2026-07-05")]
    [TestCase("Australia/Lord_Howe", "2026-07-05T13:30:00Z", "2026-07-06")]
    [TestCase("Australia/Sydney", "2026-01-04T12:30:00Z", "2026-01-04")]
    [TestCase("Australia/Sydney", "2026-01-04T13:00:00Z", "2026-01-05")]
    [TestCase("Africa/Cairo", "2026-01-04T21:30:00Z", "2026-01-04")]
    [TestCase("Africa/Cairo", "2026-07-05T20:30:00Z", "2026-07-05")]
    [TestCase("Africa/Cairo", "2026-04-23T21:59:59Z", "2026-04-23")]
    [TestCase("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24")]
    [TestCase("Africa/Casablanca", "2026-01-04T22:30:00Z", "2026-01-04")]
    [TestCase("Africa/Casablanca", "2026-03-01T23:30:00Z", "2026-03-01", TestName = "Casablanca in Ramadan")]
    [TestCase("Asia/Taipei", "2026-01-04T15:30:00Z", "2026-01-04")]
    [TestCase("Asia/Riyadh", "2026-01-04T20:30:00Z", "2026-01-04")]
    [TestCase("UTC", "2026-01-04T23:30:00Z", "2026-01-04")]
    [TestCase("Europe/Rome", "2026-01-05 00:30:00 +0200", "2026-01-04")]
    [TestCase("Europe/Rome", "2026-01-04 20:30:00-03:00", "2026-01-05")]
    [TestCase("Europe/Rome", "1/4/2026 10:30:00 PM UTC", "2026-01-04")]
    [TestCase("Europe/Rome", "1/4/2026 11:30:00 PM UTC", "2026-01-05")]
    [TestCase("Europe/Rome", "1/5/2026 12:30:00 AM +01:30", "2026-01-05")]
    [TestCase("Europe/Rome", "2026-01-04T24:00:00+01", "2026-01-05")]
    [TestCase("Europe/Rome", "2026-01-04T23:59:59.999", "2026-01-04", TestName = "Local time is the day that stands there")]
    public void Import_Moment_FallsOnTheDayOfItsPlace(string zone, string stamp, string day)
    {
        using var directory = Folder(stamp, $"location,time_zone\nSHOP,{zone}\n");
        var imported = directory.Import(new InputSettings { Sales = new FeedSettings { DateOrder = DateOrder.Mdy } });
        Assert.That(imported.Quarantine, Is.Empty);
        Assert.That(Days(directory), Is.EqualTo(new[] { day }));
    }

    [Test]
    public void Import_LateSundaySaleOfTwoPlaces_FallsInTheWeekOfEach()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,location,quantity\n2026-01-04T22:30:00Z,A,ROME,1\n2026-01-04T22:30:00Z,A,CAIRO,1\n"),
            ("locations.csv", "location,time_zone\nROME,Europe/Rome\nCAIRO,Africa/Cairo\n"));
        directory.Import();
        var week = new TimeBucket(BucketUnit.Week, DayOfWeek.Monday);
        Assert.That(
            Days(directory).Select(d => week.StartOf(DateOnly.Parse(d, CultureInfo.InvariantCulture))),
            Is.EqualTo(new[] { new DateOnly(2025, 12, 29), new DateOnly(2026, 1, 5) }));
    }

    [Test]
    public void Import_MomentOfAPlaceWithoutZone_IsSetAsideAndNamesBothRemedies()
    {
        using var directory = Folder("2026-01-04T22:30:00Z", "location,name\nSHOP,Shop\n");
        Assert.That(directory.Import().Quarantine.Select(f => (f.Rule, f.Message)), Is.EqualTo(new[]
        {
            ("time zone", "sales.csv line 2, column \"date\": \"2026-01-04T22:30:00Z\" falls on another day in another time zone, and that of SHOP is not known "
                + "(give the time_zone of SHOP in locations, or set calendar.timeZone). SKU A at SHOP. The row was set aside."),
        }));
    }

    [Test]
    public void Import_MomentAndZoneOfTheSettings_IsReadByIt()
    {
        using var directory = Folder("2026-01-04T23:30:00Z", "location,name\nSHOP,Shop\n");
        using (var database = ForecastingDatabase.Open(directory.DatabasePath))
            new HistoryImport(database) { TimeZone = "Europe/Rome" }.Import(directory.Scan(), new InputSettings());
        Assert.That(Days(directory), Is.EqualTo(new[] { "2026-01-05" }));
    }

    [Test]
    public void Import_ZoneOfAPlaceCorrected_ReadsSalesAgain()
    {
        using var directory = Folder("2026-01-04T23:30:00Z", "location,time_zone\nSHOP,UTC\n");
        var first = directory.Import();
        directory.Write("locations.csv", "location,time_zone\nSHOP,Europe/Rome\n");
        var second = directory.Import();
        Assert.That(second.History.Sales, Is.GreaterThan(first.History.Sales));
        Assert.That(Days(directory), Is.EqualTo(new[] { "2026-01-04", "2026-01-05" }));
    }

    [Test]
    public void Import_UnknownZone_IsAFindingOfTheLocation()
    {
        using var directory = Folder("2026-01-04", "location,time_zone\nSHOP,Europe/Roma\n");
        Assert.That(directory.Import().Quarantine.Select(f => (f.Rule, f.Message)), Is.EqualTo(new[]
        {
            ("time zone", "locations.csv line 2, column \"time_zone\": \"Europe/Roma\" is not a time zone (expected an IANA name, e.g. Europe/Rome). The row was set aside."),
        }));
    }

    [TestCase("Europe/Rome", new string[0])]
    [TestCase("Europe/Roma", new[] { "calendar.timeZone is \"Europe/Roma\", which is no IANA time zone (expected e.g. Europe/Rome)." })]
    [TestCase("", new string[0], TestName = "An empty name is told by the calendar itself")]
    public void Validate_ZoneOfTheSettings_MustBeKnown(string zone, string[] faults) =>
        Assert.That(TimeZones.Validate(new CalendarSettings { TimeZone = zone }), Is.EqualTo(faults));

    [TestCase("Asia/Tokyo")]
    [TestCase("America/Santiago")]
    [NonParallelizable]
    public void Import_UnderAnyZoneOfTheMachine_GivesTheSameDays(string machine)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        using var directory = Folder("2026-07-05T21:30:00Z", "location,time_zone\nSHOP,Europe/Rome\n");
        try
        {
            Environment.SetEnvironmentVariable("TZ", machine);
            TimeZoneInfo.ClearCachedData();
            directory.Import();
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }

        Assert.That(Days(directory), Is.EqualTo(new[] { "2026-07-05" }));
    }

    private static DataDirectory Folder(string stamp, string locations) =>
        new(("sales.csv", $"date,sku,location,quantity\n{stamp},A,SHOP,1\n"), ("locations.csv", locations));

    private static List<string> Days(DataDirectory directory) => directory.Query("select day::varchar from history.sales order by all");
}
