using System.Globalization;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.History;

[TestFixture]
public sealed class RetailCalendarTests
{
    private static readonly RetailCalendar RetailFederation = new("4-5-4", 1, DayOfWeek.Saturday, YearEndRule.Nearest);
    private static readonly RetailCalendar IsoYear = new("4-4-5", 12, DayOfWeek.Sunday, YearEndRule.Nearest);

    [TestCase(2012, "2012-01-29", 53)]
    [TestCase(2013, "2013-02-03", 52)]
    [TestCase(2017, "2017-01-29", 53)]
    [TestCase(2018, "2018-02-04", 52)]
    [TestCase(2022, "2022-01-30", 52)]
    [TestCase(2023, "2023-01-29", 53)]
    [TestCase(2024, "2024-02-04", 52)]
    [TestCase(2025, "2025-02-02", 52)]
    public void YearStart_OfTheRetailFederation_IsThePublishedOne(int year, string start, int weeks)
    {
        Assert.That(RetailFederation.YearStart(year), Is.EqualTo(Day(start)));
        Assert.That(RetailFederation.WeeksIn(year), Is.EqualTo(weeks));
    }

    [Test]
    public void PeriodOf_The53rdWeek_IsTheLast()
    {
        // NRF: the year 2023 ended on 3 February 2024, with five weeks in January.
        Assert.That((RetailFederation.WeekOf(Day("2024-02-03")), RetailFederation.PeriodOf(Day("2024-02-03"))), Is.EqualTo((53, 12)));
        var period = TimeBucket.Of(BucketUnit.Month, RetailFederation);
        Assert.That(period.StartOf(Day("2024-02-03")), Is.EqualTo(Day("2023-12-31")));
        Assert.That(period.Add(Day("2023-12-31"), 1), Is.EqualTo(Day("2024-02-04")));
    }

    [Test]
    public void Periods_OfAQuarter_HaveTheWeeksOfThePattern()
    {
        var firstQuarter = new[] { "4-4-5", "4-5-4", "5-4-4" }.Select(pattern =>
        {
            var bucket = TimeBucket.Of(BucketUnit.Month, new RetailCalendar(pattern, 1, DayOfWeek.Saturday, YearEndRule.Nearest));
            return string.Join('-', Enumerable.Range(0, 3).Select(p => (bucket.Add(Day("2025-02-02"), p + 1).DayNumber - bucket.Add(Day("2025-02-02"), p).DayNumber) / 7));
        });
        Assert.That(firstQuarter, Is.EqualTo(new[] { "4-4-5", "4-5-4", "5-4-4" }));
    }

    [Test]
    public void Weeks_ToTheSundayNearestTheEndOfDecember_AreThoseOfIso()
    {
        for (var day = Day("2014-12-01"); day < Day("2034-01-01"); day = day.AddDays(1))
        {
            Assert.That(
                (IsoYear.YearOf(day), IsoYear.WeekOf(day)),
                Is.EqualTo((ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day))),
                day.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    [TestCase(2015)]
    [TestCase(2020)]
    [TestCase(2026)]
    [TestCase(2032)]
    public void Label_OfIsoWeeks_HasAWeek53_AndStaysInOrder(int year)
    {
        Assert.That(Labels(TimeBucket.Week, new DateOnly(year - 1, 12, 1), 70), Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Member($"{year}-W53"));
    }

    [Test]
    public void Label_OfEveryBucket_IsUniqueAndOrdered()
    {
        TimeBucket[] buckets =
        [
            TimeBucket.Day, TimeBucket.Week, TimeBucket.Month, new(BucketUnit.Week, DayOfWeek.Sunday), new(BucketUnit.Week, DayOfWeek.Saturday),
            TimeBucket.Of(BucketUnit.Week, RetailFederation), TimeBucket.Of(BucketUnit.Month, RetailFederation), TimeBucket.Of(BucketUnit.Month, IsoYear),
        ];
        foreach (var bucket in buckets)
            Assert.That(Labels(bucket, Day("2010-01-01"), 1200), Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal), bucket.Code);
    }

    [Test]
    public void Label_AroundNewYear2027_IsTheFirmsWord()
    {
        Assert.That(TimeBucket.Week.Label(TimeBucket.Week.StartOf(Day("2027-01-03"))), Is.EqualTo("2026-W53"));
        Assert.That(TimeBucket.Week.Label(Day("2027-01-04")), Is.EqualTo("2027-W01"));
        Assert.That(TimeBucket.Of(BucketUnit.Week, RetailFederation).Label(Day("2024-01-28")), Is.EqualTo("FY2023-P12/W53"));
        Assert.That(TimeBucket.Of(BucketUnit.Month, RetailFederation).Label(Day("2024-02-04")), Is.EqualTo("FY2024-P01"));
        Assert.That(TimeBucket.Month.Label(Day("2026-12-01")), Is.EqualTo("2026-12"));
    }

    [Test]
    public void YearBefore_Week53AndTheYearAfterIt_LosesAndDoublesNoWeek()
    {
        Assert.That(TimeBucket.Week.Label(TimeBucket.Week.YearBefore(Day("2026-12-28"))), Is.EqualTo("2026-W01"));
        Assert.That(TimeBucket.Week.Label(TimeBucket.Week.YearBefore(Day("2027-01-04"))), Is.EqualTo("2026-W02"));
        var compared = Enumerable.Range(0, 200).Select(w => TimeBucket.Week.YearBefore(TimeBucket.Week.Add(Day("2025-01-06"), w))).ToArray();
        Assert.That(compared.Zip(compared.Skip(1), (a, b) => b.DayNumber - a.DayNumber), Is.All.EqualTo(7));
        Assert.That(TimeBucket.Of(BucketUnit.Month, RetailFederation).YearBefore(Day("2024-02-04")), Is.EqualTo(Day("2023-01-29")));
    }

    [Test]
    public void Between_Periods_IsTheInverseOfAdd()
    {
        foreach (var retail in new[] { RetailFederation, IsoYear, new RetailCalendar("5-4-4", 8, DayOfWeek.Friday, YearEndRule.Last) })
        {
            var bucket = TimeBucket.Of(BucketUnit.Month, retail);
            var start = bucket.StartOf(Day("2019-05-17"));
            foreach (var steps in Enumerable.Range(-130, 260))
            {
                var other = bucket.Add(start, steps);
                Assert.That((bucket.StartOf(other), bucket.Between(start, other), bucket.Between(start, other.AddDays(27))), Is.EqualTo((other, steps, steps)));
            }
        }
    }

    [TestCase("2024-08-30", 2024)]
    [TestCase("2024-08-31", 2025)]
    public void YearOf_AYearThatEndsOnTheLastFridayOfAugust_IsNamedByTheYearItEndsIn(string day, int year) =>
        Assert.That(new RetailCalendar("4-4-5", 8, DayOfWeek.Friday, YearEndRule.Last).YearOf(Day(day)), Is.EqualTo(year));

    [Test]
    public void Parse_EveryBucket_ReadsWhatCodeWrote()
    {
        TimeBucket[] buckets = [TimeBucket.Day, TimeBucket.Week, TimeBucket.Month, TimeBucket.Of(BucketUnit.Week, RetailFederation), TimeBucket.Of(BucketUnit.Month, IsoYear)];
        foreach (var bucket in buckets)
            Assert.That(TimeBucket.Parse(bucket.Code, bucket.StartOf(Day("2025-06-04"))), Is.EqualTo(bucket));
        Assert.That(() => TimeBucket.Parse("fortnight", Day("2025-06-04")), Throws.TypeOf<FormatException>().With.Message.EqualTo("\"fortnight\" is not a bucket."));
    }

    [Test]
    public void Validate_ACalendarThatIsNone_NamesValueAndRange()
    {
        Assert.That(new CalendarSettings { Pattern = "4-4-4", YearEndMonth = 13 }.Validate(), Is.EqualTo(new[]
        {
            "calendar.pattern is \"4-4-4\"; it must be 4-4-5, 4-5-4 or 5-4-4.",
            "calendar.yearEndMonth is 13; it must be between 1 and 12.",
        }));
        Assert.That(() => new RetailCalendar("4-4-4", 1, DayOfWeek.Saturday, YearEndRule.Last), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static string[] Labels(TimeBucket bucket, DateOnly first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => bucket.Label(bucket.Add(bucket.StartOf(first), i)))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
