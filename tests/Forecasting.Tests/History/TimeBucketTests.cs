using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.History;

[TestFixture]
public sealed class TimeBucketTests
{
    [Test]
    public void StartOf_SundayOfIsoWeek_IsTheMondayBefore() =>
        Assert.That(TimeBucket.Week.StartOf(new DateOnly(2027, 1, 3)), Is.EqualTo(new DateOnly(2026, 12, 28)));

    [Test]
    public void StartOf_WeekFromSunday_KeepsTheSunday() =>
        Assert.That(new TimeBucket(BucketUnit.Week, DayOfWeek.Sunday).StartOf(new DateOnly(2026, 11, 22)), Is.EqualTo(new DateOnly(2026, 11, 22)));

    [Test]
    public void Between_AYearOf53Weeks_Counts53() =>
        Assert.That(TimeBucket.Week.Between(new DateOnly(2025, 12, 29), new DateOnly(2027, 1, 4)), Is.EqualTo(53));

    [Test]
    public void Add_Months_CrossesTheYear() =>
        Assert.That(TimeBucket.Month.Add(new DateOnly(2026, 11, 1), 3), Is.EqualTo(new DateOnly(2027, 2, 1)));

    [TestCase("2026-11", SeriesFrequency.Monthly, 2, "2027-01")]
    [TestCase("2026-01-31", SeriesFrequency.Monthly, 1, "2026-02-28")]
    [TestCase("2024-02-29", SeriesFrequency.Yearly, 1, "2025-02-28")]
    [TestCase("2026-03-29 02:00:00", SeriesFrequency.Hourly, 1, "2026-03-29 03:00:00")]
    [TestCase("157", SeriesFrequency.Weekly, 13, "170")]
    public void Add_PeriodLabel_IsWrittenAlike(string text, SeriesFrequency frequency, int steps, string expected)
    {
        Assert.That(PeriodLabel.TryParse(text, out var label), Is.True);
        Assert.That(label.Add(frequency, steps).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Create_MissingRow_IsAGapAndNotAShift()
    {
        (PeriodLabel, double)[] points = [(Label("2026-01-12"), 3), (Label("2026-01-05"), 1), (Label("2026-01-26"), 4)];
        var series = ((Outcome<LongSeries>.Done)LongSeries.Create("a", SeriesFrequency.Weekly, points)).Value;
        Assert.That(series.Values, Is.EqualTo(new[] { 1, 3, double.NaN, 4 }));
    }

    [Test]
    public void Create_PeriodTwice_Fails()
    {
        var outcome = LongSeries.Create("a", SeriesFrequency.Daily, [(Label("2026-01-05"), 1), (Label("2026-01-05"), 2)]);
        Assert.That(outcome, Is.EqualTo(new Outcome<LongSeries>.Failed("Period 2026-01-05 stands twice, or is closer to another than one step.")));
    }

    private static PeriodLabel Label(string text) => PeriodLabel.TryParse(text, out var label) ? label : throw new ArgumentException(text);
}
