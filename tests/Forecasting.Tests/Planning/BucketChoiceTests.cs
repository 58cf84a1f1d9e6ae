using Forecasting.History;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class BucketChoiceTests
{
    private static readonly SalesShape Sparse = new() { FirstDay = new(2025, 1, 1), LastDay = new(2025, 6, 30), Rows = 100, DistinctDays = 90, MedianShareOfDaysSold = 0.2 };
    private static readonly PlanSettings Retail = new() { Calendar = new() { Pattern = "4-5-4" } };

    [Test]
    public void Choose_ARetailCalendar_HasItsWeeksAndPeriods()
    {
        Assert.That(BucketChoice.Choose(Sparse, Retail).Bucket.StartOf(new(2025, 2, 5)), Is.EqualTo(new DateOnly(2025, 2, 2)));
        Assert.That(BucketChoice.Choose(Sparse, Retail with { Bucket = BucketUnit.Month }).Bucket.StartOf(new(2025, 3, 31)), Is.EqualTo(new DateOnly(2025, 3, 2)));
    }

    [Test]
    public void Choose_SumsOfCalendarMonths_StayMonths()
    {
        var monthly = Sparse with { IsAllFirstOfMonth = true };
        Assert.That(BucketChoice.Choose(monthly, Retail).Bucket, Is.EqualTo(TimeBucket.Month));
        Assert.That(BucketChoice.Choose(monthly, Retail with { Bucket = BucketUnit.Month }).Bucket, Is.EqualTo(TimeBucket.Month));
    }

    [Test]
    public void Choose_NoCalendar_KeepsTheWeekdayOfTheExport() => Assert.That(
        BucketChoice.Choose(Sparse with { OnlyWeekday = DayOfWeek.Sunday }, new PlanSettings()).Bucket, Is.EqualTo(new TimeBucket(BucketUnit.Week, DayOfWeek.Sunday)));

    [Test]
    public void Validate_AWeekStartThatIsNotTheCalendars_IsAFault() => Assert.That(
        (Retail with { WeekStart = DayOfWeek.Monday }).Validate(),
        Is.EqualTo(new[] { "weekStart is Monday; with calendar.pattern a week begins on the day after calendar.yearEndDay, Saturday." }));
}
